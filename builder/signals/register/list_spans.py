"""Where the entries of a list stand in a YAML text, and the text with some of them changed or gone; the rest stays.

PyYAML says where each node starts and ends. Only whole lines go, or what stands between commas in an entry in braces;
what is laid out in another way is refused. Whoever calls reads the result again and holds it against what was meant.
`answers.follow_up_edits` writes with it, `cutting`, `reducing` and `settling` take away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import yaml

Span = tuple[int, int]
"""Where something starts in the text, and where it ends plus one."""
Splice = tuple[int, int, str]
"""A span, and what comes in its place."""


class LayoutError(Exception):
    """The text is laid out in a way in which it cannot be changed with certainty; a person can."""


class YamlText:
    """A YAML text that may have a list at its top, perhaps none yet."""

    def __init__(self, text: str, key: str) -> None:
        self.text = text
        self.offset = len(text) - len(text.removeprefix("\ufeff"))
        self.root: yaml.Node | None = yaml.compose(text[self.offset :], Loader=yaml.CSafeLoader)
        pairs = self.root.value if isinstance(self.root, yaml.MappingNode) else []
        self.found: list[tuple[yaml.Node, yaml.Node]] = [pair for pair in pairs if pair[0].value == key]
        """The key of the list with what stands there."""

    @property
    def entries(self) -> list[yaml.MappingNode]:
        """The entries, without empty ones, as the reader counts them."""
        items = self.found[0][1].value if self.found and isinstance(self.found[0][1], yaml.SequenceNode) else []
        return [item for item in items if isinstance(item, yaml.MappingNode)]

    def start_of(self, node: yaml.Node) -> int:
        """Where the first character of a node stands."""
        return self.offset + int(node.start_mark.index)

    def end_of(self, node: yaml.Node) -> int:
        """Where the last character of a node stands, plus one; PyYAML lets blocks end where the next token starts."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end_of(last[1] if isinstance(last, tuple) else last)
        start, end = self.start_of(node), self.offset + int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return start + len(self.text[start:end].rstrip())
        return end

    def line_end(self, place: int) -> int:
        """Where the line ends on which a character stands, short of its line end."""
        while place < len(self.text) and self.text[place] not in "\r\n":
            place += 1
        return place


class ListText(YamlText):
    """A YAML text with a list at its top."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text, key)
        if not isinstance(self.root, yaml.MappingNode) or self.root.flow_style or len(self.found) != 1:
            raise LayoutError
        self.name, self.list = self.found[0]

    def value_of(self, entry: yaml.MappingNode, key: str) -> yaml.Node | None:
        """The value of a key of an entry."""
        return next((value for name, value in entry.value if name.value == key), None)

    def line_of(self, node: yaml.Node) -> int:
        """The line on which a node starts, from 1."""
        return int(node.start_mark.line) + 1

    def span_of(self, node: yaml.Node) -> Span:
        """The characters of a plain or quoted value."""
        return self.start_of(node), self.end_of(node)

    def whole_list(self) -> Span:
        """The lines of the list, with its key."""
        return self.lines_of(self.start_of(self.name), self.end_of(self.list))

    def lines_of_entries(self, rows: Collection[int]) -> list[Span]:
        """The lines of some entries; a list in brackets has no lines of its own."""
        if not isinstance(self.list, yaml.SequenceNode) or self.list.flow_style:
            raise LayoutError
        return [
            self.lines_of(self.start_of(entry), self.end_of(entry))
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
                spans.append(self.lines_of(self.start_of(name), self.end_of(value)))
        return spans

    def lines_of(self, start: int, end: int) -> Span:
        """The whole lines around a span. Raises: LayoutError when something else stands on the last one."""
        first = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        last = self.line_end(end)
        rest = self.text[end:last].strip()
        if rest and not rest.startswith("#"):
            raise LayoutError
        if self.text.startswith("\r\n", last):
            return first, last + 2
        return first, min(last + 1, len(self.text))


def without(text: str, spans: Iterable[Span]) -> str:
    """The text without these spans."""
    return replaced(text, [(start, end, "") for start, end in spans])


def replaced(text: str, splices: Iterable[Splice]) -> str:
    """The text with something else in the place of each span; what starts together stays in order.

    Raises: LayoutError when two overlap.
    """
    parts, position = [], 0
    for start, end, written in sorted(splices, key=lambda splice: splice[:2]):
        if start < position:
            raise LayoutError
        parts += [text[position:start], written]
        position = end
    return "".join([*parts, text[position:]])
