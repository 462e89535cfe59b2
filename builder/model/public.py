"""What the public may see. These types have no private field to leak; only the airlock makes them.

Whatever renders, indexes, exports or prints takes an `Edition` and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import shapely

from builder.model.gathering import FollowUpStatus, WorkshopKind
from builder.model.gazetteer import PlaceKind
from builder.model.geo import Bounds, Point, Precision
from builder.model.long_texts import PublicHtml
from builder.model.public_groups import PublicGroups, WordGroups
from builder.model.sanitised_html import plain_text
from builder.model.scalars import PartialDate
from builder.model.settings import Addresses, Basemap, Zoom

Localised = dict[str, str]
"""Language code → text; the city's own language is always there, except where the text is optional and empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSpot:
    """Where a story is shown: already blurred."""

    point: Point | None
    """None when the story has no point (`precision` city or none)."""
    precision: Precision
    precision_m: int
    """How far off the point may be, in metres; 0 without a point."""
    place_id: str | None
    """The place, when its name may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVersion:
    """A story in one language: the original or a translation."""

    language: str
    title: str
    summary: str
    """One sentence, plain text; the first sentence of the text when the teller gave none."""
    stored_html: PublicHtml
    image_alt: str
    image_caption: str
    is_original: bool
    is_machine_made: bool
    is_reviewed: bool
    is_outdated: bool
    """Whether the original changed after it was translated."""

    @property
    def html(self) -> str:
        """The text, sanitised."""
        return str(self.stored_html)

    @property
    def text(self) -> str:
        """The same as `html` without mark-up, for search; made when it is asked for, for there can be many stories."""
        return plain_text(self.html)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """A picture in one width: a file named after its content."""

    name: str
    """File name in the folder of media, for example `3f2a….webp`."""
    width_px: int
    height_px: int
    path: Path
    """Where the bytes are, in the builder's private cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPicture:
    """A picture, rebuilt from its pixels."""

    renditions: tuple[Rendition, ...]
    """From small to large; never empty."""
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSound:
    """A sound, encoded again without tags."""

    name: str
    """File name in the folder of media, for example `3f2a….mp3`."""
    duration_s: float
    size_bytes: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStory:
    """A story that may be read by everybody."""

    number: int
    """Its place in `Edition.stories`, from 0."""
    id: str
    """`<workshop>/<slug>`."""
    workshop_id: str
    slug: str
    language: str
    versions: tuple[PublicVersion, ...]
    """The original first, translations by language."""
    spots: tuple[PublicSpot, ...]
    area_ids: tuple[str, ...]
    date: PartialDate | None
    theme_ids: tuple[str, ...]
    emotion_id: str | None
    teller: str
    """Role, or the name when the teller chose so; may be empty."""
    initiative_id: str | None
    picture: PublicPicture | None
    sound: PublicSound | None
    sources: tuple[str, ...]
    is_example: bool
    fingerprint: str = ""
    """A hash of all the rest but the number: a page that is made of the story alone may be kept while it stays."""

    @property
    def original(self) -> PublicVersion:
        """The version in the story's own language."""
        return self.versions[0]

    def version_in(self, language: str) -> PublicVersion:
        """The version in this language, or the original."""
        return next((version for version in self.versions if version.language == language), self.original)

    @property
    def place_ids(self) -> tuple[str, ...]:
        """The places whose names may be shown."""
        return tuple(spot.place_id for spot in self.spots if spot.place_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPlaceSpot:
    """One point of a place of the gazetteer."""

    point: Point
    accuracy_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPlace:
    """A place of the gazetteer."""

    id: str
    name: str
    names: Localised
    also: tuple[str, ...]
    kind: PlaceKind
    spots: tuple[PublicPlaceSpot, ...]
    area_id: str | None
    about: Localised
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicInitiative:
    """A citizens' initiative."""

    id: str
    name: str
    names: Localised
    place_ids: tuple[str, ...]
    theme_ids: tuple[str, ...]
    about: Localised
    seeks: Localised
    offers: Localised
    since: PartialDate | None
    last_confirmed: PartialDate | None
    is_active: bool
    website: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicArea:
    """A neighbourhood, or the whole city."""

    id: str
    name: str
    names: Localised
    polygon: shapely.Polygon | shapely.MultiPolygon
    """x is longitude, y is latitude, WGS 84 degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTheme:
    """A theme."""

    id: str
    label: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEmotion:
    """An emotion card."""

    id: str
    label: Localised
    light: str
    dark: str
    icon_svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWorkshop:
    """The public facts of a workshop with at least one public story."""

    id: str
    title: str
    kind: WorkshopKind
    date: PartialDate | None
    place_id: str | None
    host: str
    prompt: str
    about: str
    participants: int | None
    """Only from the smallest group upwards."""
    is_example: bool
    story_numbers: tuple[int, ...]
    """In the order of their slugs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReply:
    """What a service answered in public. Nothing else of the signal is here."""

    anchor: str
    """Where it stands on the page of answers. Made of what is public of it, so that it stays what it is."""
    theme_id: str
    service_id: str
    service: Localised
    status: FollowUpStatus
    forwarded_to: Localised
    """The name of the service that has it now, when it was passed on; else empty."""
    answered_on: PartialDate | None
    text: Localised
    story_id: str | None
    """The public story that it belongs to, only when its teller agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReplyFigures:
    """What is told of all public replies together."""

    by_status: WordGroups
    by_theme: WordGroups
    median_days: int | None
    """From the day that a service got a signal to its public reply, in whole days below two weeks, else in whole weeks.

    Only from the smallest group of replies upwards.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """The box of figures; None is not shown."""

    times_played: int | None
    train_the_trainer: int | None
    trainers: int | None
    participants: int | None
    stories: int
    signals_passed_on_at_least: int | None
    """Rounded down to a multiple of the smallest group; None below it."""
    signals_answered_at_least: int | None
    replies: int | None
    """Public replies; only from the smallest group upwards."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRoute:
    """A walk along places."""

    id: str
    name: Localised
    about: Localised
    place_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCity:
    """The settings that a page needs."""

    name: str
    title: Localised
    tagline: Localised
    site_url: str
    """With a slash at the end."""
    languages: tuple[str, ...]
    """Interface languages; the first is the city's own."""
    bounds: Bounds
    centre: Point
    zoom: Zoom
    basemap: Basemap
    contact_name: str
    contact_email: str
    is_example: bool
    addresses: Addresses
    works_offline: bool = True
    """Whether a browser keeps what was visited."""

    @property
    def language(self) -> str:
        """The city's own language."""
        return self.languages[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The public content of one build."""

    city: PublicCity
    stories: tuple[PublicStory, ...]
    """Newest first, then by id; `stories[n].number == n`."""
    places: tuple[PublicPlace, ...]
    initiatives: tuple[PublicInitiative, ...]
    areas: tuple[PublicArea, ...]
    city_area: PublicArea | None
    routes: tuple[PublicRoute, ...]
    themes: tuple[PublicTheme, ...]
    emotions: tuple[PublicEmotion, ...]
    workshops: tuple[PublicWorkshop, ...]
    """By date, then id."""
    replies: tuple[PublicReply, ...]
    """Newest first."""
    reply_figures: PublicReplyFigures
    figures: PublicFigures
    groups: PublicGroups
    """How many stories each theme, area, year and so on has, as far as that may be told."""
    withdrawn_ids: tuple[str, ...]
    """`<workshop>/<slug>` of withdrawn stories: their addresses say so, and no more."""
    landscape: dict[str, object]
    """The parsed GeoJSON for the drawn map."""
    withdrawn_marks: tuple[str, ...] = ()
    """What stands for the withdrawn stories in `withdrawn.json`, in an order that says nothing."""


def name_in(name: str, names: Localised, language: str) -> str:
    """The name in a language, or the name as it is at home."""
    return names.get(language, name)


def text_in(texts: Localised, language: str, own_language: str) -> str:
    """The text in a language, else in the city's own, else empty."""
    return texts.get(language) or texts.get(own_language, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDrawings:
    """The city's own drawings, as SVG text that holds shapes only."""

    logo: str
    favicon: str
    basemap: str
    """The map that an illustrator drew, to be laid over the bounds of the city; empty for the builder's own."""
    places: dict[str, str]
    """Kind of place → its drawing."""
    archive: bytes = b""
    """The vector tiles of the city in one file (PMTiles); empty without one in the project."""
