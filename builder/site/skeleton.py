"""The page of the theme without what our pages do not use: the switches, the overlay and the dialog of Material."""

from __future__ import annotations

import re

UNUSED = re.compile(
    r'\s*(?:<input class="md-toggle"[^>]*>'
    r'|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>)'
)
"""Empty elements; the HTML checker refuses the first kind."""
NO_COLOURS = re.compile(r' data-md-color-(?:primary|accent)="[^"]*"')
"""Colours of Material, which no page has."""


def without_unused(html: str) -> str:
    """The page, of the theme or of our own shell, with only what is used."""
    return NO_COLOURS.sub("", UNUSED.sub("", html))
