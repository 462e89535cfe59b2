"""What pages of stories share: the same HTML for all stories of a place, a theme, a workshop, a feeling.

Each is made once a language and depth of the address: from a page of a story to a page of another kind the way is the
same for all stories, `../../../` and then the address.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup

from builder.model.geo import Point
from builder.model.public import PublicStory, PublicVersion
from builder.site.pages.links import (
    areas_of,
    emotion_link,
    initiative_link,
    places_of,
    themes_of,
    workshop_link,
)
from builder.site.pages.locator import build_locator
from builder.site.pages.teasers import build_faces, face
from builder.site.pages.trail import Step, trail_links
from builder.site.pages.workbench import Workbench
from builder.site.templates import macro


def depth_of(uri: str) -> int:
    """How many folders down a page stands."""
    return uri.count("/")


def breadcrumbs(trail: Sequence[Step], workshop_id: str, uri: str, bench: Workbench) -> Markup:
    """The way from the map to the workshop."""
    key = ("breadcrumbs", depth_of(uri), workshop_id)
    return bench.once(key, lambda: macro("breadcrumbs", "breadcrumbs", bench.language)(trail_links(trail, uri, bench)))


def places_line(story: PublicStory, uri: str, bench: Workbench) -> Markup:
    """The places and neighbourhoods above the title."""

    def make() -> Markup:
        places, areas = places_of(story.place_ids, uri, bench), areas_of(story.area_ids, uri, bench)
        return macro("facts", "where", bench.language)(places, areas)

    return bench.once(("where", depth_of(uri), story.place_ids, story.area_ids), make)


def emotion_tag(story: PublicStory, uri: str, bench: Workbench) -> Markup:
    """The feeling with its face; empty without one."""
    emotion = bench.index.emotions.get(story.emotion_id or "")
    if emotion is None:
        return Markup()

    def make() -> Markup:
        link = emotion_link(emotion, uri, bench)
        return macro("facts", "felt", bench.language)(link, face(emotion.id, bench, "vk-face--large"))

    return bench.once(("emotion", depth_of(uri), emotion.id), make)


def theme_tags(story: PublicStory, uri: str, bench: Workbench) -> Markup:
    """The themes in a row; empty without one."""

    def make() -> Markup:
        themes = themes_of(story.theme_ids, uri, bench)
        return macro("facts", "ways", bench.language)(themes) if themes else Markup()

    return bench.once(("themes", depth_of(uri), story.theme_ids), make)


def area_tags(story: PublicStory, uri: str, bench: Workbench) -> Markup:
    """The neighbourhoods in a row."""

    def make() -> Markup:
        areas = areas_of(story.area_ids, uri, bench)
        return macro("facts", "ways", bench.language)(areas) if areas else Markup()

    return bench.once(("areas", depth_of(uri), story.area_ids), make)


def initiative_tag(story: PublicStory, uri: str, bench: Workbench) -> Markup:
    """The initiative; empty without one."""
    initiative = bench.index.initiatives.get(story.initiative_id or "")
    if initiative is None:
        return Markup()
    return bench.once(
        ("initiative", depth_of(uri), initiative.id),
        lambda: macro("facts", "way", bench.language)(initiative_link(initiative, uri, bench)),
    )


def workshop_tag(story: PublicStory, uri: str, bench: Workbench) -> Markup:
    """The workshop and its host; empty without one."""
    workshop = bench.index.workshops.get(story.workshop_id)
    if workshop is None:
        return Markup()
    return bench.once(
        ("workshop", depth_of(uri), workshop.id),
        lambda: macro("facts", "told_at", bench.language)(workshop_link(workshop, uri, bench), workshop.host),
    )


def locator_map(spots: Sequence[tuple[Point, int]], uri: str, emotion_id: str | None, bench: Workbench) -> Markup:
    """The cut of the drawn map; empty without drawing or points. Many stories share a spot: points are blurred."""
    shown = emotion_id if emotion_id in bench.index.emotions else None

    def make() -> Markup:
        cut = build_locator(spots, uri, bench, emotion_id=shown or "")
        return macro("locator", "cut_map", bench.language)(cut) if cut else Markup()

    return bench.once(("locator", depth_of(uri), tuple(spots), shown), make)


def faces_sprite(emotion_ids: Collection[str | None], bench: Workbench) -> Markup:
    """The faces that a page draws."""
    return bench.once(
        ("sprite", frozenset(emotion_ids)),
        lambda: macro("faces", "sprite", bench.language)(build_faces(emotion_ids, bench)),
    )


def origin_notice(story: PublicStory, version: PublicVersion, bench: Workbench) -> Markup:
    """How the shown version was made; empty for an original in the language of the page."""
    is_own = version.language == bench.code
    if is_own and version.is_original:
        return Markup()
    states = (version.is_original, version.is_machine_made, version.is_reviewed, version.is_outdated)

    def make() -> Markup:
        names = bench.language.language_name(version.language), bench.language.language_name(story.language)
        return macro("language-switch", "origin", bench.language)(version, is_own, *names)

    return bench.once(("origin", is_own, version.language, story.language, *states), make)
