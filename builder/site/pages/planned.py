"""Pages that may be made: where they stand and what they would be made of. Only those that are wanted are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.model.public import Edition, PublicStory, PublicWorkshop
from builder.model.public_groups import Grouping
from builder.site.fingerprints import Fingerprints, digest_of, joined, plain
from builder.site.page import Page
from builder.site.pages.edition_index import EditionIndex
from builder.site.pages.related import Related


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A page before it is made."""

    uri: str
    kind: str
    """What it is counted under: `stories`, `lists` or `others`."""
    made_from: bytes | None
    """The fingerprint of what it shows, for pages of one language and shell; None to make it in any case."""
    alternates: dict[str, str]
    is_in_sitemap: bool
    make: Callable[[], Page]

    @classmethod
    def of(cls, page: Page) -> Planned:
        """A page that is made already, for it is one of few."""
        return cls(
            uri=page.uri,
            kind="others",
            made_from=None,
            alternates=page.alternates,
            is_in_sitemap=page.is_listed and not page.canonical_uri,
            make=lambda: page,
        )


def story_sources(
    edition: Edition, index: EditionIndex, related: tuple[Related, ...], prints: Fingerprints
) -> tuple[bytes, ...]:
    """What the page of each story is made of, in any language: the story, its workshop, answers and neighbours."""
    workshops = {workshop.id: workshop_facts(workshop) for workshop in edition.workshops}
    replies = {story_id: digest_of(plain(each)) for story_id, each in index.replies_of_story.items()}
    options = {emotion.id: option(edition, emotion.id) for emotion in edition.emotions}

    def parts(story: PublicStory) -> Iterator[bytes]:
        found = related[story.number]
        row, rank = index.rank_in_workshop.get(story.number, ((), 0))
        yield prints.stories[story.number]
        yield workshops.get(story.workshop_id, b"")
        yield options.get(story.emotion_id or "", b"")
        yield replies.get(story.id, b"")
        for numbers in (
            found.same_place,
            found.nearby,
            found.same_feeling,
            row[max(0, rank - 1) : rank],
            row[rank + 1 : rank + 2],
        ):
            yield bytes((len(numbers),))
            yield from (prints.teasers[number] for number in numbers)

    return tuple(joined(prints.around, *parts(story)) for story in edition.stories)


def workshop_facts(workshop: PublicWorkshop) -> bytes:
    """What pages of its stories say of a workshop."""
    return digest_of(workshop.id, workshop.title, workshop.host, plain(workshop.kind))


def option(edition: Edition, emotion_id: str) -> bytes:
    """Under which choice of the map a feeling is found."""
    return digest_of(edition.groups.by(Grouping.EMOTION).option_of(emotion_id))
