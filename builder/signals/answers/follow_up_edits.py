"""Changes in the text of a `follow_up.yml`: what is not changed stays byte for byte, comments and line ends too.

PyYAML says where each value starts and ends; only those spans are replaced, new keys come on lines below their entry
and new entries below the last one. The text that comes out is read again and held against what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import yaml

from builder.model.gathering import FollowUp, FollowUpsFile
from builder.reading.faultbook import FaultBook
from builder.reading.files import with_plain_ends
from builder.reading.gatherings import parse_yaml_file
from builder.signals.answers.follow_up_yaml import (
    KEYS,
    quote,
    write_entry_lines,
    write_flow_entry,
    write_flow_key,
    write_flow_reply,
    write_key_lines,
    write_value,
)

LIST = "follow_ups"
HEADER_COMMENT = re.compile(r"[|>][-+0-9]*([ \t]+#.*)?$", re.MULTILINE)


class LayoutError(Exception):
    """The file is laid out in a way in which it cannot be changed safely; a person can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One entry that is new, or becomes another one."""

    before: FollowUp | None = field(repr=False)
    after: FollowUp = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Splice:
    """A span of the text, and what comes in its place; in the order of the list where they start together."""

    start: int
    end: int
    text: str


def edit_follow_ups(text: str, edits: Sequence[Edit]) -> str:
    """The text of the file with the edits in it.

    Raises: LayoutError when what would come out does not say what was meant.
    """
    old = parse_entries(text)
    expected = list(old)
    for edit in edits:
        if edit.before is None:
            expected.append(edit.after)
        else:
            expected[find_entry(old, edit.before)] = edit.after
    edited = apply_splices(text, _Editor(text).splices(old, edits))
    if parse_entries(edited) != tuple(expected):
        raise LayoutError
    return edited


def parse_entries(text: str) -> tuple[FollowUp, ...]:
    """The entries of a file, in their order. Raises: LayoutError when it has a fault."""
    book = FaultBook()
    sheet = parse_yaml_file(with_plain_ends(text.removeprefix("\ufeff")), "", FollowUpsFile, book)
    if sheet is None or book.count:
        raise LayoutError
    return sheet.value.follow_ups


def find_entry(entries: Sequence[FollowUp], wanted: FollowUp) -> int:
    """The place of an entry; of the last one when several are the same."""
    found = [number for number, entry in enumerate(entries) if entry == wanted]
    if not found:
        raise LayoutError
    return found[-1]


def apply_splices(text: str, splices: Iterable[_Splice]) -> str:
    """The text with each span replaced."""
    parts, position = [], 0
    for splice in sorted(splices, key=lambda splice: splice.start):
        parts += [text[position : splice.start], splice.text]
        position = splice.end
    return "".join([*parts, text[position:]])


class _Editor:
    """The spans of one file that change."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = len(text) - len(text.removeprefix("\ufeff"))
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.root: yaml.Node | None = yaml.compose(text[self.offset :], Loader=yaml.CSafeLoader)

    def splices(self, old: Sequence[FollowUp], edits: Sequence[Edit]) -> list[_Splice]:
        """All changes, those of entries that are there before those that are new."""
        found: list[_Splice] = []
        nodes = self.entry_nodes()
        for edit in edits:
            if edit.before is not None:
                found += self.amend(nodes[find_entry(old, edit.before)], edit.before, edit.after)
        added = [edit.after for edit in edits if edit.before is None]
        return found + (self.append(nodes, added) if added else [])

    def entry_nodes(self) -> list[yaml.MappingNode]:
        """The entries in the file, without empty ones, as the reader counts them."""
        found = self.list_node()
        items = found.value if isinstance(found, yaml.SequenceNode) else []
        return [item for item in items if isinstance(item, yaml.MappingNode)]

    def list_node(self) -> yaml.Node | None:
        """The list of entries, or what stands in its place."""
        if not isinstance(self.root, yaml.MappingNode):
            return None
        return next((value for key, value in self.root.value if key.value == LIST), None)

    def amend(self, node: yaml.MappingNode, before: FollowUp, after: FollowUp) -> list[_Splice]:
        """What changes in one entry."""
        values = {str(key.value): value for key, value in node.value}
        found: list[_Splice] = []
        missing: list[tuple[str, object]] = []
        for key in KEYS:
            value = getattr(after, key)
            if value == getattr(before, key):
                continue
            if value is None:
                raise LayoutError
            if key not in values:
                missing.append((key, value))
            elif isinstance(value, dict):
                found += self.amend_reply(values[key], before.reply or {}, value)
            else:
                found.append(self.replace(values[key], write_value(key, value)))
        if missing and node.flow_style:
            written = "".join(f", {write_flow_key(key, value)}" for key, value in missing)
            found.append(self.insert(self.end_of(node.value[-1][1]), written))
        elif missing:
            lines = [line for key, value in missing for line in write_key_lines(key, value)]
            found.append(self.insert_lines(node, lines, node.value[0][0].start_mark.column))
        return found

    def amend_reply(self, node: yaml.Node, before: dict[str, str], after: dict[str, str]) -> list[_Splice]:
        """What changes in a reply, language by language."""
        if not isinstance(node, yaml.MappingNode) or not node.value:
            return [self.replace(node, write_flow_reply(after))]
        values = {str(key.value): value for key, value in node.value}
        found = [
            self.replace(values[code], quote(text))
            for code, text in after.items()
            if code in values and text != before.get(code)
        ]
        missing = {code: text for code, text in after.items() if code not in values}
        if missing and node.flow_style:
            written = "".join(f", {code}: {quote(text)}" for code, text in missing.items())
            found.append(self.insert(self.end_of(node.value[-1][1]), written))
        elif missing:
            lines = [f"{code}: {quote(text)}" for code, text in missing.items()]
            found.append(self.insert_lines(node, lines, node.value[0][0].start_mark.column))
        return found

    def append(self, nodes: Sequence[yaml.MappingNode], added: Sequence[FollowUp]) -> list[_Splice]:
        """The new entries, below the last one or as the first ones."""
        found = self.list_node()
        lines = [line for entry in added for line in write_entry_lines(entry)]
        if self.root is None or (isinstance(self.root, yaml.ScalarNode) and not self.root.value):
            lines = [f"{LIST}:", *lines]
            gap = "" if not self.text or self.text.endswith(("\n", "\r")) else self.line_end
            return [_Splice(len(self.text), len(self.text), gap + "".join(line + self.line_end for line in lines))]
        if found is None or not isinstance(self.root, yaml.MappingNode):
            raise LayoutError
        if isinstance(found, yaml.SequenceNode) and found.flow_style and (nodes or self.root.flow_style):
            written = ", ".join(write_flow_entry(entry) for entry in added)
            place = self.end_of(nodes[-1]) if nodes else self.offset + found.start_mark.index + 1
            return [self.insert(place, f", {written}" if nodes else written)]
        if isinstance(found, yaml.SequenceNode) and not found.flow_style:
            return [self.insert_lines(found, lines, found.start_mark.column)]
        if nodes or self.root.flow_style:
            raise LayoutError
        key = next(key for key, value in self.root.value if value is found)
        emptied = self.replace(found, "")
        return [
            _Splice(emptied.start, emptied.end, ""),
            self.insert_lines(found, lines, key.start_mark.column),
        ]

    def replace(self, node: yaml.Node, written: str) -> _Splice:
        """Another value in the place of this one; a comment behind the sign of a block stays."""
        start, end = self.offset + node.start_mark.index, self.end_of(node)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            comment = HEADER_COMMENT.match(self.text, start)
            written += (comment[1] or "").rstrip("\r") if comment else ""
        needs_space = start == end and start > 0 and self.text[start - 1] == ":"
        return _Splice(start, end, f" {written}" if needs_space and written else written)

    def insert(self, place: int, written: str) -> _Splice:
        """Something between two characters."""
        return _Splice(place, place, written)

    def insert_lines(self, node: yaml.Node, lines: Iterable[str], indent: int) -> _Splice:
        """Lines below the one on which the node ends."""
        place = self.end_of(node)
        while place < len(self.text) and self.text[place] not in "\r\n":
            place += 1
        return self.insert(place, "".join(f"{self.line_end}{' ' * indent}{line}" for line in lines))

    def end_of(self, node: yaml.Node) -> int:
        """Where the last character of a node stands, plus one; PyYAML lets blocks end where the next token starts."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end_of(last[1] if isinstance(last, tuple) else last)
        start, end = self.offset + node.start_mark.index, self.offset + node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return start + len(self.text[start:end].rstrip())
        return end
