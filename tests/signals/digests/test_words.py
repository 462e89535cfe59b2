"""Every word of a digest has a Dutch, a French and an Arabic one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from builder.languages.language import CATALOGUES
from builder.signals.digests import digest_words, overview_page

ROOM = Path(digest_words.__file__).parent


def words_in_code() -> Iterator[str]:
    for path in (*ROOM.glob("*.py"), ROOM.parent / "answers" / "letters.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and call_name(node) in ("say", "gettext", "ngettext"):
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
    for path in (ROOM / "templates").glob("*.*"):
        yield from re.findall(r'\bt\("([^"]+)"\)', path.read_text("utf-8"))
    tables = (
        digest_words.KINDS,
        digest_words.URGENCIES,
        digest_words.WEIGHTS,
        digest_words.WEIGHTS_SHORT,
        digest_words.SHARED,
        digest_words.SHARED_SHORT,
        digest_words.LEVELS,
        overview_page.REASONS,
    )
    for table in tables:
        yield from table.values()
    yield from (digest_words.SHARED_UNKNOWN, digest_words.SHARED_SHORT_UNKNOWN)


def call_name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def catalogue_of(language: str) -> Catalog:
    with (CATALOGUES / language / "digest.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["nl", "fr", "ar"])
def test_every_word_is_translated_with_the_same_gaps(language: str) -> None:
    catalogue = catalogue_of(language)
    for word in set(words_in_code()):
        message = catalogue.get(word)
        assert message is not None and message.string, word
        if isinstance(message.string, str):
            assert set(re.findall(r"\{\w+\}", message.string)) == set(re.findall(r"\{\w+\}", word)), word


@pytest.mark.parametrize("language", ["nl", "fr", "ar"])
def test_no_word_is_left_over(language: str) -> None:
    used = set(words_in_code())
    headings = ast.parse((ROOM / "digest_xlsx.py").read_text("utf-8"))
    used |= {
        node.value for node in ast.walk(headings) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    ids = {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalogue_of(language) if message.id
    }
    assert ids - used == set()
