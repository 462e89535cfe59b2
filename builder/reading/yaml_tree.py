"""YAML text into a tree of nodes with their places: a small, strict part of YAML 1.2.

PyYAML's C parser gives the events; its constructors, which know aliases, tags and the truth values of YAML 1.1, are
never reached, and its messages, which repeat the text of the file, are never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

from builder.model.scalars import Scalar
from builder.reading.characters import find_unwanted_character
from builder.reading.faultbook import FaultBook, Position
from builder.reading.known_keys import is_comment_line, is_key_line

MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_LIST_NODES = 60_000
"""For the gazetteer, which holds a whole city: some three thousand places."""
_TAB_INDENT = re.compile(r"^[ ]*\t[\t ]*(?=[^\s#])", re.MULTILINE)
_LOST_COMMENT = re.compile(r"#\s")
"""A `#` that follows a letter begins no comment: what stands behind it would become part of the text."""
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True, kw_only=True)
class ScalarNode:
    """A leaf."""

    position: Position
    scalar: Scalar = field(repr=False)

    @property
    def is_null(self) -> bool:
        """Whether nothing stands there: empty, `~` or `null`, without quotation marks."""
        return self.scalar.is_plain and self.scalar in _NULLS


@dataclass(slots=True, kw_only=True)
class SequenceNode:
    """A list."""

    position: Position
    items: list[Node] = field(default_factory=list, repr=False)


@dataclass(slots=True, kw_only=True)
class KeyEntry:
    """A key of a mapping, and its value."""

    position: Position
    """Of the key."""
    node: Node = field(repr=False)


@dataclass(slots=True, kw_only=True)
class MappingNode:
    """Keys with values."""

    position: Position
    entries: dict[str, KeyEntry] = field(default_factory=dict, repr=False)


Node = ScalarNode | SequenceNode | MappingNode


class _RefusedError(Exception):
    """The YAML is refused; inside this module only."""

    def __init__(self, code: str, position: Position, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.position = position
        self.params = params


def is_null(node: Node) -> bool:
    """Whether the node is a leaf without a value."""
    return isinstance(node, ScalarNode) and node.is_null


def parse_yaml(
    text: str, path: str, book: FaultBook, *, first_line: int = 1, max_nodes: int = MAX_NODES, is_file: bool = True
) -> MappingNode | None:
    """The mapping at the root of the text, or nothing after its faults are written down.

    `first_line` is the line of the file on which the text starts. An empty text is an empty mapping. In a whole
    file one line `---` may open the document; inside a story it may not.
    """
    before = book.count
    tab = _TAB_INDENT.search(text)
    if tab is not None:
        line = text.count("\n", 0, tab.start()) + first_line
        book.add("yaml-tab", path, Position(line, text[tab.start() : tab.end()].index("\t") + 1))
        return None
    builder = _TreeBuilder(
        text.split("\n"),
        path,
        book,
        first_line=first_line,
        max_nodes=max_nodes,
        is_file=is_file,
        may_hold_unwanted="\\" in text or "\r" in text or find_unwanted_character(text) is not None,
    )
    try:
        root = builder.build(events_of(text))
    except _RefusedError as refusal:
        book.add_with(refusal.code, path, refusal.position, refusal.params)
        return None
    except yaml.MarkedYAMLError as error:
        # a key without colon or a quotation that is left open is noticed far below the line that is wrong
        is_noticed_late = str(error.context).startswith("while scanning")
        mark = (error.context_mark if is_noticed_late else None) or error.problem_mark
        position = builder.position(mark) if mark is not None else Position(first_line)
        book.add("yaml-syntax", path, position)
        return None
    except yaml.YAMLError:
        book.add("yaml-syntax", path, Position(first_line))
        return None
    if book.count > before:
        return None
    if root is None or (isinstance(root, ScalarNode) and root.is_null):
        return MappingNode(position=Position(first_line))
    if not isinstance(root, MappingNode):
        book.add("yaml-not-a-mapping", path, root.position)
        return None
    return root


def events_of(text: str) -> Iterator[yaml.Event]:
    """The events of the C parser; the loader around it would look at each of them once more.

    Raises: yaml.YAMLError.
    """
    next_event = CParser(text).get_event
    event = next_event()
    while event is not None:
        yield event
        event = next_event()


class _TreeBuilder:
    """Turns events into nodes with a stack of its own, so that no depth of nesting can exhaust Python's."""

    def __init__(
        self,
        lines: list[str],
        path: str,
        book: FaultBook,
        *,
        first_line: int,
        max_nodes: int,
        is_file: bool,
        may_hold_unwanted: bool,
    ) -> None:
        self.lines = lines
        self.may_hold_unwanted = may_hold_unwanted
        self.path = path
        self.book = book
        self.first_line = first_line
        self.max_nodes = max_nodes
        self.is_file = is_file
        self.root: Node | None = None
        self.stack: list[SequenceNode | MappingNode] = []
        self.pending_keys: list[tuple[str, Position] | None] = []
        self.node_count = 0
        self.document_count = 0

    def position(self, mark: Any) -> Position:  # Any: PyYAML has two classes of marks, which share no base
        """The place in the file."""
        return Position(mark.line + self.first_line, mark.column + 1)

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        """The root of the only document, or nothing when it is empty."""
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._add_node(event, self.position(event.start_mark))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
                self.pending_keys.pop()
            elif isinstance(event, (yaml.DocumentStartEvent, yaml.DocumentEndEvent)):
                self._check_document(event, self.position(event.start_mark))
        return self.root

    def _check_document(self, event: yaml.DocumentStartEvent | yaml.DocumentEndEvent, position: Position) -> None:
        if isinstance(event, yaml.DocumentEndEvent):
            if event.explicit:
                raise _RefusedError("yaml-special", position)
            return
        self.document_count += 1
        is_opened_by_hand = event.explicit and not (self.is_file and self.document_count == 1)
        if is_opened_by_hand or event.version or event.tags or self.document_count > 1:
            raise _RefusedError("yaml-special", position)

    def _add_node(self, event: yaml.NodeEvent, position: Position) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or getattr(event, "tag", None) is not None:
            raise _RefusedError("yaml-special", position)
        self.node_count += 1
        if self.node_count > self.max_nodes:
            raise _RefusedError("yaml-too-large", position, limit=self.max_nodes)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            scalar = Scalar(event.value, is_plain=event.style is None or event.style == "")
            node = ScalarNode(position=position, scalar=scalar)
            if self.may_hold_unwanted:
                self._check_characters(node)
            self._check_layout(event, scalar)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = SequenceNode(position=position)
        else:
            node = MappingNode(position=position)
        self._place(node)
        if not isinstance(node, ScalarNode):
            if len(self.stack) >= MAX_DEPTH:
                raise _RefusedError("yaml-too-deep", position, limit=MAX_DEPTH)
            self.stack.append(node)
            self.pending_keys.append(None)

    def _check_characters(self, node: ScalarNode) -> None:
        """Between double quotation marks YAML writes any character as an escape, unseen in the file."""
        unwanted = find_unwanted_character(node.scalar)
        if unwanted is None and "\r" in node.scalar:
            self.book.add("file-control-character", self.path, node.position, offset=0)
        elif unwanted is not None:
            params = {"offset": unwanted.index} if unwanted.code == "file-control-character" else {}
            self.book.add_with(unwanted.code, self.path, node.position, params)

    def _check_layout(self, event: yaml.ScalarEvent, scalar: Scalar) -> None:
        """Refuse a text into which another line, a key or a comment may have slipped: those can be private."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or end.line == start.line:
            if scalar.is_plain and _LOST_COMMENT.search(scalar):
                self.book.add("yaml-syntax", self.path, self.position(start))
        elif scalar.is_plain:
            self.book.add("yaml-runs-on", self.path, self.position(start))
        else:
            last = end.line + (end.column > 0)  # a block ends at the start of the next line
            lines = self.lines[start.line + 1 : last]
            found = next((line for line in lines if is_key_line(line) or is_comment_line(line)), None)
            if found is not None:
                line = start.line + 1 + lines.index(found)
                self.book.add("yaml-line-in-text", self.path, Position(line + self.first_line))

    def _place(self, node: Node) -> None:
        """Put the node where it belongs: root, item, key or value."""
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
            return
        pending = self.pending_keys[-1]
        if pending is None:
            self.pending_keys[-1] = self._key(node)
            return
        self.pending_keys[-1] = None
        key, position = pending
        earlier = parent.entries.get(key)
        if earlier is not None:
            self.book.add("key-repeated", self.path, position, other_line=earlier.position.line)
            return
        parent.entries[key] = KeyEntry(position=position, node=node)

    def _key(self, node: Node) -> tuple[str, Position]:
        if not isinstance(node, ScalarNode):
            raise _RefusedError("yaml-syntax", node.position)
        if node.scalar == "<<":
            raise _RefusedError("yaml-special", node.position)
        return str(node.scalar), node.position
