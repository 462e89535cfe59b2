"""Drawings of shapes only."""

from __future__ import annotations

import pytest

from builder.reading.svg import is_plain_drawing


def drawing(inside: str, attributes: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" {attributes}>{inside}</svg>'


def test_shapes_are_a_plain_drawing() -> None:
    assert is_plain_drawing(drawing('<g class="a"><path d="M0 0" fill="#fff"/></g><title>Blij</title>'))
    assert is_plain_drawing('<?xml version="1.0"?>\n<!-- a -->\n' + drawing("<circle r='2'/>"))


@pytest.mark.parametrize(
    "text",
    [
        drawing("<script>alert(1)</script>"),
        drawing("<style>a{}</style>"),
        drawing('<path style="fill:red"/>'),
        drawing("", 'onload="alert(1)"'),
        drawing('<a href="https://a.example"><path/></a>'),
        drawing('<path href="#a"/>'),
        drawing('<use xlink:href="#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>'),
        drawing("<foreignObject><b/></foreignObject>"),
        drawing('<image href="a.png"/>'),
        drawing('<path fill="url(https://a.example)"/>'),
        drawing('<animate attributeName="href"/>'),
        drawing('<html xmlns="http://www.w3.org/1999/xhtml"/>'),
        "<!DOCTYPE svg>" + drawing(""),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"),
        '<?xml-stylesheet href="a.css"?>' + drawing(""),
        "<svg></svg>",
        "<html/>",
        "not xml",
        "",
    ],
)
def test_whatever_runs_loads_styles_or_links_is_refused(text: str) -> None:
    assert not is_plain_drawing(text)
