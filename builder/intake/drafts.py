"""An empty draft of a story, with its keys and the words of this city, for a trainer to fill in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from builder.errors import ContentError, UsageError
from builder.languages import Language
from builder.model.scalars import parse_id
from builder.reading import read_corpus
from builder.whole.files import PUBLIC_MODE, clear_temporaries, create_whole


def write_draft(root: Path, name: str, title: str, today: date, language: Language) -> list[Path]:
    """The files that were made: the story, and `workshop.yml` when the workshop is new.

    `name` is `<workshop>/<story>`. Raises: UsageError when the name cannot be, or the story is there already.
    """
    workshop, _, slug = name.partition("/")
    if not (is_id(workshop) and is_id(slug)):
        raise UsageError("story-name")
    folder = root / "stories" / workshop
    story = folder / f"{slug}.md"
    if story.exists():
        raise UsageError("story-exists")
    folder.mkdir(parents=True, exist_ok=True)  # git does not keep `stories/` while it is empty
    clear_temporaries(folder)
    made = []
    settings = folder / "workshop.yml"
    if not settings.exists():
        create_whole(settings, build_workshop(workshop, today).encode(), PUBLIC_MODE)
        made.append(settings)
    create_whole(story, build_story(title, known_words(root, today), language).encode(), PUBLIC_MODE)
    return [*made, story]


def is_id(text: str) -> bool:
    """Whether the text can be the name of a workshop or a story."""
    try:
        parse_id(text)
    except ValueError:
        return False
    return True


def known_words(root: Path, today: date) -> dict[str, str]:
    """The ids of themes and emotions of this city; empty while another file has a fault."""
    try:
        corpus = read_corpus(root, today=today)
    except ContentError:
        return {}
    return {
        "themes": ", ".join(theme.id for theme in corpus.vocabulary.themes),
        "emotion": ", ".join(emotion.id for emotion in corpus.vocabulary.emotions),
    }


def build_workshop(workshop: str, today: date) -> str:
    """A `workshop.yml`: the title is the name of the folder until somebody writes a better one."""
    title = workshop.replace("-", " ").capitalize()
    return f"title: {json.dumps(title, ensure_ascii=False)}\ndate: {today.isoformat()}\n"


def build_story(title: str, words: dict[str, str], language: Language) -> str:
    """The draft: every key that a trainer meets often, those that are not needed after a #."""
    _ = language.gettext
    themes = f"   # {words['themes']}" if words else ""
    emotion = f"   # {words['emotion']}" if words else ""
    return f"""---
title: {json.dumps(title, ensure_ascii=False)}
status: draft             # {_("draft, review, published or withdrawn")}
consent: {{publish: false}} # {_("after consent: {publish: true, given_on: 2026-03-14, exact_place: true}")}
themes: []{themes}
# emotion: {emotion}
# place:    # {_("an id of places/places.yml; leave it out for a story without a place")}
# teller: {{role: }}
# summary:
# image: media/{_("picture")}.jpg
# image_alt:
---
{_("Write the story here.")}
"""
