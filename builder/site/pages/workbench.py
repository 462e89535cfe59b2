"""What all pages of one interface language are made with."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from builder.atlas.group_counts import count_of_group, count_of_stories
from builder.languages import Language
from builder.languages.language import direction_of
from builder.model.public import Edition, Localised
from builder.model.public_groups import Grouping
from builder.site.addresses import SiteMap, relative
from builder.site.fingerprints import Fingerprints
from builder.site.pages.edition_index import EditionIndex
from builder.site.pages.related import Related

if TYPE_CHECKING:
    from builder.site.pages.teasers import Teaser


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text and the language that it is in."""

    text: str
    attributes: Markup
    """` lang="nl" dir="ltr"` when it is not the language of the page, else empty."""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to another page: an address relative to this one, and what it is called."""

    href: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """An edition, its addresses, one language and the drawings."""

    edition: Edition
    site_map: SiteMap
    language: Language
    index: EditionIndex
    related: tuple[Related, ...]
    prints: Fingerprints
    story_sources: tuple[bytes, ...]
    """What the page of each story is made of, by number; see `pages.planned`."""
    basemap_uri: str
    """The drawn map from the root of the site; empty when the city has no drawing."""
    place_drawings: Mapping[str, str]
    """Kind of place → its drawing, an SVG document of the theme."""
    teasers: dict[int, Teaser] = field(default_factory=dict, compare=False, repr=False)
    """Number of a story → its teaser, as far as they were made; see `pages.teasers`."""

    fragments: dict[tuple[object, ...], Markup] = field(default_factory=dict, compare=False, repr=False)
    """HTML that many pages share, as far as it was made; see `once`."""

    @property
    def code(self) -> str:
        """The code of the interface language."""
        return self.language.code

    def own_words(self, text: str) -> Words:
        """A text that is in the language of the page."""
        return Words(text=text, attributes=Markup())

    def words_in(self, text: str, language: str) -> Words:
        """A text in any language."""
        return Words(text=text, attributes=self.language_attributes(language))

    def words(self, texts: Localised) -> Words:
        """The text in the language of the page, else in the city's own; may be empty."""
        if texts.get(self.code):
            return self.own_words(texts[self.code])
        own = self.edition.city.language
        return self.words_in(texts.get(own, ""), own)

    def name(self, name: str, names: Localised) -> Words:
        """The name in the language of the page, or as it is at home."""
        if self.code in names:
            return self.own_words(names[self.code])
        return self.words_in(name, self.edition.city.language)

    def language_attributes(self, language: str) -> Markup:
        """The attributes of a text in another language than the page's; empty for its own."""
        return Markup() if language == self.code else language_attributes(language)

    def href(self, from_uri: str, to_uri: str) -> str:
        """The way from one page to another."""
        return relative(from_uri, to_uri)

    def once(self, key: tuple[object, ...], make: Callable[[], Markup]) -> Markup:
        """What `make` gives, made at the first call with this key: it has all that the HTML depends on."""
        found = self.fragments.get(key)
        if found is None:
            found = self.fragments[key] = make()
        return found

    def alternates(self, address: Callable[[str], str]) -> dict[str, str]:
        """The address of a page in each interface language."""
        return {code: address(code) for code in self.edition.city.languages}

    def count_of_stories(self, count: int) -> str:
        """Such as `57 stories`."""
        return count_of_stories(self.language, count)

    def count_of_group(self, grouping: Grouping, word: str) -> str:
        """How many stories a theme, an area and so on has, in words; as far as the airlock lets it be told.

        Empty for no story at all, and for a number that would give away a small one.
        """
        return count_of_group(self.edition, self.language, grouping, word)

    def heading_count(self, grouping: Grouping, word: str) -> str:
        """The same above the list of those stories: nothing for few, since they stand below it."""
        is_told = word in self.edition.groups.by(grouping).told
        return self.count_of_group(grouping, word) if is_told else ""

    def option_href(self, from_uri: str, grouping: Grouping, word: str) -> str:
        """The way to the map with the stories of a theme, an area and so on; small ones are shown with the other small
        ones, or among all stories.
        """
        home = self.href(from_uri, self.site_map.home(self.code))
        option = self.edition.groups.by(grouping).option_of(word)
        return f"{home}?{grouping.value}={option}" if option else home


@cache
def language_attributes(language: str) -> Markup:
    """`lang` and `dir` of a language, with a space before each."""
    return Markup(f' lang="{escape(language)}" dir="{direction_of(language)}"')


def sort_key(text: str) -> str:
    """For an order by letters: capitals and accents do not count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
