"""Two names of one disk change places in a single step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_LINUX_EXCHANGE = 2
"""`RENAME_EXCHANGE` of `renameat2(2)`."""
_MACOS_SWAP = 2
"""`RENAME_SWAP` of `renamex_np(2)`."""
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EXDEV})
"""What a system or a disk answers that knows no exchange."""


def exchange_names(one: Path, other: Path) -> bool:
    """Whether the two, which both exist, have changed places; False when this system or this disk cannot do it.

    Nobody sees a moment in which one of the names is missing. Raises: OSError when the exchange itself fails.
    """
    call = system_exchange()
    if call is None:
        return False
    code = call(os.fsencode(one), os.fsencode(other))
    if code in _CANNOT:
        return False
    if code:
        raise OSError(code, os.strerror(code))
    return True


@cache
def system_exchange() -> Callable[[bytes, bytes], int] | None:
    """The call of this system, which gives an error number or 0; None when there is none, as on Windows."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    name = "renameat2" if sys.platform == "linux" else "renamex_np"
    function = getattr(library, name, None)
    if function is None:
        return None
    if sys.platform == "linux":
        function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    else:
        function.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
    function.restype = ctypes.c_int

    def call(one: bytes, other: bytes) -> int:
        ctypes.set_errno(0)
        if sys.platform == "linux":
            failed = function(_AT_FDCWD, one, _AT_FDCWD, other, _LINUX_EXCHANGE)
        else:
            failed = function(one, other, _MACOS_SWAP)
        return ctypes.get_errno() if failed else 0

    return call
