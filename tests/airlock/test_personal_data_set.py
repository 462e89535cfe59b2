"""How much personal data is found in sentences as people write them, and whether the document says so."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.airlock.labelled_sentences import (
    KINDS,
    LANGUAGES,
    PARTS,
    Tally,
    counted,
    parse_sentence,
    read_sentences,
    summed,
    table_of,
    tally,
)
from tests.airlock.measure_personal_data import demo_streets

DOCUMENT = Path(__file__).parents[2] / "builder" / "docs" / "personal-data.md"


@functools.cache
def tallies() -> dict[tuple[str, str, str], Tally]:
    return tally(read_sentences(), demo_streets())


def total_of(keep: Callable[[tuple[str, str, str]], bool]) -> Tally:
    return summed(one for key, one in tallies().items() if keep(key))


@pytest.mark.parametrize("parts", [PARTS, ("held_out",)], ids=["whole", "held out"])
def test_enough_is_found_and_little_is_stopped_in_vain(parts: tuple[str, ...]) -> None:
    total = total_of(lambda key: key[0] in parts)
    assert total.recall >= 0.95, total.misses
    assert total.precision >= 0.90, total.misses


@pytest.mark.parametrize("name", [*KINDS, *LANGUAGES])
def test_no_kind_and_no_language_is_left_behind(name: str) -> None:
    total = total_of(lambda key: name in key)
    assert total.found >= 10
    assert total.recall >= 0.90, total.misses
    assert total.precision >= 0.85, total.misses


def test_the_set_is_large_enough_and_half_of_it_is_hard_to_tell() -> None:
    for language in ("nl", "fr", "en"):
        assert len([one for one in read_sentences() if one.language == language]) >= 100
    counts = counted(read_sentences())
    assert counts["with"] >= 200
    assert counts["without"] >= 200


def test_no_sentence_stands_in_the_set_twice() -> None:
    texts = [sentence.text for sentence in read_sentences()]
    assert len(texts) == len(set(texts))


def test_a_sentence_is_read_with_its_labels() -> None:
    sentence = parse_sentence(r"Bel ⟦phone|04\u200b75⟧\nof ⟦email|a@b.be⟧.", "held_out", "nl", "x:1")
    assert sentence.text == "Bel 04\u200b75\nof a@b.be."
    assert [(span.kind, sentence.text[span.start : span.end]) for span in sentence.spans] == [
        ("phone", "04\u200b75"),
        ("email", "a@b.be"),
    ]
    for wrong in ("⟦phone|1", "⟦gsm|1⟧"):
        with pytest.raises(ValueError, match="x:1"):
            parse_sentence(wrong, "held_out", "nl", "x:1")


def test_a_miss_and_a_wrong_hit_are_counted() -> None:
    def one(line: str) -> Tally:
        return summed(tally([parse_sentence(line, "held_out", "nl", "x:1")], demo_streets()).values())

    assert (one("Bel ⟦phone|iemand⟧.").found, one("Bel ⟦phone|iemand⟧.").missed) == (0, 1)
    assert (one("Bel 0475 98 12 76.").wrong, one("Bel 0475 98 12 76.").found) == (1, 0)
    assert (one("Bel ⟦plate|0475 98 12 76⟧.").found, one("Bel ⟦plate|0475 98 12 76⟧.").other_kind) == (1, 1)


def test_the_document_has_the_figures_of_today() -> None:
    assert table_of(tallies()) in DOCUMENT.read_text("utf-8")
    total = counted(read_sentences())
    assert f"{total.total()} sentences: {total['with']} with personal data, {total['without']} without" in (
        DOCUMENT.read_text("utf-8")
    )
