from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from builder.airlock.gates import reason_left_out
from builder.languages import load_language
from builder.signals.digests.digest import is_public_story
from builder.signals.digests.digest_html import render_digest_html
from builder.signals.digests.digest_xlsx import render_digest_xlsx
from builder.signals.digests.overview_page import build_overview_page, render_overview_html, render_overview_pdf
from builder.signals.digests.signal_text import render_signal_text
from builder.signals.making import build_delivery
from tests.signals.corpora import SECRETS, SINCE, TODAY, UNTIL, CorpusMaker, build_service
from tests.signals.payloads import spreadsheet_words

NL = load_language("nl", "digest")


def page_of(maker: CorpusMaker) -> str:
    corpus = maker.corpus()
    digest = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]
    return render_digest_html(digest, corpus, NL)


def one_service() -> CorpusMaker:
    return CorpusMaker(services=[build_service("a", themes=["mobiliteit", "natuur"])])


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_no_teller_trainer_note_or_unpublic_text_is_in_a_digest() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"]), build_service("b", themes=["mobiliteit"])])
    stories: dict[str, dict[str, Any]] = {
        "open": {},
        "concept": {"status": "draft"},
        "zwijgt": {"consent": {"publish": "false"}},
        "gevoelig": {"sensitivity": "high", "place": "brug"},
        "thuis": {"setting": "home", "place": "sluis"},
    }
    for slug, keys in stories.items():
        signal_id = maker.tell(slug, **keys)
        maker.follow(signal_id, service="b", status="answered", reply={"nl": SECRETS["reply"]})
    corpus = maker.corpus()
    digest = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]
    page = render_digest_html(digest, corpus, NL)
    words = spreadsheet_words(render_digest_xlsx(digest, corpus, NL))
    assert len(digest.blocks) == 5
    for secret in (
        *SECRETS.values(),
        "Titel van concept",
        "Titel van zwijgt",
        "Titel van gevoelig",
        "De Brug",
        "De Sluis",
    ):
        assert secret not in page
        assert secret not in words
    assert page.count("verhaal niet openbaar") == 3
    assert "Titel van open" in page and "Titel van open" in words


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(["role", "name"]), st.uuids().map(str), min_size=1))
def test_who_told_it_is_never_in_a_digest(teller: dict[str, str]) -> None:
    maker = one_service()
    maker.tell("brug", teller=teller)
    corpus = maker.corpus()
    digest = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]
    shown = render_digest_html(digest, corpus, NL) + spreadsheet_words(render_digest_xlsx(digest, corpus, NL))
    assert not any(mark in shown for mark in teller.values())


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    maker = one_service()
    maker.tell(
        "brug", place="brug", text='<img src="https://x.example/a.png"> [klik](https://x.example) <script>1</script>'
    )
    page = page_of(maker)
    tags = Tags(page)
    assert not tags.tags & {"script", "img", "link", "a", "iframe", "object", "form", "input", "use", "image"}
    assert not tags.attributes & {"src", "href", "srcset", "style", "onload", "onclick"}
    assert set(re.findall(r"url\(.{12}", page)) == {'url("data:font/t'} and "@import" not in page
    policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page
    assert "klik (https://x.example)" in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het is *donker*.", "<p>Het is <em>donker</em>.</p>"),
        ("[hier](https://x.example)", "<p>hier (https://x.example)</p>"),
        ("<https://x.example>", "<p>&lt;https://x.example&gt;</p>"),
        ("![foto](https://x.example/a.png)", "<p>foto (https://x.example/a.png)</p>"),
        ("# Kop", "<p><strong>Kop</strong></p>"),
        ("a < b & <b onclick=x>c</b>", "<p>a &lt; b &amp; &lt;b onclick=x&gt;c&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
    ],
)
def test_a_text_keeps_its_words_and_loses_its_powers(text: str, expected: str) -> None:
    assert render_signal_text(text) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab <>/&\"'=[]()!`*#\n:x"), max_size=60))
