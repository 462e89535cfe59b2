"""Every word of the pages is in every catalogue, in all its forms."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import builder
from builder.languages.language import CATALOGUES, INTERFACE_LANGUAGES

ROOT = Path(builder.__file__).parent
ROOMS = ("site", "atlas", "products")
METHODS = [
    *((f"{room}/**.py", "python") for room in ROOMS),
    ("languages/status_words.py", "python"),
    ("**/parts/**.html", "jinja2"),
]
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "forms": (1, 2),
    "plural_forms": (1, 2),
}
OPTIONS = {"**/parts/**.html": {"trim_blocks": "True", "lstrip_blocks": "True"}}
LANGUAGES = [code for code in INTERFACE_LANGUAGES if code != "en"]


def source_texts() -> Catalog:
    found = Catalog()
    for _, _, text, _, _ in extract_from_dir(ROOT, METHODS, OPTIONS, KEYWORDS):
        found.add(text)
    return found


def catalogue(code: str) -> Catalog:
    return read_po(BytesIO((CATALOGUES / code / "site.po").read_bytes()), locale=code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_translated(code: str) -> None:
    known = catalogue(code)
    missing = [text.id for text in source_texts() if text.id and not is_translated(known, text.id)]
    assert missing == []


def is_translated(known: Catalog, text_id: str | list[str] | tuple[str, ...]) -> bool:
    message = known.get(text_id)
    if message is None:
        return False
    forms = (message.string,) if isinstance(message.string, str) else message.string or ()
    return len(forms) == (1 if isinstance(text_id, str) else known.num_plurals) and all(forms)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_translation_keeps_the_names_that_are_filled_in(code: str) -> None:
    for message in catalogue(code):
        if message.id:
            assert list(message.check()) == [], message.id


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_is_left_over(code: str) -> None:
    wanted = source_texts()
    assert [message.id for message in catalogue(code) if message.id and wanted.get(message.id) is None] == []
