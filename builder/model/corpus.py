"""Everything that was read. Private as a whole: only the airlock and `signals` may look inside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builder.cache.file_hashes import Stamp
from builder.model.gathering import FollowUp, Workshop
from builder.model.gazetteer import Area, Initiative, Place, Route
from builder.model.services import Service
from builder.model.settings import City, Emotion, Theme
from builder.model.story import Signal, Story
from builder.model.withdrawal import WithdrawnEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Themes and emotions, in the order of their files; icons of emotions as SVG text."""

    themes: tuple[Theme, ...]
    emotions: tuple[Emotion, ...]
    icons: dict[str, str]
    """Emotion id → its SVG document, checked to hold no script, style, link or event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Places, initiatives, areas and routes; `landscape` is the parsed GeoJSON for the drawn map."""

    places: tuple[Place, ...]
    initiatives: tuple[Initiative, ...]
    areas: tuple[Area, ...]
    """Neighbourhoods only."""
    city_area: Area | None
    routes: tuple[Route, ...]
    landscape: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file as it was when it was read, to notice that it changed during the build."""

    place: str
    """Its whole path, with `/`: a `Path` takes five times the room."""
    sha256: str
    """Empty when there was no such file."""
    stamp: Stamp | None = field(default=None, repr=False, compare=False)
    """What it was like on the disk then, when it was at rest: while it is like that it did not change."""

    @classmethod
    def at(cls, path: Path, sha256: str, stamp: Stamp | None = None) -> InputFile:
        """The file at a path."""
        return cls(place=path.as_posix(), sha256=sha256, stamp=stamp)

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFolder:
    """What a folder held when it was listed, to notice what came or went during the build."""

    path: Path
    names: tuple[str, ...]
    """By name; folders end in `/`, leftovers of editors are not there. Empty as well when there was no such folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostFollowUp:
    """A follow-up that names a signal which is not there: it was renamed, or the name is wrong."""

    path: str
    line: int
    workshop_id: str
    row: int
    """Which one it is in its file, from 0."""
    written: str
    """The name of the signal, as it stands there."""
    same_text: str | None
    """The one signal of the workshop that has the text of its fingerprint, named in the same way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSummary:
    """The coordinator's own words for one service and period, on page one of its digest."""

    since: date
    until: date
    service_id: str
    path: str
    text: str = field(repr=False)
    """Markdown, without its comments; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All files of a project, read with certainty."""

    root: Path
    city: City
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    services: tuple[Service, ...] = field(repr=False)
    workshops: tuple[Workshop, ...] = field(repr=False)
    stories: tuple[Story, ...] = field(repr=False)
    """By id."""
    follow_ups: tuple[tuple[str, FollowUp], ...] = field(repr=False)
    """Full id of the signal, and what became of it."""
    inputs: tuple[InputFile, ...] = field(repr=False)
    input_folders: tuple[InputFolder, ...] = field(repr=False, default=())
    kept_signals: tuple[Signal, ...] = field(default=(), repr=False)
    """Signals without a text any more, whose public reply stays; `signals reduce` made them so."""
    lost_follow_ups: tuple[LostFollowUp, ...] = field(default=(), repr=False)
    """Only when it was read to ask about them: else each is a fault."""
    withdrawals: tuple[WithdrawnEntry, ...] = field(default=(), repr=False)
    """The record of withdrawn stories, those that were given back too; a story in it need not have a file any more."""
    digest_summaries: tuple[DigestSummary, ...] = field(default=(), repr=False)

    @property
    def signals(self) -> tuple[Signal, ...]:
        """All signals, by story and place in it; those of which only the public reply is left come last."""
        return (*(signal for story in self.stories for signal in story.signals), *self.kept_signals)
