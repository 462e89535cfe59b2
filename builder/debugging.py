"""What went wrong, in full, in a file that only its owner may read; and nothing of it anywhere else.

Libraries put values into their messages: what is said here to the terminal is the kind of an error, never its text.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from builder.errors import UsageError

FOLDER = Path(".cache") / "vertelkaart" / "debug"
VARIABLE = "VERTELKAART_DEBUG"
"""Does the same as `--debug` where there is no such option: `VERTELKAART_DEBUG=1 mkdocs build`."""
KEPT_FILES = 5
log = logging.getLogger("vertelkaart.debug")
log.addHandler(logging.NullHandler())


def is_asked_for() -> bool:
    """Whether the environment asks for a debug file."""
    return os.environ.get(VARIABLE, "") not in ("", "0")


def is_writing() -> bool:
    """Whether a debug file is open."""
    return log.isEnabledFor(logging.DEBUG)


def note(error: BaseException) -> None:
    """The error with its traceback goes into the debug file, when there is one."""
    log.debug("an error ended the command", exc_info=error)


@contextmanager
def debug_file(root: Path, now: datetime) -> Iterator[Path]:
    """A new file in the project that takes every record of every library and every error that is noted.

    Raises: UsageError when its folder is a link, is somebody else's or cannot be made.
    """
    path, descriptor = open_new(root / FOLDER, now)
    handler = logging.StreamHandler(os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace"))
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    main, loud = logging.getLogger(), logging.getLogger().level
    main.addHandler(handler)
    main.setLevel(logging.DEBUG)
    try:
        yield path
    finally:
        main.setLevel(loud)
        main.removeHandler(handler)
        handler.stream.close()
        forget_old(root / FOLDER)


def open_new(folder: Path, now: datetime) -> tuple[Path, int]:
    """A file that was not there before, readable and writable by its owner only, and its descriptor."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = os.lstat(folder)
        if not stat.S_ISDIR(status.st_mode) or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
            raise UsageError("debug-folder")
        folder.chmod(0o700)
        path = folder / f"{now:%Y-%m-%dT%H-%M-%S-%f}.log"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        return path, os.open(path, flags, 0o600)
    except OSError:
        raise UsageError("debug-folder") from None


def forget_old(folder: Path) -> None:
    """Only the last few files stay: what may hold private words is not gathered."""
    for path in sorted(folder.glob("*.log"))[:-KEPT_FILES]:
        path.unlink(missing_ok=True)


@contextmanager
def nothing_said(say: Callable[[str], None]) -> Iterator[None]:
    """While this lasts, no library reaches the terminal: no warning, no record of a log, no traceback of a thread.

    `say` is given the name of the class of an error that ended a thread.
    """
    silent = logging.NullHandler()  # without any handler, Python itself writes warnings of logs to stderr
    logging.getLogger().addHandler(silent)
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def told(kind: type[BaseException], error: BaseException | None) -> None:
        if error is not None:
            note(error)
        if not issubclass(kind, KeyboardInterrupt | SystemExit):
            say(kind.__name__)

    sys.excepthook = lambda kind, error, _: told(kind, error)
    threading.excepthook = lambda raised: told(raised.exc_type, raised.exc_value)
    sys.unraisablehook = lambda raised: note(raised.exc_value) if raised.exc_value is not None else None
    try:
        with warnings.catch_warnings():
            warnings.showwarning = lambda message, *_, **__: log.debug("%s", message)
            yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        logging.getLogger().removeHandler(silent)
