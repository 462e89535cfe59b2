"""Drawings of the city's theme: SVG with shapes only, by an allow-list."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(("svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title", "desc"))
_ATTRIBUTES = frozenset(
    """viewBox width height preserveAspectRatio d points x y x1 y1 x2 y2 cx cy r rx ry pathLength transform class
    id fill fill-opacity fill-rule clip-rule opacity stroke stroke-width stroke-opacity stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset color paint-order vector-effect role
    aria-hidden aria-label focusable version""".split()
)
_MAP_ELEMENTS = frozenset(
    "text tspan textPath defs clipPath mask use symbol pattern linearGradient radialGradient stop".split()
)
_MAP_ATTRIBUTES = frozenset(
    """font-family font-size font-style font-weight letter-spacing word-spacing text-anchor dominant-baseline
    startOffset dx dy rotate clip-path mask href {http://www.w3.org/1999/xlink}href gradientUnits gradientTransform
    offset stop-color stop-opacity patternUnits patternTransform fx fy spreadMethod""".split()
)
_FORBIDDEN_MAP_VALUE = re.compile(r"url\s*\((?!#[\w-]+\))|javascript|data:|&|<|\\|:\s*//|^\s*//", re.IGNORECASE)
_FORBIDDEN = re.compile(r"<!DOCTYPE|<!ENTITY|<\?(?!xml\s)|<!\[CDATA\[|<!--(?![^<>]*-->)", re.IGNORECASE)
"""A comment with an angle bracket ends elsewhere for a browser than for an XML reader: `<!--><script>…-->`."""
_COMMENT = re.compile(r"<!--[^<>]*-->\n?")
_FORBIDDEN_VALUE = re.compile(r"url\s*\(|javascript|data:|&|<|\\", re.IGNORECASE)


def without_comments(text: str) -> str:
    """The drawing without the notes that its maker or a program left in it; for one that `is_plain_…`."""
    return _COMMENT.sub("", text)


def is_plain_map(text: str) -> bool:
    """Whether the SVG of a map holds shapes, words and own patterns, and nothing that runs, loads or styles."""
    return _is_within(text, _ELEMENTS | _MAP_ELEMENTS, _ATTRIBUTES | _MAP_ATTRIBUTES, _FORBIDDEN_MAP_VALUE)


def is_plain_drawing(text: str) -> bool:
    """Whether the SVG holds shapes and nothing that runs, loads, styles or links."""
    return _is_within(text, _ELEMENTS, _ATTRIBUTES, _FORBIDDEN_VALUE)


def _is_within(text: str, elements: frozenset[str], attributes: frozenset[str], forbidden: re.Pattern[str]) -> bool:
    """Whether the SVG keeps to these elements, attributes and values."""
    if _FORBIDDEN.search(text) or "<svg" not in text or "</svg>" not in text:
        return False
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return False
    if root.tag != f"{_NAMESPACE}svg":
        return False
    return all(
        element.tag.removeprefix(_NAMESPACE) in elements
        and element.tag.startswith(_NAMESPACE)
        and all(name in attributes and not forbidden.search(value) for name, value in element.items())
        for element in root.iter()
        if isinstance(element.tag, str)
    )
