"""The page of one story in one interface language: words of the story, and fragments that it shares with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from builder.model.public import PublicStory, PublicVersion
from builder.site.page import Page
from builder.site.pages.links import source_links
from builder.site.pages.planned import Planned
from builder.site.pages.story_fragments import (
    area_tags,
    breadcrumbs,
    emotion_tag,
    faces_sprite,
    initiative_tag,
    locator_map,
    origin_notice,
    places_line,
    theme_tags,
    workshop_tag,
)
from builder.site.pages.story_media import picture_view, sound_view, version_links
from builder.site.pages.structured import graph, story_node, trail_node
from builder.site.pages.teasers import build_teasers
from builder.site.pages.trail import Step, build_trail
from builder.site.pages.vocabulary import ANSWER_STATUSES
from builder.site.pages.workbench import Workbench
from builder.site.stencils import stamp
from builder.site.templates import macro


def story_pages(bench: Workbench) -> Iterator[Planned]:
    """The pages of all stories; in the city's own language also the versions whose language has no interface."""
    languages = bench.edition.city.languages
    for story in bench.edition.stories:
        yield plan_story(story, story.version_in(bench.code), bench.site_map.story(story.id, bench.code), bench)
        for version in story.versions:
            if bench.code == bench.edition.city.language and version.language not in languages:
                yield plan_story(story, version, bench.site_map.story_version(story.id, version.language), bench)


def plan_story(story: PublicStory, version: PublicVersion, uri: str, bench: Workbench) -> Planned:
    """The page before it is made."""
    is_in_menu = uri == bench.site_map.story(story.id, bench.code)
    return Planned(
        uri=uri,
        kind="stories",
        made_from=bench.story_sources[story.number],
        alternates=bench.alternates(lambda code: bench.site_map.story(story.id, code)) if is_in_menu else {},
        is_in_sitemap=bench.site_map.story_version(story.id, version.language) == uri,
        make=partial(story_page, story, version, uri, bench),
    )


