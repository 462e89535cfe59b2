"""Parts of pages that stand on many pages: a template is rendered once a shape, and stamped by joining strings.

A template is rendered with a token in place of each of its values, so no word of a teller ever reaches it. The shape is
which of the values are there: a template may ask whether a value is empty, and nothing else of it. What is stamped in
is escaped as the template engine escapes it; `Markup` is HTML already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Self

from markupsafe import Markup

from builder.languages import Language, load_language
from builder.site.templates import render

TOKEN = re.compile(r"<vk:([a-z_0-9]+)>")
"""Only a template makes one: nothing that is escaped has a `<`, and no value is there when it is cut."""


class Stencil:
    """HTML with holes."""

    __slots__ = ("_holes", "_pieces")

    def __init__(self, pieces: Sequence[str]) -> None:
        self._pieces = list(pieces)
        """Text and names of holes in turn; starts and ends with a text."""
        self._holes = [(index, self._pieces[index]) for index in range(1, len(self._pieces), 2)]

    @classmethod
    def cut(cls, html: str) -> Self:
        """The stencil of what a template gave for tokens."""
        return cls(TOKEN.split(str(html)))

    def stamp(self, values: Mapping[str, str]) -> Markup:
        """The HTML with all holes filled.

        Raises: KeyError when a hole has no value.
        """
        pieces = self._pieces.copy()
        for index, name in self._holes:
            pieces[index] = escaped(values[name])
        return Markup("".join(pieces))  # texts of templates, and what was escaped


def escaped(value: str) -> str:
    """The value as HTML: the same as `markupsafe.escape` gives, without a new object for each."""
    if isinstance(value, Markup):
        return value
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value or ">" in value:
        value = value.replace("<", "&lt;").replace(">", "&gt;")
    if "'" in value or '"' in value:
        value = value.replace("'", "&#39;").replace('"', "&#34;")
    return value


@cache
def stencil(part: str, code: str, names: tuple[str, ...], filled: tuple[bool, ...]) -> Stencil:
    """The part `parts/<part>.html` in a language, for values of which these are there."""
    values = {name: Markup(f"<vk:{name}>") if is_filled else "" for name, is_filled in zip(names, filled, strict=True)}
    return Stencil.cut(render(part, load_language(code), **values))


def shaped(part: str, language: Language, values: Mapping[str, str]) -> Stencil:
    """The stencil of a part for these values: an empty one is not there."""
    return stencil(part, language.code, tuple(values), tuple(map(bool, values.values())))


def stamp(part: str, language: Language, values: Mapping[str, str]) -> Markup:
    """The part with its values."""
    return shaped(part, language, values).stamp(values)
