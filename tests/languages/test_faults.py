"""Faults in words: where, what, and what to do; never a value."""

from __future__ import annotations

import re

import pytest

from builder.errors import Fault, UsageError
from builder.fault_texts import FAULT_TEXTS
from builder.languages import describe_fault, describe_usage_error, load_language, terminal_language

FAULT = Fault(
    code="key-repeated", path="stories/a/b.md", line=7, column=3, key="consent.name", params={"other_line": 4}
)


def test_a_fault_says_where_what_and_what_to_do() -> None:
    assert describe_fault(FAULT, load_language("en")) == (
        "stories/a/b.md:7:3: consent.name: the key already stands on line 4\n  hint: keep one of the two"
    )


def test_a_fault_of_a_whole_file_has_no_key() -> None:
    fault = Fault(code="file-is-link", path="stories/a/b.md")
    assert describe_fault(fault, load_language("en")).startswith("stories/a/b.md:1:1: the file is a link")


def test_a_word_that_is_missing_shows_as_dots() -> None:
    fault = Fault(code="unknown-key", path="a.yml")
    assert "expected one of …" in describe_fault(fault, load_language("en"))


def test_a_fault_without_a_text_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Fault(code="no-such-code", path="a.yml")


def test_a_usage_error_is_two_lines() -> None:
    said = describe_usage_error(UsageError("build-locked"), load_language("en"))
    assert said == "another build is busy in this folder\n  hint: wait for it, or stop it"


@pytest.mark.parametrize("code", FAULT_TEXTS)
def test_every_fault_is_said_in_dutch_with_the_same_words(code: str) -> None:
    dutch = load_language("nl")
    for text in FAULT_TEXTS[code]:
        translated = dutch.gettext(text)
        assert translated != text or len(text) < 4
        assert set(re.findall(r"\{\w+\}", translated)) == set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize(
    ("environment", "city", "language"),
    [
        ({"VERTELKAART_LANGUAGE": "en"}, "nl", "en"),
        ({"LANG": "en_US.UTF-8"}, "nl", "nl"),
        ({"LANG": "nl_BE.UTF-8"}, None, "nl"),
        ({"LANG": "nl_BE.UTF-8"}, "fr", "nl"),
        ({"LC_ALL": "C", "LANG": "nl_NL"}, None, "nl"),
        ({"LC_ALL": "en_GB", "LANG": "nl_NL"}, None, "en"),
        ({"LANG": "fr_FR"}, "fr", "en"),
        ({"VERTELKAART_LANGUAGE": "xx"}, None, "en"),
        ({}, None, "en"),
    ],
)
def test_the_terminal_speaks_dutch_or_english(environment: dict[str, str], city: str | None, language: str) -> None:
    assert terminal_language(environment, city) == language
