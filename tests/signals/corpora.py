"""Tiny corpora, made from the types themselves, with a marker in every field that no service may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import shapely

from builder.model.corpus import Corpus, Gazetteer, Vocabulary
from builder.model.gathering import FollowUp, TellerEntry, Workshop, WorkshopFile
from builder.model.gazetteer import Area, Place
from builder.model.long_texts import LongText
from builder.model.scalars import PartialDate
from builder.model.services import Service
from builder.model.settings import City, Theme
from builder.model.story import Signal, SignalHead, Story, StoryFront
from builder.reading import text_fingerprint

TODAY = date(2026, 3, 1)
SINCE, UNTIL = date(2025, 1, 1), date(2025, 12, 31)
AREAS = ("centrum", "battel")
THEMES = ("mobiliteit", "natuur", "geloof")
SECRETS = {
    "role": "ZMARKROLEZ",
    "name": "ZMARKNAMEZ",
    "trainer": "ZMARKTRAINERZ",
    "notes": "ZMARKNOTESZ",
    "reflection": "ZMARKREFLECTIONZ",
    "teller": "ZMARKTELLERZ",
    "contact": "ZMARKCONTACTZ",
    "code": "ZMARKCODEZ",
    "reason": "ZMARKREASONZ",
    "body": "ZMARKBODYZ",
    "summary": "ZMARKSUMMARYZ",
    "reply": "ZMARKREPLYZ",
}
"""What may be in no digest of a service; the reply is another service's and not public."""


def build_area(area_id: str, west: float) -> Area:
    return Area(
        id=area_id,
        name=area_id.title(),
        names={},
        is_city=False,
        polygon=shapely.box(west, 51.0, west + 0.04, 51.05),
    )


def build_city(**changes: Any) -> City:
    return City.model_validate(
        {
            "name": "Mechelen",
            "title": {"nl": "Mechelen vertelt"},
            "site_url": "https://kaart.example/",
            "languages": ["nl", "fr"],
            "bounds": {"south": 50.9, "west": 4.3, "north": 51.1, "east": 4.6},
            "centre": {"lat": 51.02, "lon": 4.48},
            **changes,
        }
    )


def build_service(service_id: str, **changes: Any) -> Service:
    return Service.model_validate({"id": service_id, "name": {"nl": service_id.title()}, "language": "nl", **changes})


@dataclass(kw_only=True)
class CorpusMaker:
    """Collects stories with one signal each, and makes a corpus of them."""

    services: Sequence[Service]
    stories: list[Story] = field(default_factory=list)
    follow_ups: list[tuple[str, FollowUp]] = field(default_factory=list)
    tellers: tuple[TellerEntry, ...] = ()

    def tell(
        self,
        slug: str,
        *,
        head: dict[str, Any] | None = None,
        text: str = "Het is hier donker.",
        day: str | None = "2025-06-01",
        **front: Any,
    ) -> str:
        """Add a story with one signal, and give back the id of the signal."""
        story_id = f"tafel/{slug}"
        signal = Signal(
            id=story_id,
            story_id=story_id,
            workshop_id="tafel",
            head=SignalHead.model_validate({"theme": "mobiliteit", "kind": "request", **(head or {})}),
            text=text,
            fingerprint=text_fingerprint(text),
            path=f"stories/{story_id}.md",
            line=20,
        )
        self.stories.append(build_story(story_id, slug, (signal,), day, front))
        return story_id

    def follow(self, signal_id: str, **keys: Any) -> None:
        follow_up = FollowUp.model_validate(
            {"signal": signal_id.split("/")[1], "status": "received", "reason": SECRETS["reason"], **keys}
        )
        self.follow_ups.append((signal_id, follow_up))

    def corpus(self) -> Corpus:
        places = [
            {"id": "mechelen", "name": "Mechelen", "kind": "city", "locations": [{"lat": 51.02, "lon": 4.42}]},
            {"id": "brug", "name": "De Brug", "kind": "street", "locations": [{"lat": 51.02, "lon": 4.42}]},
            {"id": "sluis", "name": "De Sluis", "kind": "water", "locations": [{"lat": 51.02, "lon": 4.47}]},
            {"id": "kring", "name": "De Kring", "kind": "centre"},
        ]
        workshop = {
            "title": "Aan tafel",
            "date": "2025",
            "trainers": [SECRETS["trainer"]],
            "notes": SECRETS["notes"],
        }
        teller = TellerEntry.model_validate(
            {"code": SECRETS["code"], "name": SECRETS["teller"], "contact": SECRETS["contact"]}
        )
        return Corpus(
            root=Path(),
            city=build_city(),
            vocabulary=Vocabulary(
                themes=tuple(Theme.model_validate({"id": theme, "label": {"nl": theme.title()}}) for theme in THEMES),
                emotions=(),
                icons={},
            ),
            gazetteer=Gazetteer(
                places=tuple(Place.model_validate(place) for place in places),
                initiatives=(),
                areas=(build_area("centrum", 4.40), build_area("battel", 4.45)),
                city_area=None,
                routes=(),
                landscape={},
            ),
            services=tuple(self.services),
            workshops=(
                Workshop(
                    id="tafel",
                    path="stories/tafel/workshop.yml",
                    file=WorkshopFile.model_validate(workshop),
                    reflection=SECRETS["reflection"],
                    tellers=(teller, *self.tellers),
                ),
            ),
            stories=tuple(sorted(self.stories, key=lambda story: story.id)),
            follow_ups=tuple(self.follow_ups),
            inputs=(),
        )


def build_story(story_id: str, slug: str, signals: tuple[Signal, ...], day: str | None, front: dict[str, Any]) -> Story:
    keys = {
        "title": f"Titel van {slug}",
        "status": "published",
        "consent": {"publish": "true", "given_on": "2025-06-01"},
        "teller": {"role": SECRETS["role"], "name": SECRETS["name"]},
        "summary": SECRETS["summary"],
        "themes": ["mobiliteit"],
        **front,
    }
    return Story(
        id=story_id,
        workshop_id="tafel",
        slug=slug,
        path=f"stories/{story_id}.md",
        front=StoryFront.model_validate(keys),
        language="nl",
        date=PartialDate.parse(day) if day else None,
        is_example=False,
        stored_body=LongText.of(SECRETS["body"]),
        body_line=10,
        key_lines={},
        fingerprint="0" * 12,
        signals=signals,
    )
