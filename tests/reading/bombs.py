"""Inputs that would keep a reader busy for minutes or eat its memory; each is one file of a project."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.reading.project import FRONT, WORKSHOP

STORY = f"{WORKSHOP}/bom.md"
MOST_BYTES = 128 * 1024 - 200
Bomb = tuple[str, Callable[[], str]]
"""The file that it takes the place of, and its text."""


def front(line: str) -> str:
    """A story with one line more in its front matter."""
    return FRONT.removesuffix("---\n") + line + "\n---\nEen.\n"


def body(text: str) -> str:
    """A story with this text."""
    return FRONT + text + "\n"


def filled(piece: str, most: int = MOST_BYTES) -> str:
    """The piece again and again, up to what a file may hold."""
    return piece * (most // len(piece.encode()))


def signal(head: str, text: str) -> str:
    """A story with a signal."""
    return body(f"Een.\n\n::: signal\ntheme: onderweg\nkind: concern\n{head}\n\n{text}\n:::")


FRONT_BOMBS: dict[str, Callable[[], str]] = {
    "brackets": lambda: front("place: " + "[" * 60_000),
    "braces": lambda: front("place: " + "{a: " * 15_000),
    "many brackets": lambda: front("place: " + "[" * 100_000),
    "pairs of brackets": lambda: front("place: [" + "[]," * 20_000 + "]"),
    "alias bomb": lambda: front("a: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(2_000))),
    "recursive alias": lambda: front("a: &a [*a, *a]"),
    "keys": lambda: front("".join(f"k{n}: 1\n" for n in range(6_000))),
    "one key": lambda: front("a" * 60_000 + ": 1"),
    "one key that may be a key": lambda: front("a" * 1_000 + ": 1"),
    "flow keys": lambda: front("a: {" + ",".join(f"k{n}" for n in range(9_000)) + "}"),
    "dashes": lambda: front("- " * 30_000),
    "questions": lambda: front("? " * 30_000),
    "colons": lambda: front("a" + ": a" * 15_000),
    "an open quotation": lambda: front('place: "' + "a\n  " * 15_000),
    "tags": lambda: front("!a " * 20_000 + "x"),
    "comments": lambda: front("#" * 60_000),
    "spaces": lambda: front("summary: >\n" + " " * 60_000),
    "long whole number": lambda: front("date: " + "9" * 60_000),
    "long exponent": lambda: front("location: {lat: 1e999999, lon: 51" + "0" * 5_000 + ", precision: street}"),
    "number of 4301 digits": lambda: front("date: " + "1" * 4_301),
    "long title": lambda: front("summary: " + "a " * 30_000),
    "escapes": lambda: front('summary: "' + "\\u0041" * 10_000 + '"'),
    "languages": lambda: front("language: " + "a-" * 30_000),
    "themes": lambda: front("signals: [" + "{theme: onderweg, kind: concern, text: a}," * 1_400 + "]"),
    "address": lambda: front("source: https://" + "a." * 30_000 + "x y"),
    "media": lambda: front("image: media/" + "a." * 30_000),
    "misspelt words": lambda: front("themes: [" + ",".join(f"ontmoetin{n}" for n in range(4_000)) + "]"),
}
BODY_PIECES = {
    "open brackets": "[",
    "closed brackets": "]",
    "brackets in pairs": "[]",
    "links": "[a](b) ",
    "nested links": "[a](",
    "definitions": "[a]: /b\n",
    "uses of definitions": "[a] ",
    "pictures": "![a](b) ",
    "backticks": "`",
    "backticks apart": "`a``b```c",
    "stars": "*",
    "stars and words": "*a ",
    "stars and lines": "*_",
    "emphasis": "**a *b ",
    "tildes": "~~~\n",
    "quotations": "> ",
    "quotations on lines": "> a\n",
    "lazy quotations": ">\na\n",
    "lists": "- ",
    "lists on lines": "- a\n",
    "lists and empty lines": "- a\n\n\n",
    "numbered": "1. a\n",
    "tables": "| a | b |\n|---|---|\n",
    "angles": "<",
    "tags": "<a>",
    "open tags": "<a ",
    "addresses in angles": "<https://a.b>",
    "comments": "<!--",
    "comments whole": "<!-- a -->",
    "instructions": "<?",
    "declarations": "<!A ",
    "cdata": "<![CDATA[",
    "entities": "&amp;",
    "long entities": "&" + "a" * 30,
    "numbers as entities": "&#x41;",
    "ampersands": "&",
    "headings": "# a\n",
    "underlined headings": "a\n=\n",
    "rules": "***\n",
    "spaces": " ",
    "spaces and a letter": " a",
    "tabs": "\ta\n",
    "empty lines": "\n",
    "empty lines with spaces": " \n",
    "one word": "a",
    "words": "woord ",
    "sentences": "Een zin. ",
    "initials": "a. ",
    "initials with capitals": "J. ",
    "full stops": ".",
    "quotation marks": '"',
    "sentence ends": ".”’)",
    "digits": "1",
    "digits with spaces": "12 ",
    "telephone numbers": "0475123456 ",
    "telephone signs": "+(",
    "plus signs": "+1 ",
    "national numbers": "85.07.30-033.28 ",
    "accounts": "BE68 5390 0754 7034 ",
    "starts of accounts": "BE12 ",
    "cards": "4111 1111 1111 1112 ",
    "mail": "a@",
    "mail with dots": "a.b@c.",
    "mail without end": "a@b.c.1 ",
    "mail in words": "a at b (dot) ",
    "dots and hyphens": ".-+",
    "street": "Stationsstraat ",
    "street without number": "aastraat",
    "capitals and streets": "Aweg",
    "french street": "rue de la ",
    "french names": "Rue De La Aa Bb ",
    "english street": "Aa Street ",
    "years": "Stationsstraat 1998 ",
    "colons": ":",
    "double colons": "::\n",
    "markers": "::: signal\n",
    "closings": ":::\n",
    "nearly markers": "s:i:g:n:a:l\n",
    "signs": "_-",
    "backslashes": "\\",
    "accents": "e\u0301",
    "many accents": "\u0301",
    "arabic": "ﷺ",
    "soft hyphens": "\u00ad",
    "keys": "theme: a\n\n",
    "lines of front matter": "---\n\n",
    "lines and keys": "---\na b\n",
}
PLACE = "places/places.yml"
AREAS = "places/areas.geojson"
ICON = "site_config/theme/emotions/blij.svg"


def feature(geometry: object) -> str:
    """Areas of one feature."""
    properties = {"id": "a", "name": "a", "kind": "area"}
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": properties, "geometry": geometry}],
        }
    )


OTHER_BOMBS: dict[str, Bomb] = {
    "places: brackets": (PLACE, lambda: "places: " + "[" * 1_000_000),
    "places: keys": (PLACE, lambda: "".join(f"k{n}: 1\n" for n in range(100_000))),
    "places: unknown keys of places": (PLACE, lambda: "places:\n" + "- {id: a, x: 1}\n" * 20_000),
    "places: an alias": (PLACE, lambda: "places: &a [*a]"),
    "places: one line": (PLACE, lambda: "places: '" + "a" * 4_000_000 + "'"),
    "areas: brackets": (AREAS, lambda: "[" * 1_000_000),
    "areas: nested": (AREAS, lambda: '{"a":' * 200_000),
    "areas: a number": (AREAS, lambda: '{"type": ' + "9" * 1_000_000 + "}"),
    "areas: exponents": (AREAS, lambda: '{"type": [' + "1e999999," * 1_000 + "1]}"),
    "areas: a ring": (
        AREAS,
        lambda: feature({"type": "Polygon", "coordinates": [[[4.5, 51.0]] * 100_000]}),
    ),
    "icon: entities": (
        ICON,
        lambda: '<!DOCTYPE svg [<!ENTITY a "aaaa">' + '<!ENTITY b "&a;&a;">' * 9 + "]><svg>&b;</svg>",
    ),
    "icon: groups": (
        ICON,
        lambda: '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>",
    ),
    "icon: comments": (ICON, lambda: '<svg xmlns="http://www.w3.org/2000/svg">' + "<!--" * 200_000 + "</svg>"),
    "icon: instructions": (ICON, lambda: '<svg xmlns="http://www.w3.org/2000/svg">' + "url( " * 200_000 + "</svg>"),
    "workshop: keys": (f"{WORKSHOP}/workshop.yml", lambda: "".join(f"k{n}: 1\n" for n in range(60_000))),
    "workshop: notes": (f"{WORKSHOP}/workshop.yml", lambda: "title: a\nabout: '" + "a. " * 300_000 + "'"),
    "reflection: one line": (f"{WORKSHOP}/reflection.md", lambda: "[" * 1_000_000),
    "signal: keys": (STORY, lambda: signal("".join(f"k{n}: 1\n" for n in range(9_000)), "a")),
    "signal: brackets": (STORY, lambda: signal("ask: " + "[" * 499, "a")),
    "signal: sentences": (STORY, lambda: signal("ask: b", filled("Dit is een lange zin van een signaal. ", 100_000))),
    "signal: many": (STORY, lambda: body("::: signal\ntheme: onderweg\nkind: concern\nid: a\n\na\n:::\n\n" * 2_000)),
    "signal: many sentences": (
        STORY,
        lambda: (
            signal("ask: b", "".join(f"Dit is de lange zin nummer {n} van een signaal. " for n in range(1_000)))
            + "Woord dit is de lange zin. " * 2_000
        ),
    ),
}


def bombs() -> dict[str, Bomb]:
    """All of them by name."""
    made: dict[str, Bomb] = {f"front: {name}": (STORY, text) for name, text in FRONT_BOMBS.items()}
    for name, piece in BODY_PIECES.items():
        made[f"body: {name}"] = (STORY, lambda piece=piece: body(filled(piece)))  # type: ignore[misc]  # a default
    return made | OTHER_BOMBS
