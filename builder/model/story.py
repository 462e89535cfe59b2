"""A story as it stands in its file: a public side, and signals. Private until the airlock says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from builder.model.base import FileModel
from builder.model.geo import Precision
from builder.model.long_texts import LongText
from builder.model.scalars import (
    Degrees,
    FullDate,
    Id,
    Ids,
    LanguageCode,
    MediaName,
    PartialDate,
    ShortText,
    Text,
    Urls,
    YesNo,
    parse_list,
)


class Status(StrEnum):
    """How far a story is on its way; only `published` can be public."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Setting(StrEnum):
    """Where it was told about: `home` is never shown more finely than the area."""

    PUBLIC = "public"
    HOME = "home"


class Sensitivity(StrEnum):
    """`high` is never public."""

    NORMAL = "normal"
    HIGH = "high"


class Disclosure(StrEnum):
    """Personal data that a teller may allow in the public text."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BANK_ACCOUNT = "bank-account"
    PLATE = "plate"
    BIRTH_DATE = "birth-date"
    HANDLE = "handle"


class SignalKind(StrEnum):
    """What kind of signal it is."""

    CONCERN = "concern"
    OBSTACLE = "obstacle"
    COMPLAINT = "complaint"
    REQUEST = "request"
    SUGGESTION = "suggestion"
    OFFER = "offer"


class Urgency(StrEnum):
    """`acute` asks for something now."""

    ACUTE = "acute"
    LONG_TERM = "long-term"


class Weight(StrEnum):
    """How heavy it weighs for who told it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class SharedBy(StrEnum):
    """How many at the table recognised it."""

    ONE = "1"
    FEW = "2-5"
    MANY = "6+"
    GROUP = "group"


class Level(StrEnum):
    """Who can act on it."""

    CITY = "city"
    REGION = "region"
    STATE = "state"
    ORGANISATION = "organisation"


class Consent(FileModel):
    """What the teller agreed to; silence is no."""

    publish: YesNo
    given_on: FullDate | None = None
    expires_on: FullDate | None = None
    name: YesNo = False
    photo: YesNo = False
    exact_place: YesNo = False
    discloses: Annotated[tuple[Disclosure, ...], BeforeValidator(parse_list)] = ()


class Teller(FileModel):
    """Who told it: a role, and a name that is public only with `consent.name`."""

    role: ShortText | None = None
    name: ShortText | None = Field(default=None, repr=False)


class Location(FileModel):
    """A point given by hand."""

    lat: Degrees
    lon: Degrees
    precision: Precision


class SignalHead(FileModel):
    """The keys of a signal."""

    id: Id | None = None
    theme: Id
    kind: SignalKind
    urgency: Urgency = Urgency.LONG_TERM
    weight: Weight = Weight.MEDIUM
    ask: ShortText | None = None
    shared_by: SharedBy | None = None
    level: Level = Level.CITY
    before: FullDate | None = None
    public_too: YesNo = False


class SignalEntry(SignalHead):
    """A signal in the front matter: the same keys, and its text."""

    text: Text


class StoryFront(FileModel):
    """The front matter of a story."""

    title: ShortText
    status: Status = Status.DRAFT
    consent: Consent
    place: Ids = ()
    location: Location | None = None
    date: PartialDate | None = None
    language: LanguageCode | None = None
    themes: Ids = ()
    emotion: Id | None = None
    teller: Teller = Teller()
    summary: ShortText | None = None
    initiative: Id | None = None
    image: MediaName | None = None
    image_alt: ShortText | None = None
    image_caption: ShortText | None = None
    image_credit: ShortText | None = None
    audio: MediaName | None = None
    source: Urls = ()
    setting: Setting = Setting.PUBLIC
    sensitivity: Sensitivity = Sensitivity.NORMAL
    example: YesNo | None = None
    signals: Annotated[tuple[SignalEntry, ...], BeforeValidator(parse_list)] = ()


class MadeBy(StrEnum):
    """Who made a translation."""

    PERSON = "person"
    MACHINE = "machine"


class TranslationOrigin(FileModel):
    """How a translation was made, and of which text."""

    by: MadeBy
    reviewed: YesNo = False
    of: ShortText | None = None


class TranslationFront(FileModel):
    """The front matter of a translation."""

    title: ShortText
    translation: TranslationOrigin
    summary: ShortText | None = None
    image_alt: ShortText | None = None
    image_caption: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A concern, obstacle, complaint, request, suggestion or offer for the city. Private, all of it."""

    id: str
    """`<workshop>/<story>`, and `#<id>` when the signal has an id of its own."""
    story_id: str
    workshop_id: str
    head: SignalHead = field(repr=False)
    text: str = field(repr=False)
    """Markdown."""
    fingerprint: str
    """First 12 hexadecimal digits of the SHA-256 of the text, white space folded."""
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """A story in another language."""

    language: str
    path: str
    front: TranslationFront = field(repr=False)
    stored_body: LongText = field(repr=False)
    body_line: int
    """The line of the file on which the body starts, from 1."""
    key_lines: dict[str, int] = field(repr=False)
    """Line of each key, for faults that are found later."""

    @property
    def body(self) -> str:
        """CommonMark."""
        return str(self.stored_body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story that was read with certainty."""

    id: str
    """`<workshop>/<slug>`."""
    workshop_id: str
    slug: str
    path: str
    """The file, relative to the project."""
    front: StoryFront = field(repr=False)
    language: str
    """Its own language, or the workshop's."""
    date: PartialDate | None
    """Its own date, or the workshop's."""
    is_example: bool
    stored_body: LongText = field(repr=False)
    body_line: int
    key_lines: dict[str, int] = field(repr=False)
    """Line of each key, such as `consent.given_on`."""
    fingerprint: str
    """First 12 hexadecimal digits of the SHA-256 of title, summary and body: what a translation is `of`."""
    signals: tuple[Signal, ...] = field(default=(), repr=False)
    translations: tuple[Translation, ...] = field(default=(), repr=False)
    image_path: Path | None = field(default=None, repr=False)
    audio_path: Path | None = field(default=None, repr=False)
    files_key: bytes = field(default=b"", repr=False, compare=False)
    """A hash of its file and of its translations, when it is just what these say."""

    @property
    def body(self) -> str:
        """CommonMark without the signals; the lines of cut blocks are empty, so that line numbers hold."""
        return str(self.stored_body)

    @property
    def could_be_public(self) -> bool:
        """Whether its teller once agreed, with a date: without that, nobody outside ever knew of the story."""
        return self.front.consent.publish and self.front.consent.given_on is not None


class LeftOut(StrEnum):
    """Why a story is not public; a reason is counted, never published."""

    DRAFT = "draft"
    REVIEW = "review"
    NO_CONSENT = "no-consent"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SENSITIVE = "sensitive"


def is_past(day: date | None, today: date) -> bool:
    """Whether the day lies before today; no day never does."""
    return day is not None and day < today
