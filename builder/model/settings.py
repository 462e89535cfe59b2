"""The settings of a city, as in `site_config/`. A sentence an option: they are the reference page, too."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from builder.model.base import FileModel
from builder.model.geo import Bounds, Point
from builder.model.scalars import (
    Colour,
    Degrees,
    Email,
    HostName,
    Id,
    LanguageCode,
    LocalisedText,
    ShortText,
    TimeZone,
    Url,
    WholeNumber,
    YesNo,
    parse_list,
)


class BoundsEntry(FileModel):
    """The rectangle that the map shows, in degrees."""

    south: Degrees
    west: Degrees
    north: Degrees
    east: Degrees

    @property
    def bounds(self) -> Bounds:
        """The same, as bounds."""
        return Bounds(south_deg=self.south, west_deg=self.west, north_deg=self.north, east_deg=self.east)


class Centre(FileModel):
    """Where the map starts."""

    lat: Degrees
    lon: Degrees

    @property
    def point(self) -> Point:
        """The same, as a point."""
        return Point(lat_deg=self.lat, lon_deg=self.lon)


class Zoom(FileModel):
    """Zoom levels of the map (0 is the world, 18 a house)."""

    min: WholeNumber = 11
    start: WholeNumber = 13
    max: WholeNumber = 17


class BasemapKind(StrEnum):
    """A drawing of the city, tiles from a server, or vector tiles in one file."""

    ILLUSTRATED = "illustrated"
    TILES = "tiles"
    PMTILES = "pmtiles"


class Basemap(FileModel):
    """What lies under the stories."""

    kind: BasemapKind = BasemapKind.ILLUSTRATED
    tiles: ShortText | None = None
    """With `kind: tiles`: a name of xyzservices (such as OpenStreetMap.Mapnik) or a URL with {z}/{x}/{y}."""
    attribution: ShortText | None = None
    """With `tiles` as a URL, or with an archive: who made the tiles."""
    archive: ShortText | None = None
    """With `kind: pmtiles`: a file in `site_config/theme/` that becomes part of the site, or its address (https)."""
    drawing: ShortText | None = None
    """With `kind: illustrated`: an SVG file in `site_config/theme/`; else the builder draws it."""
    credit: LocalisedText = {}


class Contact(FileModel):
    """Public contact of the project itself."""

    name: ShortText
    email: Email | None = None


class MailSecurity(StrEnum):
    """How the way to the mail server is closed; there is no open way."""

    STARTTLS = "starttls"
    """Open for a moment, then closed before anything is said; port 587."""
    TLS = "tls"
    """Closed from the start; port 465."""


class Mail(FileModel):
    """The server that `vertelkaart digest send` hands mails to. Its password stands in no file."""

    host: HostName
    port: WholeNumber | None = None
    """Else that of `security`."""
    security: MailSecurity = MailSecurity.STARTTLS
    sender: Email
    """The address that the mails come from."""
    username: ShortText | None = Field(default=None, repr=False)
    """Empty for a server that asks no name."""
    authority_file: ShortText | None = None
    """For a server with a certificate of the city's own: a file (PEM) with who vouches for it, and for nobody else."""

    @property
    def open_port(self) -> int:
        """The port to knock on."""
        return self.port or (465 if self.security is MailSecurity.TLS else 587)


class Privacy(FileModel):
    """How careful the airlock is."""

    smallest_group: WholeNumber = 5
    """Counts below this number are not told: of private things, and of public stories by theme, area and so on."""
    grid_m: WholeNumber = 250
    """Side of the grid that `street` points are snapped to, in metres."""
    keep_signals_months: WholeNumber | None = None
    """After so many months `vertelkaart signals reduce` makes numbers of signals; without it they are kept."""


class Figures(FileModel):
    """Public figures of the project that cannot be counted from the files."""

    train_the_trainer: WholeNumber | None = None
    trainers: WholeNumber | None = None
    participants: WholeNumber | None = None
    times_played: WholeNumber | None = None
    source: ShortText | None = None


class Addresses(FileModel):
    """The words in the addresses of the site."""

    stories: Id = "stories"
    places: Id = "places"
    initiatives: Id = "initiatives"
    themes: Id = "themes"
    areas: Id = "areas"
    workshops: Id = "workshops"
    figures: Id = "in-figures"
    answers: Id = "what-happened"


class City(FileModel):
    """`site_config/city.yml`."""

    name: ShortText
    title: LocalisedText
    tagline: LocalisedText = {}
    site_url: Url
    """The address at which the site will stand, with a slash at the end."""
    timezone: TimeZone = "Europe/Brussels"
    languages: Annotated[tuple[LanguageCode, ...], BeforeValidator(parse_list), Field(min_length=1)]
    """Interface languages; the first is the city's own."""
    bounds: BoundsEntry
    centre: Centre
    zoom: Zoom = Zoom()
    basemap: Basemap = Basemap()
    contact: Contact | None = None
    mail: Mail | None = None
    privacy: Privacy = Privacy()
    figures: Figures = Figures()
    example: YesNo = False
    """Whether the whole site is an example."""
    offline: YesNo = True
    """Whether a browser keeps what was visited for when there is no connection; the map can then be installed, too."""
    addresses: Addresses = Addresses()

    @property
    def language(self) -> str:
        """The city's own language."""
        return self.languages[0]


class Theme(FileModel):
    """A word of the vocabulary of themes."""

    id: Id
    label: LocalisedText


class ThemesFile(FileModel):
    """`site_config/themes.yml`."""

    themes: Annotated[tuple[Theme, ...], BeforeValidator(parse_list)]


class Emotion(FileModel):
    """An emotion card: a word, a colour in light and dark, and a drawn face."""

    id: Id
    label: LocalisedText
    light: Colour
    dark: Colour
    icon: ShortText
    """An SVG file in `site_config/theme/`."""


class EmotionsFile(FileModel):
    """`site_config/emotions.yml`."""

    emotions: Annotated[tuple[Emotion, ...], BeforeValidator(parse_list)]