def story_page(story: PublicStory, version: PublicVersion, uri: str, bench: Workbench) -> Page:
    """The page that shows this version between the words of the page's language."""
    site_map = bench.site_map
    home_of_version = site_map.story_version(story.id, version.language)
    is_in_menu = uri == site_map.story(story.id, bench.code)
    trail = story_trail(story, bench)
    words = build_words(story, version, uri, trail, bench)
    return Page(
        uri=uri,
        title=version.title,
        description=version.summary,
        content_html=stamp("story", bench.language, words),
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


def build_words(
    story: PublicStory, version: PublicVersion, uri: str, trail: Sequence[Step], bench: Workbench
) -> dict[str, str]:
    """What the page says, ready to be stamped: words, and HTML of other parts."""
    spots = [(spot.point, spot.precision_m) for spot in story.spots if spot.point]
    attributes = bench.language_attributes(version.language)
    return {
        "title": version.title,
        "attributes": attributes,
        "text": Markup(version.html),  # sanitised by the airlock
        "when": bench.language.date(story.date),
        "teller": story.teller,
        "teller_attributes": bench.language_attributes(story.language),
        "is_example": "yes" if story.is_example else "",
        "address": bench.site_map.absolute(uri),
        "map_href": f"{bench.href(uri, bench.site_map.home(bench.code))}?story={story.id}",
        "locator": locator_map(spots, uri, story.emotion_id, bench),
        **build_facts(story, trail, uri, bench),
        **build_around(story, uri, bench),
        **build_media(story, version, attributes, uri, bench),
        "origin": origin_notice(story, version, bench),
        "answers": answer_marks(story, uri, bench),
    }


def build_facts(story: PublicStory, trail: Sequence[Step], uri: str, bench: Workbench) -> dict[str, str]:
    """The facts of a story, as ways to their pages."""
    index = bench.index
    workshop = index.workshops.get(story.workshop_id)
    has_places = any(place_id in index.places for place_id in story.place_ids)
    sources = source_links(story.sources)
    return {
        "breadcrumbs": breadcrumbs(trail, story.workshop_id, uri, bench),
        "where": places_line(story, uri, bench),
        "emotion": emotion_tag(story, uri, bench),
        "themes": theme_tags(story, uri, bench),
        "initiative": initiative_tag(story, uri, bench),
        "areas": area_tags(story, uri, bench) if has_places else "",
        "workshop": workshop_tag(story, uri, bench),
        "is_collected": "yes" if workshop is not None and workshop.kind.value == "collection" else "",
        "sources": macro("facts", "sources", bench.language)(sources) if sources else "",
    }


def build_around(story: PublicStory, uri: str, bench: Workbench) -> dict[str, str]:
    """The other stories that the page points at: below it, and before and after it in the workshop."""
    found = bench.related[story.number]
    before, after = beside_of(story, bench)
    groups = {"place": found.same_place, "near": found.nearby, "feeling": found.same_feeling}
    below = dict.fromkeys((f"{name}_{rank}" for name in groups for rank in (1, 2, 3)), "")
    for name, numbers in groups.items():
        teasers = build_teasers(numbers, uri, bench, is_short=True)
        below |= {f"{name}_{rank}": html for rank, html in enumerate(teasers, 1)}
    beside = beside_words("before", before, uri, bench) | beside_words("after", after, uri, bench)
    stories = bench.edition.stories
    numbers = (story.number, *found.same_place, *found.nearby, *found.same_feeling, *(before or ()), *(after or ()))
    return {
        "sprite": faces_sprite({stories[number].emotion_id for number in numbers}, bench),
        "related": stamp("related", bench.language, below) if any(groups.values()) else "",
        "beside": stamp("beside", bench.language, beside) if before or after else "",
    }


def beside_of(story: PublicStory, bench: Workbench) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The number of the story before it and of the one after it in its workshop; each may be missing."""
    row, rank = bench.index.rank_in_workshop.get(story.number, ((), 0))
    return row[max(0, rank - 1) : rank], row[rank + 1 : rank + 2]


def beside_words(name: str, numbers: tuple[int, ...], uri: str, bench: Workbench) -> dict[str, str]:
    """The way to the story before or after one."""
    words = dict.fromkeys((f"{name}_href", f"{name}_title", f"{name}_attributes"), "")
    for number in numbers:
        story = bench.edition.stories[number]
        version = story.version_in(bench.code)
        words[f"{name}_href"] = bench.href(uri, bench.site_map.story(story.id, bench.code))
        words[f"{name}_title"] = version.title
        words[f"{name}_attributes"] = bench.language_attributes(version.language)
    return words


def build_media(
    story: PublicStory, version: PublicVersion, attributes: Markup, uri: str, bench: Workbench
) -> dict[str, str]:
    """Picture, sound and versions."""
    picture, sound = picture_view(story, version, uri, bench), sound_view(story, uri, bench)
    versions = version_links(story, version, uri, bench)
    language = bench.language
    return {
        "player": macro("sound-player", "player", language)(sound, version.title) if sound else "",
        "picture": macro("story-picture", "picture", language)(picture, attributes) if picture else "",
        "language_switch": macro("language-switch", "language_switch", language)(versions) if versions else "",
    }


def answer_marks(story: PublicStory, uri: str, bench: Workbench) -> Markup:
    """The answers to this story that its teller lets it point at, the newest first."""
    replies = bench.index.replies_of_story.get(story.id, ())
    answers = [
        {
            "href": bench.href(uri, bench.site_map.answers(bench.code)) + f"#{reply.anchor}",
            "status": bench.language.gettext(ANSWER_STATUSES[reply.status]),
            "service": bench.words(reply.service),
            "when": bench.language.date(reply.answered_on),
        }
        for reply in replies
    ]
    return macro("answer-marks", "answer_marks", bench.language)(answers) if answers else Markup()
