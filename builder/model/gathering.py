"""A workshop and what belongs to it: the trainer's note, the follow-ups, the tellers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from builder.model.base import FileModel
from builder.model.scalars import (
    FullDate,
    Id,
    LanguageCode,
    LocalisedText,
    PartialDate,
    ShortText,
    Text,
    Texts,
    WholeNumber,
    YesNo,
    parse_list,
)
from builder.model.story import SignalKind


class WorkshopKind(StrEnum):
    """Told at a table, or gathered from sources."""

    WORKSHOP = "workshop"
    COLLECTION = "collection"


class WorkshopFile(FileModel):
    """`workshop.yml`; the trainers and the notes are private."""

    title: ShortText
    kind: WorkshopKind = WorkshopKind.WORKSHOP
    date: PartialDate | None = None
    language: LanguageCode | None = None
    place: Id | None = None
    host: ShortText | None = None
    prompt: ShortText | None = None
    about: Text | None = None
    participants: WholeNumber | None = None
    times_played: WholeNumber | None = None
    trainers: Texts = Field(default=(), repr=False)
    notes: Text | None = Field(default=None, repr=False)
    example: YesNo = False


class FollowUpStatus(StrEnum):
    """What became of a signal."""

    NEW = "new"
    RECEIVED = "received"
    IN_PROGRESS = "in-progress"
    ANSWERED = "answered"
    DONE = "done"
    DECLINED = "declined"
    FORWARDED = "forwarded"
    LED_TO_PROJECT = "led-to-project"
    REOPENED = "reopened"


class FollowUp(FileModel):
    """What one service did with one signal; the reply is public only with `public: true`."""

    signal: ShortText
    """`<story>` or `<story>#<id>`, in the folder of the file."""
    service: Id
    status: FollowUpStatus
    fingerprint: ShortText | None = None
    received_on: PartialDate | None = None
    answered_on: PartialDate | None = None
    due_on: FullDate | None = None
    reason: Text | None = Field(default=None, repr=False)
    reply: LocalisedText | None = Field(default=None, repr=False)
    public: YesNo = False
    on_story: YesNo = False
    """Whether the teller agreed that the story carries a mark with this reply; only with `public`."""
    forwarded_to: Id | None = None
    """With `status: forwarded`: the service that it was passed on to."""


class FollowUpsFile(FileModel):
    """`follow_up.yml`."""

    follow_ups: Annotated[tuple[FollowUp, ...], BeforeValidator(parse_list)] = ()


class ReducedStep(FileModel):
    """Where signals that were reduced to a number stood at one service."""

    service: Id
    status: FollowUpStatus
    """The last one."""
    was: Annotated[tuple[FollowUpStatus, ...], BeforeValidator(parse_list)] = ()
    """What it was before, each once."""


class ReducedCount(FileModel):
    """Signals whose texts are gone: how many of one theme, kind and year stood at the services like this."""

    theme: Id
    kind: SignalKind
    year: WholeNumber
    count: WholeNumber
    steps: Annotated[tuple[ReducedStep, ...], BeforeValidator(parse_list)] = ()


class KeptAnswer(FileModel):
    """A signal whose text is gone and whose public reply stays, in `follow_up.yml`."""

    signal: ShortText
    """As in `follow_up.yml`."""
    theme: Id
    kind: SignalKind
    fingerprint: ShortText
    """Of the text that is gone."""


class ReducedFile(FileModel):
    """`reduced.yml`; written by `vertelkaart signals reduce`."""

    counts: Annotated[tuple[ReducedCount, ...], BeforeValidator(parse_list)] = ()
    kept: Annotated[tuple[KeptAnswer, ...], BeforeValidator(parse_list)] = ()


class TellerEntry(FileModel):
    """One line of `tellers.yml`: never public, never in a digest."""

    code: ShortText
    name: ShortText | None = Field(default=None, repr=False)
    contact: ShortText | None = Field(default=None, repr=False)
    stories: Texts = ()


class TellersFile(FileModel):
    """`tellers.yml`."""

    tellers: Annotated[tuple[TellerEntry, ...], BeforeValidator(parse_list)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A workshop that was read with certainty."""

    id: str
    path: str
    file: WorkshopFile = field(repr=False)
    reflection: str | None = field(default=None, repr=False)
    """The trainer's note, Markdown. Private."""
    follow_ups: tuple[FollowUp, ...] = field(default=(), repr=False)
    """With `signal` as written; `signals` of the corpus finds them by `follow_up_key`."""
    tellers: tuple[TellerEntry, ...] = field(default=(), repr=False)
    reduced: ReducedFile = field(default=ReducedFile(), repr=False)
    """What is left of signals that were kept long enough."""
