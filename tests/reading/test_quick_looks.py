"""The quick looks over a whole body leave out only what would find nothing."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.plain_characters import PLAIN_LETTERS, PLAIN_MARKS
from builder.reading import complexity
from builder.reading.complexity import check_complexity, is_simple
from builder.reading.faultbook import FaultBook
from builder.reading.repetition import fold_words, only_letters
from builder.reading.signal_blocks import _Cutter, cut_signal_blocks, fold_marker, may_be_marker, may_hold_signal
from tests.nightly import examples

LINES = st.sampled_from(
    [
        *("::: signal", ":::", "theme: natuur", "kind: request", "Tekst.", "", "", ": x", " : signal", ":: x", ";; x"),
        *(
            "Signaal: een",
            "**Signaal:** x",
            "... signal",
            "### SIGNAL",
            "sinjaal",
            "&#58;&#58;&#58; signal",
            "\\:::",
            "﹕﹕﹕",
        ),
        *(
            "：：： signal",
            "∷: x",
            "ſignal",
            "s\u00adignal: x",
            "\U0001d42cignal",
            "ﬁ",
            "sıgnal: y",
            "SİGNAL",
            "é: x",
            "title: x",
        ),
        *(
            "```",
            "<!--",
            "-->",
            "- x",
            "> q",
            "ːːː",
            "a: b",
            "a:b",
            "url: https://x",
            "Ⓢⓘⓖⓝⓐⓛ",
            "a ::: b",
            "x :: y",
            "\tkind: x",
        ),
        *("كان القمر كبيرا؟", "“Kom!” – zei ze…", "signa", "Ze zei: kom", "   ", "x\\", "&amp;", "si gnal"),
    ]
)
BODIES = st.lists(LINES, max_size=10).map("\n".join)


@settings(max_examples=examples(ci=400, nightly=60_000))
@given(BODIES)
def test_a_body_that_is_left_alone_has_no_signal_and_no_fault(body: str) -> None:
    quick, long = FaultBook(), FaultBook()
    found = cut_signal_blocks(body, 7, "stories/a/b.md", quick)
    cutter = _Cutter(body, 7, "stories/a/b.md", long)
    cutter.cut()
    assert quick.faults == long.faults
    assert found == (None if long.faults else ("\n".join(cutter.kept), tuple(cutter.blocks)))


@settings(max_examples=examples(ci=300, nightly=60_000))
@given(st.text(max_size=8), LINES, st.text(max_size=8))
def test_no_look_misses_a_marker_among_any_signs(before: str, line: str, after: str) -> None:
    text = before + line + after
    assert may_hold_signal(text) or not any(map(may_be_marker, text.split("\n")))


def test_plain_characters_become_nothing_that_a_marker_is_made_of() -> None:
    known = [chr(code) for code in range(0x80, 0x3000) if re.match(f"[{PLAIN_LETTERS}{PLAIN_MARKS}]", chr(code))]
    assert len(known) > 250
    for sign in known:
        assert unicodedata.category(sign) != "Cf"
        for shown in (
            fold_marker(sign),
            sign.casefold(),
            sign.lower(),
            sign.upper(),
            unicodedata.normalize("NFKC", sign),
        ):
            if sign != "ß":  # ss, which is in no word that is looked for
                assert not set(shown) & set(":;signalj<>&!\\"), sign
                assert shown.replace(".", "") == "" or not shown.isascii() or shown == "-", (sign, shown)


def test_most_bodies_are_left_alone() -> None:
    assert not may_hold_signal("De brug. Ze zei: «Kom!» – en toen… niets.\n\n’t Was laat, Łukasz.\nكان القمر كبيرا؟")


@settings(max_examples=examples(ci=200, nightly=20_000))
@given(
    st.lists(st.sampled_from("[ ( ] ) ` `` * ** _ ~ < ![ & 1 12 > - + 1. \n \t a".split(" ")), max_size=60), st.data()
)
def test_a_text_that_is_simple_as_a_whole_is_simple_in_every_line(parts: list[str], data: st.DataObject) -> None:
    names = [name for name in dir(complexity) if name.startswith("MAX_")]
    real = {name: getattr(complexity, name) for name in names}
    try:
        for name in names:  # limits so small that a short text is over them
            setattr(complexity, name, data.draw(st.integers(1, 12)))
        text, book = "".join(parts), FaultBook()
        assert not (is_simple(text) and not complexity._check_lines(text, 1, "a", book))
    finally:
        for name, value in real.items():
            setattr(complexity, name, value)
    assert check_complexity("De brug.\n" * 100, 1, "a", FaultBook())


@given(st.text(max_size=40))
def test_letters_in_a_row_are_those_of_the_words(text: str) -> None:
    assert only_letters(text) == "".join(fold_words(text))
