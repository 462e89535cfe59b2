from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from builder.signals.register.delivered import DeliveredDigest
from builder.signals.register.schedule import Schedule, build_schedule, last_period, period_of, periods_by_service
from tests.signals.corpora import CorpusMaker, build_service

TODAY = date(2026, 6, 10)
LAST = (date(2026, 1, 1), date(2026, 4, 30))


def sent(*signal_ids: str, period: tuple[date, date] = LAST, **changes: Any) -> DeliveredDigest:
    return DeliveredDigest.model_validate(
        {
            "at": datetime(2026, 5, 2, 23, 30, tzinfo=UTC),
            "service": "a",
            "since": period[0],
            "until": period[1],
            "recipient": None,
            "how": "folder",
            "file": "a.zip.age",
            "sha256": "0" * 64,
            "signals": signal_ids,
            "status": "sent",
            **changes,
        }
    )


def maker_of(**service: Any) -> CorpusMaker:
    return CorpusMaker(services=[build_service("a", themes=["mobiliteit"], **service)])


def due(maker: CorpusMaker, *deliveries: DeliveredDigest, today: date = TODAY) -> Schedule:
    return build_schedule(maker.corpus(), deliveries, today)


def ids(schedule: Schedule) -> tuple[list[str], list[str], list[str]]:
    """The signals of the three kinds of what is due."""
    kinds = (schedule.periods, schedule.urgent, schedule.late)
    return tuple([each for line in kind for each in line.signal_ids] for kind in kinds)  # type: ignore[return-value]


@pytest.mark.parametrize("every_months", [1, 2, 3, 4, 6, 12])
def test_periods_follow_each_other_and_fill_each_year(every_months: int) -> None:
    day, starts = date(2023, 1, 1), []
    while day < date(2026, 1, 1):
        since, until = period_of(day, every_months)
        assert since == day
        assert period_of(until, every_months) == (since, until)
        assert last_period(until + timedelta(days=1), every_months) == (since, until)
        starts.append(since)
        day = until + timedelta(days=1)
    assert day == date(2026, 1, 1)
    assert len(starts) == 36 // every_months


def test_the_digest_of_the_last_period_is_due_until_it_went() -> None:
    maker = maker_of()
    told, _ = maker.tell("brug", day="2026-02-03"), maker.tell("kaai", day="2026-06-01")
    assert ids(due(maker)) == ([told], [], [])
    assert not due(maker, sent(told)).is_due
    assert due(maker, sent(told, period=(date(2026, 2, 1), date(2026, 4, 30)))).is_due
    assert due(maker, sent(told, service="b")).is_due


def test_a_period_without_signals_is_not_due() -> None:
    assert not due(maker_of()).is_due


def test_a_service_has_the_periods_of_its_own_calendar() -> None:
    maker = CorpusMaker(
        services=[
            build_service("a", themes=["mobiliteit"]),
            build_service("b", themes=["mobiliteit"], calendar={"every_months": "12"}),
        ]
    )
    old, new = maker.tell("brug", day="2025-11"), maker.tell("kaai", day="2026-02")
    schedule = due(maker)
    assert [(line.service_id, line.since, line.signal_ids) for line in schedule.periods] == [
        ("a", date(2026, 1, 1), (new,)),
        ("b", date(2025, 1, 1), (old,)),
    ]
    assert [(line.service_id, line.signal_ids) for line in schedule.late] == [("a", (old,))]
    assert periods_by_service(maker.corpus(), TODAY) == {
        (date(2025, 1, 1), date(2025, 12, 31)): {"b"},
        LAST: {"a"},
    }


@pytest.mark.parametrize(
    ("calendar", "urgent"), [({}, True), ({"urgent": "with-digest"}, False)], ids=["at once", "with the digest"]
)
def test_an_urgent_signal_is_due_at_once_when_the_service_wants_so(calendar: dict[str, str], urgent: bool) -> None:
    maker = maker_of(calendar=calendar)
    acute = maker.tell("brug", day="2026-06-01", head={"urgency": "acute"})
    assert ids(due(maker)) == ([], [acute] if urgent else [], [])
    assert not due(maker, sent(acute, period=(TODAY, TODAY))).is_due


def test_a_signal_that_was_entered_after_its_digest_had_gone_is_late_and_not_lost() -> None:
    maker = maker_of()
    told, late = maker.tell("brug", day="2026-02-03"), maker.tell("kaai", day="2026-03")
    schedule = due(maker, sent(told))
    assert ids(schedule) == ([], [], [late])
    assert (schedule.late[0].since, schedule.late[0].until) == (date(2026, 3, 1), date(2026, 3, 31))
    assert not due(maker, sent(told), sent(late, period=(date(2026, 3, 1), date(2026, 3, 31)))).is_due


@pytest.mark.parametrize(
    ("status", "is_late"),
    [("new", True), ("received", False), ("answered", False), ("reopened", False)],
)
def test_what_a_service_has_by_another_way_is_not_due(status: str, is_late: bool) -> None:
    maker = maker_of()
    told = maker.tell("brug", day="2025-02-03")
    maker.follow(told, service="a", status=status)
    assert bool(due(maker).late) == is_late


