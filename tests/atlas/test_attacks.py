"""A text with which an adversary ran a script on the map."""

from __future__ import annotations

import pytest

from builder.atlas.story_map import safe_credit


@pytest.mark.parametrize(
    ("credit", "shown"),
    [
        ("<img src=x onerror=alert(1)>", ""),
        ("<script>alert(1)</script>Wij", "Wij"),
        ("<a href='javascript:alert(1)' onclick=x>Wij</a>", '<a rel="noopener external">Wij</a>'),
        (
            '&copy; <a href="https://www.openstreetmap.org/copyright">OSM</a>',
            '© <a href="https://www.openstreetmap.org/copyright" rel="noopener external">OSM</a>',
        ),
        ("Jan & Co", "Jan &amp; Co"),
    ],
)
def test_the_credit_of_the_map_is_text_with_links(credit: str, shown: str) -> None:
    assert safe_credit(credit) == shown
