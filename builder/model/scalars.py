"""The types of single values in the files.

The YAML reader gives every leaf as text (`Scalar`), never as a number or a truth value: `no`, `on`, `12:30` and
`01001` stay what was typed, and the field they stand in decides what they are (YAML 1.2, and no guessing).
Errors are `PydanticCustomError`s whose type is a code of `errors.FAULT_TEXTS`; they never hold the value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

MAX_TEXT_LENGTH = 400
MAX_LONG_TEXT_LENGTH = 20_000
"""Of a text of several lines in a YAML file."""


class Scalar(str):
    """A leaf of a YAML file: the text as typed, and whether it stood there without quotation marks."""

    __slots__ = ("is_plain",)
    is_plain: bool

    def __new__(cls, text: str, *, is_plain: bool = True) -> Scalar:
        """The text with its style."""
        scalar = super().__new__(cls, text)
        scalar.is_plain = is_plain
        return scalar


def refuse(code: str, **params: str | int) -> PydanticCustomError:
    """The error of one value, with a code of `FAULT_TEXTS`."""
    return PydanticCustomError(code, "{code}", {"code": code, **params})


def parse_text(value: Any) -> str:  # Any: pydantic hands over what the file holds
    """The text itself; a list, a mapping or an empty value is refused."""
    if not isinstance(value, str):
        raise refuse("not-text")
    text = str(value).strip()
    if not text:
        raise refuse("empty-value", expected="…")
    if len(text) > MAX_LONG_TEXT_LENGTH:
        raise refuse("text-too-long", limit=MAX_LONG_TEXT_LENGTH)
    return text


def parse_short_text(value: Any) -> str:  # Any: as above
    """A text of at most `MAX_TEXT_LENGTH` characters on one line."""
    text = " ".join(parse_text(value).split())
    if len(text) > MAX_TEXT_LENGTH:
        raise refuse("text-too-long", limit=MAX_TEXT_LENGTH)
    return text


def parse_yes_no(value: Any) -> bool:  # Any: as above
    """True or False for exactly `true` or `false`, without quotation marks."""
    if isinstance(value, bool):
        return value
    is_plain = getattr(value, "is_plain", True)
    if isinstance(value, str) and is_plain and value in ("true", "false"):
        return value == "true"
    raise refuse("not-yes-no")


def parse_whole_number(value: Any) -> int:  # Any: as above
    """A number of at most nine digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
        return int(value)
    raise refuse("not-a-number")


def parse_degrees(value: Any) -> float:  # Any: as above
    """Degrees with a decimal point; no comma, no minutes, no exponent, no NaN."""
    if isinstance(value, float):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", value):
        return float(value)
    raise refuse("not-degrees")


def parse_id(value: Any) -> str:  # Any: as above
    """An id: lower-case letters, digits and hyphens, at most 64."""
    if isinstance(value, str) and re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", value):
        return str(value)
    raise refuse("not-an-id")


def parse_language(value: Any) -> str:  # Any: as above
    """A language code of two or three letters, with an optional script or region (BCP 47)."""
    if isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", value):
        return str(value)
    raise refuse("not-a-language")


def parse_url(value: Any) -> str:  # Any: as above
    """A web address with a host and no white space, user name or quotation marks."""
    if isinstance(value, str) and re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s\"'<>\\`{}]*)?", value):
        return str(value)
    raise refuse("not-a-url")


def parse_colour(value: Any) -> str:  # Any: as above
    """A colour as # and six hexadecimal digits, in lower case."""
    if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return value.lower()
    raise refuse("not-a-colour")


@cache
def known_time_zones() -> frozenset[str]:
    """The names of the tz database: looking them up reads a folder of hundreds of files."""
    return frozenset(available_timezones())


def parse_time_zone(value: Any) -> str:  # Any: as above
    """A name of the tz database."""
    if isinstance(value, str) and value in known_time_zones():
        return str(value)
    raise refuse("not-a-time-zone")


def parse_email(value: Any) -> str:  # Any: as above
    """One e-mail address; no list, no line break, no display name."""
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        return str(value)
    raise refuse("not-an-email")


def parse_host(value: Any) -> str:  # Any: as above
    """The name of a server, such as mail.example.org."""
    if isinstance(value, str) and len(value) <= 253 and re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value):
        return value.lower()
    raise refuse("not-a-host")


def parse_media_name(value: Any) -> str:  # Any: as above
    """A plain file name in the folder `media/` of the workshop."""
    if isinstance(value, str) and re.fullmatch(r"media/[A-Za-z0-9][A-Za-z0-9._-]{0,95}", value) and ".." not in value:
        return str(value)
    raise refuse("not-a-media-name")


def parse_list(value: Any) -> Any:  # Any: the items are checked by their own type
    """A list; one word counts as a list of one, an empty value as an empty list."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return value
    raise refuse("not-a-list")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A day, a month or a year."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The first day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, value: Any) -> PartialDate:  # Any: as above
        """The date of a text such as 2019-03-14, 2019-03 or 2019; a date that does not exist is refused."""
        if isinstance(value, PartialDate):
            return value
        found = parse_partial_date(str(value)) if isinstance(value, str) else None
        if found is None:
            raise refuse("not-a-date")
        return found

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """How pydantic reads it."""
        return core_schema.no_info_plain_validator_function(cls.parse)


@lru_cache(maxsize=10_000)
def parse_partial_date(text: str) -> PartialDate | None:
    """The date of a text; nothing when it is none. Many stories are of one day, and share it."""
    match = re.fullmatch(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year=year or 0, month=month, day=day)


def parse_full_date(value: Any) -> date:  # Any: as above
    """A day that exists."""
    if isinstance(value, date):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", value)):
        raise refuse("not-a-full-date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refuse("not-a-full-date") from None


Text = Annotated[str, BeforeValidator(parse_text)]
ShortText = Annotated[str, BeforeValidator(parse_short_text)]
YesNo = Annotated[bool, BeforeValidator(parse_yes_no)]
WholeNumber = Annotated[int, BeforeValidator(parse_whole_number)]
Degrees = Annotated[float, BeforeValidator(parse_degrees)]
Id = Annotated[str, BeforeValidator(parse_id)]
LanguageCode = Annotated[str, BeforeValidator(parse_language)]
Url = Annotated[str, BeforeValidator(parse_url)]
Colour = Annotated[str, BeforeValidator(parse_colour)]
TimeZone = Annotated[str, BeforeValidator(parse_time_zone)]
Email = Annotated[str, BeforeValidator(parse_email)]
HostName = Annotated[str, BeforeValidator(parse_host)]
MediaName = Annotated[str, BeforeValidator(parse_media_name)]
FullDate = Annotated[date, BeforeValidator(parse_full_date)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(parse_list)]
Texts = Annotated[tuple[ShortText, ...], BeforeValidator(parse_list)]
Urls = Annotated[tuple[Url, ...], BeforeValidator(parse_list)]
LocalisedText = dict[LanguageCode, Text]
