"""A tree of YAML nodes into a model; what pydantic finds wrong becomes faults with a place, without a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from builder.fault_texts import FAULT_TEXTS
from builder.model.base import FileModel
from builder.model.story import Consent
from builder.reading.annotations import example_of, fields_of, is_localised, nested_model, words_of
from builder.reading.dutch_words import english_of
from builder.reading.faultbook import FaultBook, Position
from builder.reading.yaml_tree import KeyEntry, MappingNode, Node, ScalarNode, SequenceNode, is_null

ModelT = TypeVar("ModelT", bound=FileModel)
Loc = tuple[str | int, ...]
MAX_FAULTS = 200
"""Of one file: who has more began with the wrong file, and looking for what was meant takes its time."""
LEAST_LIKENESS = 70
"""Of 100: how much a word resembles the one that is proposed instead."""
_CODES_OF_PYDANTIC = {
    "too_short": "empty-value",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "string_type": "not-text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[ModelT]):
    """A model with the tree it came from, so that faults found later still have a place."""

    path: str
    value: ModelT = field(repr=False)
    tree: MappingNode = field(repr=False)
    """Of what is in the value."""
    whole_tree: MappingNode = field(repr=False)
    """Of the whole file: the same, unless a part was refused."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was refused; what is not whole serves only to find the other faults in the same run."""
        return self.tree is self.whole_tree

    def position(self, *loc: str | int) -> Position:
        """Where the value of a key stands: `position("themes", 1)`."""
        return _locate(self.tree, type(self.value), loc).value_position

    def key_position(self, *loc: str | int) -> Position:
        """Where the key itself stands."""
        return _locate(self.tree, type(self.value), loc).key_position

    def key_lines(self) -> dict[str, int]:
        """The line of each key that the model knows, such as `consent.given_on`."""
        return dict(_key_lines(self.whole_tree, type(self.value), ""))


@dataclass(slots=True, kw_only=True)
class _Spot:
    """A place in a tree, and what is expected there."""

    key_position: Position
    value_position: Position
    keys: list[str]
    model: type[FileModel] | None
    """The model that has the last key, if one has."""
    is_present: bool = True

    @property
    def key(self) -> str:
        return ".".join(self.keys)


def parse_typed(tree: MappingNode, model: type[ModelT], path: str, book: FaultBook) -> Sheet[ModelT] | None:
    """The model that the tree fills, after its faults are written down.

    Keys and list items with faults are left out of it; when a required key is among them there is nothing.
    """
    before = book.count
    value = _plain_mapping(tree, model, path, book, ())
    try:
        filled = model.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        for details in found[:MAX_FAULTS]:
            _add_fault(details, tree, model, path, book)
        if len(found) > MAX_FAULTS:
            book.add("more-faults", path, tree.position, count=len(found) - MAX_FAULTS)
            return None
        return _parse_rest(tree, [details["loc"] for details in found], model, path)
    sound = tree if book.count == before else MappingNode(position=tree.position, entries=tree.entries)
    return Sheet(path=path, value=filled, tree=sound, whole_tree=tree)


def _parse_rest(tree: MappingNode, faulty: list[Loc], model: type[ModelT], path: str) -> Sheet[ModelT] | None:
    """The model without the keys and list items that have faults."""
    entries: dict[str, KeyEntry] = {}
    for name, entry in tree.entries.items():
        below = [loc[1] for loc in faulty if loc[0] == name and len(loc) > 1]
        if isinstance(entry.node, SequenceNode) and below and all(isinstance(part, int) for part in below):
            kept = [one for number, one in enumerate(_present_items(entry.node)) if number not in below]
            entries[name] = KeyEntry(
                position=entry.position, node=SequenceNode(position=entry.node.position, items=kept)
            )
        elif not any(loc[0] == name for loc in faulty):
            entries[name] = entry
    rest = MappingNode(position=tree.position, entries=entries)
    try:
        filled = model.model_validate(_plain_mapping(rest, model, path, FaultBook(), ()))
    except ValidationError:
        return None  # its faults are written down already
    return Sheet(path=path, value=filled, tree=rest, whole_tree=tree)


