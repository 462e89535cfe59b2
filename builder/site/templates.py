"""Our own page parts: Jinja2 with autoescape on; templates only place values."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.languages import Language, load_language

PARTS = Path(__file__).parent / "parts"


@cache
def environment(language_code: str) -> Environment:
    """The environment of one interface language."""
    language = load_language(language_code)
    jinja = Environment(
        loader=FileSystemLoader(PARTS),
        autoescape=True,
        auto_reload=False,  # a look at every file for every part of every page
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    install: Callable[..., None] = jinja.install_gettext_callables  # type: ignore[attr-defined]  # by the extension
    install(language.gettext, language.ngettext, newstyle=True)
    jinja.globals["language"] = language
    jinja.filters["number"] = language.number
    jinja.filters["date"] = language.date
    return jinja


def macro(part: str, name: str, language: Language) -> Callable[..., Markup]:
    """A macro of `parts/<part>.html` in a language; what it gives is HTML, for autoescape is on."""
    return getattr(module(part, language.code), name)  # type: ignore[no-any-return]  # jinja makes it at run time


@cache
def module(part: str, language_code: str) -> object:
    """The macros of a part."""
    return environment(language_code).get_template(f"{part}.html").module


def render(name: str, language: Language, **values: Any) -> Markup:  # Any: for a template
    """The part `parts/<name>.html` in a language."""
    template = environment(language.code).get_template(f"{name}.html")
    return Markup(template.render(**values))  # autoescape is on: what comes out is HTML
