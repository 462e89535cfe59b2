"""Two processes share work: each piece is done once, and whatever happens to the second one is told."""

from __future__ import annotations

import errno
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from builder.site import two_hands as subject
from builder.site.two_hands import HandError, can_fork, do_all

PIECES = 40


class Notes:
    """A ledger in which each second process says who it was."""

    def __init__(self, received: list[bytes]) -> None:
        self.received = received
        self.begun_by = 0

    def begin(self) -> None:
        self.begun_by = os.getpid()

    def collect(self) -> bytes:
        assert self.begun_by == os.getpid()
        return b"done by " + str(os.getpid()).encode()

    def receive(self, content: bytes) -> None:
        self.received.append(content)


def work(folder: Path) -> tuple[list[int], list[bytes]]:
    """Every piece writes a file with the number of its process; what was begun, and what was received."""
    began: list[int] = []
    received: list[bytes] = []

    def piece(number: int) -> None:
        (folder / str(number)).write_text(str(os.getpid()), "utf-8")

    pieces = [lambda number=number: piece(number) for number in range(PIECES)]
    do_all(pieces, Notes(received), began.append, own=[lambda: piece(-1)], alone=[lambda: piece(-2)])
    return began, received


def test_each_piece_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "can_fork", lambda: True)
    began, received = work(tmp_path)
    assert sorted(int(path.name) for path in tmp_path.iterdir()) == list(range(-2, PIECES))
    assert {(tmp_path / name).read_text("utf-8") for name in ("-1", "-2")} == {str(os.getpid())}
    workers = {path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert began == sorted(began)
    assert len(set(received)) == len(received)
    assert {f"done by {worker}".encode() for worker in workers - {str(os.getpid())}} <= set(received)


def test_a_fresh_process_takes_the_place_of_one_that_did_its_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "can_fork", lambda: True)
    monkeypatch.setattr(subject, "PIECES_A_LIFE", 3)
    first = os.getpid()
    received: list[bytes] = []

    def piece(number: int) -> None:
        (tmp_path / str(number)).write_text(str(os.getpid()), "utf-8")
        time.sleep(0.05 if os.getpid() == first else 0)

    do_all([partial(piece, number) for number in range(PIECES)], Notes(received), lambda _: None)
    done = Counter(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert done.total() == PIECES
    helpers = {f"done by {pid}".encode(): count for pid, count in done.items() if pid != str(first)}
    assert len(helpers) > 3
    assert set(helpers) <= set(received)
    assert max(helpers.values()) <= 3


def test_without_room_for_a_second_process_the_first_does_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> int:
        raise OSError(errno.ENOMEM, "no room")

    monkeypatch.setattr(subject, "can_fork", lambda: True)
    monkeypatch.setattr(os, "fork", no_room)
    assert work(tmp_path) == (list(range(PIECES)), [])
    assert {path.read_text("utf-8") for path in tmp_path.iterdir()} == {str(os.getpid())}


def test_a_process_with_another_thread_is_not_forked(tmp_path: Path) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not can_fork()
        assert work(tmp_path) == (list(range(PIECES)), [])
    finally:
        stop.set()
        thread.join()


def children() -> set[str]:
    """The processes that this one has begun and not yet seen off: a browser of other tests, say."""
    return {child for path in Path("/proc/self/task").glob("*/children") for child in path.read_text().split()}


def fill_disk() -> None:
    raise OSError(errno.ENOSPC, "geheim")


def fail() -> None:
    raise ValueError("geheim")


@pytest.mark.parametrize(
    ("happens", "error", "text"),
    [
        (fill_disk, OSError, "No space left"),
        (fail, HandError, "^$"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), HandError, "^$"),
    ],
    ids=["a full disk", "something unexpected", "a kill"],
)
def test_what_happens_to_the_second_process_ends_the_first(
    happens: Callable[[], object], error: type[Exception], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "can_fork", lambda: True)
    first, mark, others = os.getpid(), tmp_path / "taken", children()

    def piece() -> None:
        if os.getpid() != first:
            mark.touch()
            happens()
        while not mark.exists():  # so that the second process gets a piece, however slow it starts
            time.sleep(0.001)

    with pytest.raises(error, match=text):
        do_all([piece] * PIECES, Notes([]), lambda _: None)
    assert children() == others
