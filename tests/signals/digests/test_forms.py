"""What holds for every form of a digest: it names no teller, says the same twice, and touches no disk on the way."""

from __future__ import annotations

import base64
import io
import re
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.model.corpus import Corpus
from builder.model.gazetteer import Place
from builder.model.geo import Precision
from builder.model.services import DigestFormat
from builder.signals.digests.digest import Digest
from builder.signals.digests.forms import RENDERERS, render_forms
from builder.signals.making import build_delivery
from tests.signals.corpora import SECRETS, SINCE, TODAY, UNTIL, CorpusMaker, build_service

OFFICE_AND_TEXT = (DigestFormat.XLSX, DigestFormat.PPTX, DigestFormat.OPEN311, DigestFormat.EML)
OTHERS = re.compile(rb"python-pptx|Steve Canny|thumbnail\.jpeg|printerSettings", re.IGNORECASE)
"""Who made the empty deck, and his printer."""


def marked_corpus() -> Corpus:
    maker = CorpusMaker(
        services=[
            build_service("a", themes=["mobiliteit"], formats=[form.value for form in DigestFormat]),
            build_service("b", themes=["mobiliteit"]),
        ]
    )
    maker.tell("brug", head={"ask": "ZOPENASKZ", "shared_by": "group"}, text="ZOPENTEXTZ", place=["brug"])
    maker.tell("thuis", text="Thuis verteld.", place=["sluis"], setting="home", title="ZMARKTITLEZ", status="draft")
    maker.follow("tafel/brug", service="b", reply={"nl": SECRETS["reply"]})
    return maker.corpus()


def digest_of(corpus: Corpus) -> Digest:
    return build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]


def every_byte(files: Mapping[str, bytes]) -> bytes:
    """Names and contents, with everything that is packed unpacked and everything that is encoded decoded."""
    found = []
    for name, content in files.items():
        found += [name.encode(), content]
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                found.append(every_byte({part: archive.read(part) for part in archive.namelist()}))
                found += [archive.comment, *(info.comment + info.extra for info in archive.infolist())]
        elif name.endswith(".eml"):
            message = message_from_bytes(content, policy=default)
            assert isinstance(message, EmailMessage)
            found += [str(value).encode() for value in message.values()]
            found += [str(part.get_content()).encode() for part in message.walk() if not part.is_multipart()]
    return b"\n".join(found)


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("form", OFFICE_AND_TEXT)
def test_no_form_tells_what_a_service_may_not_know(form: DigestFormat, code: str) -> None:
    corpus = marked_corpus()
    files = render_forms(digest_of(corpus), corpus, load_language(code, "digest"), [form])
    whole = every_byte(files)
    assert b"ZOPENASKZ" in whole and b"ZOPENTEXTZ" in whole
    dressed = [word.encode() for word in (*SECRETS.values(), "ZMARKTITLEZ", "De Sluis")]
    dressed += [base64.b64encode(word) for word in dressed]
    assert [word for word in dressed if word in whole] == []
    assert OTHERS.findall(whole) == []


@pytest.mark.parametrize("form", OFFICE_AND_TEXT)
def test_the_same_digest_gives_the_same_bytes_with_names_without_content(form: DigestFormat) -> None:
    corpus = marked_corpus()
    digest, language = digest_of(corpus), load_language("nl", "digest")
    first, second = (render_forms(digest, corpus, language, [form]) for _ in range(2))
    assert first == second
    shape = r"digest\.(xlsx|pptx)|open311/(requests/|services/)?[a-z0-9.-]+\.json|signals/\d\d-[a-z0-9.-]+\.eml"
    assert all(re.fullmatch(shape, name) for name in first)


def test_every_form_has_a_renderer() -> None:
    assert set(RENDERERS) == set(DigestFormat)


@pytest.mark.parametrize("form", OFFICE_AND_TEXT)
def test_no_form_touches_the_disk(form: DigestFormat) -> None:
    opened: list[str] = []
    is_watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not is_watching:
            return
        if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
            opened.append(str(arguments[0]))
        if event.startswith("tempfile."):
            opened.append(event)

    corpus = marked_corpus()
    digest, language = digest_of(corpus), load_language("nl", "digest")
    sys.addaudithook(watch)
    render_forms(digest, corpus, language, [form])
    is_watching = False
    assert opened == []


PLACES: dict[str, tuple[str, float, float]] = {
    "brug": ("street", 51.0213, 4.4217),
    "tuin": ("garden", 51.0401, 4.4302),
    "toren": ("building", 51.02110, 4.42600),
    "poort": ("building", 51.02200, 4.42820),
}
"""Kind and point; each has a name that stands nowhere else."""
FINER = (
    (Precision.STREET, "toren", "poort"),
    (Precision.AREA, "brug", "tuin"),
    (Precision.AREA, "brug", "poort"),
    (Precision.CITY, "brug", "sluis"),
    (Precision.NONE, "brug", "mechelen"),
)
"""What a service may know at the finest, and two places that it must not be able to tell apart."""


@cache
def told_at(place: str, finest: Precision, form: DigestFormat) -> dict[str, bytes]:
    """The digest of a signal at this place, and of one at another."""
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"], finest_place=finest.value)])
    maker.tell("hier", place=[place])
    maker.tell("ginder", place=["sluis"])
    corpus = maker.corpus()
    marked = [
        Place.model_validate(
            {"id": name, "name": f"ZMARK{name}Z", "kind": kind, "locations": [{"lat": lat, "lon": lon}]}
        )
        for name, (kind, lat, lon) in PLACES.items()
    ]
    places = (*(each for each in corpus.gazetteer.places if each.id not in PLACES), *marked)
    corpus = replace(corpus, gazetteer=replace(corpus.gazetteer, places=places))
    return render_forms(digest_of(corpus), corpus, load_language("nl", "digest"), [form])


@pytest.mark.parametrize("form", DigestFormat)
@pytest.mark.parametrize(("finest", "one", "other"), FINER, ids=[" ".join(each) for each in FINER])
def test_no_form_is_finer_than_the_place_that_a_service_may_know(
    form: DigestFormat, finest: Precision, one: str, other: str
) -> None:
    assert told_at(one, finest, form) == told_at(other, finest, form)
    assert told_at(one, Precision.EXACT, form) != told_at(other, Precision.EXACT, form)


def test_the_name_of_a_place_stands_on_paper_only_for_who_may_know_it() -> None:
    """What the bytes of a PDF hide, a reader of its text sees."""
    for finest, is_named in ((Precision.EXACT, True), (Precision.AREA, False)):
        files = told_at("brug", finest, DigestFormat.PDF)
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["digest.pdf"])).pages)
        html = told_at("brug", finest, DigestFormat.HTML)["digest.html"].decode()
        assert ("ZMARKbrugZ" in text) == ("ZMARKbrugZ" in html) == is_named
