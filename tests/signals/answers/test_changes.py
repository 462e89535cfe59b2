from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus, TellerEntry
from builder.reading import text_fingerprint
from builder.signals.answers.answer import Answer, Origin
from builder.signals.answers.asked import Asked
from builder.signals.answers.changes import NoteKind, Plan, plan_changes, with_handed_on
from builder.signals.answers.conflicts import ConflictKind
from builder.signals.digests.digest_words import ANSWERS
from tests.nightly import examples
from tests.signals.corpora import TODAY, CorpusMaker, build_service

TEXT = "Het is hier donker."
FINGER = text_fingerprint(TEXT)
NEXT = 7


def city(**follow_up: Any) -> Corpus:
    services = [
        build_service("groen", themes=["natuur"]),
        build_service("straten", themes=["mobiliteit"]),
        build_service("jeugd", themes=["mobiliteit"], language="fr"),
    ]
    maker = CorpusMaker(services=services, tellers=(TellerEntry.model_validate({"code": "V2", "name": "Marie"}),))
    maker.tell("brug", text=TEXT)
    maker.tell("bank", text="Een bank erbij.")
    maker.tell("weg", text="Terug.", status="withdrawn")
    if follow_up:
        maker.follow("tafel/brug", **{"service": "straten", "fingerprint": FINGER, **follow_up})
    return maker.corpus()


def answer(**changes: Any) -> Answer:
    known: dict[str, Any] = {
        "signal_id": "tafel/brug",
        "service_id": "straten",
        "status": FollowUpStatus.DONE,
        "origin": Origin(path="a.xlsx", row=3),
        "fingerprint": FINGER,
        "answered_on": date(2026, 2, 1),
    }
    return Answer(**{**known, **changes})


def plan(*answers: Answer, **follow_up: Any) -> Plan:
    return plan_changes(answers, Asked(corpus=city(**follow_up), today=TODAY))


def kinds(found: Plan) -> list[ConflictKind]:
    conflicts = [each.conflicts for each in found.changes] + [each.conflicts for each in found.unplaced]
    return [conflict.kind for some in conflicts for conflict in some]


@pytest.mark.parametrize(
    ("answers", "follow_up", "expected"),
    [
        pytest.param([answer()], {}, [], id="fits"),
        pytest.param([answer(signal_id="tafel/brugg", fingerprint=None)], {}, ["unknown-signal"], id="unknown"),
        pytest.param([answer(signal_id="tafel/oud")], {}, ["renamed"], id="renamed"),
        pytest.param([answer(fingerprint="0" * 12)], {}, ["rewritten"], id="rewritten"),
        pytest.param([answer(fingerprint=None)], {}, ["no-fingerprint"], id="no-fingerprint"),
        pytest.param([answer(signal_id="tafel/weg")], {}, ["withdrawn"], id="withdrawn"),
        pytest.param([answer(service_id="niemand")], {}, ["unknown-service"], id="unknown-service"),
        pytest.param([answer(service_id="groen")], {}, ["not-asked"], id="not-asked"),
        pytest.param([answer(), answer(reason="Anders.")], {}, ["answered-twice"] * 2, id="twice"),
        pytest.param([answer(), answer(origin=Origin(path="b.xlsx", row=9))], {}, [], id="twice-the-same"),
        pytest.param(
            [answer(), answer(service_id="jeugd", status=FollowUpStatus.DECLINED)], {}, ["other-service"] * 2, id="two"
        ),
        pytest.param([answer(service_id="jeugd")], {"status": "declined"}, ["other-service"], id="two-one-known"),
        pytest.param([answer(status=FollowUpStatus.RECEIVED)], {"status": "done"}, ["backwards"], id="backwards"),
        pytest.param([answer()], {"status": "answered", "answered_on": "2026-02-03"}, ["older"], id="older"),
        pytest.param([answer(answered_on=date(2027, 1, 1))], {}, ["in-future"], id="future"),
        pytest.param([answer(forwarded_to="jeugd")], {}, ["forwarded-and"], id="forwarded-and"),
        pytest.param(
            [answer(reply={"nl": "Nieuw"})],
            {"status": "answered", "reply": {"nl": "Oud"}, "public": True},
            ["public-reply"],
            id="public-reply",
        ),
        pytest.param([answer()], {"status": "reopened", "answered_on": "2026-01-01"}, [], id="reopened"),
        pytest.param([answer()], {"status": "done", "fingerprint": "0" * 12}, [], id="asked-again"),
    ],
)
def test_what_does_not_fit_is_shown(answers: list[Answer], follow_up: dict[str, Any], expected: list[str]) -> None:
    assert [kind.value for kind in kinds(plan(*answers, **follow_up))] == expected


def test_a_service_that_hands_to_itself_is_shown() -> None:
    found = plan(answer(status=FollowUpStatus.FORWARDED, forwarded_to="straten"))
    assert kinds(found) == [ConflictKind.FORWARDED_TO_ITSELF]
    assert [note.kind for note in found.changes[0].notes] == [NoteKind.FORWARDED_NOWHERE]


