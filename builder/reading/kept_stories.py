"""Stories that an earlier run read without a fault: a story whose files did not change is not parsed anew.

An entry of the cache is found by a hash of the file of the story and of those of its translations, and holds what they
say: nothing of other files is in it, nor of the day. What depends on those is checked in every run. A story with a
fault is never kept. When a fault between files is found in a kept story, its file is parsed for the place of the fault.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from builder.cache import Store
from builder.model.base import FileModel
from builder.model.corpus import InputFile
from builder.model.long_texts import LongText
from builder.model.story import SignalHead, StoryFront, Translation, TranslationFront
from builder.reading.faultbook import FILE_START, Position
from builder.reading.listing import StoryFiles
from builder.reading.plain_models import filled_model, plain_model, shared_lines
from builder.reading.typed import Sheet
from builder.reading.yaml_tree import MappingNode

KIND = "stories"
ModelT = TypeVar("ModelT", bound=FileModel)
_NO_TREE = MappingNode(position=FILE_START)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSheet(Sheet[ModelT]):
    """A model without its tree: the file is parsed when somebody asks for a place in it, which only a fault does."""

    lines: dict[str, int] = field(repr=False)
    parse: Callable[[], Sheet[ModelT] | None] = field(repr=False)

    def position(self, *loc: str | int) -> Position:
        """Where the value of a key stands."""
        sheet = self.parse()
        return FILE_START if sheet is None else sheet.position(*loc)

    def key_position(self, *loc: str | int) -> Position:
        """Where the key itself stands."""
        sheet = self.parse()
        return FILE_START if sheet is None else sheet.key_position(*loc)

    def key_lines(self) -> dict[str, int]:
        """The line of each key that the model knows."""
        return self.lines


def kept_sheet(
    path: str, value: ModelT, lines: dict[str, int], parse: Callable[[], Sheet[ModelT] | None]
) -> KeptSheet[ModelT]:
    """The sheet of a model that was kept."""
    return KeptSheet(path=path, value=value, tree=_NO_TREE, whole_tree=_NO_TREE, lines=lines, parse=parse)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSignal:
    """A signal as it was kept."""

    line: int
    index: int | None
    """Which one it is in the front matter; None for a block."""
    head: SignalHead = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStory:
    """What the files of a story say, without places."""

    front: StoryFront = field(repr=False)
    lines: dict[str, int] = field(repr=False)
    body: str = field(repr=False)
    body_line: int
    fingerprint: str
    signals: tuple[KeptSignal, ...] = field(repr=False)
    translations: tuple[Translation, ...] = field(repr=False)


def key_of(shas: Iterable[tuple[str, str]]) -> bytes:
    """The key of a story: language (empty for the original) and hash of each file."""
    return hashlib.blake2b("\0".join(f"{language} {sha}" for language, sha in shas).encode(), digest_size=16).digest()


def pack_story(story: KeptStory) -> bytes:
    """The entry of a story."""
    plain = (
        plain_model(story.front),
        story.lines,
        story.body,
        story.body_line,
        story.fingerprint,
        [(each.line, each.index, plain_model(each.head), each.text) for each in story.signals],
        [
            (each.language, plain_model(each.front), each.body, each.body_line, each.key_lines)
            for each in story.translations
        ],
    )
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_story(entry: bytes, paths: dict[str, str]) -> KeptStory:
    """The story of an entry; `paths`: language of each translation → its file."""
    front_plain, lines, body, body_line, fingerprint, signals, translations = json.loads(entry)
    front = filled_model(StoryFront, front_plain)
    return KeptStory(
        front=front,
        lines=shared_lines(tuple(lines.items())),
        body=body,
        body_line=body_line,
        fingerprint=fingerprint,
        signals=tuple(_signal(front, each) for each in signals),
        translations=tuple(
            Translation(
                language=language,
                path=paths[language],
                front=filled_model(TranslationFront, plain),
                stored_body=LongText.of(text),
                body_line=line,
                key_lines=key_lines,
            )
            for language, plain, text, line, key_lines in translations
        ),
    )


def _signal(front: StoryFront, plain: Sequence[Any]) -> KeptSignal:  # Any: JSON
    line, index, head, text = plain
    return KeptSignal(
        line=line,
        index=index,
        head=filled_model(SignalHead, head) if index is None else front.signals[index],
        text=text,
    )


class KeptStories:
    """The entries of one run: those of earlier runs that are still true, and those that it adds."""

    def __init__(self, store: Store | None) -> None:
        self.is_used = store is not None
        self._store = store
        self._found: dict[str, tuple[bytes, bytes, tuple[InputFile, ...]]] = {}
        self._offered: set[bytes] = set()
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}

    def find(self, wanted: Sequence[tuple[StoryFiles, tuple[InputFile, ...]]]) -> None:
        """Looks up the stories none of whose files changed."""
        if self._store is None:
            return
        keys = {
            files.path: key_of(
                zip(("", *(language for language, _ in files.translations)), shas_of(inputs), strict=True)
            )
            for files, inputs in wanted
        }
        entries = self._store.get_many(KIND, list(keys.values()))
        for files, inputs in wanted:
            key = keys[files.path]
            if key in entries:
                self._found[files.path] = (key, entries[key], inputs)

    def offer(self, path: str, key: bytes, entry: bytes, inputs: tuple[InputFile, ...]) -> None:
        """Takes in a story that another process read without a fault."""
        self._found[path] = (key, entry, inputs)
        self._offered.add(key)

    def is_found(self, path: str) -> bool:
        """Whether the story need not be read here."""
        return path in self._found

    def take(self, path: str) -> tuple[bytes, bytes, tuple[InputFile, ...]] | None:
        """The key and the entry of a story that did not change, and its files."""
        return self._found.pop(path, None)

    def use(self, key: bytes, entry: bytes) -> None:
        """Notes that the entry is still true."""
        self._used.add(key)
        if self._store is not None and key in self._offered:
            self._new[key] = entry

    def add(self, key: bytes, story: KeptStory) -> None:
        """Takes in a story that was read without a fault."""
        if self._store is not None and key not in self._used:
            self._used.add(key)
            self._new[key] = pack_story(story)

    def write(self) -> None:
        """Writes the entries that were added, so that they need not all stay in memory."""
        if self._store is not None:
            self._store.put_many(KIND, self._new)
            self._new = {}

    def forget_others(self) -> None:
        """Throws away every entry that was neither used nor added: not one of a story that is gone stays."""
        if self._store is not None:
            self._store.forget(KIND, self._used)


def shas_of(inputs: Iterable[InputFile]) -> list[str]:
    """The hash of each file."""
    return [each.sha256 for each in inputs]
