"""Whether a file is still the one that we wrote, without reading it.

A state is the number of a file on its disk, its size and two times. The time of the last change of its status cannot
be set by any program: who writes in the file, replaces it, or brings it from elsewhere with the times that it had,
gives it another one. A disk notes times in steps; `settled` waits for the end of a step, so that a later change gets
a later time.
"""

from __future__ import annotations

import os
import stat
import time

STEP_NS = 20_000_000
"""Longer than the step of a clock of any disk that counts time finely; 4 or 10 ms on Linux."""
FileState = tuple[int, int, int, int]
"""Number on the disk, size in bytes, last change of the content and of the status, in ns."""
CAN_TELL = os.name == "posix"
"""Windows has no time of the last change of the status."""


def state_of(path: str) -> FileState | None:
    """The state of a plain file; None for anything else, and where it would tell nothing."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return plain_state(status) if CAN_TELL and stat.S_ISREG(status.st_mode) else None


def plain_state(status: os.stat_result) -> FileState:
    """The state in a status."""
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def settled(newest_ns: int) -> None:
    """Comes back when the clock of the disk has left the step of that moment."""
    left_ns = newest_ns + STEP_NS - time.time_ns()
    if 0 < left_ns <= STEP_NS:
        time.sleep(left_ns / 1e9)
