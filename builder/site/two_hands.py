"""Work that two processes do together: each takes the next piece until there is none.

The second one is a fork of the first, so nothing has to be told to it; what it has to tell in the end comes back
through a pipe. It is only forked from a process without other threads: a lock that such a thread holds at that moment
would stay closed in the fork for ever. Where there is no fork, or one core only, one process does all.
"""

from __future__ import annotations

import ctypes
import marshal
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

_NUMBER = struct.Struct("=i")
_MOST_PIECES = 8_000
"""Their numbers fit into a pipe that nobody reads yet: 64 kB on Linux, 16 kB elsewhere."""
_PR_SET_PDEATHSIG = 1
THREADED = frozenset({"typst", "watchfiles"})
"""Libraries with threads of their own, which no fork survives."""


class HandError(RuntimeError):
    """The second process ended without telling what it did."""


def can_fork() -> bool:
    """Whether a second process helps and can do no harm."""
    if sys.platform != "linux" or threading.active_count() > 1 or THREADED & sys.modules.keys():
        return False
    return len(os.sched_getaffinity(0)) > 1


def do_all(
    pieces: Sequence[Callable[[], None]],
    collect: Callable[[], bytes],
    receive: Callable[[bytes], None],
    tell: Callable[[int], None],
) -> None:
    """Does every piece once, in two processes where that can be.

    `collect` is called in the second one when it is done, and `receive` with what it gave in the first; `tell` with how
    many pieces were begun.
    Raises: what a piece raises; an OSError of the second process as such, anything else of it as HandError.
    """
    if len(pieces) < 2 or len(pieces) > _MOST_PIECES or not can_fork():
        for number, piece in enumerate(pieces):
            tell(number)
            piece()
        return
    numbers = open_numbers(len(pieces))
    result, answer = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        end_in_child(pieces, numbers, answer, parent, collect)
    os.close(answer)
    try:
        while (following := next_number(numbers)) is not None:
            tell(following)
            pieces[following]()
        told = read_all(result)
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(numbers)
        os.close(result)
        os.waitpid(child, 0)
    receive(checked(told))


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


def end_in_child(
    pieces: Sequence[Callable[[], None]], numbers: int, answer: int, parent: int, collect: Callable[[], bytes]
) -> None:
    """The whole life of the second process; it does not come back."""
    try:
        die_with(parent)
        while (number := next_number(numbers)) is not None and os.getppid() == parent:
            pieces[number]()
        told = marshal.dumps((True, collect()))
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
