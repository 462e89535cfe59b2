"""Trees into models: every fault with its place and its known key, never with a value."""

from __future__ import annotations

from builder.model.settings import City
from builder.model.story import StoryFront
from builder.reading.faultbook import FaultBook, Position
from builder.reading.typed import Sheet, check_localised, parse_typed
from builder.reading.yaml_tree import parse_yaml

WHOLE = "title: Brug\nconsent: {publish: false}\n"


def read(text: str) -> tuple[Sheet[StoryFront] | None, list[str]]:
    book = FaultBook()
    tree = parse_yaml(text, "a.md", book)
    assert tree is not None
    sheet = parse_typed(tree, StoryFront, "a.md", book)
    lines = [f"{fault.line}:{fault.column} {fault.code} {fault.key}".rstrip() for fault in book.faults]
    return sheet, lines


def test_a_whole_file_gives_its_model_and_its_places() -> None:
    sheet, faults = read(WHOLE + "themes: [a, b]\nteller: {role: buur}\n")
    assert faults == []
    assert sheet is not None
    assert sheet.is_whole
    assert sheet.value.title == "Brug"
    assert type(sheet.value.title) is str
    assert sheet.position("themes", 1) == Position(3, 13)
    assert sheet.key_position("consent", "publish") == Position(2, 11)
    assert sheet.key_lines() == {
        "title": 1,
        "consent": 2,
        "consent.publish": 2,
        "themes": 3,
        "teller": 4,
        "teller.role": 4,
    }


def test_an_optional_key_without_value_counts_as_not_given() -> None:
    sheet, faults = read(WHOLE + "emotion:\nsummary: ~\nthemes: null\nteller: {role: , name: ~}\n")
    assert faults == []
    assert sheet is not None
    assert (sheet.value.emotion, sheet.value.summary, sheet.value.themes) == (None, None, ())


def test_a_required_key_without_value_is_a_fault() -> None:
    assert read("title:\nconsent: {publish: false}\n") == (None, ["1:1 empty-value title"])


def test_nothing_in_a_consent_is_given_by_silence() -> None:
    sheet, faults = read("title: Brug\nconsent:\n  publish: false\n  expires_on:\n  photo: ~\n")
    assert faults == ["4:3 empty-value consent.expires_on", "5:3 empty-value consent.photo"]
    assert sheet is not None
    assert not sheet.is_whole


def test_an_empty_item_of_a_list_is_a_fault() -> None:
    assert read(WHOLE + "themes:\n- a\n-\n- b\n")[1] == ["5:2 empty-value themes"]


def test_every_fault_of_a_file_is_found_at_once() -> None:
    _, faults = read(
        "titel: Brug\n"
        "status: publiced\n"
        "consent: {publish: maybe, given_on: 2019-02-30}\n"
        "date: gisteren\n"
        "themes: {a: b}\n"
        "teller: buur\n"
        "image: brug.jpg\n"
        "signals:\n"
        "- {theme: mobiliteit, kind: worry, text: hier}\n"
        "- text: daar\n"
        "sensitivity: hihg\n"
    )
    assert sorted(faults) == sorted(
        [
            "1:1 missing-key title",
            "1:1 unknown-key-guess",
            "2:9 not-in-list-guess status",
            "3:20 not-yes-no consent.publish",
            "3:37 not-a-full-date consent.given_on",
            "4:7 not-a-date date",
            "5:9 not-a-list themes",
            "6:9 not-a-mapping teller",
            "7:8 not-a-media-name image",
            "9:29 not-in-list signals.kind",
            "10:3 missing-key signals.theme",
            "10:3 missing-key signals.kind",
            "11:14 not-in-list-guess sensitivity",
        ]
    )


def test_a_guess_is_a_known_word_and_needs_likeness() -> None:
    book = FaultBook()
    tree = parse_yaml(WHOLE + "themas: [a]\nzzzz: 1\nstatus: published!\n", "a.md", book)
    assert tree is not None
    parse_typed(tree, StoryFront, "a.md", book)
    guesses = {fault.code: fault.params.get("guess") for fault in book.faults}
    assert guesses == {"unknown-key-guess": "themes", "unknown-key": None, "not-in-list-guess": "published"}


def test_the_rest_of_a_faulty_file_is_kept_to_find_other_faults() -> None:
    sheet, faults = read(WHOLE + "date: gisteren\nthemes: [a, B, c]\n")
    assert faults == ["3:7 not-a-date date", "4:13 not-an-id themes"]
    assert sheet is not None
    assert not sheet.is_whole
    assert sheet.value.themes == ("a", "c")
    assert sheet.position("themes", 1) == Position(4, 16)


def test_a_truth_value_between_quotation_marks_is_refused() -> None:
    assert read('title: Brug\nconsent: {publish: "false"}\n')[1] == ["2:20 not-yes-no consent.publish"]


def test_texts_of_the_city_are_there_in_its_own_language() -> None:
    text = (
        "name: A\nsite_url: https://a.example/\nlanguages: [nl, fr]\ntitle: {fr: A}\ntagline: {nl: A}\n"
        "bounds: {south: 50, west: 4, north: 52, east: 5}\ncentre: {lat: 51, lon: 4.5}\nbasemap: {credit: {fr: A}}\n"
    )
    book = FaultBook()
    tree = parse_yaml(text, "city.yml", book)
    assert tree is not None
    sheet = parse_typed(tree, City, "city.yml", book)
    assert sheet is not None
    check_localised(sheet, "nl", book)
    assert [(fault.code, fault.line, fault.key) for fault in book.faults] == [
        ("default-language-missing", 4, "title"),
        ("default-language-missing", 8, "basemap.credit"),
    ]


def test_a_language_that_is_none_is_a_fault_of_its_key() -> None:
    book = FaultBook()
    tree = parse_yaml("languages: [nl]\ntitle: {nl: A, MARKERWORD: B}\n", "city.yml", book)
    assert tree is not None
    parse_typed(tree, City, "city.yml", book)
    fault = next(fault for fault in book.faults if fault.code == "not-a-language")
    assert (fault.line, fault.column, fault.key) == (2, 16, "title")
