"""The events of the file system that a program causes, counted, so that the N-th one can kill it or fail.

What Python tells by itself comes from its audit events; flushing and the exchange, which it does not tell, are wrapped.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.whole import exchange, flushing
from tests.whole.cache_events import watch_cache

CHANGES = frozenset(
    {
        *("os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.chmod", "os.truncate"),
        *("os.utime", "os.chown", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp"),
    }
)
LOOKS = frozenset({"os.scandir", "os.listdir"})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
KILL = 0
"""In place of an error number."""


@dataclass
class FaultPlan:
    """Which event goes wrong, and how."""

    place: Path
    """Only events on paths below it count; those without a path count always."""
    number: int
    """The event that goes wrong, from 1; 0 for none."""
    error: int
    """An error number, or `KILL`."""
    is_counting_reads: bool
    is_counting_cache: bool = False
    """Whether what SQLite does to the cache counts, and nothing else; it can only be killed."""
    count: int = 0
    names: list[str] = field(default_factory=list)
    is_on: bool = True

    def happen(self, name: str, path: object = None) -> None:
        """An event is about to happen."""
        if not self.is_on or not self.is_here(path):
            return
        self.count += 1
        self.names.append(name)
        if self.count != self.number:
            return
        if self.error == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self.error, os.strerror(self.error), path if isinstance(path, str) else None)

    def is_here(self, path: object) -> bool:
        """Whether an event on this path counts."""
        if isinstance(path, str | bytes | os.PathLike):
            whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  # pathlib raises audit events of its own
            return whole.startswith(str(self.place))
        return True

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit event of Python."""
        if event == "open":
            path, _, flags = arguments
            is_writing = bool(isinstance(flags, int) and flags & WRITING)
            if is_writing or self.is_counting_reads:
                self.happen("open for writing" if is_writing else "open", path)
        elif event in CHANGES or (self.is_counting_reads and event in LOOKS):
            self.happen(event, arguments[0] if arguments else None)

    def install(self) -> None:
        """From here on everything counts. There is no way back: this is for a process that is thrown away."""
        if self.is_counting_cache:
            watch_cache(self.happen)
            return
        os.fsync = self.before("fsync", os.fsync)
        os.write = self.before("write", os.write)
        for module, name in ((exchange, "system_exchange"), (flushing, "system_sync")):
            call = getattr(module, name)()
            if call is not None:
                setattr(module, name, lambda call=call, name=name: self.answering(name, call))
        sys.addaudithook(self.hear)

    def before(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, with an event before it."""

        def wrapped(*arguments: Any, **named: Any) -> Any:
            self.happen(name)
            return call(*arguments, **named)

        return wrapped

    def answering(self, name: str, call: Callable[..., int]) -> Callable[..., int]:
        """A call of the system that gives an error number, with an event before it."""

        def wrapped(*arguments: Any) -> int:
            try:
                self.happen(name)
            except OSError as error:
                return error.errno or errno.EIO
            return call(*arguments)

        return wrapped
