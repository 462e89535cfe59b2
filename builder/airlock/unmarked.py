"""The corpus as it is published: the brackets of the marks that let something pass are taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from builder.airlock.passing_marks import OPENING
from builder.airlock.stops import Stops
from builder.model.base import FileModel
from builder.model.corpus import Corpus
from builder.model.gathering import Workshop
from builder.model.long_texts import LongText
from builder.model.story import Story, Translation

FileModelT = TypeVar("FileModelT", bound=FileModel)
STORY_TEXTS = ("title", "summary", "image_alt", "image_caption", "image_credit")
TRANSLATION_TEXTS = ("title", "summary", "image_alt", "image_caption")
WORKSHOP_TEXTS = ("title", "host", "prompt", "about")


def unmarked_story(story: Story, stops: Stops) -> Story:
    """The story and its translations without marks."""
    front = unmarked(story.front, STORY_TEXTS, stops)
    front = front.model_copy(update={"teller": unmarked(front.teller, ("role",), stops)})
    translations = tuple(unmarked_translation(each, stops) for each in story.translations)
    return replace(story, front=front, stored_body=unmarked_body(story.stored_body, stops), translations=translations)


def unmarked_translation(translation: Translation, stops: Stops) -> Translation:
    """The translation without marks."""
    front = unmarked(translation.front, TRANSLATION_TEXTS, stops)
    return replace(translation, front=front, stored_body=unmarked_body(translation.stored_body, stops))


def unmarked_body(stored: LongText, stops: Stops) -> LongText:
    """A Markdown text without marks."""
    body = str(stored)
    return LongText.of(stops.judged(body, is_body=True).text) if OPENING in body else stored


def unmarked_workshop(workshop: Workshop, stops: Stops) -> Workshop:
    """The workshop without marks."""
    return replace(workshop, file=unmarked(workshop.file, WORKSHOP_TEXTS, stops))


def unmarked_corpus(corpus: Corpus, stops: Stops) -> Corpus:
    """What is told of places, initiatives and routes, and the replies of services, without marks."""
    gazetteer = corpus.gazetteer
    return replace(
        corpus,
        follow_ups=tuple((signal_id, unmarked(each, ("reply",), stops)) for signal_id, each in corpus.follow_ups),
        gazetteer=replace(
            gazetteer,
            places=tuple(unmarked(each, ("about",), stops) for each in gazetteer.places),
            initiatives=tuple(unmarked(each, ("about", "seeks", "offers"), stops) for each in gazetteer.initiatives),
            routes=tuple(unmarked(each, ("name", "about"), stops) for each in gazetteer.routes),
        ),
    )


def unmarked(file: FileModelT, keys: Sequence[str], stops: Stops) -> FileModelT:
    """A part of a file with some of its texts without marks; the same object when there are none."""
    changed: dict[str, object] = {}
    for key in keys:
        value = getattr(file, key)
        if isinstance(value, str) and OPENING in value:
            changed[key] = stops.judged(value).text
        elif isinstance(value, dict) and any(OPENING in text for text in value.values()):
            changed[key] = {language: stops.judged(text).text for language, text in value.items()}
    return file.model_copy(update=changed) if changed else file
