"""The services of a city: what each takes, in which form, how often, and who opens it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from builder.model.base import FileModel
from builder.model.geo import Precision
from builder.model.scalars import (
    Email,
    FullDate,
    Id,
    Ids,
    LanguageCode,
    LocalisedText,
    ShortText,
    WholeNumber,
    YesNo,
    parse_list,
)
from builder.model.story import Level, SignalKind

OUTSIDE = (Level.REGION, Level.STATE, Level.ORGANISATION)
"""Who can act on it is not the city itself."""


class SealKind(StrEnum):
    """How a digest is closed for its recipients."""

    AGE = "age"
    """With an X25519 key of age."""
    SMIME = "smime"
    """With a certificate; Outlook and Thunderbird open it."""
    PASSWORD = "password"
    """A PDF and a sheet with a password (AES-256), for offices that can do nothing else."""


class DigestFormat(StrEnum):
    """A form in which a digest can be read."""

    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"
    PPTX = "pptx"
    OPEN311 = "open311"
    EML = "eml"


class Handover(StrEnum):
    """How a digest gets to its recipients."""

    FOLDER = "folder"
    """The coordinator brings it: it stays below `build/digest`."""
    MAIL = "mail"
    """`vertelkaart digest send` mails it to each recipient apart."""


class UrgentSignals(StrEnum):
    """When a service hears of urgent signals."""

    AT_ONCE = "at-once"
    WITH_DIGEST = "with-digest"


class Calendar(FileModel):
    """When a service gets its digest."""

    every_months: WholeNumber = 4
    """Periods follow each other from January of each year: of 4 months, three a year; a divisor of 12."""
    urgent: UrgentSignals = UrgentSignals.AT_ONCE
    answer_days: WholeNumber = 42
    """Days to answer. Six weeks: a service can discuss it once in its own meeting."""
    urgent_answer_days: WholeNumber = 14
    """Days to answer what is urgent."""


class Recipient(FileModel):
    """Whose key a digest is sealed to; a role, not a person."""

    name: ShortText
    key: ShortText | None = Field(default=None, repr=False)
    """An age X25519 public key."""
    key_file: ShortText | None = None
    """A file that holds one, relative to the project."""
    certificate_file: ShortText | None = None
    """With `seal: smime`: a file with the recipient's certificate (PEM or DER), relative to the project."""
    password_file: ShortText | None = None
    """With `seal: password`: an owner-only file with one line, relative to the project; it is given by another way."""
    email: Email | None = Field(default=None, repr=False)
    """With `handover: mail`: one address."""
    language: LanguageCode | None = None
    """Else that of the service."""
    since: FullDate | None = None
    """The first day on which this recipient gets digests."""
    until: FullDate | None = None
    """The last day on which the key is used."""


class Service(FileModel):
    """A city department or partner, and the signals that it takes."""

    id: Id
    name: LocalisedText
    language: LanguageCode | None = None
    partner: YesNo = False
    """Outside the city: unless `levels` says otherwise it takes what the city cannot do itself."""
    themes: Ids = ()
    areas: Ids = ()
    """Empty for the whole city."""
    kinds: Annotated[tuple[SignalKind, ...], BeforeValidator(parse_list)] = ()
    """Empty for all kinds."""
    levels: Annotated[tuple[Level, ...], BeforeValidator(parse_list)] = (Level.CITY,)
    default: YesNo = False
    """Takes what no other service takes."""
    since: FullDate | None = None
    until: FullDate | None = None
    finest_place: Precision = Precision.EXACT
    """Never shows this service a finer place than that."""
    formats: Annotated[tuple[DigestFormat, ...], BeforeValidator(parse_list)] = (
        DigestFormat.PDF,
        DigestFormat.HTML,
        DigestFormat.XLSX,
    )
    seal: SealKind = SealKind.AGE
    handover: Handover = Handover.FOLDER
    calendar: Calendar = Calendar()
    recipients: Annotated[tuple[Recipient, ...], BeforeValidator(parse_list)] = ()

    @property
    def taken_levels(self) -> tuple[Level, ...]:
        """The levels that it takes; empty for all. A partner that names none takes all but the city's."""
        is_open = self.partner and "levels" not in self.model_fields_set
        return OUTSIDE if is_open else self.levels


class ServicesFile(FileModel):
    """`site_config/services.yml`."""

    services: Annotated[tuple[Service, ...], BeforeValidator(parse_list)]
