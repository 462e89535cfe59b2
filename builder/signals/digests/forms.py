"""The forms in which a digest can be read: one renderer for each, and which files it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.model.services import DigestFormat
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_eml import render_digest_eml
from builder.signals.digests.digest_html import render_digest_html
from builder.signals.digests.digest_open311 import render_digest_open311
from builder.signals.digests.digest_pdf import render_digest_pdf
from builder.signals.digests.digest_pptx import render_digest_pptx
from builder.signals.digests.digest_xlsx import render_digest_xlsx

Renderer = Callable[[Digest, Corpus, Language], Mapping[str, bytes]]
"""A digest in one form and language → address in the parcel, with `/`, and content."""


def pdf_files(digest: Digest, corpus: Corpus, language: Language) -> Mapping[str, bytes]:
    """Two pages and an annex."""
    return {"digest.pdf": render_digest_pdf(digest, corpus, language)}


def html_files(digest: Digest, corpus: Corpus, language: Language) -> Mapping[str, bytes]:
    """One page."""
    return {"digest.html": render_digest_html(digest, corpus, language).encode()}


def xlsx_files(digest: Digest, corpus: Corpus, language: Language) -> Mapping[str, bytes]:
    """One workbook."""
    return {"digest.xlsx": render_digest_xlsx(digest, corpus, language)}


def pptx_files(digest: Digest, corpus: Corpus, language: Language) -> Mapping[str, bytes]:
    """One deck of slides."""
    return {"digest.pptx": render_digest_pptx(digest, corpus, language)}


RENDERERS: Mapping[DigestFormat, Renderer] = {
    DigestFormat.HTML: html_files,
    DigestFormat.PDF: pdf_files,
    DigestFormat.XLSX: xlsx_files,
    DigestFormat.PPTX: pptx_files,
    DigestFormat.OPEN311: render_digest_open311,
    DigestFormat.EML: render_digest_eml,
}
"""In the order in which the files lie in a parcel."""


def say_nothing() -> None:
    """Nobody listens."""


def render_forms(
    digest: Digest,
    corpus: Corpus,
    language: Language,
    formats: Iterable[DigestFormat],
    is_made: Callable[[], None] = say_nothing,
) -> dict[str, bytes]:
    """All files of a digest in the forms that are asked for; `is_made` is called after each form."""
    wanted = frozenset(formats)
    files: dict[str, bytes] = {}
    for form, render in RENDERERS.items():
        if form in wanted:
            files |= render(digest, corpus, language)
            is_made()
    return files
