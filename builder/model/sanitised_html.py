"""The words of HTML that the airlock made: what search, lists and counts read of a story."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
"""Of sanitised HTML, where a value may hold any sign but its quotation mark."""
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|pre)>|<br>|<hr>|<[uo]l[^>]*>")


def plain_text(sanitised_html: str) -> str:
    """The words of sanitised HTML, blocks separated by a space."""
    return " ".join(plain_blocks(sanitised_html))


def plain_blocks(sanitised_html: str) -> list[str]:
    """The words of each paragraph, heading and list item of sanitised HTML."""
    bare = (TAG.sub("", part) for part in BLOCK_END.split(sanitised_html))
    blocks = (" ".join(html.unescape(part).split()) for part in bare)
    return [block for block in blocks if block]
