"""The index: what goes in is found, and its files keep to their limits."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.atlas.search_index import Field, FieldText, IndexPlan, SearchDocument, build_search_index
from builder.atlas.search_index.building import cut_segments, segment_key
from builder.atlas.search_index.segments import SEGMENT_STORIES, build_segment, unpack
from builder.atlas.search_index.words import Lexicon, split_words
from tests.atlas.search_index.asking import ask, excerpts, write_index
from tests.bench.generate import demo_words
from tests.nightly import examples


def story(*texts: str, language: str = "nl") -> SearchDocument:
    """Title, place, labels, summary and body."""
    return tuple(FieldText(field=field, language=language, text=text) for field, text in zip(Field, texts, strict=True))


STORIES = [
    story("De brug over de Dijle", "Dijlepad", "Natuur", "Een vlotterbrug.", "Je loopt boven het water."),
    story("Water onder de stad", "Melaan", "Erfgoed", "De vliet kwam terug.", "De brug werd gesloopt."),
    story("Café op het plein", "Grote Markt", "Klusbib", "Koffie voor allen.", "Elke dinsdag op het grote plein."),
    story("حكاية المدرسة", "الساحة الكبرى", "اللغة", "أول يوم.", "في المدينة القديمة", language="ar"),
    story("Les théâtres d'été", "Dijlepad", "Culture", "On joue dehors.", "Tout le monde a été là.", language="fr"),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index")
    write_index(build_search_index(STORIES), path)
    return path


FOUND = {
    "brug": [0, 1],
    "bruggen": [0, 1],
    "CAFE": [2],
    "kof": [2],
    "vloterbrug": [0],
    "vlotetrbrug": [0],
    "vloterb": [0],
    "dijlepad": [0, 4],
    "dijle pad": [0, 4],
    "klus bib": [2],
    "kofievoor": [],
    "grotemarkt": [2],
    '"grote markt"': [2],
    '"op het plein"': [2],
    '"plein het op"': [],
    "“over de dijle”": [0],
    "brug -dijle": [1],
    'brug -"de dijle"': [1],
    "-brug": [2, 3, 4],
    "-": [],
    "het": [2, 0],
    "مدرسة": [3],
    "المدرسه": [3],
    "مَدرسة": [3],
    "مدينه": [3],
    "قديم": [3],
    "والمدينة": [3],
    "theatre": [4],
    "théâtre": [4],
    "ete": [4],
    "brug de": [0, 1],
    "qqqqqqqq": [],
    "": [],
}


def test_questions_find_what_they_mean(folder: Path) -> None:
    answers = ask(folder, list(FOUND))
    assert {text: answer["numbers"] for text, answer in zip(FOUND, answers, strict=True)} == FOUND


def test_all_words_must_be_there_and_when_no_story_has_them_some_will_do(folder: Path) -> None:
    strict, loose = ask(folder, ["brug dijle", "koffie melaan"])
    assert (strict["numbers"], strict["isLoose"]) == ([0], False)
    assert (sorted(loose["numbers"]), loose["isLoose"]) == ([1, 2], True)


def test_a_word_that_no_story_has_does_not_hide_the_others(folder: Path) -> None:
    (answer,) = ask(folder, ["brug qqqqqqqq dijle"])
    assert (answer["numbers"], answer["isLoose"]) == ([0], True)


def test_a_sentence_finds_stories_that_have_most_of_it(folder: Path) -> None:
    (answer,) = ask(folder, ["koffie voor allen op het plein van de stad"])
    assert answer["numbers"][0] == 2


def test_the_stories_of_a_place_or_theme_come_first_for_its_name(tmp_path: Path) -> None:
    loud = story("Wonen, wonen", "", "", "Over wonen.", "Wonen en nog eens wonen.")
    quiet, elsewhere = story("Een huis", "", "Wonen", "", ""), story("Iets", "Grote Markt", "", "", "")
    write_index(build_search_index([loud, quiet, *[elsewhere] * 9]), tmp_path)
    themed, placed = ask(tmp_path, ["wonen", "Grote markt"])
    assert (themed["numbers"], placed["numbers"]) == ([1, 0], [*range(2, 11)])


def test_it_says_what_was_taken_for_a_word_with_an_error(folder: Path) -> None:
    typed = ["vloterbrug over", "koffei", "brug", "مدرصة"]
    assert [each["suggestion"] for each in ask(folder, typed)] == ["vlotterbrug over", "koffie", "", "مدرسه"]


def test_an_excerpt_has_what_was_asked_for_with_marks(folder: Path) -> None:
    text = "Woord. " * 60 + "Ze lopen over de bruggen van de stad. " + "Einde. " * 60
    (excerpt,) = excerpts(folder, [("brug", text)])
    assert [excerpt["text"][start:end] for start, end in excerpt["marks"]] == ["bruggen"]
    assert len(excerpt["text"]) < 200
    assert excerpt["text"].startswith("… ") and excerpt["text"].endswith(" …")
    (bare,) = excerpts(folder, [("brug", "Niets daarvan.")])
    assert (bare["text"], bare["marks"]) == ("Niets daarvan.", [])


TEXT = st.text(st.sampled_from("abcdeéèüıßœأاة٣ ـ-'’1 \n"), max_size=60)


@settings(max_examples=examples(ci=4, nightly=200), deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["nl", "fr", "ar", "xx"])), min_size=1, max_size=30))
def test_every_word_of_a_story_finds_it(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    write_index(
        build_search_index([story(title, "", "", "", body, language=code) for title, body, code in drawn]), folder
    )
    wanted = [(word, number) for number, texts in enumerate(drawn) for text in texts[:2] for word in split_words(text)]
    wanted = [(word, number) for word, number in wanted if word.strip("ـ'’ء")]
    answers = ask(folder, [word for word, _ in wanted], "nl")
    for (word, number), answer in zip(wanted, answers, strict=True):
        assert number in answer["numbers"], word


def drawn_stories(count: int, seed: int = 7) -> list[SearchDocument]:
    words, chance = demo_words(), random.Random(seed)
    starts = [chance.randrange(len(words) - 400) for _ in range(count)]
    return [story(" ".join(words[at : at + 4]), "Dijlepad", "", "", " ".join(words[at : at + 150])) for at in starts]


def test_a_word_finds_all_its_stories_over_several_segments(tmp_path: Path) -> None:
    stories = drawn_stories(SEGMENT_STORIES + 300)
    write_index(build_search_index(stories), tmp_path)
    words = ["fiets", "tafel", "kinderen", "water"]
    for word, answer in zip(words, ask(tmp_path, [f"{word} " for word in words], "xx"), strict=True):
        has = {
            number
            for number, fields in enumerate(stories)
            if any(each.casefold() == word for text in fields for each in split_words(text.text))
        }
        assert has and has <= set(answer["numbers"])
    (phrase,) = ask(tmp_path, ['"over de brug"'], "xx")
    wanted = [
        number for number, fields in enumerate(stories) if any("over de brug" in each.text.lower() for each in fields)
    ]
    assert set(wanted) <= set(phrase["numbers"])


def test_the_same_stories_give_the_same_bytes_and_files_keep_to_their_limits() -> None:
    stories = drawn_stories(1200)
    index = build_search_index(stories)
    assert index == build_search_index(list(stories))
    assert max(map(len, index.files.values())) < 500_000
    assert set(json.loads(index.manifest)) == {"count", "segment", "languages", "blocks", "mirror"}


def test_a_segment_does_not_depend_on_what_was_made_before_it() -> None:
    first, second = drawn_stories(40, 1), drawn_stories(40, 2)
    lexicon = Lexicon()
    build_segment(first, lexicon)
    assert build_segment(second, lexicon) == build_segment(second)


def test_a_new_story_changes_the_last_segment_only() -> None:
    stories = drawn_stories(2 * SEGMENT_STORIES + 5)
    longer = [*drawn_stories(1, 3), *stories]
    before, after = (
        [segment_key(each[number] for number in numbers) for numbers in cut_segments(len(each))]
        for each in (stories, longer)
    )
    assert before[:2] == after[:2] and before[2] != after[2]


def test_an_edit_makes_one_segment_and_the_bytes_of_a_cold_index() -> None:
    stories = drawn_stories(3 * SEGMENT_STORIES)
    edited = [*stories[:700], *drawn_stories(1, 3), *stories[701:]]
    for prints in (None, [segment_key([each]) for each in stories]):
        first, segments = IndexPlan(stories, prints).build()
        assert first == build_search_index(stories) and len(segments) == 3
        assert IndexPlan(stories, prints).build(segments) == (first, {})
        changed = prints and [*prints[:700], b"another", *prints[701:]]
        second, made = IndexPlan(edited, changed).build(segments)
        assert second == build_search_index(edited) != first and len(made) == 1


def test_a_segment_that_was_cut_off_is_refused() -> None:
    content = build_segment(drawn_stories(3))
    with pytest.raises(ValueError, match="not a segment"):
        unpack(content[:-1])


def test_no_story_is_an_index_too(tmp_path: Path) -> None:
    write_index(build_search_index([]), tmp_path)
    assert ask(tmp_path, ["brug"])[0]["numbers"] == []
