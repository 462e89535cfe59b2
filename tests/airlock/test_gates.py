"""Closed by default: of all combinations, only those where every gate is open are public."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from builder.airlock import reason_left_out
from builder.model.corpus import Corpus
from builder.model.story import LeftOut, Status, StoryFront
from tests.airlock.makers import make_story, with_stories
from tests.conftest import TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
STATUSES = ("draft", "review", "published", "withdrawn")
SENSITIVITIES = ("normal", "high")
PUBLISHES = ("true", "false")
GIVEN: tuple[date | None, ...] = (None, date(2019, 3, 14), TODAY, TOMORROW)
EXPIRES: tuple[date | None, ...] = (None, YESTERDAY, TODAY, TOMORROW)
ALL = list(product(STATUSES, SENSITIVITIES, PUBLISHES, GIVEN, EXPIRES))


def expected_reason(
    status: str, sensitivity: str, publish: str, given_on: date | None, expires_on: date | None
) -> LeftOut | None:
    """The rule of the design, written another way: the first closed gate of a list."""
    gates = [
        (status == "withdrawn", LeftOut.WITHDRAWN),
        (sensitivity == "high", LeftOut.SENSITIVE),
        (status == "draft", LeftOut.DRAFT),
        (status == "review", LeftOut.REVIEW),
        (publish == "false", LeftOut.NO_CONSENT),
        (given_on in (None, TOMORROW), LeftOut.NO_CONSENT),
        (expires_on == YESTERDAY, LeftOut.EXPIRED),
    ]
    return next((reason for is_closed, reason in gates if is_closed), None)


@pytest.mark.parametrize(("status", "sensitivity", "publish", "given_on", "expires_on"), ALL)
def test_a_story_is_public_only_when_every_gate_is_open(
    status: str, sensitivity: str, publish: str, given_on: date | None, expires_on: date | None
) -> None:
    consent = {"publish": publish, "given_on": given_on, "expires_on": expires_on}
    consent = {key: value for key, value in consent.items() if value is not None}
    story = make_story(status=status, sensitivity=sensitivity, consent=consent)
    assert reason_left_out(story, TODAY) is expected_reason(status, sensitivity, publish, given_on, expires_on)


def test_of_all_combinations_six_are_public() -> None:
    assert sum(expected_reason(*each) is None for each in ALL) == 6


def test_a_story_is_a_draft_when_nothing_is_said() -> None:
    story = make_story(status=Status.DRAFT)
    assert StoryFront.model_fields["status"].default is Status.DRAFT
    assert reason_left_out(story, TODAY) is LeftOut.DRAFT


def test_consent_ends_after_its_last_day() -> None:
    story = make_story(consent={"publish": "true", "given_on": "2019-03-14", "expires_on": "2024-06-01"})
    assert reason_left_out(story, date(2024, 6, 1)) is None
    assert reason_left_out(story, date(2024, 6, 2)) is LeftOut.EXPIRED


def test_every_reason_has_a_story_that_it_leaves_out(tiny: Corpus) -> None:
    reasons = {expected_reason(*each) for each in ALL}
    assert reasons == {None, *LeftOut}
    assert with_stories(tiny, make_story()).stories
