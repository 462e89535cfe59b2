"""The page of the last resort stands alone: its own look, its own policy, in the language of the city."""

from __future__ import annotations

import pytest

from builder.site.caretaker import caretaker_page
from builder.site.content_policy import find_inline


@pytest.mark.parametrize(("code", "opening"), [("nl", 'lang="nl" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"')])
def test_the_policy_lets_the_style_of_the_page_through_and_nothing_else(code: str, opening: str) -> None:
    page = caretaker_page(code)
    inline = find_inline(page)
    assert f"<html {opening}>" in page
    assert (inline.script_hashes, inline.attribute_lines) == ((), ())
    (style,) = inline.style_hashes
    assert f"content=\"default-src 'none'; style-src {style}; base-uri 'none'; form-action 'none'\"" in page


def test_a_language_that_nobody_knows_becomes_english() -> None:
    assert "This map is being looked after" in caretaker_page("xx-bogus")
