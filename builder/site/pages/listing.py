"""Lists of stories, cut into pages, and the pages of the things that have such a list: a place, a theme, a workshop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from builder.site.fingerprints import digest_of, joined, plain
from builder.site.page import Page
from builder.site.pages.planned import Planned
from builder.site.pages.structured import Node, graph, trail_node
from builder.site.pages.teasers import Face, build_faces, build_teasers
from builder.site.pages.trail import Step, build_trail, trail_links
from builder.site.pages.workbench import Workbench
from builder.site.templates import render

PAGE_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The way to another page of the same list."""

    href: str
    number: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list of stories."""

    uri: str
    number: int
    """From 1."""
    is_empty: bool
    """Whether the whole list has no story."""
    count: str
    """How many stories the whole list has, in words; empty when it may not be told."""
    story_numbers: tuple[int, ...]
    """The stories on this page of the list; `teasers` has them in the same order."""
    teasers: tuple[Markup, ...]
    faces: tuple[Face, ...]
    turns: tuple[Turn, ...]
    """Empty when there is one page only."""

    @property
    def is_first(self) -> bool:
        """Whether it is the page that also says what the list is about."""
        return self.number == 1


def page_uri(base_uri: str, number: int) -> str:
    """The address of a page of a list: the list itself for the first."""
    return base_uri if number == 1 else f"{base_uri}{number}/"


def described(title: str, count: str) -> str:
    """The sentence of a page for search engines: what it is about, and how many stories where that may be told."""
    return f"{title}: {count}" if count else title


def build_listing(numbers: Sequence[int], number: int, base_uri: str, bench: Workbench, count: str) -> Listing:
    """One page of a list; `count` is what may be told of its length."""
    last = pages_of(numbers)
    uri = page_uri(base_uri, number)
    shown = shown_on(numbers, number)
    turns = tuple(
        Turn(href=bench.href(uri, page_uri(base_uri, other)), number=other, is_current=other == number)
        for other in range(1, last + 1)
    )
    return Listing(
        uri=uri,
        number=number,
        is_empty=not numbers,
        count=count,
        story_numbers=tuple(shown),
        teasers=build_teasers(shown, uri, bench),
        faces=build_faces((bench.edition.stories[each].emotion_id for each in shown), bench),
        turns=turns if last > 1 else (),
    )


def pages_of(numbers: Sequence[int]) -> int:
    """How many pages a list has, one at least."""
    return max(1, -(-len(numbers) // PAGE_LENGTH))


def shown_on(numbers: Sequence[int], number: int) -> Sequence[int]:
    """The stories on one page of a list."""
    return numbers[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page with a list of stories is about."""

    template: str
    """Name of the part, and kind of the page."""
    title: str
    description: str
    address: Callable[[str], str]
    """Interface language → address of its first page."""
    steps: tuple[Step, ...]
    """Breadcrumbs between the map and the page."""
    story_numbers: Sequence[int]
    count: str
    """How many they are, in words; empty for none and where it may not be told."""
    facts: object
    """What `view` says that can change while the city around it stays as it is: numbers, a workshop."""
    view: Callable[[Listing], object]
    """Page of the list → what the template places beside it, as `subject`."""
    node: Callable[[str], Node] | None = None
    """Address of the page → what it tells search engines."""


def subject_pages(subject: Subject, bench: Workbench) -> Iterator[Planned]:
    """The page of a subject, and further pages when its list is long."""
    last = pages_of(subject.story_numbers)
    address = subject.address(bench.code)
    facts = digest_of(
        *(subject.template, address, subject.title, subject.description, subject.steps, subject.count, last),
        plain(subject.facts),
    )
    for number in range(1, last + 1):
        shown = shown_on(subject.story_numbers, number)
        yield Planned(
            uri=page_uri(address, number),
            kind="lists",
            made_from=joined(
                bench.prints.around, facts, number.to_bytes(4), *map(bench.prints.teasers.__getitem__, shown)
            ),
            alternates=alternates_of(subject, number, bench),
            is_in_sitemap=True,
            make=partial(subject_page, subject, number, bench),
        )


def subject_page(subject: Subject, number: int, bench: Workbench) -> Page:
    """One page of the list of a subject."""
    trail = build_trail(subject.steps, bench)
    listing = build_listing(subject.story_numbers, number, subject.address(bench.code), bench, subject.count)
    uri = listing.uri
    values: Mapping[str, object] = {
        "listing": listing,
        "subject": subject.view(listing),
        "trail": trail_links(trail, uri, bench),
    }
    nodes = [subject.node(uri)] if subject.node and listing.is_first else []
    return Page(
        uri=uri,
        title=subject.title if listing.is_first else f"{subject.title} ({bench.language.number(listing.number)})",
        description=subject.description,
        content_html=render(subject.template, bench.language, **values),
        kind=subject.template,
        language=bench.code,
        alternates=alternates_of(subject, listing.number, bench),
        json_ld=graph(*nodes, trail_node([*trail, (uri, subject.title)], bench)),
    )


def alternates_of(subject: Subject, number: int, bench: Workbench) -> dict[str, str]:
    """The same page of the list in each interface language."""
    return bench.alternates(lambda code: page_uri(subject.address(code), number))
