"""The one page that takes the place of a whole site when nothing can be built and a story may not stay."""

from __future__ import annotations

from html import escape

from babel import UnknownLocaleError

from builder.languages import load_language

PAGE = """\
<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
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
