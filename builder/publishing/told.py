"""What may be read by everybody, as its authors wrote it: a private sentence that stands here too is no leak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from babel.messages.pofile import read_po

from builder.languages.language import CATALOGUES
from builder.model.corpus import Corpus
from builder.model.story import Story
from builder.publishing.private_words import closed_stories, may_be_public


def told_texts(corpus: Corpus, today: date) -> Iterator[str]:
    """Every public text of the files, and the words of the pages around them."""
    gazetteer = corpus.gazetteer
    for model in (corpus.city, *corpus.vocabulary.themes, *corpus.vocabulary.emotions, *gazetteer.places):
        yield from strings_in(model.model_dump())
    for other in (*gazetteer.initiatives, *gazetteer.routes):
        yield from strings_in(other.model_dump())
    for area in gazetteer.areas:
        yield from (area.name, *area.names.values())
    yield from (name for service in corpus.services for name in service.name.values())
    public = [story for story in corpus.stories if may_be_public(story, today)]
    for story in public:
        yield from told_in(story)
    with_stories = {story.workshop_id for story in public}
    for workshop in corpus.workshops:
        if workshop.id in with_stories:
            file = workshop.file
            yield from (text for text in (file.title, file.host, file.prompt, file.about) if text)
    closed = closed_stories(corpus)
    for signal_id, each in corpus.follow_ups:
        if each.public and signal_id.partition("#")[0] not in closed:
            yield from (each.reply or {}).values()
    yield from texts_around(corpus.root)


def told_in(story: Story) -> Iterator[str]:
    """What is public of a public story. Its file without the signals: comments and unused links are not shown."""
    front = story.front
    yield from (front.title, front.summary or "", story.body, f"{story.workshop_id} {story.slug}", *front.source)
    yield (front.teller.name if front.consent.name and front.teller.name else front.teller.role) or ""
    if front.consent.photo:
        yield from (front.image_alt or "", front.image_caption or "", front.image_credit or "")
    for each in story.translations:
        yield from (each.front.title, each.front.summary or "", each.body)
        if front.consent.photo:
            yield from (each.front.image_alt or "", each.front.image_caption or "")


def strings_in(value: object) -> Iterator[str]:
    """Every text in nested lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from strings_in(entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from strings_in(entry)


def texts_around(root: Path) -> Iterator[str]:
    """The trusted pages, and the words of menus and buttons in every language."""
    for path in sorted((root / "site_config" / "pages").glob("*.md")):
        if path.is_file() and not path.is_symlink():
            yield path.read_text("utf-8", errors="replace")
    for path in sorted(CATALOGUES.glob("*/site.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=path.parent.name):
                yield from strings_in(message.id)
                yield from strings_in(message.string)
