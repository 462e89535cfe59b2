"""The text of a signal on paper and in a cell: complete, safe, and nothing in it that runs or calls home."""

from __future__ import annotations

import re
import sys

import cmarkgfm
import nh3

ALLOWED_TAGS = frozenset(["p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre"])
PRIVATE_USE = range(0xE000, 0xF900)

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff⟨]"
)
"""Characters that a spreadsheet refuses, drops or lets rearrange the text; and the mark of the escape itself."""
OFFICE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""An underscore that office programs would read as the start of a character code."""
FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
SOFT_BREAK = re.compile(r"^((?! *(?:[#>|=]|[-+*]{2})| {4}|\t).*[^\s\\])\n(?=[^\W\d_]|[(“‘\"'])", re.MULTILINE)
"""The end of a line that goes on: the next one begins with a letter or a quotation mark."""
ESCAPED = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


def render_signal_text(text: str) -> str:
    """Sanitised HTML of a Markdown text, with every word of it.

    HTML in it is shown as it was typed. A link is not a link here: its address follows its words, so that an official
    sees where it goes and nothing opens by a slip. A picture is its description and its address.
    """
    stand_in = next(chr(code) for code in PRIVATE_USE if chr(code) not in text)
    rendered = cmarkgfm.markdown_to_html(text.replace("<", stand_in)).replace(stand_in, "&lt;")
    shown = re.sub(r'<img src="([^"]*)" alt="([^"]*)"(?: title="[^"]*")? />', r"\2 (\1)", rendered)
    linked = re.sub(r'<a href="([^"]*)"(?: title="[^"]*")?>(.*?)</a>', spell_link, shown, flags=re.DOTALL)
    lowered = re.sub(r"<h[1-6]>(.*?)</h[1-6]>", r"<p><strong>\1</strong></p>", linked, flags=re.DOTALL)
    return nh3.clean(lowered, tags=set(ALLOWED_TAGS), attributes={}, strip_comments=True).strip()


def spell_link(match: re.Match[str]) -> str:
    """The words of a link, and its address unless that is the same or none."""
    address, words = match[1], match[2]
    return words if not address or address in (words, f"mailto:{words}") else f"{words} ({address})"


def join_lines(text: str) -> str:
    """The text with the lines of a paragraph joined, for a cell or a mail that breaks its lines itself.

    Lines that mean something stay: of a list, a quotation, a heading, typed text, and those broken on purpose.
    """
    return text if FENCE.search(text) else SOFT_BREAK.sub(r"\1 ", text)


def escape_for_cell(text: str) -> str:
    """The text with hidden characters made visible, such as ⟨U+0007⟩; `unescape_from_cell` gives it back exactly."""
    return OFFICE_ESCAPE.sub("⟨U+005F⟩", escape_hidden(text))


def escape_hidden(text: str) -> str:
    """The text with hidden characters made visible, such as ⟨U+0007⟩."""
    return HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def unescape_from_cell(shown: str) -> str:
    """The text before `escape_for_cell`; a number that no character has is left: anybody may have typed it."""
    return ESCAPED.sub(lambda match: chr(code) if (code := int(match[1], 16)) <= sys.maxunicode else match[0], shown)