def guess_of(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, if one is like it."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only who made a mistake waits for it

    best = process.extractOne(word.strip(), sorted(known), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return None if best is None else str(best[0])


def check_localised(sheet: Sheet[Any], language: str, book: FaultBook) -> None:  # Any: every model has a sheet
    """Every text in several languages is there in the city's own language."""
    stack: list[tuple[FileModel, MappingNode, tuple[str, ...]]] = [(sheet.value, sheet.tree, ())]
    while stack:
        value, tree, keys = stack.pop()
        model = type(value)
        for name, entry in tree.entries.items():
            found = getattr(value, name, None)
            if is_localised(model, name):
                if isinstance(found, dict) and language not in found:
                    key = ".".join((*keys, name))
                    book.add("default-language-missing", sheet.path, entry.position, key=key, language=language)
            elif isinstance(found, FileModel) and isinstance(entry.node, MappingNode):
                stack.append((found, entry.node, (*keys, name)))
            elif isinstance(found, tuple) and isinstance(entry.node, SequenceNode):
                for one, node in zip(found, _present_items(entry.node), strict=True):
                    if isinstance(one, FileModel) and isinstance(node, MappingNode):
                        stack.append((one, node, (*keys, name)))


def _present_items(node: SequenceNode) -> list[Node]:
    return [one for one in node.items if not is_null(one)]


def _plain(node: Node, model: type[FileModel] | None, path: str, book: FaultBook, keys: tuple[str, ...]) -> object:
    """The node as pydantic takes it. The depth is bounded by `yaml_tree.MAX_DEPTH`."""
    if isinstance(node, ScalarNode):
        return node.scalar
    if isinstance(node, MappingNode):
        return _plain_mapping(node, model, path, book, keys)
    for one in node.items:
        if is_null(one):
            book.add("empty-value", path, one.position, key=".".join(keys), expected="…")
    return [_plain(one, model, path, book, keys) for one in _present_items(node)]


def _plain_mapping(
    node: MappingNode, model: type[FileModel] | None, path: str, book: FaultBook, keys: tuple[str, ...]
) -> dict[str, object]:
    """Keys with values. No value means: not given. A consent is never given by silence, so there it is a fault."""
    fields = fields_of(model) if model is not None else {}
    plain: dict[str, object] = {}
    for name, entry in node.entries.items():
        if not is_null(entry.node):
            child = nested_model(model, name) if model is not None and name in fields else None
            child_keys = (*keys, name) if name in fields else keys
            plain[name] = _plain(entry.node, child, path, book, child_keys)
        elif model is None:
            book.add("empty-value", path, entry.position, key=".".join(keys), expected="…")
        elif name not in fields:
            plain[name] = None
        elif model is Consent and not fields[name].is_required():
            expected = example_of(model, name)
            book.add("empty-value", path, entry.position, key=".".join((*keys, name)), expected=expected)
    return plain


def _locate(tree: MappingNode, root_model: type[FileModel], loc: Loc) -> _Spot:
    """Where a location of pydantic stands in the tree."""
    node: Node = tree
    spot = _Spot(key_position=tree.position, value_position=tree.position, keys=[], model=None)
    below: type[FileModel] | None = root_model
    for part in loc:
        if isinstance(part, int):
            if isinstance(node, SequenceNode):
                node = _present_items(node)[part]
                spot.key_position = spot.value_position = node.position
            continue
        if part == "[key]":
            spot.value_position = spot.key_position
            break
        entry = node.entries.get(part) if isinstance(node, MappingNode) else None
        is_known = below is not None and part in fields_of(below)
        if is_known:
            spot.keys.append(part)
        spot.model = below
        below = nested_model(below, part) if below is not None and is_known else None
        if entry is None:
            spot.is_present = False
            break
        spot.key_position, spot.value_position, node = entry.position, entry.node.position, entry.node
    return spot


def _add_fault(details: ErrorDetails, tree: MappingNode, model: type[FileModel], path: str, book: FaultBook) -> None:
    """One error of pydantic as a fault; of its message and its input nothing is used."""
    kind = details["type"]
    spot = _locate(tree, model, details["loc"])
    if kind == "missing":
        name = str(details["loc"][-1])
        expected = example_of(spot.model, name) if spot.model is not None else "…"
        code = "empty-value" if spot.is_present else "missing-key"
        book.add(code, path, spot.key_position, key=spot.key, expected=expected)
    elif kind == "extra_forbidden":
        _add_unknown_key(str(details["loc"][-1]), spot, path, book)
    elif kind == "enum":
        word = _word_at(tree, details["loc"])
        words = words_of(spot.model, spot.keys[-1]) if spot.model is not None else ()
        _add_unknown_word(word, words, spot, path, book)
    elif kind in FAULT_TEXTS:
        context = details.get("ctx", {})
        params = {name: one for name, one in context.items() if name != "code"}
        book.add_with(kind, path, spot.value_position, params, key=spot.key)
    else:
        code = _CODES_OF_PYDANTIC.get(kind, "invalid-value")
        params = {"expected": "…"} if code == "empty-value" else {}
        book.add_with(code, path, spot.value_position, params, key=spot.key)


def _add_unknown_key(name: str, spot: _Spot, path: str, book: FaultBook) -> None:
    known = tuple(fields_of(spot.model)) if spot.model is not None else ()
    guess = english_of(name, known) or guess_of(name, known)
    if name.isdecimal() and {"lat", "south"} & set(known):
        book.add("not-degrees", path, spot.key_position, key=spot.key)  # {lat: 51,0052} has a key 0052
    elif guess is None:
        book.add("unknown-key", path, spot.key_position, key=spot.key, expected=", ".join(known))
    else:
        book.add("unknown-key-guess", path, spot.key_position, key=spot.key, guess=guess)


def _add_unknown_word(word: str, words: tuple[str, ...], spot: _Spot, path: str, book: FaultBook) -> None:
    expected = ", ".join(words)
    guess = english_of(word, words) or guess_of(word, words)
    if guess is None:
        book.add("not-in-list", path, spot.value_position, key=spot.key, expected=expected)
    else:
        book.add("not-in-list-guess", path, spot.value_position, key=spot.key, expected=expected, guess=guess)


def _word_at(tree: MappingNode, loc: Loc) -> str:
    """The text of a leaf, only to compare it with known words."""
    node: Node = tree
    for part in loc:
        if isinstance(part, int):
            if isinstance(node, SequenceNode):
                node = _present_items(node)[part]
        elif isinstance(node, MappingNode) and part in node.entries:
            node = node.entries[part].node
    return str(node.scalar) if isinstance(node, ScalarNode) else ""


def _key_lines(tree: MappingNode, model: type[FileModel], prefix: str) -> Iterator[tuple[str, int]]:
    for name, entry in tree.entries.items():
        if name not in fields_of(model):
            continue
        key = f"{prefix}{name}"
        yield key, entry.position.line
        child = nested_model(model, name)
        if child is not None and isinstance(entry.node, MappingNode):
            yield from _key_lines(entry.node, child, f"{key}.")
