"""The addresses of the site: which page stands where, and how one page points at another."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.public import PublicCity

EMBED = "embed/"
"""Pages that are meant to be shown inside the page of somebody else stand here, and nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMap:
    """Addresses from the root of the site, always with `/`; pages end in `/`, home is empty.

    The city's own language stands at the root, the others below their code.
    """

    city: PublicCity

    def prefix(self, language: str) -> str:
        """Empty for the city's own language, else the code and a slash."""
        return "" if language == self.city.language else f"{language}/"

    def home(self, language: str) -> str:
        """The map."""
        return self.prefix(language)

    def embed(self, language: str) -> str:
        """The map for the frames of other sites; all of these stand in one folder, so that a host knows them."""
        return f"{EMBED}{self.prefix(language)}"

    def stories(self, language: str, page: int = 1) -> str:
        """The plain list of all stories; `page` counts from 1."""
        base = f"{self.prefix(language)}{self.city.addresses.stories}/"
        return base if page == 1 else f"{base}{page}/"

    def story(self, story_id: str, language: str) -> str:
        """One story, `<workshop>/<slug>`."""
        return f"{self.prefix(language)}{self.city.addresses.stories}/{story_id}/"

    def story_version(self, story_id: str, version_language: str) -> str:
        """A version whose language has no interface: below the story in the city's own language."""
        if version_language in self.city.languages:
            return self.story(story_id, version_language)
        return f"{self.story(story_id, self.city.language)}{version_language}/"

    def place(self, place_id: str, language: str) -> str:
        """One place."""
        return f"{self.places(language)}{place_id}/"

    def places(self, language: str) -> str:
        """The list of places."""
        return f"{self.prefix(language)}{self.city.addresses.places}/"

    def initiative(self, initiative_id: str, language: str) -> str:
        """One initiative."""
        return f"{self.initiatives(language)}{initiative_id}/"

    def initiatives(self, language: str) -> str:
        """The list of initiatives."""
        return f"{self.prefix(language)}{self.city.addresses.initiatives}/"

    def theme(self, theme_id: str, language: str) -> str:
        """One theme."""
        return f"{self.themes(language)}{theme_id}/"

    def themes(self, language: str) -> str:
        """The list of themes."""
        return f"{self.prefix(language)}{self.city.addresses.themes}/"

    def area(self, area_id: str, language: str) -> str:
        """One area."""
        return f"{self.areas(language)}{area_id}/"

    def areas(self, language: str) -> str:
        """The list of areas."""
        return f"{self.prefix(language)}{self.city.addresses.areas}/"

    def workshop(self, workshop_id: str, language: str) -> str:
        """One workshop."""
        return f"{self.workshops(language)}{workshop_id}/"

    def workshops(self, language: str) -> str:
        """The list of workshops."""
        return f"{self.prefix(language)}{self.city.addresses.workshops}/"

    def figures(self, language: str) -> str:
        """The page in figures."""
        return f"{self.prefix(language)}{self.city.addresses.figures}/"

    def answers(self, language: str) -> str:
        """What happened with it."""
        return f"{self.prefix(language)}{self.city.addresses.answers}/"

    def answers_feed(self, language: str) -> str:
        """The Atom feed of the answers."""
        return f"{self.answers(language)}feed.xml"

    def answer(self, anchor: str, language: str) -> str:
        """One answer on its page."""
        return f"{self.answers(language)}#{anchor}"

    def trusted(self, name: str, language: str) -> str:
        """A page of `site_config/pages/`, by the name of its file without ending."""
        return f"{self.prefix(language)}{name}/"

    def offline(self, language: str) -> str:
        """What is shown without a connection in place of a page that was not kept."""
        return f"{self.prefix(language)}offline/"

    def manifest(self, language: str) -> str:
        """What a phone asks before it puts the site on the home screen."""
        return f"{self.prefix(language)}manifest.json"

    def absolute(self, uri: str) -> str:
        """The whole web address of an address from the root."""
        return f"{self.city.site_url}{uri}"


def root_of(uri: str) -> str:
    """The relative path from a page back to the root: `./` for home, `../` for `over/`.

    A page that does not end in `/` (404.html, served from anywhere) is the caller's business.
    """
    return "../" * uri.count("/") or "./"


def relative(from_uri: str, to_uri: str) -> str:
    """The path from one page to another, both from the root; never empty."""
    if not to_uri:
        return root_of(from_uri)
    here, there = from_uri.split("/"), to_uri.split("/")
    steps = len(here) - 1
    shared = 0
    while shared < steps and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "../" * (steps - shared) + "/".join(there[shared:]) or "./"
