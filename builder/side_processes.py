"""Work of many small parts, done on every core by processes that are split off for a moment.

Only results that are bytes come back, through pipes, and only of parts that were done: whoever asks does the others
itself, so that a fault has one place and one order, and a computer that cannot do this only takes longer. That is every
one but Linux: a process can be split off safely there while others of its threads wait, as long as it touches no
library that has threads of its own. What is done here reads text, and nothing else: no picture, no sound, no paper, no
database, and it says nothing. A process ends with the one that it was split off from.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import struct
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

LEAST_PARTS = 200
"""Below this, splitting off takes longer than it saves."""
SILENCE_S = 60.0
"""After so long without a result something is stuck: what is missing is done here."""
_FRAME = struct.Struct(">II")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>
Work = Callable[[int], bytes | None]


def worker_count() -> int:
    """How many processes can be split off here: one a core, none where that is not safe or does not help."""
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        return 0
    cores = len(os.sched_getaffinity(0))
    return cores if cores > 1 else 0


def done_aside(work: Work, count: int, prepare: Callable[[], None] = lambda: None) -> Iterator[tuple[int, bytes]]:
    """Number and result of the parts 0 to `count` that other processes could do, in any order; the rest is missing.

    `prepare`: makes once what all parts need, before the processes are split off.
    """
    workers = min(worker_count(), count)
    if count < LEAST_PARTS or workers < 2:
        return
    prepare()
    children: list[_Child] = []
    try:
        for first in range(workers):
            child = _split_off(work, range(first, count, workers))
            if child is None:
                break
            children.append(child)
        yield from _collect(children)
    finally:
        for child in children:
            child.end()


@dataclass(slots=True)
class _Child:
    """A process that was split off, and the end of the pipe on which it writes."""

    pid: int
    pipe: int
    rest: bytearray = field(default_factory=bytearray)

    def results(self, piece: bytes) -> Iterator[tuple[int, bytes]]:
        """The results that are whole with a piece more."""
        self.rest += piece
        start = 0
        while len(self.rest) - start >= _FRAME.size:
            number, length = _FRAME.unpack_from(self.rest, start)
            end = start + _FRAME.size + length
            if len(self.rest) < end:
                break
            yield number, bytes(self.rest[start + _FRAME.size : end])
            start = end
        del self.rest[:start]

    def end(self) -> None:
        """Ends it, if it did not end by itself."""
        os.close(self.pipe)
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self.pid, 0)


def _collect(children: list[_Child]) -> Iterator[tuple[int, bytes]]:
    with selectors.DefaultSelector() as selector:
        for child in children:
            selector.register(child.pipe, selectors.EVENT_READ, child)
        while selector.get_map():
            ready = selector.select(SILENCE_S)
            if not ready:
                return
            for key, _ in ready:
                piece = os.read(key.fd, 1 << 20)
                if piece:
                    yield from key.data.results(piece)
                else:
                    selector.unregister(key.fd)


def _split_off(work: Work, numbers: range) -> _Child | None:
    """A process that does these parts; nothing where the system has no room for one."""
    libc, parent = ctypes.CDLL(None), os.getpid()  # loaded before, for a child loads nothing
    reading, writing = os.pipe()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of threads
            pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if pid:
        os.close(writing)
        return _Child(pid=pid, pipe=reading)
    try:
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() == parent:
            _write_results(work, numbers, writing)
    finally:
        os._exit(0)  # nothing of the parent is closed or written


def _write_results(work: Work, numbers: range, pipe: int) -> None:
    waiting = bytearray()
    for number in numbers:
        result = work(number)
        if result is not None:
            waiting += _FRAME.pack(number, len(result)) + result
        if len(waiting) > 1 << 15:
            _write_all(pipe, waiting)
            waiting.clear()
    _write_all(pipe, waiting)


def _write_all(pipe: int, content: bytearray) -> None:
    left = memoryview(bytes(content))
    while left:
        left = left[os.write(pipe, left) :]
