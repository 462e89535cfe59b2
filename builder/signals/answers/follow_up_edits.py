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
from builder.signals.register.list_spans import LayoutError, Splice, YamlText, replaced

LIST = "follow_ups"
HEADER_COMMENT = re.compile(r"[|>][-+0-9]*([ \t]+#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One entry that is new, or becomes another one."""

    before: FollowUp | None = field(repr=False)
    after: FollowUp = field(repr=False)


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
    edited = replaced(text, _Editor(text).splices(old, edits))
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


class _Editor(YamlText):
    """The spans of one file that change."""

    def __init__(self, text: str) -> None:
        super().__init__(text, LIST)
        self.line_break = "\r\n" if "\r\n" in text else "\n"

    def splices(self, old: Sequence[FollowUp], edits: Sequence[Edit]) -> list[Splice]:
        """All changes, those of entries that are there before those that are new."""
        found: list[Splice] = []
        nodes = self.entries
        for edit in edits:
            if edit.before is not None:
                found += self.amend(nodes[find_entry(old, edit.before)], edit.before, edit.after)
        added = [edit.after for edit in edits if edit.before is None]
        return found + (self.append(nodes, added) if added else [])

    def amend(self, node: yaml.MappingNode, before: FollowUp, after: FollowUp) -> list[Splice]:
        """What changes in one entry."""
        values = {str(key.value): value for key, value in node.value}
        found: list[Splice] = []
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

    def amend_reply(self, node: yaml.Node, before: dict[str, str], after: dict[str, str]) -> list[Splice]:
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

    def append(self, nodes: Sequence[yaml.MappingNode], added: Sequence[FollowUp]) -> list[Splice]:
        """The new entries, below the last one or as the first ones."""
        found = self.found[0][1] if self.found else None
        lines = [line for entry in added for line in write_entry_lines(entry)]
        if self.root is None or (isinstance(self.root, yaml.ScalarNode) and not self.root.value):
            lines = [f"{LIST}:", *lines]
            gap = "" if not self.text or self.text.endswith(("\n", "\r")) else self.line_break
            return [(len(self.text), len(self.text), gap + "".join(line + self.line_break for line in lines))]
        if found is None or not isinstance(self.root, yaml.MappingNode):
            raise LayoutError
        if isinstance(found, yaml.SequenceNode) and found.flow_style and (nodes or self.root.flow_style):
            written = ", ".join(write_flow_entry(entry) for entry in added)
            place = self.end_of(nodes[-1]) if nodes else self.start_of(found) + 1
            return [self.insert(place, f", {written}" if nodes else written)]
        if isinstance(found, yaml.SequenceNode) and not found.flow_style:
            return [self.insert_lines(found, lines, found.start_mark.column)]
        if nodes or self.root.flow_style:
            raise LayoutError
        start, end, _ = self.replace(found, "")
        return [(start, end, ""), self.insert_lines(found, lines, self.found[0][0].start_mark.column)]

    def replace(self, node: yaml.Node, written: str) -> Splice:
        """Another value in the place of this one; a comment behind the sign of a block stays."""
        start, end = self.start_of(node), self.end_of(node)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            comment = HEADER_COMMENT.match(self.text, start)
            written += (comment[1] or "").rstrip("\r") if comment else ""
        needs_space = start == end and start > 0 and self.text[start - 1] == ":"
        return (start, end, f" {written}" if needs_space and written else written)

    def insert(self, place: int, written: str) -> Splice:
        """Something between two characters."""
        return (place, place, written)

    def insert_lines(self, node: yaml.Node, lines: Iterable[str], indent: int) -> Splice:
        """Lines below the one on which the node ends."""
        place = self.line_end(self.end_of(node))
        return self.insert(place, "".join(f"{self.line_break}{' ' * indent}{line}" for line in lines))
