"""What is released, field by field: the floor of counts, names by consent, replies, translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.airlock.released import rounded_count
from builder.model.corpus import Corpus
from builder.model.story import Status
from tests.airlock.makers import (
    edition_of,
    make_follow_up,
    make_story,
    make_translation,
    make_workshop,
    with_signals,
    with_stories,
)


@pytest.mark.parametrize(
    ("count", "group", "shown"),
    [(0, 5, None), (1, 5, None), (4, 5, None), (5, 5, 5), (9, 5, 5), (10, 5, 10), (3, 0, 3), (0, 0, None), (7, 1, 7)],
)
def test_a_count_is_rounded_down_to_the_smallest_group(count: int, group: int, shown: int | None) -> None:
    assert rounded_count(count, group) == shown


@pytest.mark.parametrize(("signals", "passed_on"), [(0, None), (4, None), (5, 5), (6, 5), (11, 10)])
def test_signals_are_counted_from_the_smallest_group_upwards(
    signals: int, passed_on: int | None, tiny: Corpus, tmp_path: Path
) -> None:
    story = with_signals(make_story(), signals)
    follow_ups = [(signal.id, make_follow_up("x")) for signal in story.signals]
    figures = edition_of(with_stories(tiny, story, follow_ups=follow_ups), tmp_path).figures
    assert (figures.signals_passed_on_at_least, figures.signals_answered_at_least) == (passed_on, None)


ANSWERED = {"answered", "done", "declined", "led-to-project"}


@pytest.mark.parametrize(
    "status",
    ["new", "received", "in-progress", "answered", "done", "declined", "forwarded", "led-to-project", "reopened"],
)
def test_a_new_signal_was_not_passed_on_and_four_words_mean_answered(status: str, tiny: Corpus, tmp_path: Path) -> None:
    story = with_signals(make_story(), 5)
    follow_ups = [(signal.id, make_follow_up("x", status=status)) for signal in story.signals]
    figures = edition_of(with_stories(tiny, story, follow_ups=follow_ups), tmp_path).figures
    assert figures.signals_passed_on_at_least == (None if status == "new" else 5)
    assert figures.signals_answered_at_least == (5 if status in ANSWERED else None)


def test_signals_of_a_withdrawn_story_are_not_counted(tiny: Corpus, tmp_path: Path) -> None:
    story = with_signals(make_story(status=Status.WITHDRAWN), 6)
    follow_ups = [(signal.id, make_follow_up("x")) for signal in story.signals]
    figures = edition_of(with_stories(tiny, story, follow_ups=follow_ups), tmp_path).figures
    assert figures.signals_passed_on_at_least is None


@pytest.mark.parametrize(("participants", "shown"), [("4", None), ("5", 5), ("12", 12)])
def test_participants_are_shown_from_the_smallest_group_upwards(
    participants: str, shown: int | None, tiny: Corpus, tmp_path: Path
) -> None:
    corpus = with_stories(tiny, make_story(), workshops=[make_workshop(participants=participants)])
    edition = edition_of(corpus, tmp_path)
    assert (edition.workshops[0].participants, edition.figures.participants) == (shown, shown)


@pytest.mark.parametrize(
    ("may_name", "teller", "shown"),
    [
        ("true", {"role": "buur", "name": "An Peeters"}, "An Peeters"),
        ("true", {"role": "buur"}, "buur"),
        ("false", {"role": "buur", "name": "An Peeters"}, "buur"),
        ("false", {"name": "An Peeters"}, ""),
    ],
)
def test_the_name_of_a_teller_is_shown_only_with_consent(
    may_name: str, teller: dict[str, str], shown: str, tiny: Corpus, tmp_path: Path
) -> None:
    consent = {"publish": "true", "given_on": "2019-03-14", "name": may_name}
    story = edition_of(with_stories(tiny, make_story(consent=consent, teller=teller)), tmp_path).stories[0]
    assert story.teller == shown


@pytest.mark.parametrize(
    ("origin", "is_outdated"), [({}, False), ({"of": "0123456789ab"}, False), ({"of": "ba9876543210"}, True)]
)
def test_a_translation_of_an_older_text_is_out_of_date(
    origin: dict[str, str], is_outdated: bool, tiny: Corpus, tmp_path: Path
) -> None:
    story = make_story(translations=[make_translation(by="machine", reviewed="false", **origin)])
    original, french = edition_of(with_stories(tiny, story), tmp_path).stories[0].versions
    assert (original.is_original, original.is_machine_made, original.is_outdated) == (True, False, False)
    assert (french.is_original, french.is_machine_made, french.is_reviewed) == (False, True, False)
    assert french.is_outdated is is_outdated


@pytest.mark.parametrize(
    ("keys", "front", "count"),
    [
        ({"public": "true"}, {}, 1),
        ({"public": "false"}, {}, 0),
        ({"public": "true"}, {"status": "withdrawn"}, 0),
        ({"public": "true"}, {"sensitivity": "high"}, 0),
        ({"public": "true"}, {"status": "draft"}, 1),
        ({"public": "true", "fingerprint": "000000000000"}, {}, 1),
        ({"public": "true", "fingerprint": "ffffffffffff"}, {}, 0),
    ],
)
def test_a_reply_is_released_only_on_purpose(
    keys: dict[str, str], front: dict[str, str], count: int, tiny: Corpus, tmp_path: Path
) -> None:
    story = with_signals(make_story(**front), 1)
    follow_up = make_follow_up("x", reply={"nl": "Er komt licht."}, reason="geheim", answered_on="2019-05-20", **keys)
    edition = edition_of(with_stories(tiny, story, follow_ups=[(story.signals[0].id, follow_up)]), tmp_path)
    assert [reply.text for reply in edition.replies] == [{"nl": "Er komt licht."}] * count
    assert edition.figures.replies is None  # below the smallest group


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_replies_does_not_tell_the_order_of_signals(order: int, tiny: Corpus, tmp_path: Path) -> None:
    story = with_signals(make_story(), 4)
    keys = {"reply": {"nl": "Er komt licht."}, "public": "true"}
    follow_ups = [
        make_follow_up("a", status="done", answered_on="2019", **keys),
        make_follow_up("b", status="answered", answered_on="2019", **keys),
        make_follow_up("c", status="answered", answered_on="2019-01-01", **keys),
        make_follow_up("d", status="answered", answered_on="2019", service="samenleven", **keys),
    ]
    placed = [(signal.id, each) for signal, each in zip(story.signals, follow_ups[::order], strict=True)]
    replies = edition_of(with_stories(tiny, story, follow_ups=placed), tmp_path).replies
    assert [(each.status.value, str(each.answered_on), each.service["nl"]) for each in replies] == [
        ("answered", "2019", "Samenleven"),
        ("answered", "2019", "Openbare werken"),
        ("answered", "2019-01-01", "Openbare werken"),
        ("done", "2019", "Openbare werken"),
    ]


def test_a_collection_was_not_played_and_a_workshop_once(tiny: Corpus, tmp_path: Path) -> None:
    stories = [make_story("a"), make_story("b", workshop_id="2020-b"), make_story("c", workshop_id="2021-c")]
    workshops = [make_workshop(), make_workshop("2020-b", kind="collection"), make_workshop("2021-c", times_played="3")]
    assert edition_of(with_stories(tiny, *stories, workshops=workshops), tmp_path).figures.times_played == 4


def test_the_summary_is_the_first_sentence_when_none_is_given(tiny: Corpus, tmp_path: Path) -> None:
    story = edition_of(with_stories(tiny, make_story(body="**Eerst** dit. Dan dat.")), tmp_path).stories[0]
    assert (story.original.summary, story.original.text) == ("Eerst dit.", "Eerst dit. Dan dat.")
