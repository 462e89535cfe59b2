"""A story file without its signals: their texts are gone, and the public story says exactly what it said.

What comes out is read again as reading does it. Unless it gives the same front matter, the same story and no signal,
the file is refused.
"""

from __future__ import annotations

import re

import cmarkgfm
import yaml

from builder.model.story import StoryFront
from builder.reading.faultbook import FaultBook
from builder.reading.files import with_plain_ends
from builder.reading.fingerprints import text_fingerprint
from builder.reading.front_matter import Parts, split_front_matter
from builder.reading.signal_blocks import CLOSE, Block, cut_signal_blocks, put_back
from builder.reading.typed import parse_typed
from builder.reading.yaml_tree import parse_yaml
from builder.signals.register.list_spans import LayoutError, ListText, without

PUBLIC_TOO = "public_too"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line as reading counts them, with its end."""


def without_signals(text: str) -> str:
    """The text of a story file without signals; the text of one with `public_too` stays as part of the story.

    Line ends, the mark of the byte order and every other line stay. Raises: LayoutError when that is not certain.
    """
    before = read_story(text)
    for is_tidy in (True, False):
        after = cut(text, is_tidy=is_tidy)
        if says_the_same(before, read_story(after)):
            return after
    raise LayoutError


def read_story(text: str) -> tuple[StoryFront, str, tuple[Block, ...]]:
    """Front matter, public body and signals of a story file. Raises: LayoutError when it has a fault."""
    book = FaultBook()
    parts = split_story(text)
    tree = parse_yaml(parts.front, "", book, first_line=parts.front_line, is_file=False)
    sheet = None if tree is None else parse_typed(tree, StoryFront, "", book)
    found = cut_signal_blocks(parts.body, parts.body_line, "", book)
    if sheet is None or found is None or book.count:
        raise LayoutError
    body, blocks = found
    for block in blocks:
        if is_public_too(block):
            body = put_back(body, block)
    return sheet.value, body, blocks


def split_story(text: str) -> Parts:
    """The two parts of a story file, with plain line ends."""
    parts = split_front_matter(with_plain_ends(text.removeprefix("\ufeff")), "", FaultBook())
    if parts is None:
        raise LayoutError
    return parts


def is_public_too(block: Block) -> bool:
    """Whether the text of the signal is part of the public story."""
    head = yaml.load(block.head, Loader=yaml.CBaseLoader)  # nothing but text comes out of it
    return isinstance(head, dict) and head.get(PUBLIC_TOO) == "true"


def says_the_same(
    before: tuple[StoryFront, str, tuple[Block, ...]], after: tuple[StoryFront, str, tuple[Block, ...]]
) -> bool:
    """Whether only the signals are gone."""
    return (
        before[0].model_copy(update={"signals": ()}) == after[0]
        and not after[2]
        and text_fingerprint(before[1]) == text_fingerprint(after[1])
        and cmarkgfm.markdown_to_html(before[1]) == cmarkgfm.markdown_to_html(after[1])
    )


def cut(text: str, *, is_tidy: bool) -> str:
    """The text without signals; `is_tidy`: one empty line where a block was, else as many as it had lines."""
    parts = split_story(text)
    found = cut_signal_blocks(parts.body, parts.body_line, "", FaultBook())
    if found is None:
        raise LayoutError
    lines = LINE.findall(text)
    gone: dict[int, bool] = {}
    for block in found[1]:
        start = block.line - 1
        end = next(number for number in range(start, len(lines)) if lines[number].rstrip() == CLOSE)
        kept = range(0)
        if is_public_too(block):
            kept = range(block.text_line - 1, block.text_line - 1 + len(block.text.split("\n")))
        gone |= {number: number == start for number in range(start, end + 1) if number not in kept}
    shown = "".join(line_without(lines, number, gone, is_tidy=is_tidy) for number in range(len(lines)))
    return without_list(shown, parts)


def line_without(lines: list[str], number: int, gone: dict[int, bool], *, is_tidy: bool) -> str:
    """What is left of one line."""
    line = lines[number]
    if number not in gone:
        return line
    end = line[len(line.rstrip("\r\n")) :]
    if not is_tidy:
        return end
    above = lines[number - 1].strip() if number - 1 not in gone else ""
    return end if gone[number] and above else ""


def without_list(text: str, parts: Parts) -> str:
    """The text without the list `signals:` of the front matter."""
    if not any(line.startswith("signals:") for line in parts.front.split("\n")):
        return text
    mark = len(text) - len(text.removeprefix("\ufeff"))
    first = len(LINE.findall(text[mark:])[0]) + mark
    front = "".join(LINE.findall(text[first:])[: parts.front.count("\n") + 1])
    try:
        found = ListText(front, "signals")
    except yaml.YAMLError:
        raise LayoutError from None
    return text[:first] + without(front, [found.whole_list()]) + text[first + len(front) :]
