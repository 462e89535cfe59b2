"""What a disk says no to, as an error in words: its own texts hold paths, which can be private."""

from __future__ import annotations

import errno

from builder.errors import UsageError

_CODES = {
    errno.ENOSPC: "disk-full",
    getattr(errno, "EDQUOT", -1): "disk-full",
    errno.EFBIG: "disk-full",
    errno.EACCES: "disk-forbidden",
    errno.EPERM: "disk-forbidden",
    errno.EROFS: "disk-forbidden",
}


def disk_trouble(error: OSError) -> UsageError:
    """The error for a person: the disk is full, it may not be written, or something else is wrong with it."""
    code = _CODES.get(error.errno or 0)
    return UsageError(code) if code else UsageError("disk-trouble", name=errno.errorcode.get(error.errno or 0, "?"))
