from __future__ import annotations

from datetime import date

import pytest

from builder.model.scalars import PartialDate
from builder.signals.register.period import is_in_period, last_day, signals_of_period
from tests.signals.corpora import SINCE, UNTIL, CorpusMaker, build_service


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024", date(2024, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2024-02-03", date(2024, 2, 3))],
    ids=["year", "leap month", "day"],
)
def test_the_last_day_of_a_date_is_the_last_that_it_may_be(day: str, expected: date) -> None:
    assert last_day(PartialDate.parse(day)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-01", True),
        ("2025-12-31", True),
        ("2024-12-31", False),
        ("2026-01-01", False),
        ("2024-12", False),
        ("2025", True),
        ("2026", False),
        (None, True),
    ],
)
def test_a_date_belongs_to_a_period_that_holds_one_of_its_days(day: str | None, expected: bool) -> None:
    assert is_in_period(PartialDate.parse(day) if day else None, SINCE, UNTIL) is expected


def test_a_year_belongs_to_each_quarter_of_it() -> None:
    year = PartialDate.parse("2025")
    assert all(is_in_period(year, date(2025, month, 1), date(2025, month, 28)) for month in range(1, 13))


def test_signals_of_withdrawn_stories_are_kept_apart() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    here = maker.tell("hier")
    gone = maker.tell("weg", status="withdrawn")
    maker.tell("vroeger", day="2019")
    signals = signals_of_period(maker.corpus(), SINCE, UNTIL)
    assert [signal.id for signal in signals.delivered] == [here]
    assert [signal.id for signal in signals.withdrawn] == [gone]
