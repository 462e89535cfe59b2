from __future__ import annotations

from datetime import date, datetime

import pytest

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.languages.status_words import STATUS_WORDS
from builder.model.gathering import FollowUpStatus
from builder.signals.digests.answer_sheet import AnswerKey, find_key_row, parse_day, parse_service, parse_status
from tests.signals.corpora import build_service

KEYS = ["x", AnswerKey.SERVICE.value, None, AnswerKey.SIGNAL.value, f" {AnswerKey.FINGERPRINT.value} ", "y"]


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("status", FollowUpStatus)
def test_a_status_is_known_by_its_words_in_every_language(status: FollowUpStatus, code: str) -> None:
    word = load_language(code, "digest").gettext(STATUS_WORDS[status])
    assert parse_status(f"\u200f {word.upper()}\u00a0") is status
    assert parse_status(status.value) is status


def test_no_two_statuses_share_a_word() -> None:
    words = {
        (code, load_language(code, "digest").gettext(word))
        for code in INTERFACE_LANGUAGES
        for word in STATUS_WORDS.values()
    }
    assert len(words) == len(INTERFACE_LANGUAGES) * len(STATUS_WORDS)


@pytest.mark.parametrize("words", ["", "misschien", "Done!", "ontvangen of niet"])
def test_other_words_are_no_status(words: str) -> None:
    assert parse_status(words) is None


def test_the_keys_are_found_below_other_lines_and_in_any_order() -> None:
    found = find_key_row([["Dienst Groen"], [], KEYS, ["Nr."]])
    assert found is not None
    assert (found.row, found.first_answer) == (3, 5)
    assert found.columns == {AnswerKey.SERVICE: 2, AnswerKey.SIGNAL: 4, AnswerKey.FINGERPRINT: 5}


def test_a_sheet_without_all_keys_of_a_row_is_another_sheet() -> None:
    assert find_key_row([KEYS[:4]]) is None
    assert find_key_row([[]] * 20 + [KEYS]) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime(2026, 3, 14, 9, 30), date(2026, 3, 14)),
        (date(2026, 3, 14), date(2026, 3, 14)),
        (" 2026-03-14 ", date(2026, 3, 14)),
        ("2026-03-14T00:00:00", date(2026, 3, 14)),
        ("4/3/2026", date(2026, 3, 4)),
        ("14.03.2026", date(2026, 3, 14)),
        ("١٤/٣/٢٠٢٦", date(2026, 3, 14)),
        ("30/2/2026", None),
        ("morgen", None),
        ("14/3/26", None),
        (45000, None),
        (None, None),
    ],
)
def test_a_day_is_a_date_or_a_text_with_the_day_first(value: object, day: date | None) -> None:
    assert parse_day(value) == day


def test_a_service_is_known_by_its_id_or_a_name() -> None:
    services = [build_service("groen", name={"nl": "Groen", "fr": "Espaces verts"}), build_service("jeugd")]
    assert parse_service("ESPACES  verts", services) == "groen"
    assert parse_service("jeugd", services) == "jeugd"
    assert parse_service("", services) is None
    assert parse_service("Groen", [*services, build_service("natuur", name={"nl": "groen"})]) is None
