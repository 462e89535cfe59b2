"""The one page that takes the place of a whole site when nothing can be built and a story may not stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape

from babel import UnknownLocaleError

from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.site.code_hashes import hash_of
from builder.site.offline.worker import WORKER, retiring_worker
from builder.site.purge_list import PURGE_LIST, build_purge_list

STYLE = """
:root { color-scheme: light dark; --paper: #fbf4e2; --sheet: #fffaf0; --ink: #2b2118; --rail: #d8a18c }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1d1a16; --sheet: #26221c; --ink: #f3ead8; --rail: #7c5546 }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 system-ui, sans-serif }
main { max-width: 36rem; margin: 12vh auto; padding: 2.5rem 1.5rem; background: var(--sheet) }
main { border: 1px solid var(--rail); outline: 1px solid var(--rail); outline-offset: 4px }
h1 { margin: 0; font: 700 2rem/1.2 Georgia, "Noto Naskh Arabic", serif }
p { margin: 0.75rem 0 0 }
@media (max-width: 40rem) { main { margin: 2rem 1rem } }
"""
"""The colours of `parts/tokens.css`: this page stands alone, so no file of the site is there to load."""
PAGE = """\
<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""


def caretaker_page(language_code: str | None) -> str:
    """The page, in the language of the city as far as it is known."""
    try:
        language = load_language(language_code or "en")
    except UnknownLocaleError:
        language = load_language("en")
    return PAGE.format(
        lang=escape(language.code),
        direction=language.direction,
        policy=f"default-src 'none'; style-src {hash_of(STYLE)}; base-uri 'none'; form-action 'none'",
        style=STYLE,
        title=escape(language.gettext("This map is being looked after")),
        text=escape(language.gettext("It will be back soon.")),
    )


def caretaker_site(language_code: str | None, marks: Iterable[str]) -> dict[str, bytes]:
    """Every file of the site that is only this page, by its path; `marks` stand for what was withdrawn."""
    page = caretaker_page(language_code).encode()
    return {"index.html": page, "404.html": page, PURGE_LIST: build_purge_list(marks), WORKER: retiring_worker()}


def is_caretaker_site(files: Mapping[str, bytes]) -> bool:
    """Whether files are those of such a site and nothing else: no word in them is of the city."""
    try:
        marks = [str(mark) for mark in json.loads(files[PURGE_LIST])["withdrawn"]]
    except (ValueError, KeyError, TypeError):
        return False
    are_marks = all(re.fullmatch(r"[0-9a-f]{16}", mark) for mark in marks)
    return are_marks and any(dict(files) == caretaker_site(code, marks) for code in INTERFACE_LANGUAGES)
