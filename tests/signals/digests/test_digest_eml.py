from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.signals.digests import digest_eml
from builder.signals.digests.digest_eml import render_digest_eml
from builder.signals.making import build_delivery
from tests.nightly import examples
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service
from tests.signals.digests.papers import digest_of, tell_many

HEADERS = {"Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type", "Content-Language"}


def drafts_of(text: str, ask: str = "Zet er licht.", name: str = "Groen", code: str = "nl") -> dict[str, bytes]:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"], name={"nl": name})])
    maker.tell("brug", head={"ask": ask}, text=text, place=["brug"])
    digest = build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY).digests[0]
    return render_digest_eml(digest, maker.corpus(), load_language(code, "digest"))


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_a_draft_has_no_sender_and_a_subject_without_content(code: str) -> None:
    ((name, content),) = drafts_of("Het is hier donker.", code=code).items()
    message = read(content)
    assert name == "signals/01-tafel.brug.eml"
    assert set(message.keys()) == HEADERS
    assert message["Subject"] == load_language(code, "digest").gettext("Signal {id} · {service}").format(
        id="tafel/brug", service="Groen"
    )
    assert (message["X-Unsent"], message["Date"]) == ("1", "Sun, 01 Mar 2026 00:00:00 +0100")
    assert message["Message-ID"].endswith("@kaart.example>")
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None and page is not None
    assert plain.get_content().startswith("Zet er licht.\r\n\r\nHet is hier donker.\r\n\r\n")
    assert "tafel/brug" in plain.get_content()
    assert f'dir="{load_language(code).direction}"' in page.get_content()
    assert content.replace(b"\r\n", b"").find(b"\n") == -1  # every line ends as mail does
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert message.defects == []


@pytest.mark.parametrize(
    "payload",
    [
        "een\r\nBcc: kwaad@example.org\r\n\r\ntekst",
        "een\nX-Evil: 1",
        "een\rX-Evil: 1",
        "een\u2028X-Evil: 1\u0085X-Evil: 2\x0bX-Evil: 3",
        "\r\n--=_boundary--\r\n",
        "=?utf-8?q?=0ABcc:_kwaad=40example.org?=",
        "<script>alert(1)</script>\x00\u202e",
    ],
)
def test_no_text_becomes_a_header_or_a_part(payload: str) -> None:
    for content in drafts_of(payload, ask=payload, name=payload).values():
        message = read(content)
        assert set(message.keys()) == HEADERS
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/alternative",
            "text/plain",
            "text/html",
        ]
        page = message.get_body(("html",))
        assert page is not None
        assert set(tags_of(page.get_content())) <= {
            *("html head meta body h1 p br em strong ul ol li blockquote code pre table tr td".split()),
        }
        assert "\r\n" not in str(message["Subject"])


@settings(max_examples=examples(ci=25, nightly=1000), deadline=None)
@given(st.text(max_size=80), st.text(min_size=1, max_size=40))
def test_any_text_gives_the_same_headers(text: str, name: str) -> None:
    for content in drafts_of(text or "x", name=name).values():
        message = read(content)
        assert set(message.keys()) == HEADERS
        assert message.as_bytes(policy=SMTP) != b""
        assert len(list(message.walk())) == 3


def tags_of(page: str) -> list[str]:
    found: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)

    Tags().feed(page)
    return found


def test_headers_that_are_made_once_are_those_of_the_standard_library(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = tell_many(3, 200)
    languages = [load_language(code, "digest") for code in INTERFACE_LANGUAGES]
    made = [render_digest_eml(digest_of(maker), maker.corpus(), language) for language in languages * 2]
    monkeypatch.setattr(digest_eml, "DRAFT", SMTP)
    assert made == [render_digest_eml(digest_of(maker), maker.corpus(), language) for language in languages] * 2
