"""Long texts that are read seldom, kept side by side in a few large blocks of bytes instead of as one object each.

Ten thousands of stories are in memory at once. Their texts are most of that, and each is wanted once or twice. In a
block a text takes its bytes and no more, and a process that is split off shares them with the first one: there is no
counter of references beside each text, which would be written to and so make a copy of all around it. A block goes when
the last text in it is gone.
"""

from __future__ import annotations

import threading
from typing import ClassVar, Self

BLOCK_BYTES = 1 << 20
_LENGTH_BYTES = 4


class _OpenBlock(threading.local):
    """The block of a thread that has room left, and how much of it is taken."""

    block = bytearray()
    used = 0

    def put(self, content: bytes) -> tuple[bytearray, int]:
        """A block that holds these bytes, and where in it."""
        if len(content) > BLOCK_BYTES // 8:
            return bytearray(content), 0
        if self.used + len(content) > len(self.block):
            self.block, self.used = bytearray(BLOCK_BYTES), 0
        start = self.used
        self.block[start : start + len(content)] = content
        self.used += len(content)
        return self.block, start


class LongText:
    """A text in a block; `str()` gives it back. What it says is never in its `repr`: it may be private."""

    __slots__ = ("_block", "_start")
    _open: ClassVar[_OpenBlock] = _OpenBlock()

    def __init_subclass__(cls) -> None:
        cls._open = _OpenBlock()  # no block holds texts of two kinds

    def __init__(self, block: bytearray, start: int) -> None:
        self._block = block
        self._start = start

    @classmethod
    def of(cls, text: str) -> Self:
        """The text, put away."""
        content = text.encode()
        return cls(*cls._open.put(len(content).to_bytes(_LENGTH_BYTES) + content))

    def __str__(self) -> str:
        start = self._start + _LENGTH_BYTES
        end = start + int.from_bytes(self._block[self._start : start])
        return self._block[start:end].decode()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LongText) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return "LongText(…)"


class PublicHtml(LongText):
    """Sanitised HTML: in blocks of its own, in which no private text ever was. Its `repr` shows it, as it may."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(str(self))
