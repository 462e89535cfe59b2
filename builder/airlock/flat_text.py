"""A text as it shows: one line a paragraph, plain digits, no mark-up, nothing unseen; each sign knows its origin.

Personal data are looked for in this text, so that bold type, an entity, a soft hyphen, a line end or digits of another
script do not hide them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20e3\ufe00-\ufe0f\ufeff"
NEW_BLOCK = r"(?:[-*+]|1[.)]|\#{1,6})[ \t]"
"""What starts a list item or a heading: the paragraph before it is over."""
REWRITTEN = re.compile(
    rf"""
    (?=[\n\\&%<*`~_{_UNSEEN}]|[ \t][ \t\n\\])(?:
    (?P<unseen>[{_UNSEEN}]+)
    | (?P<block>[ \t]*\n(?:[ \t]*\n)+ | [ \t]*\n(?=[ \t]{{0,3}}{NEW_BLOCK}))
    | (?P<line>[ \t]*\\?\n[ \t]*(?:>[ \t]?)* | <br\s?/?> | [ \t]{{2,}})
    | (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    | (?P<at>%40)
    | (?P<comment><!--(?:(?!-->)[^\n]){{0,200}}-->)
    | (?P<tag></?[A-Za-z][A-Za-z0-9]{{0,15}}(?:\s[^<>\n@]{{0,120}})?/?>)
    | (?P<emphasis>[*`]+ | ~~ | (?<![^\W_])_+ | _+(?![^\W_]))
    )
    """,
    re.VERBOSE,
)


ARABIC_SIGNS = {"\u066b": ".", "\u066c": ",", "\u060c": ","}
"""Decimal and thousands signs, and the comma."""
MARKDOWN_ONLY = frozenset({"escape", "comment", "tag"})


class _Folding(dict[int, int]):
    """Each sign as its plain counterpart: digits of any script, wide letters, spaces and dashes of any length."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        plain = sign
        digit = unicodedata.decimal(sign, None)
        kind = unicodedata.category(sign)
        if digit is not None:
            plain = str(digit)
        elif kind == "Zs" or sign == "\t":
            plain = " "
        elif kind == "Pd" or sign == "\u2212":
            plain = "-"
        elif sign in "\u2018\u02bc":
            plain = "\u2019"
        elif sign in ARABIC_SIGNS:
            plain = ARABIC_SIGNS[sign]
        elif code > 0x7F:
            narrow = unicodedata.normalize("NFKC", sign)
            plain = narrow if len(narrow) == 1 and narrow.isascii() and kind != "No" else sign
        self[code] = ord(plain)
        return self[code]


FOLDING = _Folding()


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatText:
    """A text without what does not show; a line end stands between its paragraphs."""

    text: str
    flat_starts: tuple[int, ...]
    """Where each kept run starts in `text`, from small to large."""
    source_starts: tuple[int, ...]
    """Where the same run starts in the source."""

    def source_offset(self, offset: int) -> int:
        """Where in the source the sign stands that is at an offset of `text`."""
        run = bisect_right(self.flat_starts, offset) - 1
        return self.source_starts[run] + offset - self.flat_starts[run]

    @property
    def blocks(self) -> list[str]:
        """Its paragraphs, with one space between words."""
        return [" ".join(block.split()) for block in self.text.split("\n") if block.strip()]


def flatten(source: str, *, is_markdown: bool = True) -> FlatText:
    """The text of a source as it shows, with its map; in plain text, tags and backslashes are what they seem."""
    folded = source.translate(FOLDING)
    parts: list[str] = []
    flat_starts, source_starts = [0], [0]
    length = position = 0
    for match in REWRITTEN.finditer(folded):
        kept, new = folded[position : match.start()], shown_for(match)
        if new == match[0] or (not is_markdown and match.lastgroup in MARKDOWN_ONLY):
            continue
        parts += (kept, new)
        length += len(kept)
        if new:
            flat_starts.append(length)
            source_starts.append(match.start())
            length += len(new)
        position = match.end()
        flat_starts.append(length)
        source_starts.append(position)
    parts.append(folded[position:])
    return FlatText(text="".join(parts), flat_starts=tuple(flat_starts), source_starts=tuple(source_starts))


def shown_for(match: re.Match[str]) -> str:
    """What is seen in place of a piece of mark-up."""
    if match.lastgroup == "block":
        return "\n"
    if match.lastgroup == "line":
        return " "
    if match.lastgroup == "at":
        return "@"
    if match.lastgroup == "entity":
        sign = html.unescape(match[0]).translate(FOLDING)
        return "" if REWRITTEN.fullmatch(sign) else sign if len(sign) == 1 else match[0]
    return ""
