"""The last resort: one page in the place of the whole site, when nothing can be built and a story may not stay."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from babel import UnknownLocaleError

from builder.languages import load_language
from builder.site.purge_list import PURGE_LIST, build_purge_list
from builder.site.staging import StagedFolder, check_site, one_at_a_time, write_new

PAGE = """\
<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""


def put_caretaker(site: Path, language_code: str | None, marks: Iterable[str]) -> None:
    """Replaces the site by one page that says that the map comes back, and the list of what was withdrawn."""
    page = caretaker_page(language_code).encode()
    contents = {"index.html": page, "404.html": page, PURGE_LIST: build_purge_list(marks)}
    staged = StagedFolder(target=site)
    with one_at_a_time(site.parent):
        staged.begin()
        for uri, content in contents.items():
            write_new(staged.folder, uri, content)
        check_site(staged, {uri: len(content) for uri, content in contents.items()})
        staged.exchange()


def caretaker_page(language_code: str | None) -> str:
    """The page, in the language of the city as far as it is known."""
    try:
        language = load_language(language_code or "en")
    except UnknownLocaleError:
        language = load_language("en")
    return PAGE.format(
        lang=escape(language.code),
        direction=language.direction,
        title=escape(language.gettext("This map is being looked after")),
        text=escape(language.gettext("It will be back soon.")),
    )
