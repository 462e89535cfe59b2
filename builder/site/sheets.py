"""Which style sheets a page loads: one for every page, and one for its kind.

A part may stand in several sheets. A part that no sheet names is in the sheet of every page: right at once, and the
test of page weights says when that becomes too much.
"""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin

PARTS = Path(__file__).parent / "parts"
FIRST = ("fonts", "tokens", "shell", "header", "footer")
"""In this order before all others of the sheet of every page."""
LAST = ("modes",)
EVERY_PAGE = "site"
KINDS = {"home": "home", "embed": "home", "story": "story", "trusted": "text"}
"""Kind of page → its sheet; every other kind has `list`."""
SHEETS = {
    "home": (
        *("home", "search-box", "filters", "bars", "story-list", "story-card", "story-map", "story-sheet", "skip-link"),
        *("empty-result", "base-map", "active-filters", "year-slider", "share-view", "embed", "search-marks"),
        *("map-legend", "story-marks", "routes-layer", "walks"),
    ),
    "story": (
        *("story", "prose", "sound-player", "share", "answer-marks", "related", "locator", "notice", "story-teaser"),
    ),
    "text": ("prose",),
    "list": (
        *("related", "locator", "notice", "story-teaser", "bars", "answer-filters", "answers", "area", "areas"),
        *("block", "figures", "index", "initiative-line", "initiative", "listing", "lost", "onward", "places"),
        *("stories", "withdrawn", "workshop", "workshops"),
    ),
}


def sheet_of(kind: str) -> str:
    """The name of the sheet that a kind of page has beside the one of every page."""
    return KINDS.get(kind, "list")


def build_sheets(added: str = "") -> dict[str, bytes]:
    """Every sheet by its path in the folder of assets; `added` goes to the end of the one of every page."""
    named = {name for names in SHEETS.values() for name in names}
    others = sorted({path.stem for path in PARTS.glob("*.css")} - named - {*FIRST, *LAST})
    sheets = {EVERY_PAGE: (*FIRST, *others, *LAST), **SHEETS}
    texts = {name: "\n".join(sheet_text(part) for part in parts) for name, parts in sheets.items()}
    texts[EVERY_PAGE] += added
    return {f"css/{name}.css": slim_styles(text).encode() for name, text in texts.items()}


def sheet_text(part: str) -> str:
    """The styles of a part, as they were written."""
    return (PARTS / f"{part}.css").read_text(encoding="utf-8")


def slim_styles(text: str) -> str:
    """The same rules without comments and spaces."""
    return f"{cssmin(text)}\n"
