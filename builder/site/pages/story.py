"""The page of one story in one interface language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.public import PublicStory, PublicVersion
from builder.site.page import Page
from builder.site.pages.links import (
    SourceLink,
    areas_of,
    emotion_link,
    initiative_link,
    places_of,
    source_links,
    themes_of,
    workshop_link,
)
from builder.site.pages.locator import Locator, build_locator
from builder.site.pages.story_media import PictureView, SoundView, VersionLink, picture_view, sound_view, version_links
from builder.site.pages.structured import graph, story_node, trail_node
from builder.site.pages.teasers import Face, Teaser, build_faces, build_teaser, build_teasers, where_of
from builder.site.pages.trail import Step, build_trail, trail_links
from builder.site.pages.vocabulary import ANSWER_STATUSES
from builder.site.pages.workbench import Link, Words, Workbench
from builder.site.templates import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Where, when, about what and by whom."""

    where: str
    when: str
    teller: Words
    emotion_id: str
    emotion: Link | None
    places: tuple[Link, ...]
    areas: tuple[Link, ...]
    themes: tuple[Link, ...]
    initiative: Link | None
    workshop: Link | None
    is_collected: bool
    """Gathered from sources, and not told at a table."""
    host: str
    sources: tuple[SourceLink, ...]
    is_example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Other stories: below this one, and before and after it in the workshop."""

    same_place: tuple[Teaser, ...]
    nearby: tuple[Teaser, ...]
    same_feeling: tuple[Teaser, ...]
    previous: Teaser | None
    next: Teaser | None

    @property
    def emotion_ids(self) -> set[str]:
        """The feelings of all of them."""
        beside = [teaser for teaser in (self.previous, self.next) if teaser]
        return {teaser.emotion_id for teaser in (*self.same_place, *self.nearby, *self.same_feeling, *beside)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMark:
    """That a service answered in public, and the way to its answer."""

    href: str
    status: str
    service: Words
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """Everything that the template places."""

    title: Words
    html: Markup
    """Sanitised by the airlock."""
    version: PublicVersion
    is_in_page_language: bool
    version_language_name: str
    original_language_name: str
    versions: tuple[VersionLink, ...]
    facts: Facts
    around: Around
    faces: tuple[Face, ...]
    locator: Locator | None
    map_href: str
    picture: PictureView | None
    sound: SoundView | None
    answers: tuple[AnswerMark, ...]
    trail: tuple[Link, ...]
    address: str
    """The whole web address, to share and to print."""


def story_pages(bench: Workbench) -> Iterator[Page]:
    """The pages of all stories; in the city's own language also the versions whose language has no interface."""
    languages = bench.edition.city.languages
    for story in bench.edition.stories:
        yield story_page(story, story.version_in(bench.code), bench.site_map.story(story.id, bench.code), bench)
        for version in story.versions:
            if bench.code == bench.edition.city.language and version.language not in languages:
                yield story_page(story, version, bench.site_map.story_version(story.id, version.language), bench)


def story_page(story: PublicStory, version: PublicVersion, uri: str, bench: Workbench) -> Page:
    """The page that shows this version between the words of the page's language."""
    site_map = bench.site_map
    home_of_version = site_map.story_version(story.id, version.language)
    is_in_menu = uri == site_map.story(story.id, bench.code)
    trail = story_trail(story, bench)
    view = build_story_view(story, version, uri, trail, bench)
    return Page(
        uri=uri,
        title=version.title,
        description=version.summary,
        content_html=render("story", bench.language, story=view),
        kind="story",
        language=bench.code,
        alternates=bench.alternates(lambda code: site_map.story(story.id, code)) if is_in_menu else {},
        canonical_uri="" if home_of_version == uri else home_of_version,
        og_image=f"media/{story.picture.renditions[-1].name}" if story.picture else "",
        og_type="article",
        json_ld=graph(story_node(story, version, uri, bench), trail_node([*trail, (uri, version.title)], bench)),
    )


