"""What is released of the answers of services: marks, anchors, counts, the median; and nothing besides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.airlock.released import median_days
from builder.model.corpus import Corpus
from builder.model.public import Edition, PublicReply
from builder.model.story import Story
from tests.airlock.makers import edition_of, make_follow_up, make_story, with_signals, with_stories

Keys = dict[str, Any]  # Any: as YAML gives them
SAID: Keys = {"public": "true", "reply": {"nl": "Er komt licht."}, "status": "done", "answered_on": "2019-05-20"}


def edition_with(tiny: Corpus, tmp_path: Path, *answers: Keys, story: Story | None = None) -> Edition:
    """The tiny city with one story of as many signals as there are follow-ups."""
    told = with_signals(story or make_story(), len(answers))
    placed = [(signal.id, make_follow_up("x", **keys)) for signal, keys in zip(told.signals, answers, strict=True)]
    return edition_of(with_stories(tiny, told, follow_ups=placed), tmp_path)


def reply_of(tiny: Corpus, tmp_path: Path, **keys: Any) -> PublicReply:  # Any: as above
    (reply,) = edition_with(tiny, tmp_path, SAID | keys).replies
    return reply


@pytest.mark.parametrize(
    ("keys", "front", "is_marked"),
    [
        ({"on_story": "true"}, {}, True),
        ({}, {}, False),
        ({"on_story": "true"}, {"status": "draft"}, False),
        ({"on_story": "true"}, {"consent": {"publish": "false"}}, False),
    ],
    ids=["agreed", "not asked", "a draft", "no consent for the story"],
)
def test_a_reply_belongs_to_a_public_story_whose_teller_agreed(
    keys: Keys, front: Keys, is_marked: bool, tiny: Corpus, tmp_path: Path
) -> None:
    (reply,) = edition_with(tiny, tmp_path, SAID | keys, story=make_story(**front)).replies
    assert reply.story_id == ("2019-tafel/verhaal" if is_marked else None)


@pytest.mark.parametrize("front", [{"status": "withdrawn"}, {"sensitivity": "high"}], ids=str)
def test_a_closed_story_takes_its_reply_and_its_mark_along(front: Keys, tiny: Corpus, tmp_path: Path) -> None:
    edition = edition_with(tiny, tmp_path, SAID | {"on_story": "true"}, story=make_story(**front))
    assert edition.replies == ()


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ({"status": "forwarded", "forwarded_to": "samenleven"}, "Samenleven"),
        ({"status": "forwarded"}, None),
        ({"status": "forwarded", "forwarded_to": "nergens"}, None),
        ({"status": "answered", "forwarded_to": "samenleven"}, None),
    ],
    ids=["passed on", "to nobody", "to nobody that is known", "answered since"],
)
def test_to_whom_it_was_passed_on_is_told_by_the_name_of_a_service(
    keys: Keys, name: str | None, tiny: Corpus, tmp_path: Path
) -> None:
    assert reply_of(tiny, tmp_path, **keys).forwarded_to.get("nl") == name


@pytest.mark.parametrize(
    ("keys", "is_same"),
    [
        ({"status": "reopened"}, True),
        ({"reason": "geheim", "received_on": "2019-01-01", "due_on": "2030-01-01"}, True),
        ({"fingerprint": "000000000000"}, True),
        ({"reply": {"nl": "Er komt licht.", "fr": "Il y aura de la lumière."}}, True),
        ({"reply": {"nl": "Er komt geen licht."}}, False),
        ({"answered_on": "2019-05-21"}, False),
        ({"service": "samenleven"}, False),
    ],
    ids=str,
)
def test_an_anchor_is_made_of_service_theme_day_and_text(
    keys: Keys, is_same: bool, tiny: Corpus, tmp_path: Path
) -> None:
    first = reply_of(tiny, tmp_path).anchor
    assert first.startswith("answer-")
    assert (reply_of(tiny, tmp_path, **keys).anchor == first) is is_same


def test_an_anchor_tells_neither_the_signal_nor_its_words(tiny: Corpus, tmp_path: Path) -> None:
    plain = reply_of(tiny, tmp_path).anchor
    story = with_signals(make_story("elders"), 1)
    signal = replace(story.signals[0], id="2019-tafel/elders#anders", text="Heel wat anders.", fingerprint="f" * 12)
    placed = [(signal.id, make_follow_up("x", **SAID))]
    other = edition_of(with_stories(tiny, replace(story, signals=(signal,)), follow_ups=placed), tmp_path)
    assert other.replies[0].anchor == plain


def test_replies_that_are_alike_have_an_anchor_of_their_own(tiny: Corpus, tmp_path: Path) -> None:
    replies = edition_with(tiny, tmp_path, SAID, SAID, SAID | {"status": "answered"}).replies
    anchors = [reply.anchor for reply in replies]
    assert anchors == [anchors[0], f"{anchors[0]}-2", f"{anchors[0]}-3"]


@pytest.mark.parametrize(
    ("days", "group", "told"),
    [
        ([1, 2, 3, 4], 5, None),
        ([1, 2, 3, 4, None], 5, None),
        ([1, 2, 3, 4, 100], 5, 3),
        ([0, 0, 0, 0, 0], 5, 0),
        ([2, 3, 4, 5, 6, 7], 5, 5),
        ([13] * 5, 5, 13),
        ([14] * 5, 5, 14),
        ([17] * 5, 5, 14),
        ([18] * 5, 5, 21),
        ([], 0, None),
        ([9], 0, 9),
    ],
    ids=str,
)
def test_the_median_is_rounded_and_hidden_below_the_smallest_group(
    days: list[int | None], group: int, told: int | None
) -> None:
    assert median_days(days, group) == told


def test_the_median_is_of_public_replies_with_both_days(tiny: Corpus, tmp_path: Path) -> None:
    known = [SAID | {"received_on": f"2019-05-{day:02}"} for day in (10, 11, 12, 13, 19)]
    assert edition_with(tiny, tmp_path, *known).reply_figures.median_days == 8
    left_out = [
        SAID | {"received_on": "2000-01-01", "public": "false"},
        SAID | {"received_on": "2019"},
        SAID | {"received_on": "2019-05"},
        SAID | {"received_on": "2019-06-01"},
        SAID | {"received_on": "2000-01-01", "answered_on": "2019-05"},
        SAID | {"received_on": "2000-01-01", "fingerprint": "ffffffffffff"},
    ]
    assert edition_with(tiny, tmp_path, *known, *left_out).reply_figures.median_days == 8
    assert edition_with(tiny, tmp_path, *known[1:], *left_out).reply_figures.median_days is None


def test_counts_hide_small_groups_and_what_would_give_them_away(tiny: Corpus, tmp_path: Path) -> None:
    """One of twelve is declined: its number is not told, nor that of the next larger group, which would tell it."""
    answers = [SAID] * 6 + [SAID | {"status": "answered"}] * 5 + [SAID | {"status": "declined"}]
    figures = edition_with(tiny, tmp_path, *answers).reply_figures
    assert (figures.by_status.told, figures.by_status.other) == ({"done": 6}, 6)
    assert (set(figures.by_status.few), set(figures.by_status.silent)) == ({"declined"}, {"answered"})
    assert figures.by_theme.told == {"onderweg": 12}


def test_replies_that_are_not_public_change_no_count(tiny: Corpus, tmp_path: Path) -> None:
    hidden: Keys = {
        "reply": {"nl": "Nee."},
        "status": "declined",
        "answered_on": "2019-05-20",
        "received_on": "2019-05-01",
    }
    alone = edition_with(tiny, tmp_path, *[SAID] * 5)
    with_hidden = edition_with(tiny, tmp_path, *[SAID] * 5, *[hidden] * 9)
    assert with_hidden.reply_figures == alone.reply_figures
    assert with_hidden.replies == alone.replies
