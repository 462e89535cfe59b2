"""The public stories as search documents: for each story the words by which it can be found in one language."""

from __future__ import annotations

from collections.abc import Iterable

from builder.languages import Language
from builder.model.public import Edition, PublicStory, text_in

FIELDS = ("title", "place", "theme", "summary", "body")
"""Weights are the search worker's business; the order of the columns is fixed here."""


def build_search_documents(edition: Edition, language: Language) -> dict[str, object]:
    """The file `search-<language>.json`: `documents[n][f]` is the text of field `fields[f]` of story n.

    A story that is read in translation is also found by the words of the original; a place by all its names.
    """
    place_words = build_place_words(edition)
    label_words = build_label_words(edition, language)
    return {
        "fields": list(FIELDS),
        "documents": [build_document(story, language, place_words, label_words) for story in edition.stories],
    }


def build_document(
    story: PublicStory, language: Language, place_words: dict[str, str], label_words: dict[str, str]
) -> list[str]:
    """The texts of one story, in the order of `FIELDS`."""
    shown = story.version_in(language.code)
    versions = [shown] if shown.is_original else [shown, story.original]
    places = [f"place:{item}" for item in story.place_ids] + [f"area:{item}" for item in story.area_ids]
    labels = [f"theme:{item}" for item in story.theme_ids]
    labels += [f"emotion:{story.emotion_id}", f"initiative:{story.initiative_id}", f"workshop:{story.workshop_id}"]
    return [
        join_words(version.title for version in versions),
        join_words(place_words.get(key, "") for key in places),
        join_words(label_words.get(key, "") for key in labels),
        join_words(version.summary for version in versions),
        join_words([*(version.text for version in versions), *(version.image_caption for version in versions)]),
    ]


def build_place_words(edition: Edition) -> dict[str, str]:
    """`place:<id>` or `area:<id>` → all its names in all languages."""
    words = {f"place:{item.id}": join_words([item.name, *item.names.values(), *item.also]) for item in edition.places}
    words |= {f"area:{item.id}": join_words([item.name, *item.names.values()]) for item in edition.areas}
    return words


def build_label_words(edition: Edition, language: Language) -> dict[str, str]:
    """`theme:<id>`, `emotion:<id>`, `initiative:<id>` or `workshop:<id>` → its label in the language and at home."""
    own = edition.city.language
    words = {}
    for kind, items in (("theme", edition.themes), ("emotion", edition.emotions)):
        for item in items:
            words[f"{kind}:{item.id}"] = join_words(
                [text_in(item.label, language.code, own), text_in(item.label, own, own)]
            )
    for initiative in edition.initiatives:
        names = [initiative.name, initiative.names.get(language.code, "")]
        words[f"initiative:{initiative.id}"] = join_words(names)
    words |= {f"workshop:{item.id}": item.title for item in edition.workshops}
    return words


def join_words(texts: Iterable[str]) -> str:
    """The texts that are not empty, each once, one after the other on one line."""
    return " ".join(" ".join(text.split()) for text in dict.fromkeys(texts) if text)
