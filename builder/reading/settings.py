"""`site_config/`: the city, its vocabularies with their drawings, and the services with their keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pyrage
import xyzservices
from babel import Locale, UnknownLocaleError

from builder.model.geo import Bounds
from builder.model.services import Handover, Recipient, Service, ServicesFile
from builder.model.settings import BasemapKind, City, EmotionsFile, ThemesFile
from builder.reading.faultbook import FaultBook
from builder.reading.files import ProjectFiles
from builder.reading.gatherings import FileT, read_yaml_file
from builder.reading.gazetteer import ROUTES_FILE, report_unexpected
from builder.reading.svg import is_plain_drawing, without_comments
from builder.reading.typed import Sheet

SETTINGS_FOLDER = "site_config"
CITY_FILE = "site_config/city.yml"
THEMES_FILE = "site_config/themes.yml"
EMOTIONS_FILE = "site_config/emotions.yml"
SERVICES_FILE = "site_config/services.yml"
WITHDRAWN_FILE = "site_config/withdrawn.yml"
SETTINGS_FILES = (CITY_FILE, THEMES_FILE, EMOTIONS_FILE, SERVICES_FILE, ROUTES_FILE, WITHDRAWN_FILE)
THEME_FOLDER = "site_config/theme"
MAX_ZOOM = 20
SMALLEST_GROUP = 3
SMALLEST_GRID_M = 100
_ICON = re.compile(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.svg")
_ARCHIVE_NAME = re.compile(r"[a-z0-9_-]+\.pmtiles")
_ARCHIVE_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?/(?:[A-Za-z0-9_.~-]+/)*[A-Za-z0-9_.~-]+\.pmtiles")
_PLAIN_PATH = re.compile(r"(?:\.?[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """The files of the settings; a file that is refused is not there."""

    city: Sheet[City] | None
    themes: Sheet[ThemesFile] | None
    emotions: Sheet[EmotionsFile] | None
    services: Sheet[ServicesFile] | None
    icons: dict[str, str]
    """Emotion id → SVG."""
    keyed_services: tuple[Service, ...] = field(default=(), repr=False)
    """The services with the keys of their `key_file`s filled in."""

    @property
    def service_ids(self) -> frozenset[str] | None:
        """The services of the city; None when their file is there and refused."""
        return None if self.services is None else frozenset(service.id for service in self.services.value.services)

    @property
    def bounds(self) -> Bounds | None:
        """The rectangle of the city's map, when it is known."""
        return None if self.city is None else self.city.value.bounds.bounds


def read_settings(files: ProjectFiles) -> ReadSettings:
    """Everything in `site_config/` that is not a page or a route."""
    report_unexpected(SETTINGS_FOLDER, SETTINGS_FILES, files)
    city = _read(CITY_FILE, City, files)
    if city is not None and not _check_city(city, files.book):
        city = None
    emotions = _read(EMOTIONS_FILE, EmotionsFile, files)
    services = _read(SERVICES_FILE, ServicesFile, files) if files.exists(SERVICES_FILE) else None
    return ReadSettings(
        city=city,
        themes=_read(THEMES_FILE, ThemesFile, files),
        emotions=emotions,
        services=services,
        icons={} if emotions is None else _read_icons(emotions, files),
        keyed_services=() if services is None else tuple(_with_keys(services, files)),
    )


def _read(path: str, model: type[FileT], files: ProjectFiles) -> Sheet[FileT] | None:
    if not files.exists(path):
        files.book.add("file-missing", SETTINGS_FOLDER, name=path.rpartition("/")[2])
        return None
    return read_yaml_file(path, model, files)


def _check_city(sheet: Sheet[City], book: FaultBook) -> bool:
    """Whether its rectangle, centre and zoom levels fit each other."""
    before = book.count
    city = sheet.value
    box = city.bounds
    if not (-90 <= box.south < box.north <= 90 and -180 <= box.west < box.east <= 180):
        book.add("bounds-order", sheet.path, sheet.key_position("bounds"), key="bounds")
    else:
        is_inside = box.south <= city.centre.lat <= box.north and box.west <= city.centre.lon <= box.east
        is_swapped = box.south <= city.centre.lon <= box.north and box.west <= city.centre.lat <= box.east
        if not is_inside:
            code = "swapped" if is_swapped else "outside-city"
            book.add(code, sheet.path, sheet.key_position("centre"), key="centre")
    if not city.zoom.min <= city.zoom.start <= city.zoom.max <= MAX_ZOOM:
        book.add("zoom-order", sheet.path, sheet.key_position("zoom"), key="zoom")
    if not all(is_known_locale(code) for code in city.languages):
        book.add("language-without-customs", sheet.path, sheet.key_position("languages"), key="languages")
    words = list(city.addresses.model_dump().values())
    if len(set(words) | set(city.languages)) < len(words) + len(set(city.languages)):
        book.add("addresses-repeated", sheet.path, sheet.key_position("addresses"), key="addresses")
    if city.privacy.smallest_group < SMALLEST_GROUP or city.privacy.grid_m < SMALLEST_GRID_M:
        book.add("privacy-too-small", sheet.path, sheet.key_position("privacy"), key="privacy")
    if city.mail is not None and not _PLAIN_PATH.fullmatch(city.mail.authority_file or "a.pem"):
        key = "mail.authority_file"
        book.add("authority-file-name", sheet.path, sheet.position("mail", "authority_file"), key=key)
    if city.basemap.kind is BasemapKind.TILES and not is_known_tiles(city.basemap.tiles or ""):
        book.add("tiles-unknown", sheet.path, sheet.key_position("basemap"), key="basemap.tiles")
    if city.basemap.kind is BasemapKind.PMTILES and not is_known_archive(city.basemap.archive or ""):
        book.add("archive-unknown", sheet.path, sheet.key_position("basemap"), key="basemap.archive")
    return book.count == before


