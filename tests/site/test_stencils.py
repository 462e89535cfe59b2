"""A template is rendered once a shape; what is stamped in is escaped as the template engine does it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from builder.languages import load_language
from builder.site.stencils import Stencil, escaped, stamp
from builder.site.templates import render

NL = load_language("nl")


@given(st.text())
def test_text_is_escaped_as_in_a_template(text: str) -> None:
    assert escaped(text) == str(escape(text))
    assert escaped(Markup(text)) == text


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_stamped_part_is_the_rendered_part(title: str, href: str) -> None:
    words = {"before_href": href, "before_title": title, "before_attributes": Markup(' lang="fr"')}
    words |= dict.fromkeys(("after_href", "after_title", "after_attributes"), "")
    assert stamp("beside", NL, words) == render("beside", NL, **words)


@given(st.text(), st.text())
def test_a_value_is_never_taken_for_a_hole(one: str, other: str) -> None:
    stencil = Stencil.cut("a<vk:one>b<vk:other>c")
    found = stencil.stamp({"one": f"{one}<vk:other>", "other": other})
    assert found == f"a{escape(one)}&lt;vk:other&gt;b{escape(other)}c"


def test_an_empty_value_leaves_its_frame_out() -> None:
    words = dict.fromkeys(("before_href", "before_title", "before_attributes"), "")
    words |= {"after_href": "../x/", "after_title": "X", "after_attributes": ""}
    html = stamp("beside", NL, words)
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html
