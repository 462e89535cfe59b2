"""Signals cut out of the body of a story, line by line, before any Markdown reader sees it.

A cut block leaves empty lines behind, so that line numbers hold. What could be read in two ways is refused.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field

from builder.model.plain_characters import PLAIN_LETTERS, PLAIN_MARKS
from builder.reading.faultbook import FaultBook, Position
from builder.reading.known_keys import is_plain_key_line

OPEN = "::: signal"
CLOSE = ":::"
_ALMOST = re.compile(r"\s*(:{2,}|:\s:|;{2,})|\s*:\s*si(gn|ng|nj)a+l\b", re.IGNORECASE)
_ALONE = re.compile(r"[\W_]*si(gn|ng|nj)a+l[\W_]*", re.IGNORECASE)
"""A line of its own that can only have been meant as a marker: `... signal`, `### signal`, `signal:`."""
_LABEL = re.compile(r"[\W_]*(?:!!!\s*)?si(gn|ng|nj)a+l(en|s)?[\W_]*:.*|!!!\s*si(gn|ng|nj)a+l\b.*", re.IGNORECASE)
"""A label at the start of a line, `**Signaal:** …` or `- signal: …`: what follows was meant to be private."""
_COLONS = dict.fromkeys(map(ord, "\u02d0\u02f8\u0589\u05c3\u0703\u0704\u1365\u1803\u1809\u205a\u2236\ua4fd\ua789"), ":")
_COLONS |= {0x2237: "::", 0x2982: ":", 0x2E2C: "::"}
"""Signs that look like colons and that Unicode does not fold into one."""
_ODD = re.compile(f"[^\\x00-\\x7f{PLAIN_LETTERS}{PLAIN_MARKS}]")
"""What a quick look does not know by heart: an unseen sign, a wide letter, another kind of colon."""
_STEMS = ("signa", "singa", "sinja")
_COLON_AT_START = re.compile(r"^\s*(?::|[a-z_]{2,}:)", re.MULTILINE)
"""A colon or a key at the start of a line."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_CONTAINER = re.compile(r"\s*([>|<]|[-*+]\s|[0-9]{1,9}[.)]\s)")


def may_hold_signal(body: str) -> bool:
    """Whether a line of the body can be a marker, a label or a key, however it is written; most bodies have none.

    It may say yes where there is none, and never no where there is one.
    """
    if not body.isascii() and _ODD.search(body) is not None:
        return True
    if "&" in body or "\\" in body or "::" in body or ";;" in body:
        return True
    small = body.casefold()
    return any(stem in small for stem in _STEMS) or (":" in body and _COLON_AT_START.search(body) is not None)