def test_what_another_service_settled_is_not_due() -> None:
    maker = CorpusMaker(services=[build_service(each, themes=["mobiliteit"]) for each in "ab"])
    told = maker.tell("brug", day="2025-02-03")
    maker.follow(told, service="b", status="done")
    assert not due(maker).is_due


@pytest.mark.parametrize(
    ("tries", "is_due"),
    [
        ([("x", "sent"), ("y", "sent")], False),
        ([("x", "sent"), ("y", "refused")], True),
        ([("x", "sent"), ("y", "deferred"), ("y", "sent")], False),
        ([("x", "sent"), ("z", "refused")], False),
        ([("z", "refused")], False),
    ],
    ids=["both", "one refused", "sent later", "one has left", "only who has left"],
)
def test_a_digest_that_did_not_reach_everybody_is_still_due(tries: list[tuple[str, str]], is_due: bool) -> None:
    recipients = [{"name": "x"}, {"name": "y"}, {"name": "z", "until": "2026-06-09"}]
    maker = maker_of(handover="mail", recipients=recipients)
    told = maker.tell("brug", day="2026-02-03")
    schedule = due(maker, *[sent(told, recipient=name, status=status, how="mail") for name, status in tries])
    assert bool(schedule.periods) == is_due


@pytest.mark.parametrize(
    ("tries", "is_doubtful"),
    [
        ([("x", "unknown")], True),
        ([("x", "unknown"), ("y", "sent")], True),
        ([("x", "unknown"), ("y", "refused")], False),
        ([("x", "unknown"), ("x", "sent"), ("y", "sent")], False),
        ([("x", "sent"), ("z", "unknown")], False),
    ],
    ids=["one", "beside one that came", "beside one that did not", "sent again", "only who has left"],
)
def test_a_mail_of_which_it_is_not_certain_that_it_came_is_due_and_told_apart(
    tries: list[tuple[str, str]], is_doubtful: bool
) -> None:
    recipients = [{"name": "x"}, {"name": "y"}, {"name": "z", "until": "2026-06-09"}]
    maker = maker_of(handover="mail", recipients=recipients)
    told = maker.tell("brug", day="2026-02-03")
    schedule = due(maker, *[sent(told, recipient=name, status=status, how="mail") for name, status in tries])
    assert bool(schedule.doubtful) == is_doubtful
    assert schedule.is_due == (is_doubtful or ("y", "refused") in tries)
    assert not (schedule.doubtful and schedule.periods)


def test_a_service_that_speaks_of_a_signal_has_the_digest_that_was_not_certain() -> None:
    maker = maker_of(handover="mail", recipients=[{"name": "x"}])
    told, other = maker.tell("brug", day="2026-02-03"), maker.tell("kade", day="2026-02-03")
    unknown = sent(told, other, recipient="x", status="unknown", how="mail")
    maker.follow(told, service="a", status="received")
    assert [line.signal_ids for line in due(maker, unknown).doubtful] == [(other,)]
    maker.follow(other, service="a", status="received")
    assert not due(maker, unknown).is_due


def test_nothing_is_due_for_a_service_that_has_ended() -> None:
    maker = maker_of(until="2026-06-09")
    maker.tell("brug", day="2026-02-03", head={"urgency": "acute"})
    assert not due(maker).is_due


@pytest.mark.parametrize(
    ("today", "urgency", "is_overdue"),
    [
        (date(2026, 6, 14), "long-term", False),
        (date(2026, 6, 15), "long-term", True),
        (date(2026, 5, 17), "acute", False),
        (date(2026, 5, 18), "acute", True),
    ],
)
def test_an_answer_is_overdue_so_many_days_after_the_delivery(today: date, urgency: str, is_overdue: bool) -> None:
    """It went on 2 May at half past eleven in Greenwich, which is 3 May in Mechelen."""
    maker = maker_of()
    told = maker.tell("brug", day="2026-02-03", head={"urgency": urgency})
    schedule = due(maker, sent(told), today=today)
    assert bool(schedule.overdue) == is_overdue
    assert not schedule.is_due


@pytest.mark.parametrize(
    ("rows", "is_overdue"),
    [
        ([{"status": "received", "received_on": "2026-03-01"}], True),
        ([{"status": "received", "received_on": "2026-03-01", "due_on": "2026-07-01"}], False),
        ([{"status": "received", "received_on": "2026-03-01"}, {"status": "in-progress"}], True),
        ([{"status": "received", "received_on": "2026-03-01"}, {"status": "answered"}], False),
        ([{"status": "answered", "due_on": "2026-04-01"}, {"status": "reopened"}], True),
        ([{"status": "answered", "due_on": "2026-04-01", "fingerprint": "0" * 12}], True),
        ([{"status": "forwarded", "due_on": "2026-04-01"}], False),
    ],
    ids=["six weeks", "later", "days are kept", "answered", "reopened", "rewritten", "passed on"],
)
def test_the_last_row_says_whether_an_answer_is_still_expected(rows: list[dict[str, str]], is_overdue: bool) -> None:
    maker = maker_of()
    told = maker.tell("brug", day="2026-05-03")
    for row in rows:
        maker.follow(told, service="a", **row)
    assert bool(due(maker).overdue) == is_overdue
