"""One program at a time in a folder; the lock of a killed program is free at once."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from builder.errors import UsageError
from builder.whole.troubles import disk_trouble

LOCK_NAME = ".lock"
POLL_S, SHORT_POLL_S = 0.3, 0.05
LONGEST_WAIT_S = 60.0
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP})


def wait_until_free(folder: Path, tell: Callable[[], None]) -> None:
    """Comes back when nobody holds the lock of a folder; `tell` is called once when that takes a while.

    Raises: UsageError when there can be no lock.
    """
    is_told = False
    while True:
        try:
            with one_at_a_time(folder):
                return
        except UsageError as error:
            if error.code != "build-locked":
                raise
        if not is_told:
            tell()
            is_told = True
        time.sleep(POLL_S)


@contextmanager
def in_turn(folder: Path, name: str = LOCK_NAME, longest_wait_s: float = LONGEST_WAIT_S) -> Iterator[None]:
    """Holds the lock of a folder as soon as nobody else does.

    Raises: UsageError with `build-locked` when somebody still does after the longest wait, or when there can be no
    lock.
    """
    deadline = time.monotonic() + longest_wait_s
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(one_at_a_time(folder, name))
                break
            except UsageError as error:
                if error.code != "build-locked" or time.monotonic() > deadline:
                    raise
            time.sleep(SHORT_POLL_S)
        yield


@contextmanager
def one_at_a_time(folder: Path, name: str = LOCK_NAME, *, is_kept: bool = True) -> Iterator[None]:
    """Holds the lock of a folder, which is made when it is not there.

    The system keeps the lock and not the file, so what a killed program leaves locks nothing. A disk without such
    locks, as some network disks are, is refused: a mere file would say nothing about who is alive. The file stays
    afterwards, unless it is not to be kept, as in a folder that is not ours.
    Raises: UsageError with `build-locked` when another program holds it; `site-folder` when the folder is something
    else; `lock-impossible` or a trouble of the disk when there can be no lock.
    """
    lock = FileLock(folder / name, blocking=False, fallback_to_soft=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise UsageError("build-locked") from None
    except (FileExistsError, NotADirectoryError):
        raise UsageError("site-folder") from None
    except OSError as error:
        raise (UsageError("lock-impossible") if error.errno in _NO_LOCKS else disk_trouble(error)) from None
    try:
        yield
    finally:
        if not is_kept:
            remove_held(folder / name)
        lock.release()


def remove_held(path: Path) -> None:
    """Removes the file of a lock by who holds it; who had opened it meanwhile sees that it has no name any more.

    One with something in it is not of ours. Windows removes no open file: there it stays.
    """
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()
