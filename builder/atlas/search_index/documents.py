"""What search knows of a story: its public texts, each with its field and its language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import overload

from builder.model.public import Edition, Localised, PublicStory


class Field(IntEnum):
    """Where a text stands in a story."""

    TITLE = 0
    PLACE = 1
    LABEL = 2
    """Theme, emotion, initiative and workshop."""
    SUMMARY = 3
    BODY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldText:
    """A text in one language."""

    field: Field
    language: str
    text: str


SearchDocument = tuple[FieldText, ...]
"""The texts of one story; its place in a list of documents is the number of the story."""


class EditionDocuments(Sequence[SearchDocument]):
    """The documents of an edition, in the order of its stories, each made when it is asked for.

    There is one index for all languages of the interface: a story is found by the words of its original and of each
    translation, by all names of its places and areas, and by its labels in each language of the city.
    """

    def __init__(self, edition: Edition) -> None:
        self._stories = edition.stories
        self._names = build_names(edition)

    def __len__(self) -> int:
        return len(self._stories)

    @overload
    def __getitem__(self, number: int) -> SearchDocument: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[SearchDocument]: ...
    def __getitem__(self, number: int | slice) -> SearchDocument | Sequence[SearchDocument]:
        if isinstance(number, slice):
            return [self[each] for each in range(len(self))[number]]
        story = self._stories[number]
        return (*texts_of(story), *(name for key in keys_of(story) for name in self._names.get(key, ())))

    def digest_names(self) -> bytes:
        """A hash of all that documents have besides their stories."""
        return hashlib.blake2b(repr(self._names).encode(), digest_size=20).digest()


def build_search_documents(edition: Edition) -> EditionDocuments:
    """The documents of an edition."""
    return EditionDocuments(edition)


def texts_of(story: PublicStory) -> Iterator[FieldText]:
    """Title, summary and text of each version."""
    for version in story.versions:
        yield FieldText(field=Field.TITLE, language=version.language, text=version.title)
        yield FieldText(field=Field.SUMMARY, language=version.language, text=version.summary)
        yield FieldText(field=Field.BODY, language=version.language, text=version.text)
        if version.image_caption:
            yield FieldText(field=Field.BODY, language=version.language, text=version.image_caption)


def keys_of(story: PublicStory) -> Iterator[tuple[str, str]]:
    """What it has a name of, as kind and id, each once."""
    for kind, ids in (("place", story.place_ids), ("area", story.area_ids), ("theme", story.theme_ids)):
        for each in dict.fromkeys(ids):
            yield kind, each
    yield "emotion", story.emotion_id or ""
    yield "initiative", story.initiative_id or ""
    yield "workshop", story.workshop_id


def build_names(edition: Edition) -> dict[tuple[str, str], SearchDocument]:
    """Kind and id → its names, in the languages of the city."""
    home, shown = edition.city.language, edition.city.languages
    names: dict[tuple[str, str], SearchDocument] = {}
    for place in edition.places:
        names["place", place.id] = named(Field.PLACE, home, place.name, place.names, place.also)
    for area in edition.areas:
        names["area", area.id] = named(Field.PLACE, home, area.name, area.names)
    for initiative in edition.initiatives:
        names["initiative", initiative.id] = named(Field.LABEL, home, initiative.name, initiative.names)
    for kind, items in (("theme", edition.themes), ("emotion", edition.emotions)):
        for item in items:
            labels = {code: text for code, text in item.label.items() if code in shown}
            names[kind, item.id] = named(Field.LABEL, home, "", labels)
    for workshop in edition.workshops:
        names["workshop", workshop.id] = named(Field.LABEL, home, workshop.title, {})
    return names


def named(field: Field, home: str, name: str, names: Localised, also: Iterable[str] = ()) -> SearchDocument:
    """The names of one thing, each text once."""
    texts = {text: home for text in (name, *also) if text}
    for language, text in sorted(names.items()):
        if text:
            texts.setdefault(text, language)
    return tuple(FieldText(field=field, language=language, text=text) for text, language in texts.items())
