"""One program at a time in a folder, and nobody has to clean up after a killed one."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.whole.lock import one_at_a_time

HOLDER = """
import sys, time
from pathlib import Path
from builder.whole.lock import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path / "build"):
        with pytest.raises(UsageError) as caught, one_at_a_time(tmp_path / "build"):
            pass
        assert caught.value.code == "build-locked"
    with one_at_a_time(tmp_path / "build"):
        assert (tmp_path / "build").is_dir()


def test_a_lock_is_given_back_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), one_at_a_time(tmp_path):
        raise RuntimeError
    with one_at_a_time(tmp_path):
        assert tmp_path.is_dir()


def test_the_lock_of_a_killed_program_is_free_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(UsageError, match="build-locked"), one_at_a_time(tmp_path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with one_at_a_time(tmp_path):
            assert (tmp_path / ".lock").exists()


def test_a_lock_that_is_not_kept_leaves_nothing(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path, is_kept=False):
        assert (tmp_path / ".lock").exists()
        with pytest.raises(UsageError, match="build-locked"), one_at_a_time(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_goes_away_under_who_waits_for_it_is_not_held_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock, first, second = fcntl.flock, ExitStack(), ExitStack()
    first.enter_context(one_at_a_time(tmp_path, is_kept=False))

    def lock_late(descriptor: int, operation: int) -> None:
        """Between opening the file and locking it, the holder leaves with the file and another one comes."""
        monkeypatch.setattr("fcntl.flock", flock)
        first.close()
        second.enter_context(one_at_a_time(tmp_path, is_kept=False))
        flock(descriptor, operation)

    monkeypatch.setattr("fcntl.flock", lock_late)
    with second:
        with pytest.raises(UsageError, match="build-locked"), one_at_a_time(tmp_path):
            pass
        assert (tmp_path / ".lock").exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOLCK, "lock-impossible"),
        (errno.EOPNOTSUPP, "lock-impossible"),
        (errno.ENOSYS, "lock-impossible"),
        (errno.EROFS, "disk-forbidden"),
        (errno.ENOSPC, "disk-full"),
        (errno.EIO, "disk-trouble"),
    ],
)
def test_a_disk_that_cannot_lock_is_refused(
    code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(code, "nee")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(UsageError, match=said), one_at_a_time(tmp_path):
        pass


def test_a_file_in_place_of_the_folder_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="site-folder"), one_at_a_time(tmp_path / "build"):
        pass


def test_a_lock_is_of_the_system_and_not_a_mere_file(tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text("12345\n", "utf-8")
    with one_at_a_time(tmp_path):
        assert (tmp_path / ".lock").read_text("utf-8") == "12345\n"