def story_trail(story: PublicStory, bench: Workbench) -> tuple[Step, ...]:
    """Map, stories, workshop."""
    steps = [(bench.site_map.stories(bench.code), bench.language.gettext("Stories"))]
    workshop = bench.index.workshops.get(story.workshop_id)
    if workshop:
        steps.append((bench.site_map.workshop(workshop.id, bench.code), workshop.title))
    return build_trail(steps, bench)


def build_story_view(
    story: PublicStory, version: PublicVersion, uri: str, trail: Iterable[Step], bench: Workbench
) -> StoryView:
    """What the page says, ready to be placed."""
    facts, around = build_facts(story, uri, bench), build_around(story, uri, bench)
    spots = [(spot.point, spot.precision_m) for spot in story.spots if spot.point]
    return StoryView(
        title=bench.words_in(version.title, version.language),
        html=Markup(version.html),  # sanitised by the airlock
        version=version,
        is_in_page_language=version.language == bench.code,
        version_language_name=bench.language.language_name(version.language),
        original_language_name=bench.language.language_name(story.language),
        versions=version_links(story, version, uri, bench),
        facts=facts,
        around=around,
        faces=build_faces(around.emotion_ids | {facts.emotion_id}, bench),
        locator=build_locator(spots, uri, bench, emotion_id=facts.emotion_id),
        map_href=f"{bench.href(uri, bench.site_map.home(bench.code))}?story={story.id}",
        picture=picture_view(story, version, uri, bench),
        sound=sound_view(story, uri, bench),
        answers=answer_marks(story, uri, bench),
        trail=trail_links(trail, uri, bench),
        address=bench.site_map.absolute(uri),
    )


def answer_marks(story: PublicStory, uri: str, bench: Workbench) -> tuple[AnswerMark, ...]:
    """The answers to this story that its teller lets it point at, the newest first."""
    return tuple(
        AnswerMark(
            href=bench.href(uri, bench.site_map.answers(bench.code)) + f"#{reply.anchor}",
            status=bench.language.gettext(ANSWER_STATUSES[reply.status]),
            service=bench.words(reply.service),
            when=bench.language.date(reply.answered_on),
        )
        for reply in bench.index.replies_of_story.get(story.id, ())
    )


def build_facts(story: PublicStory, uri: str, bench: Workbench) -> Facts:
    """The facts of a story, as ways to their pages."""
    index = bench.index
    emotion = index.emotions.get(story.emotion_id or "")
    initiative = index.initiatives.get(story.initiative_id or "")
    workshop = index.workshops.get(story.workshop_id)
    return Facts(
        where=where_of(story, bench),
        when=bench.language.date(story.date),
        teller=bench.words_in(story.teller, story.language),
        emotion_id=emotion.id if emotion else "",
        emotion=emotion_link(emotion, uri, bench) if emotion else None,
        places=places_of(story.place_ids, uri, bench),
        areas=areas_of(story.area_ids, uri, bench),
        themes=themes_of(story.theme_ids, uri, bench),
        initiative=initiative_link(initiative, uri, bench) if initiative else None,
        workshop=workshop_link(workshop, uri, bench) if workshop else None,
        is_collected=workshop is not None and workshop.kind.value == "collection",
        host=workshop.host if workshop else "",
        sources=source_links(story.sources),
        is_example=story.is_example,
    )


def build_around(story: PublicStory, uri: str, bench: Workbench) -> Around:
    """The other stories that the page points at."""
    related = bench.related[story.number]
    workshop = bench.index.workshops.get(story.workshop_id)
    row = workshop.story_numbers if workshop else (story.number,)
    rank = row.index(story.number)
    stories = bench.edition.stories
    return Around(
        same_place=build_teasers(related.same_place, uri, bench),
        nearby=build_teasers(related.nearby, uri, bench),
        same_feeling=build_teasers(related.same_feeling, uri, bench),
        previous=build_teaser(stories[row[rank - 1]], uri, bench) if rank > 0 else None,
        next=build_teaser(stories[row[rank + 1]], uri, bench) if rank + 1 < len(row) else None,
    )
