"""Words, dates and numbers in each interface language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.languages.language import CATALOGUES, DOMAINS, direction_of
from builder.languages.status_words import STATUS_WORDS
from builder.model.gathering import FollowUpStatus
from builder.model.scalars import PartialDate

DAY = {"nl": "14 maart 2019", "fr": "14 mars 2019", "en": "March 14, 2019", "ar": "14 مارس 2019"}
WORD = re.compile(r"\{\w+\}|%\(\w+\)[sd]")


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_a_language_knows_its_direction_and_its_own_name(code: str) -> None:
    language = load_language(code)
    assert language.direction == ("rtl" if code == "ar" else "ltr") == direction_of(code)
    assert language.own_name(code) == {"nl": "Nederlands", "fr": "français", "en": "English", "ar": "العربية"}[code]


@pytest.mark.parametrize(("code", "text"), DAY.items())
def test_a_day_is_told_in_words(code: str, text: str) -> None:
    shown = load_language(code).date(PartialDate(year=2019, month=3, day=14))
    assert re.sub(r"[\u200e\u200f]", "", shown) == text


@pytest.mark.parametrize(
    ("code", "day", "text"),
    [
        ("fr", 1, "1er janvier 2026"),
        ("fr", 11, "11 janvier 2026"),
        ("fr", 21, "21 janvier 2026"),
        ("nl", 1, "1 januari 2026"),
    ],
)
def test_the_first_of_a_month_is_told_as_the_language_does(code: str, day: int, text: str) -> None:
    assert load_language(code).date(PartialDate(year=2026, month=1, day=day)) == text


@pytest.mark.parametrize("status", FollowUpStatus)
@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_a_status_has_one_word_on_the_site_on_paper_and_in_the_terminal(code: str, status: FollowUpStatus) -> None:
    words = {load_language(code, domain).gettext(STATUS_WORDS[status]) for domain in DOMAINS}
    assert len(words) == 1
    assert code == "en" or words != {STATUS_WORDS[status]}


def test_a_month_a_year_and_nothing_are_told_as_far_as_they_go() -> None:
    dutch = load_language("nl")
    assert dutch.date(PartialDate(year=2019, month=3)) == "maart 2019"
    assert dutch.date(PartialDate(year=2019)) == "2019"
    assert dutch.date(None) == ""


def test_numbers_have_the_separators_of_the_language() -> None:
    assert [load_language(code).number(12345) for code in ("nl", "en")] == ["12.345", "12,345"]


@pytest.mark.parametrize(
    ("code", "categories"),
    [
        ("nl", ["one", "other"]),
        ("en", ["one", "other"]),
        ("fr", ["one", "many", "other"]),
        ("ar", ["zero", "one", "two", "few", "many", "other"]),
    ],
)
def test_plural_forms_cover_every_category_of_the_language(code: str, categories: list[str]) -> None:
    forms = load_language(code).plural_forms("%(num)s problem", "%(num)s problems")
    assert list(forms) == categories


def test_the_name_of_a_language_is_told_or_its_code() -> None:
    dutch = load_language("nl")
    assert [dutch.language_name(code) for code in ("fr", "ar", "tr", "xx")] == ["Frans", "Arabisch", "Turks", "xx"]


def test_a_language_without_catalogue_speaks_english_with_its_own_dates() -> None:
    turkish = load_language("tr")
    assert turkish.gettext("Search") == "Search"
    assert turkish.date(PartialDate(year=2019, month=3)) == "Mart 2019"


@pytest.mark.parametrize(
    ("code", "direction"),
    [("he", "rtl"), ("fa", "rtl"), ("tr", "ltr"), ("", "ltr"), ("zz", "ltr")],
)
def test_any_code_has_a_direction(code: str, direction: str) -> None:
    assert direction_of(code) == direction


CATALOGUE_FILES = sorted(CATALOGUES.glob("*/*.po"))


@pytest.mark.parametrize("path", CATALOGUE_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_catalogue_is_whole_and_keeps_its_words(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.name)
    for message in catalogue:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        translated = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert not message.fuzzy
        assert all(translated), sources[0]
        allowed = {word for source in sources for word in WORD.findall(source)}
        for text in translated:
            assert set(WORD.findall(text or "")) <= allowed, sources[0]