def test_no_text_brings_a_tag_of_its_own(text: str) -> None:
    tags = Tags(render_signal_text(text))
    assert tags.tags <= {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre"}
    assert not tags.attributes


def test_what_is_due_and_overdue_stands_on_page_one() -> None:
    maker = one_service()
    late = maker.tell("laat", head={"ask": "Licht onder de brug"})
    maker.follow(late, service="a", status="in-progress", due_on="2026-02-01")
    old = maker.tell("oud", day="2019", head={"ask": "Een oude vraag"})
    maker.follow(old, service="a", status="received", due_on="2026-04-01")
    maker.tell("straks", head={"ask": "Hoor ons eerst", "before": "2026-05-01"})
    page = page_of(maker)
    assert "Antwoord was verwacht op 1 februari 2026:" in page
    assert "Antwoord verwacht op 1 april 2026:" in page
    assert "tafel/oud" in page
    assert "Beslissing op 1 mei 2026:" in page


def test_an_answer_to_an_older_wording_is_open_again() -> None:
    maker = one_service()
    signal_id = maker.tell("brug")
    maker.follow(signal_id, service="a", status="done", fingerprint="000000000000")
    page = page_of(maker)
    assert "Het signaal is sindsdien anders verwoord: kijk opnieuw." in page
    assert 'class="signal signal--settled"' not in page


def test_signals_at_one_spot_share_a_dot_and_those_without_are_listed() -> None:
    maker = one_service()
    maker.tell("a-brug", place="brug", head={"weight": "high"})
    maker.tell("b-brug", place="brug")
    maker.tell("c-stad", place="mechelen", head={"weight": "low"})
    page = page_of(maker)
    assert re.findall(r'class="map__number"[^>]*>([^<]*)<', page) == ["1 · 2"]
    assert "Zonder plek, of voor heel de stad: 3" in page


def test_the_coordinator_sees_notes_and_what_found_no_service() -> None:
    maker = one_service()
    maker.tell("kapel", head={"theme": "geloof", "ask": "Een stille plek"})
    maker.tell("weg", status="withdrawn")
    corpus = maker.corpus()
    delivery = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY)
    page = render_overview_html(delivery.overview, corpus, NL)
    assert "1 signalen: 0 bezorgd, 1 zonder dienst." in page
    assert "Teruggetrokken met hun verhaal, en voor niemand te zien: 1." in page
    assert "Een stille plek" in page
    assert SECRETS["reflection"] in page
    assert "tafel/weg" not in page


def test_the_coordinator_sees_apart_what_is_not_for_the_city_and_what_partners_got() -> None:
    maker = CorpusMaker(
        services=[
            build_service("a", themes=["mobiliteit"]),
            build_service("bond", themes=["natuur"], partner="true", name={"nl": "De Bond"}),
            build_service("club", themes=["mobiliteit"], partner="true", levels=["city"], name={"nl": "De Club"}),
        ]
    )
    maker.tell("bos", head={"theme": "natuur", "level": "region"})
    maker.tell("kapel", head={"theme": "geloof", "level": "state"})
    maker.tell("straat", head={"theme": "mobiliteit"})
    maker.tell("tuin", head={"theme": "natuur", "level": "city"})
    corpus = maker.corpus()
    overview = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).overview
    page = build_overview_page(overview, corpus, NL)
    assert page.outside == (
        ("tafel/kapel", "Federaal", "Niemand kreeg het."),
        ("tafel/bos", "Gewest of regio", "De Bond"),
        ("tafel/straat", "Stad", "A, De Club"),
    )
    shown = render_overview_html(overview, corpus, NL)
    paper = PdfReader(io.BytesIO(render_overview_pdf(overview, corpus, NL)))
    text = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    for words in ("Buiten de stad", "De Bond", "Niemand kreeg het."):
        assert words in shown and words in text


@settings(max_examples=150, deadline=None)
@given(
    keys=st.fixed_dictionaries(
        {
            "status": st.sampled_from(["draft", "review", "published", "withdrawn"]),
            "sensitivity": st.sampled_from(["normal", "high"]),
            "consent": st.fixed_dictionaries(
                {"publish": st.sampled_from(["true", "false"])},
                optional={
                    "given_on": st.sampled_from(["2025-01-01", "2026-03-01", "2026-03-02"]),
                    "expires_on": st.sampled_from(["2026-02-28", "2026-03-01", "2027-01-01"]),
                },
            ),
        }
    )
)
def test_a_title_is_shown_exactly_when_the_airlock_would_publish_the_story(keys: dict[str, Any]) -> None:
    maker = one_service()
    maker.tell("brug", **keys)
    story = maker.corpus().stories[0]
    assert is_public_story(story, TODAY) == (reason_left_out(story, TODAY) is None)
