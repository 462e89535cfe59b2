"""Where the entries of a list stand in a YAML text, and the text without some of them; the rest stays as it is.

PyYAML says where each node starts and ends. Only whole lines go, or what stands between commas in an entry in braces;
what is laid out in another way is refused. Whoever calls reads the result again and holds it against what was meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import yaml

Span = tuple[int, int]
"""Where something starts in the text, and where it ends plus one."""


class LayoutError(Exception):
    """The text is laid out in a way in which it cannot be changed with certainty; a person can."""


class ListText:
    """A YAML text with a list at its top."""

    def __init__(self, text: str, key: str) -> None:
        self.text = text
        self.offset = len(text) - len(text.removeprefix("\ufeff"))
        root = yaml.compose(text[self.offset :], Loader=yaml.CSafeLoader)
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise LayoutError
        found = [(name, value) for name, value in root.value if name.value == key]
        if len(found) != 1:
            raise LayoutError
        self.name, self.list = found[0]

    @property
    def entries(self) -> list[yaml.MappingNode]:
        """The entries, without empty ones, as the reader counts them."""
        items = self.list.value if isinstance(self.list, yaml.SequenceNode) else []
        return [item for item in items if isinstance(item, yaml.MappingNode)]

    def value_of(self, entry: yaml.MappingNode, key: str) -> yaml.Node | None:
        """The value of a key of an entry."""
        return next((value for name, value in entry.value if name.value == key), None)

    def line_of(self, node: yaml.Node) -> int:
        """The line on which a node starts, from 1."""
        return int(node.start_mark.line) + 1

    def span_of(self, node: yaml.Node) -> Span:
        """The characters of a plain or quoted value."""
        return self.offset + node.start_mark.index, self.end_of(node)

    def whole_list(self) -> Span:
        """The lines of the list, with its key."""
        return self.lines_of(self.offset + self.name.start_mark.index, self.end_of(self.list))

    def lines_of_entries(self, rows: Collection[int]) -> list[Span]:
        """The lines of some entries; a list in brackets has no lines of its own."""
        if not isinstance(self.list, yaml.SequenceNode) or self.list.flow_style:
            raise LayoutError
        return [
            self.lines_of(self.offset + entry.start_mark.index, self.end_of(entry))
            for row, entry in enumerate(self.entries)
            if row in rows
        ]

    def spans_of_keys(self, row: int, keys: Collection[str]) -> list[Span]:
        """What goes when these keys of an entry go; the first key shares its line with the hyphen and must stay."""
        entry = self.entries[row]
        spans = []
        for number, (name, value) in enumerate(entry.value):
            if name.value not in keys:
                continue
            if number == 0:
                raise LayoutError
            if entry.flow_style:
                spans.append((self.end_of(entry.value[number - 1][1]), self.end_of(value)))
            else:
                spans.append(self.lines_of(self.offset + name.start_mark.index, self.end_of(value)))
        return spans

    def lines_of(self, start: int, end: int) -> Span:
        """The whole lines around a span. Raises: LayoutError when something else stands on the last one."""
        first = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        last = end
        while last < len(self.text) and self.text[last] not in "\r\n":
            last += 1
        rest = self.text[end:last].strip()
        if rest and not rest.startswith("#"):
            raise LayoutError
        if self.text.startswith("\r\n", last):
            return first, last + 2
        return first, min(last + 1, len(self.text))

    def end_of(self, node: yaml.Node) -> int:
        """Where the last character of a node stands, plus one; PyYAML lets blocks end where the next token starts."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end_of(last[1] if isinstance(last, tuple) else last)
        start, end = self.offset + node.start_mark.index, self.offset + node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return start + len(self.text[start:end].rstrip())
        return int(end)


def without(text: str, spans: Iterable[Span]) -> str:
    """The text without these spans."""
    return replaced(text, [(start, end, "") for start, end in spans])


def replaced(text: str, splices: Iterable[tuple[int, int, str]]) -> str:
    """The text with something else in the place of each span. Raises: LayoutError when two overlap."""
    parts, position = [], 0
    for start, end, written in sorted(splices):
        if start < position:
            raise LayoutError
        parts += [text[position:start], written]
        position = end
    return "".join([*parts, text[position:]])
