"""Several commands at once: no withdrawal is lost, and none takes the work of another one away."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from builder.whole.files import clear_temporaries
from builder.withdrawal.kept_project import read_kept_project
from builder.withdrawal.record import read_record, record_in_turn, write_record
from builder.withdrawal.story_files import replace_file
from builder.withdrawal.taking_down import work_folder
from tests.withdrawal.cities import NOW, TESTS, TODAY, TOMBSTONE, build, take_back, tree_of

BOTH = ("2019-tafel/brug", "2019-tafel/markt")


def test_two_withdrawals_at_once_are_both_kept(city: Path) -> None:
    build(city)
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    commands = [[sys.executable, "-m", "builder.cli", "withdraw", each, "--yes"] for each in BOTH]
    running = [
        subprocess.Popen(command, cwd=city, env=environment, stdout=subprocess.PIPE, text=True) for command in commands
    ]
    said = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert all("The site is as it was, without this story." in text for text in said)
    assert tuple(entry.story for entry in read_record(city, TODAY)) == BOTH
    tree = tree_of(city / "build/site")
    assert all(TOMBSTONE in tree[f"stories/{each}/index.html"] for each in BOTH)


def test_the_record_is_changed_by_one_at_a_time(city: Path) -> None:
    build(city)
    started = threading.Event()

    def withdraw_other() -> None:
        started.set()
        take_back(city, BOTH[1])

    with record_in_turn(city):
        thread = threading.Thread(target=withdraw_other)
        thread.start()
        started.wait()
        time.sleep(0.5)
        entries = read_record(city, TODAY)
        assert entries == ()
        write_record(city, entries)
    thread.join()
    assert [entry.story for entry in read_record(city, TODAY)] == [BOTH[1]]


def test_publishing_leaves_the_inputs_of_a_withdrawal_alone(city: Path) -> None:
    build(city)
    done = threading.Event()

    def publish() -> None:
        read_kept_project(city, city / "build/site", NOW)
        done.set()

    with work_folder(city) as folder:
        thread = threading.Thread(target=publish)
        thread.start()
        assert not done.wait(0.5)
        assert folder.is_dir()
    thread.join()


def test_what_a_kill_left_beside_a_story_is_cleared(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = city / f"stories/{BOTH[0]}.md"

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(Path, "replace", killed)
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        replace_file(story, b"x")
    left = [path for path in story.parent.iterdir() if path.name.startswith(".")]
    assert len(left) == 1
    assert left[0].stat().st_size == 1
    clear_temporaries(story.parent, older_than_s=0)
    assert not left[0].exists()
