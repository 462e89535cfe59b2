"""Stories, workshops and signals for tests of the airlock, made without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.airlock import make_edition
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp, TellerEntry, Workshop, WorkshopFile
from builder.model.long_texts import LongText
from builder.model.public import Edition
from builder.model.scalars import PartialDate
from builder.model.story import Signal, SignalHead, Story, StoryFront, Translation, TranslationFront
from tests.conftest import TODAY

WORKSHOP = "2019-tafel"
CONSENT = {"publish": "true", "given_on": "2019-03-14", "photo": "true"}
FRONT: dict[str, Any] = {  # Any: as YAML gives it
    "title": "Een verhaal",
    "status": "published",
    "consent": CONSENT,
    "themes": ["ontmoeting"],
}


def make_story(slug: str = "verhaal", body: str = "Wat er gebeurde.", **front: Any) -> Story:  # Any: as above
    """A public story, but for what is said."""
    language = front.pop("language", "nl")
    translations = front.pop("translations", ())
    image_path = front.pop("image_path", None)
    audio_path = front.pop("audio_path", None)
    workshop_id = front.pop("workshop_id", WORKSHOP)
    model = StoryFront.model_validate(FRONT | front)
    story_id = f"{workshop_id}/{slug}"
    return Story(
        id=story_id,
        workshop_id=workshop_id,
        slug=slug,
        path=f"stories/{story_id}.md",
        front=model,
        language=language,
        date=model.date,
        is_example=False,
        stored_body=LongText.of(body),
        body_line=8,
        key_lines={"title": 2, "image": 5, "audio": 6},
        fingerprint="0123456789ab",
        translations=tuple(translations),
        image_path=image_path,
        audio_path=audio_path,
    )


def make_translation(language: str = "fr", body: str = "Ce qui s'est passé.", **origin: str) -> Translation:
    """A translation by a person, reviewed."""
    head = {"by": "person", "reviewed": "true"} | origin
    front = TranslationFront.model_validate({"title": "Une histoire", "translation": head})
    path = f"stories/{WORKSHOP}/verhaal.{language}.md"
    stored = LongText.of(body)
    return Translation(
        language=language, path=path, front=front, stored_body=stored, body_line=5, key_lines={"title": 2}
    )


def with_signals(story: Story, count: int) -> Story:
    """The story with so many signals."""
    head = SignalHead.model_validate({"theme": "onderweg", "kind": "obstacle"})
    signals = tuple(
        Signal(
            id=f"{story.id}#s{number}",
            story_id=story.id,
            workshop_id=story.workshop_id,
            head=head,
            text=f"Signaal {number}.",
            fingerprint=f"{number:012x}",
            path=story.path,
            line=9,
        )
        for number in range(count)
    )
    return replace(story, signals=signals)


def make_follow_up(signal: str, **keys: Any) -> FollowUp:  # Any: as above
    """A signal that a service received."""
    return FollowUp.model_validate({"signal": signal, "service": "openbare-werken", "status": "received"} | keys)


def make_workshop(workshop_id: str = WORKSHOP, tellers: Sequence[dict[str, str]] = (), **keys: Any) -> Workshop:
    """A workshop; keys are those of its file (Any: as YAML gives them)."""
    return Workshop(
        id=workshop_id,
        path=f"stories/{workshop_id}",
        file=WorkshopFile.model_validate({"title": "Een tafel"} | keys),
        tellers=tuple(TellerEntry.model_validate(each) for each in tellers),
    )


def with_stories(
    tiny: Corpus,
    *stories: Story,
    workshops: Sequence[Workshop] | None = None,
    follow_ups: Sequence[tuple[str, FollowUp]] = (),
) -> Corpus:
    """The tiny city with other stories."""
    ordered = tuple(sorted(stories, key=lambda story: story.id))
    kept = tiny.workshops if workshops is None else tuple(workshops)
    return replace(tiny, stories=ordered, workshops=kept, follow_ups=tuple(follow_ups))


def edition_of(corpus: Corpus, tmp_path: Path) -> Edition:
    """The edition of a corpus on the day of the tests."""
    return make_edition(corpus, today=TODAY, cache_folder=tmp_path / "cache")


def day(text: str) -> PartialDate:
    """A date as in a file."""
    return PartialDate.parse(text)