def fold_marker(line: str) -> str:
    """The line as a reader sees it: no invisible characters, no entities, every kind of colon as one."""
    seen = re.sub(r"\\(?=[^\w\s])", "", html.unescape(line))
    visible = "".join(character for character in seen if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFKC", visible).translate(_COLONS)


def may_be_marker(line: str) -> bool:
    """Whether somebody may have meant the line as a marker or a label of a signal, however it is written and wherever.

    Wider than what is refused: to look for signals in a file that cannot be read.
    """
    folded, seen = unicodedata.normalize("NFKC", line), fold_marker(line)
    is_almost = any(CLOSE in each or _ALMOST.match(each) for each in (folded, seen))
    return is_almost or any(pattern.fullmatch(seen) for pattern in (_ALONE, _LABEL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The lines of one signal, without its markers."""

    line: int
    """Of the opening marker, in the file."""
    head: str = field(repr=False)
    head_line: int
    text: str = field(repr=False)
    text_line: int
    text_index: int
    """Which line of the body its text starts on, from 0."""


@dataclass(slots=True)
class _Context:
    """Whether the public lines so far leave a code block, a comment or a list open."""

    fence: str = ""
    in_comment: bool = False
    in_container: bool = False

    def follow(self, line: str) -> None:
        """Take one more line into account."""
        if self.fence:
            match = _FENCE.fullmatch(line)
            if match and match.group(1).startswith(self.fence) and not match.group(2).strip():
                self.fence = ""
            return
        match = _FENCE.fullmatch(line)
        if match and not (match.group(1)[0] == "`" and "`" in match.group(2)):
            self.fence = match.group(1)
        opened, closed = line.rfind("<!--"), line.rfind("-->")
        if opened > closed:
            self.in_comment = True
        elif closed >= 0:
            self.in_comment = False
        self.in_container = bool(line.strip()) and (self.in_container or _CONTAINER.match(line) is not None)

    @property
    def is_odd(self) -> bool:
        """Whether a marker here would belong to something else for a Markdown reader."""
        return bool(self.fence) or self.in_comment or self.in_container


def cut_signal_blocks(body: str, body_line: int, path: str, book: FaultBook) -> tuple[str, tuple[Block, ...]] | None:
    """The body with empty lines in place of the signals, and the signals; nothing after faults are written down."""
    if not may_hold_signal(body):
        return body, ()
    cutter = _Cutter(body, body_line, path, book)
    before = book.count
    cutter.cut()
    return None if book.count > before else ("\n".join(cutter.kept), tuple(cutter.blocks))


def put_back(body: str, block: Block) -> str:
    """The body with the text of a signal at its place again: `public_too: true`."""
    lines = body.split("\n")
    for offset, line in enumerate(block.text.split("\n")):
        lines[block.text_index + offset] = line
    return "\n".join(lines)


class _Cutter:
    """Goes through a body once."""

    def __init__(self, body: str, body_line: int, path: str, book: FaultBook) -> None:
        self.lines = body.split("\n")
        self.body_line = body_line
        self.path = path
        self.book = book
        self.faults_before = book.count
        self.kept: list[str] = []
        self.blocks: list[Block] = []
        self.context = _Context()
        self.inner = _Context()
        self.opened_at: int | None = None
        self.is_unclear = False
        """After a marker that is misspelt or nested, what the next ones belong to is not known."""

    def cut(self) -> None:
        """Fill `kept` and `blocks`, or the fault book."""
        for index, line in enumerate(self.lines):
            bare = line.rstrip(" \t")
            if bare == OPEN:
                self._open(index)
            elif bare == CLOSE:
                self._close(index)
            else:
                self._check_marker(line, index)
                self._check_lost_head(line, index)
                (self.context if self.opened_at is None else self.inner).follow(line)
                self.kept.append(line if self.opened_at is None else "")
        if self.opened_at is not None and not self.is_unclear:
            last = self.body_line + len("\n".join(self.lines).rstrip().split("\n")) - 1
            self.book.add("signal-open", self.path, Position(last), other_line=self.body_line + self.opened_at)

    def _open(self, index: int) -> None:
        self.kept.append("")
        if self.opened_at is not None:
            self._fault("signal-nested", index, other_line=self.body_line + self.opened_at)
            self.is_unclear = True
            return
        if self.context.is_odd:
            self._fault("signal-odd-place", index)
        self.opened_at = index
        self.inner = _Context()

    def _close(self, index: int) -> None:
        self.kept.append("")
        if self.opened_at is None:
            if self.context.fence or self.context.in_comment:
                self._fault("signal-odd-place", index)
            elif not self.is_unclear:
                self._fault("signal-stray-close", index)
            return
        if self.inner.fence or self.inner.in_comment:
            self._fault("signal-odd-place", index)
        self._keep_block(self.opened_at, index)
        self.context.in_container = False
        self.opened_at = None

    def _keep_block(self, start: int, end: int) -> None:
        inside = self.lines[start + 1 : end]
        gap = next((number for number, line in enumerate(inside) if not line.strip()), None)
        if not gap:
            self._fault("signal-no-head", start)
            return
        text = inside[gap + 1 :]
        first = next((number for number, line in enumerate(text) if line.strip()), None)
        if first is None:
            self._fault("signal-no-text", start)
            return
        text_index = start + 1 + gap + 1 + first
        self.blocks.append(
            Block(
                line=self.body_line + start,
                head="\n".join(inside[:gap]),
                head_line=self.body_line + start + 1,
                text="\n".join(text[first:]).rstrip(),
                text_line=self.body_line + text_index,
                text_index=text_index,
            )
        )

    def _check_marker(self, line: str, index: int) -> None:
        """Refuse whatever a person may have meant as a marker."""
        if not may_hold_signal(line):
            return
        folded, seen = unicodedata.normalize("NFKC", line), fold_marker(line)
        if folded.startswith(CLOSE):
            is_odd = self.opened_at is None and self.context.is_odd
            self._fault("signal-odd-place" if is_odd else "signal-misspelt", index)
            self.is_unclear = True
        elif CLOSE in folded:
            self._fault("signal-odd-place", index, column=folded.index(CLOSE) + 1)
        elif CLOSE in seen or _ALMOST.match(folded) or _ALMOST.match(seen) or _ALONE.fullmatch(seen):
            self._fault("signal-misspelt", index)
            self.is_unclear = True
        elif self.opened_at is None and _LABEL.fullmatch(seen):
            self._fault("signal-keys-outside", index)

    def _check_lost_head(self, line: str, index: int) -> None:
        """Two keys in a row outside of a signal, or one beside a marker: a marker was lost or moved."""
        is_outside = self.opened_at is None and self.book.count == self.faults_before and index > 0
        if not (is_outside and is_plain_key_line(line)):
            return
        above = self.lines[index - 1].rstrip(" \t")
        below = self.lines[index + 1].rstrip(" \t") if index + 1 < len(self.lines) else ""
        if is_plain_key_line(above):
            self._fault("signal-keys-outside", index - 1)
        elif above == CLOSE or below == OPEN:
            self._fault("signal-keys-outside", index)

    def _fault(self, code: str, index: int, *, column: int = 1, **params: str | int) -> None:
        self.book.add_with(code, self.path, Position(self.body_line + index, column), params)
