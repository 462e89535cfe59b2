"""Story text: what survives, and what does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.airlock.markdown import first_sentence, has_picture, render_markdown
from builder.model.sanitised_html import plain_blocks, plain_text

LINK = 'rel="noopener external nofollow"'
CASES = {
    "a paragraph": ("Op de **brug** is het *smal*.", "<p>Op de <strong>brug</strong> is het <em>smal</em>.</p>"),
    "headings move down": ("# Een\n\n###### Zes", "<h2>Een</h2>\n<h6>Zes</h6>"),
    "lists": ("1. een\n2. twee", "<ol>\n<li>een</li>\n<li>twee</li>\n</ol>"),
    "a list that starts later": ("3. drie", '<ol start="3">\n<li>drie</li>\n</ol>'),
    "a quotation": ("> Kom!", "<blockquote>\n<p>Kom!</p>\n</blockquote>"),
    "a link": ("[a](https://b.example)", f'<p><a href="https://b.example" {LINK}>a</a></p>'),
    "a script link": ("[a](javascript:alert(1))", f"<p><a {LINK}>a</a></p>"),
    "a coded script link": ("[a](&#106;avascript:alert(1))", f"<p><a {LINK}>a</a></p>"),
    "a data link": ("[a](data:text/html,x)", f"<p><a {LINK}>a</a></p>"),
    "a file link": ("[a](file:///etc/passwd)", f"<p><a {LINK}>a</a></p>"),
    "a mail link": ("<mailto:x@y.example>", f"<p><a {LINK}>mailto:x@y.example</a></p>"),
    "a link into the site": ("[a](../ander-verhaal/)", f"<p><a {LINK}>a</a></p>"),
    "a link without scheme": ("[a](//b.example/)", f"<p><a {LINK}>a</a></p>"),
    "raw HTML in a line": ('a <b onclick="x()">b</b>', "<p>a b</p>"),
    "a comment": ("a <!-- geheim --> b", "<p>a b</p>"),
    "a comment between paragraphs": ("a\n\n<!-- geheim -->\n\nb", "<p>a</p>\n<p>b</p>"),
    "a comment in a list": ("- a\n- <!-- geheim -->\n- b", "<ul>\n<li>a</li>\n<li>\n</li>\n<li>b</li>\n</ul>"),
    "a comment as a block": ("<!-- geheim -->\n\nb", "<p>b</p>"),
    "a hidden block": ("<div hidden>\ngeheim\n</div>\n\nb", "<p>b</p>"),
    "a script block": ("<script>\nalert(1)\n</script>\n\nb", "<p>b</p>"),
    "a style block": ("<style>\n* {}\n</style>\n\nb", "<p>b</p>"),
    "a definition that nothing uses": ("[geheim]: https://b.example 'geheim'\n\nb", "<p>b</p>"),
    "a template": ("{{ 7*7 }} {% x %}", "<p>{{ 7*7 }} {% x %}</p>"),
    "code": ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    "a table is text": ("a | b\n--|--\n1 | 2", "<p>a | b\n--|--\n1 | 2</p>"),
    "Arabic": ("كان القمر كبيرا.", "<p>كان القمر كبيرا.</p>"),
}


@pytest.mark.parametrize(("text", "html"), CASES.values(), ids=CASES)
def test_story_text_becomes_safe_html(text: str, html: str) -> None:
    assert render_markdown(text) == html


@pytest.mark.parametrize("text", ["![a](https://b.example/c.png)", "![a][b]\n\n[b]: media/c.png", "[![a](b.png)](c)"])
def test_a_picture_in_the_text_is_noticed_and_never_rendered(text: str) -> None:
    assert has_picture(text)
    assert "<img" not in render_markdown(text)


@pytest.mark.parametrize("text", ["wat een dag![1]", "`![a](b)`", r"\![a](b)"])
def test_an_exclamation_mark_is_no_picture(text: str) -> None:
    assert not has_picture(text)


PIECES = (
    *("<script>", "</script>", "<img src=x onerror=y>", "javascript:", "[a](", ")", "<svg/onload=x>", "<!--", "-->"),
    *("`", "\n", "\n\n", "<a href='javascript:x'>", "&lt;script&gt;", "# ", "> ", "- ", "<iframe src=//x>", '"', "'"),
    *("<style>@import '//x'</style>", "![b](//x/y)", '<https://x.example/"onclick=y>', "</p>", "&#x3c;b", "]]>"),
)
DANGEROUS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(DANGEROUS)
def test_nothing_but_the_allowed_tags_and_attributes_comes_out(text: str) -> None:
    html = render_markdown(text)
    for tag, attributes in re.findall(r"<([a-z0-9]+)([^>]*)>", html):
        assert tag in {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "hr", "code", "pre"} | {
            f"h{level}" for level in range(2, 7)
        }
        for name, value in re.findall(r'([a-z-]+)="([^"]*)"', attributes):
            assert name in {"href", "title", "rel", "start"}
            assert name != "href" or value.startswith(("http://", "https://"))


SENTENCES = {
    "Dutch": ("De maan stond boven de toren. Iedereen keek.", "De maan stond boven de toren."),
    "a question": ("Wie was dat? Niemand wist het.", "Wie was dat?"),
    "a quotation keeps its marks": ("Ze riep: 'Kom!' Toen liep ze weg.", "Ze riep: 'Kom!'"),
    "French marks": ("Il dit : « Viens ! » Et voilà.", "Il dit : « Viens ! »"),
    "Arabic": ("كان القمر كبيرا. ثم ذهب الجميع.", "كان القمر كبيرا."),
    "an Arabic question": ("هل رأيت القمر؟ نعم، رأيته.", "هل رأيت القمر؟"),
    "an abbreviation": ("In de St. Romboutstoren is het stil. Boven niet.", "In de St. Romboutstoren is het stil."),
    "a small letter after a stop": ("Er was o.a. soep. Lekker.", "Er was o.a. soep."),
    "a time": ("Om 9.30 uur begon het. Iedereen kwam.", "Om 9.30 uur begon het."),
    "three dots": ("En toen… Stilte.", "En toen…"),
    "no stop": ("Zonder punt", "Zonder punt"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_the_first_sentence_is_found(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_very_long_sentence_is_cut_at_a_word() -> None:
    sentence = first_sentence("woord " * 100)
    assert sentence.endswith("woord…")
    assert len(sentence) <= 221


@given(st.text(max_size=400))
def test_the_first_sentence_is_the_start_of_the_text(text: str) -> None:
    plain = " ".join(text.split())
    assert plain.startswith(first_sentence(plain).removesuffix("…").rstrip(".,;:")[:200])


def test_plain_text_keeps_words_apart_and_marks_as_typed() -> None:
    html = render_markdown("# Kop\n\nEen `a < b` &amp; meer.\n\n- x\n- y\n  - z\n\n> q")
    assert plain_text(html) == "Kop Een a < b & meer. x y z q"
    assert plain_blocks(html) == ["Kop", "Een a < b & meer.", "x", "y", "z", "q"]
