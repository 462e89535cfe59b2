"""One attack text, and how a careless page would show it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

import cmarkgfm
from cmarkgfm.cmark import Options

FOREIGN = "foreign.example"
"""The end of every host name of an attack; nothing of ours ever asks it."""
BEACON = "vkAttack"
CALL = "§"
"""Stands in the collection for the call of the beacon with the number of the text."""
HOST = "¤"
"""Stands in the collection for a foreign host with the number of the text."""


class Road(StrEnum):
    """Where the text stands in the page of somebody who forgot to escape it."""

    HTML = "html"
    MARKDOWN = "markdown"
    DOUBLE = "in double quotes"
    SINGLE = "in single quotes"
    BARE = "in a bare attribute"
    ADDRESS = "as an address"
    SCRIPT = "in a string of a script"
    JSON = "in a block of JSON"
    TITLE = "in the title"
    TEXTAREA = "in a textarea"
    COMMENT = "in a comment"
    SHEET = "in a style sheet"
    STYLE = "in a style attribute"
    TWICE = "as HTML that is read twice"
    NAMED = "beside a script that trusts the names in the page"
    DOCUMENT = "as a document of its own"


class Fires(StrEnum):
    """What a browser of today does with the raw text."""

    SCRIPT = "runs"
    REQUEST = "asks another host"
    NOTHING = "nothing any more, or nothing by itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """A text as a teller might type it."""

    number: int
    family: str
    text: str
    road: Road
    fires: Fires
    """What at least one text of its family does on its road."""


MEDIA_TYPES = {Road.DOCUMENT: "image/svg+xml"}
TRUSTING = (
    "<script>const asked = window.vkSettings && (vkSettings.address || vkSettings);"
    "if (asked) new Image().src = String(asked.href || asked.value || asked.src || asked);</script>"
)
PAGES = {
    Road.HTML: "<main>{}</main>",
    Road.DOUBLE: '<input name="q" value="{}">',
    Road.SINGLE: "<input name='q' value='{}'>",
    Road.BARE: "<input name=q value={}>",
    Road.ADDRESS: '<a href="{}">here</a>',
    Road.SCRIPT: '<script>var title = "{}";</script>',
    Road.TITLE: "<title>{}</title>",
    Road.TEXTAREA: "<textarea>{}</textarea>",
    Road.COMMENT: "<!-- {} -->",
    Road.SHEET: "<style>p {{ color: red }} {}</style><p>x</p>",
    Road.STYLE: '<p style="{}">x</p>',
    Road.NAMED: "{}" + TRUSTING,
}


def careless_page(attack: Attack) -> str:
    """The raw text in the page for which it was made, with nothing escaped."""
    text, start = attack.text, "<!doctype html><meta charset=utf-8>"
    match attack.road:
        case Road.DOCUMENT:
            return text
        case Road.MARKDOWN:
            return f"{start}{cmarkgfm.markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)}"
        case Road.JSON:
            return (
                f'{start}<script type="application/ld+json">{json.dumps({"name": text}, ensure_ascii=False)}</script>'
            )
        case Road.TWICE:
            quoted = json.dumps(text).replace("<", "\\u003c")
            return (
                f"{start}<div id=once></div><script>once.innerHTML = {quoted};once.innerHTML = once.innerHTML;</script>"
            )
        case road:
            return start + PAGES[road].format(text)
