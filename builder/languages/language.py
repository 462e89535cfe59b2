"""One interface language: its catalogue, its direction, its dates and its names of languages."""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_locale_identifier, parse_locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from builder.model.scalars import PartialDate

CATALOGUES = Path(__file__).parent / "catalogues"
INTERFACE_LANGUAGES = ("nl", "fr", "en", "ar")
"""Languages with a catalogue; English is the language of the source texts."""
DOMAINS = ("site", "errors", "digest", "mail")
PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The words and customs of one interface language."""

    code: str
    direction: str
    """`ltr` or `rtl`."""
    locale: Locale = field(repr=False)
    translations: gettext.NullTranslations = field(repr=False)

    def gettext(self, text: str) -> str:
        """The text in this language; the English text itself when there is no translation."""
        return self.translations.gettext(text) if text else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form for this count, not yet filled in: `%(num)s` stays."""
        return self.translations.ngettext(singular, plural, count)

    def plural_forms(self, singular: str, plural: str) -> dict[str, str]:
        """CLDR plural category → text with `%(num)s`, for `Intl.PluralRules` in the browser."""
        rule = self.locale.plural_form
        samples = [*range(0, 201), 1_000_000]
        forms: dict[str, str] = {}
        for count in samples:
            forms.setdefault(str(rule(count)), self.ngettext(singular, plural, count))
        forms.setdefault("other", self.ngettext(singular, plural, 100))
        return {category: forms[category] for category in PLURAL_CATEGORIES if category in forms}

    def date(self, day: PartialDate | None) -> str:
        """The date in words: a day, a month or a year; empty for none. CLDR does not know that French says `1er`."""
        if day is None:
            return ""
        return date_in_words(day, self.code)

    def number(self, value: int | float) -> str:
        """The number with the separators of this language."""
        return str(format_decimal(value, locale=self.locale))

    def language_name(self, code: str) -> str:
        """The name of a language in this language, or its code when there is none."""
        parsed = parse_locale(code, sep="-")
        key = get_locale_identifier(parsed[:1])
        return str(self.locale.languages.get(key, code))

    def own_name(self, code: str) -> str:
        """The name of a language in that language, such as `العربية` for `ar`; its code when Babel does not know it."""
        try:
            return load_language(code).language_name(code)
        except UnknownLocaleError:
            return code


def direction_of(code: str) -> str:
    """`rtl` or `ltr` for any language code; `ltr` when it is not known."""
    try:
        return str(Locale.parse(code, sep="-").text_direction)
    except (ValueError, LookupError, UnknownLocaleError):
        return "ltr"


def read_catalogue(path: Path, code: str) -> gettext.GNUTranslations:
    """The catalogue of a .po file, compiled in memory."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def date_in_words(day: PartialDate, code: str) -> str:
    """The date in a language; the same few thousand days stand on many pages."""
    locale = load_language(code).locale
    if day.month is None:
        return str(day.year)
    if day.day is None:
        return str(format_skeleton("yMMMM", day.first_day, locale=locale))
    words = str(format_date(day.first_day, format="long", locale=locale))
    return words.replace("1 ", "1er ", 1) if day.day == 1 and locale.language == "fr" else words


@cache
def load_language(code: str, domain: str = "site") -> Language:
    """The language with all its catalogues, that of the domain first: a word may mean one thing on the site and another
    in a digest. A language without catalogue speaks English and keeps its own dates.

    Raises: babel.UnknownLocaleError for a code that no one knows.
    """
    translations: gettext.NullTranslations = gettext.NullTranslations()
    for name in sorted(DOMAINS, key=lambda each: each == domain):
        path = CATALOGUES / code / f"{name}.po"
        if path.exists():
            catalogue = read_catalogue(path, code)
            catalogue.add_fallback(translations)
            translations = catalogue
    locale = Locale.parse(code, sep="-")
    return Language(code=code, direction=str(locale.text_direction), locale=locale, translations=translations)
