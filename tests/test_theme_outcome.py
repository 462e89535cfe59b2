"""What the theme made is kept by what is published only."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.theme_outcome import is_page_file

DOCS = Path("site_config/pages")


@pytest.mark.parametrize(
    ("name", "is_page"),
    [
        ("over.md", True),
        ("over.fr.md", True),
        ("over.bak.md", False),
        ("over.md~", False),
        (".over.md.swp", False),
        ("tellers.yml", False),
        ("foto.jpg", False),
        ("oud/over.md", False),
    ],
)
def test_only_a_page_can_make_the_theme_work_again(name: str, is_page: bool) -> None:
    assert is_page_file(DOCS / name, DOCS, ("nl", "fr")) is is_page