def test_a_reply_is_never_public_by_itself_and_says_what_must_be_read() -> None:
    (change,) = plan(answer(reply={"fr": "Demandez à Marie."}, is_cleaned=True)).changes
    assert change.after.public is False
    assert [note.kind for note in change.notes] == [
        NoteKind.READ_REPLY,
        NoteKind.NAMES_TELLER,
        NoteKind.CITY_LANGUAGE,
        NoteKind.CLEANED,
    ]
    (typed,) = plan(answer(reply={"nl": "Ja."}, is_public=True)).changes
    assert typed.after.public is True
    assert not typed.notes


def test_a_mark_on_the_story_goes_with_the_reply_that_the_teller_agreed_to() -> None:
    old = {"status": "answered", "reply": {"nl": "Oud", "fr": "Vieux"}, "public": True, "on_story": True}
    (change,) = plan(answer(reply={"nl": "Nieuw"}), **old).changes
    assert (change.after.public, change.after.on_story) == (False, False)
    assert change.after.reply == {"nl": "Nieuw", "fr": "Vieux"}
    assert NoteKind.OTHER_LANGUAGES in [note.kind for note in change.notes]
    (kept,) = plan(answer(), **old).changes
    assert (kept.after.public, kept.after.on_story) == (True, True)


def test_days_stand_where_they_belong() -> None:
    (received,) = plan(answer(status=FollowUpStatus.RECEIVED, answered_on=None)).changes
    assert (str(received.after.received_on), received.after.answered_on) == ("2026-03-01", None)
    (done,) = plan(answer(answered_on=None)).changes
    assert (done.after.received_on, str(done.after.answered_on)) == (None, "2026-03-01")


def test_a_service_that_has_it_already_gets_no_second_entry() -> None:
    asked = Asked(corpus=city(service="jeugd"), today=TODAY)
    forwarded = answer(status=FollowUpStatus.FORWARDED, forwarded_to="jeugd")
    assert len(with_handed_on(plan_changes([forwarded], asked).changes, asked)) == 1
    elsewhere = replace(forwarded, forwarded_to="groen")
    _, added = with_handed_on(plan_changes([elsewhere], asked).changes, asked)
    assert (added.after.service, added.after.status) == ("groen", FollowUpStatus.NEW)


SOME = st.builds(
    answer,
    signal_id=st.sampled_from(["tafel/brug", "tafel/bank", "tafel/weg", "tafel/oud"]),
    service_id=st.sampled_from(["groen", "straten", "jeugd", "niemand"]),
    status=st.sampled_from(ANSWERS),
    origin=st.builds(Origin, path=st.sampled_from(["a.xlsx", "b.xlsx"]), row=st.integers(3, 9)),
    fingerprint=st.sampled_from([FINGER, None]),
    answered_on=st.sampled_from([None, date(2026, 1, 5), date(2026, 2, 1)]),
    reply=st.sampled_from([{}, {"nl": "Ja."}, {"fr": "Oui."}]),
    forwarded_to=st.sampled_from([None, "groen", "straten"]),
)


@given(answers=st.lists(SOME, max_size=8), seed=st.integers(0, 99))
@settings(max_examples=examples(ci=80, nightly=10_000), deadline=None)
def test_the_order_of_the_files_makes_no_difference_and_none_is_lost(answers: list[Answer], seed: int) -> None:
    other = list(answers)
    random.Random(seed).shuffle(other)
    one, two = plan(*answers), plan(*other)
    assert [(c.key, c.after, sorted(k.kind for k in c.conflicts)) for c in one.changes] == [
        (c.key, c.after, sorted(k.kind for k in c.conflicts)) for c in two.changes
    ]
    assert len(one.changes) + len(one.unplaced) + one.same == len({each.content for each in answers})


@given(answers=st.lists(SOME, max_size=6))
@settings(max_examples=examples(ci=80, nightly=10_000), deadline=None)
def test_what_was_written_once_changes_nothing_the_second_time(answers: list[Answer]) -> None:
    corpus = city(status="received")
    chosen = with_handed_on(
        plan_changes(answers, Asked(corpus=corpus, today=TODAY)).fitting, Asked(corpus=corpus, today=TODAY)
    )
    rows = [pair for pair in corpus.follow_ups if all(pair[1] is not change.before for change in chosen)]
    written = replace(corpus, follow_ups=(*rows, *((change.signal_id, change.after) for change in chosen)))
    later = Asked(corpus=written, today=date(2026, 3, NEXT))
    keys = {
        (change.answer.key, change.after.service)
        for change in chosen
        if change.answer.service_id == change.after.service
    }
    again = plan_changes([each for each in answers if (each.key, each.service_id) in keys], later)
    assert not again.changes