def is_known_archive(archive: str) -> bool:
    """Whether it is the name of a file of vector tiles, or the address of one; no key and no question may be in it."""
    return _ARCHIVE_NAME.fullmatch(archive) is not None or _ARCHIVE_ADDRESS.fullmatch(archive) is not None


def is_known_locale(code: str) -> bool:
    """Whether dates and numbers can be written in this language."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def is_known_tiles(tiles: str) -> bool:
    """Whether it is a name of xyzservices, or an address with the three numbers of a tile."""
    if tiles.startswith("https://"):
        return all(word in tiles for word in ("{z}", "{x}", "{y}"))
    try:
        provider = xyzservices.providers.query_name(tiles)
    except ValueError:
        return False
    return not provider.requires_token()


def _read_icons(sheet: Sheet[EmotionsFile], files: ProjectFiles) -> dict[str, str]:
    icons: dict[str, str] = {}
    for index, emotion in enumerate(sheet.value.emotions):
        position = sheet.position("emotions", index, "icon")
        path = f"{THEME_FOLDER}/{emotion.icon}"
        if not _ICON.fullmatch(emotion.icon) or not files.exists(path):
            files.book.add("icon-missing", sheet.path, position, key="emotions.icon")
            continue
        text = files.read_text(path)
        if text is not None and not is_plain_drawing(text):
            files.book.add("svg-unsafe", path)
        elif text is not None:
            icons[emotion.id] = without_comments(text)
    return icons


def _with_keys(sheet: Sheet[ServicesFile], files: ProjectFiles) -> list[Service]:
    services = []
    for number, service in enumerate(sheet.value.services):
        _check_handover(sheet, number, service, files.book)
        recipients = tuple(
            _with_key(sheet, (number, index), recipient, files) for index, recipient in enumerate(service.recipients)
        )
        services.append(service.model_copy(update={"recipients": recipients}))
    return services


def _check_handover(sheet: Sheet[ServicesFile], number: int, service: Service, book: FaultBook) -> None:
    """Whether mails can go: each recipient has an address, and a name that no other one has."""
    seen: set[str] = set()
    for index, recipient in enumerate(service.recipients if service.handover is Handover.MAIL else ()):
        loc = ("services", number, "recipients", index)
        if recipient.email is None:
            book.add("recipient-no-email", sheet.path, sheet.position(*loc), key="services.recipients.email")
        if recipient.name in seen:
            book.add("recipient-repeated", sheet.path, sheet.position(*loc, "name"), key="services.recipients.name")
        seen.add(recipient.name)


def _with_key(
    sheet: Sheet[ServicesFile], numbers: tuple[int, int], recipient: Recipient, files: ProjectFiles
) -> Recipient:
    """The recipient with its key checked; a key file that is not there yet is for the digest to refuse."""
    loc = ("services", numbers[0], "recipients", numbers[1])
    if recipient.key is not None and not is_public_key(recipient.key):
        key = "services.recipients.key"
        files.book.add("not-a-recipient-key", sheet.path, sheet.position(*loc, "key"), key=key)
    for name in ("certificate_file", "password_file"):
        path = getattr(recipient, name)
        if path is not None and not _PLAIN_PATH.fullmatch(path):
            key = f"services.recipients.{name}"
            files.book.add("key-file-name", sheet.path, sheet.position(*loc, name), key=key)
    if recipient.key_file is None:
        return recipient
    if not _PLAIN_PATH.fullmatch(recipient.key_file):
        key = "services.recipients.key_file"
        files.book.add("key-file-name", sheet.path, sheet.position(*loc, "key_file"), key=key)
        return recipient
    text = files.read_text(recipient.key_file) if files.exists(recipient.key_file) else None
    if text is None:
        return recipient
    lines = [line.strip() for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) != 1 or not is_public_key(lines[0]):
        files.book.add("not-a-recipient-key", recipient.key_file)
        return recipient
    return recipient if recipient.key is not None else recipient.model_copy(update={"key": lines[0]})


def is_public_key(text: str) -> bool:
    """Whether the text is an age X25519 recipient, checksum included."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except (pyrage.RecipientError, ValueError):
        return False
    return True
