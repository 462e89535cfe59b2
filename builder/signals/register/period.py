"""Which signals belong to a period.

The day on which a signal was entered is not written down anywhere, so a period goes by the date of the story, or
else of its workshop. Such a date may be a month or a year: it belongs to every period that holds at least one of its
days, so a story of "2019" comes back in each digest of 2019; the follow-up says what already became of it. A story
without any date belongs to every period. Too often is a nuisance, never is a loss.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date

from builder.model.corpus import Corpus
from builder.model.scalars import PartialDate
from builder.model.story import Signal, Status, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSignals:
    """The signals of a period, by story and place in it."""

    delivered: tuple[Signal, ...] = field(repr=False)
    """Those that services hear about; also of stories that are not public."""
    withdrawn: tuple[Signal, ...] = field(repr=False)
    """Those of tellers who took their story back: counted, and shown to nobody."""


def last_day(day: PartialDate) -> date:
    """The last day that the date may be."""
    month = day.month or 12
    return date(day.year, month, day.day or calendar.monthrange(day.year, month)[1])


def is_in_period(day: PartialDate | None, since: date, until: date) -> bool:
    """Whether any day of the date lies in the period, both ends included; no date always does."""
    return day is None or (day.first_day <= until and since <= last_day(day))


def signals_of_period(corpus: Corpus, since: date, until: date) -> PeriodSignals:
    """Every signal whose story falls in the period, those of withdrawn stories apart."""
    stories = [story for story in corpus.stories if is_in_period(story.date, since, until)]
    return PeriodSignals(
        delivered=tuple(signal for story in stories if not is_withdrawn(story) for signal in story.signals),
        withdrawn=tuple(signal for story in stories if is_withdrawn(story) for signal in story.signals),
    )


def is_withdrawn(story: Story) -> bool:
    """Whether the teller took the story back."""
    return story.front.status is Status.WITHDRAWN
