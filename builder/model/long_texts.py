"""Long texts that are read seldom, kept side by side in blocks of bytes instead of as one object each.

Ten thousands of stories are in memory at once. Their texts are most of that, and each is wanted once or twice, mostly
one after another. In a block a text takes its bytes and no more, and a process that is split off shares them with the
first one: there is no counter of references beside each text, which would be written to and so make a copy of all
around it. A block goes when the last text in it is gone.

Full blocks of public HTML are packed (zlib), which halves them or better: it is read in the order in which it was put
away, so that one block is unpacked for all of its texts. What was read from files is judged in another order.
"""

from __future__ import annotations

import threading
import zlib
from typing import ClassVar, Self

BLOCK_BYTES = 1 << 17
"""Unpacked; half a millisecond to unpack for who reads here and there."""
PACKING_LEVEL = 1
"""Of zlib: the fastest."""
_LENGTH_BYTES = 4


class Block:
    """Bytes of many texts: open until it is full, packed from then on."""

    __slots__ = ("_open", "_packed", "_used")

    def __init__(self, size: int = BLOCK_BYTES) -> None:
        self._open: bytearray | None = bytearray(size)
        self._packed = b""
        self._used = 0

    def put(self, content: bytes) -> int | None:
        """Where these bytes stand in it from now on; None when it has no room for them."""
        start = self._used
        if self._open is None or start + len(content) > len(self._open):
            return None
        self._open[start : start + len(content)] = content
        self._used += len(content)
        return start

    def pack(self) -> None:
        """Nothing more comes in."""
        if self._open is not None:
            self._packed = zlib.compress(memoryview(self._open)[: self._used], PACKING_LEVEL)
            self._open = None  # last: another thread may be reading

    def content(self) -> bytes | bytearray:
        """All its bytes."""
        content = self._open
        if content is not None:
            return content
        if _last.block is not self:
            _last.block, _last.content = self, zlib.decompress(self._packed)
        return _last.content


class _Last(threading.local):
    """The packed block that a thread read last, unpacked."""

    block: Block | None = None
    content = b""


_last = _Last()


class _OpenBlock(threading.local):
    """The block of a thread that has room left."""

    block: Block | None = None

    def __init__(self, *, is_packed: bool) -> None:
        self.is_packed = is_packed

    def put(self, content: bytes) -> tuple[Block, int]:
        """A block that holds these bytes, and where in it."""
        if len(content) > BLOCK_BYTES // 8:
            block = Block(len(content))
            return block, block.put(content) or 0
        start = None if self.block is None else self.block.put(content)
        if self.block is None or start is None:
            if self.block is not None and self.is_packed:
                self.block.pack()
            self.block = Block()
            start = self.block.put(content) or 0
        return self.block, start


class LongText:
    """A text in a block; `str()` gives it back. What it says is never in its `repr`: it may be private."""

    __slots__ = ("_block", "_start")
    _open: ClassVar[_OpenBlock] = _OpenBlock(is_packed=False)

    def __init__(self, block: Block, start: int) -> None:
        self._block = block
        self._start = start

    @classmethod
    def of(cls, text: str) -> Self:
        """The text, put away."""
        content = text.encode()
        return cls(*cls._open.put(len(content).to_bytes(_LENGTH_BYTES) + content))

    def __str__(self) -> str:
        content, start = self._block.content(), self._start + _LENGTH_BYTES
        end = start + int.from_bytes(content[self._start : start])
        return content[start:end].decode()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LongText) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return "LongText(…)"


class PublicHtml(LongText):
    """Sanitised HTML: in blocks of its own, in which no private text ever was. Its `repr` shows it, as it may."""

    __slots__ = ()
    _open = _OpenBlock(is_packed=True)  # no block holds texts of two kinds

    def __repr__(self) -> str:
        return repr(str(self))
