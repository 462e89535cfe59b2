"""Work on every core gives what it gives on one; what a process could not do is left, and no process stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from builder import side_processes as subject
from builder.side_processes import done_aside

PROGRAM = """
import os, sys, time
from builder import side_processes
side_processes.worker_count = lambda: 2
def work(number):
    os.write(1, b"%d " % os.getpid())
    time.sleep(60)
for _ in side_processes.done_aside(work, 300): pass
"""


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "linux":
        monkeypatch.setattr(subject, "worker_count", lambda: 2)


def all_children() -> set[str]:
    return set(Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split())


@pytest.fixture(autouse=True)
def others() -> set[str]:
    """Processes that other tests of this run have started, such as a browser."""
    OTHERS.clear()
    OTHERS.update(all_children())
    return OTHERS


OTHERS: set[str] = set()


def children() -> list[str]:
    """The processes that a test has left."""
    return sorted(all_children() - OTHERS)


def test_every_part_is_done_once_with_its_own_result() -> None:
    done = list(done_aside(lambda number: f"{number} {os.getpid()} ".encode() * (number % 300), 700))
    assert sorted(number for number, _ in done) == list(range(700))
    workers = {content.split()[1] for _, content in done if content}
    assert len(workers) == 2
    assert str(os.getpid()).encode() not in workers
    assert all(
        content == b"%d %s " % (number, content.split()[1]) * (number % 300) for number, content in done if content
    )
    assert children() == []


def test_few_parts_are_left_to_who_asks() -> None:
    assert list(done_aside(lambda number: b"x", subject.LEAST_PARTS - 1)) == []


def test_what_is_needed_is_made_once_and_before() -> None:
    made: list[int] = []
    done = dict(done_aside(lambda number: bytes(made), 300, lambda: made.append(7)))
    assert set(done.values()) == {b"\x07"}
    assert made == [7]


def test_a_part_without_a_result_is_left() -> None:
    done = dict(done_aside(lambda number: b"x" if number % 3 else None, 300))
    assert set(done) == {number for number in range(300) if number % 3}


@pytest.mark.parametrize("end", ["error", "killed", "exit"])
def test_a_process_that_breaks_leaves_the_rest(end: str, capfd: pytest.CaptureFixture[str]) -> None:
    def work(number: int) -> bytes:
        if number == 150:
            if end == "error":
                raise ValueError("geheim")
            if end == "exit":
                sys.exit("geheim")
            os.kill(os.getpid(), signal.SIGKILL)
        return b"x" * 1000

    done = {number for number, _ in done_aside(work, 300)}
    assert {number for number in range(300) if number % 2} <= done
    assert 150 not in done
    assert children() == []
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_stuck_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "SILENCE_S", 0.3)

    def work(number: int) -> bytes:
        if number == 0:
            time.sleep(600)
        return b"x"

    done = {number for number, _ in done_aside(work, 300)}
    assert 0 not in done
    assert {number for number in range(300) if number % 2} <= done
    assert children() == []


def test_who_stops_asking_leaves_no_process() -> None:
    results = done_aside(lambda number: b"x" * 100_000, 300)
    next(results)
    del results
    assert children() == []


def test_processes_end_with_the_one_that_split_them_off() -> None:
    program = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    pids = {int(word) for word in (read_word(program), read_word(program))}
    program.kill()
    program.wait()
    program.stdout.close()
    until = time.monotonic() + 30
    while any(is_running(pid) for pid in pids):
        assert time.monotonic() < until
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether it is there and no zombie, which whoever took it over has not looked at yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_other_threads_and_systems_do_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(subject.worker_count()))
    thread.start()
    thread.join()
    monkeypatch.setattr(sys, "platform", "win32")
    assert [*found, subject.worker_count()] == [0, 0]


def read_word(program: subprocess.Popen[str]) -> str:
    """What it says, up to a space."""
    assert program.stdout is not None
    word = ""
    while not word.endswith(" "):
        word += program.stdout.read(1)
    return word
