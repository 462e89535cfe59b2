"""Scripts without comments and indents: what a visitor's browser does not need to fetch.

Nothing cleverer: every minifier written as patterns that we tried takes a regular expression after `=>` for a comment.
"""

from __future__ import annotations

import re

COMMENT_LINES = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)[ \t]*\n", re.MULTILINE)
TYPE_NOTE = re.compile(r"/\*\* @(?:[^*\n]|\*(?!/))*\*/ ?")
"""`/** @type {…} */` before an expression."""
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def slim_script(text: str) -> str:
    """The same script, line by line; as it is when a text in it goes over several lines: its indents may be meant."""
    if any(line.count("`") % 2 for line in text.splitlines()):
        return text
    return INDENT.sub("", TYPE_NOTE.sub("", COMMENT_LINES.sub("", text)))
