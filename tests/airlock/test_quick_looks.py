"""The quick looks leave out only what would find nothing, and the short ways give what the long ones give."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.airlock.flat_text import flatten
from builder.airlock.markdown import render_any, render_markdown
from builder.airlock.personal_data import spots_in_block
from builder.airlock.private_names import PrivateNames, folded_words, only_letters
from builder.airlock.quick_looks import is_plain_body, may_hold_comment, may_hold_personal_data
from builder.airlock.stops import COMMENT_SIGN, folded_dashes, is_comment_open
from builder.model.sanitised_html import BLOCK_END, TAG, plain_text
from tests.airlock.labelled_sentences import read_sentences
from tests.airlock.measure_personal_data import demo_streets
from tests.nightly import examples

CITY = demo_streets()
LINES = st.sampled_from(
    [
        *(
            "De brug.",
            "Kaai",
            "a  b",
            "a ",
            " a",
            "1. een",
            "12 bomen",
            "- x",
            "+ x",
            "* x",
            "# kop",
            "> q",
            "===",
            "---",
        ),
        *("a > b", "“Kom!”", "'t Is", "«Viens»", "كان القمر", "a\\", "a*b*", "a_b_", "a & b", "&amp;", "<b>", "`c`"),
        *(
            "[a](https://b.example)",
            "a | b",
            "--|--",
            "~~a~~",
            "a\tb",
            "\ta",
            "a\u00a0b",
            "…",
            "(a)",
            "¿Que?",
            "",
            "",
            "",
        ),
        *(
            "é",
            "www.example.org",
            "https://example.org",
            "a:",
            ": a",
            "a\u3000",
            "\u3000a",
            "٣. a",
            "ⅷ. a",
            'a "b" c',
            "    code",
        ),
    ]
)
BODIES = st.lists(LINES, max_size=9).map("\n".join)
COMMENTS = st.lists(
    st.sampled_from(
        "< ! - -- > — – ‹ › ǃ ＜ ！ ﹣ − &lt; &#33; &#45;- \u00ad \u200b a \u2011 ‐ \ufe63 \n é ﹤ \uff0d ⁃".split(" ")
    ),
    max_size=7,
).map("".join)


def shows(text: str) -> set[str]:
    """The kinds of what is found in a text when no look is taken first."""
    blocks = flatten(text).text.split("\n")
    return {code for block in blocks for code, _, _ in spots_in_block(block, "BE", CITY)}


@pytest.mark.parametrize("change", [str, str.upper, str.casefold, lambda text: normalize("NFKD", text)])
def test_no_look_misses_personal_data_of_the_labelled_sentences(change: type[str]) -> None:
    texts = [change(one.text) for one in read_sentences()][:: examples(ci=5, nightly=1)]
    assert [text for text in texts if shows(text) and not may_hold_personal_data(text)] == []


@settings(max_examples=examples(ci=300, nightly=30_000))
@given(BODIES)
def test_a_plain_body_is_rendered_as_any_other(body: str) -> None:
    assert render_markdown(body) == render_any(body)
    if is_plain_body(body):
        assert flatten("\n\n".join(body.split("\n\n"))).blocks == flatten(body).blocks
        shown = plain_text(render_any(body))
        assert shown == " ".join(body.split()) == " ".join(flatten(body).blocks)


@settings(max_examples=examples(ci=200, nightly=20_000))
@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=12), BODIES)
def test_a_plain_body_of_any_signs_is_rendered_as_any_other(signs: str, body: str) -> None:
    text = f"{signs}\n{body}\n{signs}".translate(dict.fromkeys((0x2028, 0x2029, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB)))
    assert render_markdown(text) == render_any(text)


def test_the_short_way_is_taken_for_texts_without_mark_up() -> None:
    assert is_plain_body("De brug over de Dijle.\nHij > zij; “ja” - zei ze.\n\n'Kom!', riep Ann.\n")
    assert not any(map(is_plain_body, ("- a", "1. a", "# a", "a *b*", "a\n===", "a  \nb", "    a", "a & b", "> a")))


@given(BODIES)
def test_words_of_html_are_those_that_a_sanitiser_leaves(body: str) -> None:
    for part in BLOCK_END.split(render_any(body)):
        assert TAG.sub("", part) == nh3.clean(part, tags=set())


@settings(max_examples=examples(ci=500, nightly=50_000))
@given(COMMENTS)
def test_no_look_misses_a_comment(text: str) -> None:
    hidden = is_comment_open(text) or any(COMMENT_SIGN.search(folded_dashes(each)) for each in (text, unescape(text)))
    assert may_hold_comment(text) or not hidden


def test_most_sentences_hold_no_comment() -> None:
    assert not any(map(may_hold_comment, ("De brug!", "“Kom!” – en toen…", "C'était là-bas, à 5 €.", "a - b")))


@settings(max_examples=examples(ci=300, nightly=30_000))
@given(st.text(max_size=30), st.text(alphabet="aÉﬁßĳŁø½™①_- \u0301\u00ad\u0640\u200bıİΣςىة٣", max_size=12))
def test_letters_in_a_row_are_those_of_the_words(one: str, other: str) -> None:
    for text in (one, other, one + other):
        assert only_letters(text) == re.sub(r"[\W_]", "", "".join(word for word, _ in folded_words(text)))


@settings(max_examples=examples(ci=200, nightly=20_000))
@given(st.lists(st.sampled_from("Jo An Łukasz Øster ½a ™ José Müller - _ a\u0301 J. P. (".split()), max_size=8))
def test_no_look_misses_a_name(parts: list[str]) -> None:
    names = PrivateNames.of(("Jo An", "José Müller", "Łukasz van Øster", "½a Jo"))
    text = " ".join(parts)
    words = [word for word, _ in folded_words(text)]
    rows = {"".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    full = {name for found in names.joined.values() for name in found if len(name) > 9}
    assert any(True for _ in names.find_in(text)) or not rows & full
