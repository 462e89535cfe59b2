"""Work that two processes do together: each takes the next piece until there is none.

The second one is a fork of the first, so nothing has to be told to it; what it has to tell in the end comes back
through a pipe. It is only forked from a process without other threads: a lock that such a thread holds at that moment
would stay closed in the fork for ever. Where there is no fork, or one core only, one process does all.

A fork shares the memory of the first process until one of the two touches it, and to look at an object is to touch it.
So the second process lives for some pieces only, and a fresh one takes its place: what was touched is not held twice.
"""

from __future__ import annotations

import ctypes
import gc
import marshal
import os
import select
import signal
import struct
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

_NUMBER = struct.Struct("=i")
_MOST_PIECES = 8_000
"""Their numbers fit into a pipe that nobody reads yet: 64 kB on Linux, 16 kB elsewhere."""
_PR_SET_PDEATHSIG = 1
PIECES_A_LIFE = 10
"""How many pieces a second process does before a fresh one takes its place."""
THREADED = frozenset({"typst", "watchfiles"})
"""Libraries with threads of their own, which no fork survives."""
Piece = Callable[[], None]


class HandError(RuntimeError):
    """The second process ended without telling what it did."""


class Ledger(Protocol):
    """What the second process notes, so that the first one knows it, too."""

    def begin(self) -> None:
        """Called in the second one before its first piece."""

    def collect(self) -> bytes:
        """What was done since, told in the second one after its last piece."""

    def receive(self, content: bytes) -> None:
        """Takes over in the first one what the second one told."""


def can_fork() -> bool:
    """Whether a second process helps and can do no harm."""
    if sys.platform != "linux" or threading.active_count() > 1 or THREADED & sys.modules.keys():
        return False
    return len(os.sched_getaffinity(0)) > 1


def do_all(
    pieces: Sequence[Piece],
    ledger: Ledger,
    tell: Callable[[int], None],
    own: Sequence[Piece] = (),
    alone: Sequence[Piece] = (),
) -> None:
    """Does every piece once, in two processes where that can be.

    `own` are pieces that the first process does by itself, before it helps with the others; `alone` those that it does
    after these while there is no second one, for they touch everything. `tell` is called with how many of the others
    were begun.
    Raises: what a piece raises; an OSError of the second process as such, anything else of it as HandError.
    """
    if len(pieces) < 2 or len(pieces) > _MOST_PIECES or not can_fork():
        for piece in (*own, *alone):
            piece()
        for number, piece in enumerate(pieces):
            tell(number)
            piece()
        return
    helper = _Helper(pieces, ledger)
    try:
        helper.start()
        for piece in own:
            piece()
            helper.look(is_work_left=True)
        if alone:
            helper.wait()
            for piece in alone:
                piece()
            helper.start()
        while (following := next_number(helper.numbers)) is not None:
            tell(following)
            pieces[following]()
            helper.look(is_work_left=following + 2 < len(pieces))
        helper.wait()
    finally:
        helper.end()


@dataclass(slots=True)
class _Helper:
    """The second process, or the one that took its place."""

    pieces: Sequence[Piece]
    ledger: Ledger
    numbers: int = -1
    """The pipe from which both take the number of their next piece."""
    answer: int = -1
    """The pipe through which the second process tells what it did."""
    child: int = 0

    def start(self) -> None:
        """Splits a process off."""
        gc.freeze()  # a look for circles would go through all that the two share
        if self.numbers < 0:
            self.numbers = open_numbers(len(self.pieces))
        self.answer, writing = os.pipe()
        parent = os.getpid()
        try:
            self.child = os.fork()
        except OSError:  # no room for another process: this one does the rest
            os.close(self.answer)
            os.close(writing)
            return
        if self.child == 0:
            end_in_child(self.pieces, self.numbers, writing, parent, self.ledger)
        os.close(writing)

    def look(self, *, is_work_left: bool) -> None:
        """When the process is done, takes over what it did; a fresh one takes its place while there is work.

        Raises: OSError, HandError.
        """
        if self.child and select.select([self.answer], [], [], 0)[0]:
            self.wait()
            if is_work_left:
                self.start()

    def wait(self) -> None:
        """Takes over what the process did, when it is done.

        Raises: OSError, HandError.
        """
        if self.child:
            told = checked(read_all(self.answer))
            self._see_off()
            self.ledger.receive(told)

    def end(self) -> None:
        """Nothing of it is left, whatever happened."""
        if self.child:
            with suppress(ProcessLookupError):
                os.kill(self.child, signal.SIGKILL)
            self._see_off()
        if self.numbers >= 0:
            os.close(self.numbers)

    def _see_off(self) -> None:
        os.close(self.answer)
        os.waitpid(self.child, 0)
        self.child = 0


def open_numbers(count: int) -> int:
    """A pipe from which each reader takes the next number, and each number is taken once."""
    numbers, writing = os.pipe()
    os.write(writing, b"".join(map(_NUMBER.pack, range(count))))
    os.close(writing)
    return numbers


def next_number(numbers: int) -> int | None:
    """The number of the next piece; None after the last one."""
    content = os.read(numbers, _NUMBER.size)
    return _NUMBER.unpack(content)[0] if content else None


def end_in_child(pieces: Sequence[Piece], numbers: int, answer: int, parent: int, ledger: Ledger) -> None:
    """The whole life of the second process; it does not come back."""
    try:
        die_with(parent)
        ledger.begin()
        for _ in range(PIECES_A_LIFE):
            number = next_number(numbers)
            if number is None or os.getppid() != parent:
                break
            pieces[number]()
        told = marshal.dumps((True, ledger.collect()))
    except OSError as error:
        told = marshal.dumps((False, error.errno or 0))
    except BaseException:  # the first process says so; a text of an error can be private
        told = marshal.dumps((False, -1))
    try:
        view = memoryview(told)
        while view:
            view = view[os.write(answer, view) :]
    finally:
        os._exit(0)


def die_with(parent: int) -> None:
    """The second process is killed when the first one is: nothing is written after the lock is free."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def read_all(pipe: int) -> bytes:
    """Everything that comes through a pipe."""
    found = []
    while content := os.read(pipe, 1 << 20):
        found.append(content)
    return b"".join(found)


def checked(told: bytes) -> bytes:
    """What the second process has to tell.

    Raises: OSError, HandError when it failed or was killed.
    """
    if not told:
        raise HandError
    is_done, value = marshal.loads(told)  # from our own fork
    if is_done:
        return bytes(value)
    raise OSError(value, os.strerror(value)) if value >= 0 else HandError
