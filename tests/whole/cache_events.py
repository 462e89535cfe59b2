"""The system calls with which SQLite changes the cache, as events: Python tells nothing of them.

SQLite lets its system calls be replaced for tests like this (`xSetSystemCall` of its layer for Unix). Where its library
cannot be reached, each statement counts instead.
"""

from __future__ import annotations

import _sqlite3  # the module that is linked to the library
import ctypes
import sqlite3
import sys
from collections.abc import Callable
from typing import Any

Happen = Callable[[str], None]

_NUMBER, _SIZE, _PLACE, _POINTER, _TEXT = (
    ctypes.c_int,
    ctypes.c_ssize_t,
    ctypes.c_int64,
    ctypes.c_void_p,
    ctypes.c_char_p,
)
CALLS: dict[str, tuple[Any, ...]] = {
    "write": (_SIZE, _NUMBER, _POINTER, ctypes.c_size_t),
    "pwrite": (_SIZE, _NUMBER, _POINTER, ctypes.c_size_t, _PLACE),
    "pwrite64": (_SIZE, _NUMBER, _POINTER, ctypes.c_size_t, _PLACE),
    "ftruncate": (_NUMBER, _NUMBER, _PLACE),
    "unlink": (_NUMBER, _TEXT),
}
"""What it gives, and what it takes."""


class Layer(ctypes.Structure):
    """`sqlite3_vfs`, version 3."""


GIVEN = ctypes.CFUNCTYPE(_POINTER, ctypes.POINTER(Layer), _TEXT)
REPLACED = ctypes.CFUNCTYPE(_NUMBER, ctypes.POINTER(Layer), _TEXT, _POINTER)
Layer._fields_ = [
    *(("version", _NUMBER), ("file_size", _NUMBER), ("longest_path", _NUMBER), ("following", _POINTER)),
    *(("name", _TEXT), ("own", _POINTER)),
    *((f"method_{number}", _POINTER) for number in range(13)),
    *(("replace", REPLACED), ("give", GIVEN)),
]
kept: list[object] = []
"""Functions that C has a pointer to."""


def watch_cache(happen: Happen) -> None:
    """From here on every change that SQLite makes on the disk is told first. There is no way back."""
    try:
        find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    except (AttributeError, OSError):  # it is part of Python here, without names
        watch_statements(happen)
        return
    find.argtypes, find.restype = [_TEXT], ctypes.POINTER(Layer)
    layer = find(None)
    for name, (result, *arguments) in CALLS.items():
        kind = ctypes.CFUNCTYPE(result, *arguments, use_errno=True)
        address = layer.contents.give(layer, name.encode())
        if address:  # else this build of SQLite never makes that call
            told = kind(before(f"cache {name}", kind(address), happen))
            kept.append(told)
            layer.contents.replace(layer, name.encode(), ctypes.cast(told, _POINTER))


def before(name: str, call: Callable[..., int], happen: Happen) -> Callable[..., int]:
    """The call, with an event before it."""

    def wrapped(*arguments: Any) -> int:
        happen(name)
        return call(*arguments)

    return wrapped


def watch_statements(happen: Happen) -> None:
    """Each statement of each database that is opened from here on."""

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "sqlite3.connect/handle":
            database: sqlite3.Connection = arguments[0]
            database.set_trace_callback(lambda _: happen("cache statement"))

    sys.addaudithook(hear)
