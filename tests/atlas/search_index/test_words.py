"""Words and their stems: Python and the browser must see the same ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.atlas.search_index.words import ALGORITHMS, WORD, Stems, fold, split_words
from tests.atlas.search_index.asking import words_of
from tests.nightly import examples

PROJECT = Path(__file__).parents[3]


def forms(text: str, language: str) -> list[list[str]]:
    stems = Stems(language)
    return [[fold(word), stems.stem(word)] for word in split_words(text)]


def demo_texts() -> list[str]:
    """Stories, pages and catalogues of the demo: nl, fr, en and ar."""
    paths = [*sorted((PROJECT / "stories").glob("*/*.md")), *sorted((PROJECT / "site_config/pages").rglob("*.md"))]
    paths += sorted((PROJECT / "builder/languages/catalogues").glob("*/*.po"))
    return [path.read_text("utf-8") for path in paths]


def test_the_browser_has_the_same_words_and_stems() -> None:
    texts = demo_texts()
    languages = examples_of_languages()
    for language in languages:
        ours = [forms(text, language) for text in texts]
        assert ours == words_of(texts, language)
        assert len({word for text in ours for word, _ in text}) > 5000


def examples_of_languages() -> list[str]:
    """All stemmers at night; every time those of the demo, and a language without one."""
    codes = list(ALGORITHMS)
    return ["nl", "fr", "en", "ar", "xx", *codes][: examples(ci=5, nightly=len(codes) + 5)]


def test_the_browser_splits_and_folds_odd_texts_alike() -> None:
    odd = [
        "l’été d'hiver  foto's re\u0301sume\u0301 İstanbul STRASSE ﬁets Œuvre x_y 3,5 2019-03 ½ ١٢٣ v2",
        "مَدِينَةٌ المدينة للمدينة کتاب‌ها ـــ ﺍﻟﻤﺪﻳﻨﺔ", "学校 の前で", "नमस्ते दुनिया", "שָׁלוֹם עולם",
        "Ёлка ёж й", "ß ẞ ŉ ǆ Σίσυφος",
        "a\u200cb a\u200db \u0301 \u064b", "",
    ]  # fmt: skip
    for language in ("nl", "fr", "ar", "tr"):
        assert [forms(text, language) for text in odd] == words_of(odd, language)


@settings(max_examples=examples(ci=3, nightly=100), deadline=None)
@given(st.lists(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=("Cs", "Cn", "Co"))), max_size=60))
def test_the_browser_splits_and_folds_any_text_alike(texts: list[str]) -> None:
    texts = [re.sub("[\u1c80-\u1cff\ua640-\uabff]", "", text) for text in texts]  # letters that are newer than Python's
    assert [forms(text, "nl") for text in texts] == words_of(texts, "nl")


def test_the_fast_way_to_split_gives_the_same_words() -> None:
    for code in range(0x2100):
        text = f"ab{chr(code)}cd {chr(code)} é_{chr(code)}1"
        assert split_words(text) == WORD.findall(text), hex(code)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["wandeling", "wandelingen"]),
        ("fr", ["théâtre", "théâtres", "Theatres"]),
        ("en", ["bridge", "Bridges"]),
        ("ar", ["مدرسة", "المدرسة", "والمدرسة", "مَدرسه"]),
    ],
)
def test_inflections_have_one_stem(language: str, words: list[str]) -> None:
    stems = Stems(language)
    assert len({stems.stem(word) for word in words}) == 1
