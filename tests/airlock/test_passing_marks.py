"""Double round brackets let one piece pass: what counts as a mark, what does not, and what is published."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.airlock.passing_marks import PassedText, judge_marks, marks_in
from builder.airlock.personal_data import DISCLOSURES, find_personal_data
from builder.errors import Fault
from builder.languages.faults import describe_fault
from builder.languages.language import load_language
from builder.model.corpus import Corpus
from tests.airlock.makers import (
    edition_of,
    make_follow_up,
    make_story,
    make_translation,
    make_workshop,
    with_signals,
    with_stories,
)
from tests.airlock.test_edition import FRENCH, VERHAAL, faults_of
from tests.nightly import examples

PHONE = "015 29 40 00"


def judged(text: str) -> PassedText:
    return judge_marks(text, lambda shown: list(find_personal_data(shown)))


PASSES = [
    ("Bel ((015 29 40 00)) maar.", "Bel 015 29 40 00 maar."),
    ("((jan@example.be))", "jan@example.be"),
    ("Kom naar de ((Kerkstraat 12)).", "Kom naar de Kerkstraat 12."),
    ("Stort op ((BE68 5390 0754 7034)).", "Stort op BE68 5390 0754 7034."),
    ("Auto ((1-ABC-123)) en geboren op ((3/4/1962)).", "Auto 1-ABC-123 en geboren op 3/4/1962."),
    ("((+32 (0)15 29 40 00))", "+32 (0)15 29 40 00"),
    ("(((015) 29 40 00))", "(015) 29 40 00"),
    ("(de conciërge: ((015 29 40 00)))", "(de conciërge: 015 29 40 00)"),
    ("In code: `((015 29 40 00))`.", "In code: `015 29 40 00`."),
    ("Vet: ((015 **29** 40 00)).", "Vet: 015 **29** 40 00."),
    ("((bel 015 29 40 00 maar))", "bel 015 29 40 00 maar"),
]


@pytest.mark.parametrize(("typed", "published"), PASSES, ids=[typed for typed, _ in PASSES])
def test_a_mark_lets_its_piece_pass_and_is_taken_off(typed: str, published: str) -> None:
    result = judged(typed)
    assert (result.text, result.stopped) == (published, ())
    assert result.passed


TYPED = [
    "((zie verder))",
    "Een ((heel)) gewone zin ((met haken)).",
    "f((x)) = 2",
    "((2019))",
    "(( ))",
    "(())",
    "(((())))",
    "((",
    "))((",
]


@pytest.mark.parametrize("typed", TYPED)
def test_brackets_around_anything_else_stay_as_typed(typed: str) -> None:
    assert judged(typed) == PassedText(text=typed, stopped=(), passed=())


STOPPED = [
    ("Bel ((015 29 40 00 maar.", [7]),
    ("Bel 015 29 40 00)) maar.", [5]),
    ("Bel ((015 29\n40 00)) maar.", [7]),
    ("((a ((015 29 40 00)) b))", [7]),
    ("((015 29 40 00)) en ((x", [3]),
    ("((015 29 40 00)) en x))", [3]),
    ("((015 29)) 40 00", [3]),
    ("015 29 ((40 00))", [1]),
    ("(015 29 40 00)", [2]),
    ("((015 29 40 00 of jan@example.be))", [3, 19]),
    ("((62.04.03-217.53))", [3]),
    ("((015 29 40 00)) of 015 29 40 00", [21]),
    ("((015 29 40 00)) of 0475 98 12 76 of ((jan@example.be))", [21]),
    ("((Leuvensesteenweg)) 12", [3]),
    ("04((75 98)) 12 76", [1]),
    ("((Leuvensesteenweg)) ((12))", [3]),
]


@pytest.mark.parametrize(("typed", "columns"), STOPPED, ids=[repr(typed) for typed, _ in STOPPED])
def test_what_no_whole_mark_holds_stops_at_its_own_column(typed: str, columns: list[int]) -> None:
    assert [spot.column for spot in judged(typed).stopped] == columns


def test_a_piece_and_its_mark_that_do_not_count_keep_their_brackets() -> None:
    for typed in ("((015 29 40 00 of jan@example.be))", "((62.04.03-217.53))", "((015 29)) 40 00"):
        assert judged(typed).text == typed


def test_brackets_cannot_hide_what_shows_once_they_are_gone() -> None:
    result = judged("((0475 98 12 76)) en 04((jan@example.be))75")
    assert all(spot.disclosure for spot in result.passed)
    for typed in ("((Kerkstraat 1))2, 2800 Mechelen", "0((4 jan@example.be))75 98 12 76"):
        assert judged(typed).stopped


@settings(deadline=None, max_examples=examples(ci=150, nightly=5_000))
@given(
    st.lists(
        st.sampled_from(["((", "))", "(", ")", " ", "a", "\n", PHONE, "jan@example.be", "62.04.03-217.53"]), max_size=9
    )
)
@example(["015 29 40 00", "((", "jan@example.be", "))"])
def test_whatever_is_published_was_stopped_or_marked(parts: list[str]) -> None:
    typed = "".join(parts)
    result = judged(typed)
    assert result.stopped or len(list(find_personal_data(result.text))) <= len(result.passed)
    assert len(result.text) == len(typed) - 4 * len(result.passed)
    assert all(typed[: spot.start].rfind("((") > typed[: spot.start].rfind("\n") for spot in result.passed)
    assert not any(spot.code == "personal-national-number" for spot in result.passed)


MARKED, BARE = f"Bel (({PHONE})).", f"Bel {PHONE}."


def test_a_mark_passes_in_every_text_of_a_story_and_its_translation(tiny: Corpus, tmp_path: Path) -> None:
    keys: dict[str, Any] = dict.fromkeys(("title", "summary", "image_alt", "image_caption", "image_credit"), MARKED)
    translation = make_translation(body=MARKED)
    front = translation.front.model_copy(update={"title": MARKED, "summary": MARKED})
    marked = replace(translation, front=front)
    story = make_story(body=f"Een.\n\n{MARKED}", teller={"role": MARKED}, translations=[marked], **keys)
    shown = edition_of(with_stories(tiny, story), tmp_path).stories[0]
    assert shown.teller == BARE
    for version in shown.versions:
        assert (version.title, version.summary) == (BARE, BARE)
        assert version.text.endswith(BARE)
        assert f"<p>{BARE}</p>" in version.html


def test_a_mark_passes_in_workshops_replies_places_initiatives_and_routes(tiny: Corpus, tmp_path: Path) -> None:
    story = with_signals(make_story(), 1)
    reply = make_follow_up("x", public="true", reply={"nl": MARKED})
    corpus = with_stories(
        tiny, story, workshops=[make_workshop(about=MARKED)], follow_ups=[(story.signals[0].id, reply)]
    )
    place = corpus.gazetteer.places[0].model_copy(update={"about": {"nl": MARKED}})
    initiative = corpus.gazetteer.initiatives[0].model_copy(update={"seeks": {"nl": MARKED}})
    route = corpus.gazetteer.routes[0].model_copy(update={"about": {"nl": MARKED}})
    gazetteer = replace(corpus.gazetteer, places=(place,), initiatives=(initiative,), routes=(route,))
    shown = edition_of(replace(corpus, gazetteer=gazetteer), tmp_path)
    assert shown.workshops[0].about == BARE
    assert [each.text for each in shown.replies] == [{"nl": BARE}]
    assert shown.places[0].about == {"nl": BARE}
    assert shown.initiatives[0].seeks == {"nl": BARE}
    assert shown.routes[0].about == {"nl": BARE}


def test_a_name_and_a_national_number_never_pass_by_a_mark(tiny: Corpus, tmp_path: Path) -> None:
    workshop = make_workshop(tellers=[{"code": "A1", "name": "An Peeters"}])
    story = make_story(body="((An Peeters)) en ((62.04.03-217.53)).")
    assert faults_of(with_stories(tiny, story, workshops=[workshop]), tmp_path) == [
        f"{VERHAAL}:8:3: personal-name",
        f"{VERHAAL}:8:21: personal-national-number",
    ]


def test_a_second_piece_without_a_mark_stops_the_story(tiny: Corpus, tmp_path: Path) -> None:
    story = make_story(body=f"Een {MARKED}\n\n0475 **98** 12 76", translations=[make_translation(body=BARE)])
    assert faults_of(with_stories(tiny, story), tmp_path) == [
        f"{FRENCH}:5:5: personal-phone",
        f"{VERHAAL}:10:1: personal-phone",
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", DISCLOSURES)
def test_the_hint_says_how_to_let_it_pass_with_an_example(code: str, language: str) -> None:
    said = describe_fault(Fault(code=code, path="a.md"), load_language(language))
    assert f"consent.discloses: [{DISCLOSURES[code]}]" in said
    example = re.search(r"\(\((?!…)[^()]+\)\)", said)
    assert example is not None
    assert marks_in(example[0]) == [(0, len(example[0]))]


def test_the_hint_of_a_national_number_offers_no_way() -> None:
    assert "((" not in describe_fault(Fault(code="personal-national-number", path="a.md"), load_language("nl"))


def test_thousands_of_brackets_in_one_story_take_no_time() -> None:
    started = time.process_time()
    assert judged("((a))" * 25_000 + " Bel ((015 29 40 00)).").passed
    assert time.process_time() - started < 5  # it was 17 while each mark was looked up among all
