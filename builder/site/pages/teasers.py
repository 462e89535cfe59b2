"""A story in a few words, as it stands in lists: face, title, place, and whether there is something to see or hear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.public import PublicEmotion, PublicStory
from builder.site.pages.workbench import Words, Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumb:
    """A small picture; its story says what is on it, so it has no text of its own."""

    src: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """One story in a list."""

    href: str
    title: Words
    summary: Words
    where: str
    when: str
    emotion_id: str
    emotion: str
    has_sound: bool
    thumb: Thumb | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A drawn face with an id, to be drawn many times on one page."""

    id: str
    svg: Markup


def where_of(story: PublicStory, bench: Workbench) -> str:
    """Its places, else its neighbourhoods; empty when it has neither."""
    index, code = bench.index, bench.code
    places = [index.places[place_id] for place_id in dict.fromkeys(story.place_ids) if place_id in index.places]
    if places:
        return " · ".join(place.names.get(code, place.name) for place in places)
    areas = [index.areas[area_id] for area_id in story.area_ids if area_id in index.areas]
    return " · ".join(area.names.get(code, area.name) for area in areas)


def build_teaser(story: PublicStory, from_uri: str, bench: Workbench) -> Teaser:
    """A story as a page at `from_uri` points at it."""
    version = story.version_in(bench.code)
    emotion = bench.index.emotions.get(story.emotion_id or "")
    return Teaser(
        href=bench.href(from_uri, bench.site_map.story(story.id, bench.code)),
        title=bench.words_in(version.title, version.language),
        summary=bench.words_in(version.summary, version.language),
        where=where_of(story, bench),
        when=bench.language.date(story.date),
        emotion_id=emotion.id if emotion else "",
        emotion=bench.words(emotion.label).text if emotion else "",
        has_sound=story.sound is not None,
        thumb=thumb_of(story, from_uri, bench),
    )


def build_teasers(numbers: Iterable[int], from_uri: str, bench: Workbench) -> tuple[Teaser, ...]:
    """The stories of these numbers, in the same order."""
    return tuple(build_teaser(bench.edition.stories[number], from_uri, bench) for number in numbers)


def thumb_of(story: PublicStory, from_uri: str, bench: Workbench) -> Thumb | None:
    """The smallest rendition of its picture."""
    if story.picture is None:
        return None
    small = story.picture.renditions[0]
    src = bench.href(from_uri, f"media/{small.name}")
    return Thumb(src=src, width_px=small.width_px, height_px=small.height_px)


def build_faces(emotion_ids: Iterable[str], bench: Workbench) -> tuple[Face, ...]:
    """The faces that a page draws, each once."""
    wanted = set(emotion_ids)
    return tuple(face_of(emotion) for emotion in bench.edition.emotions if emotion.id in wanted)


def face_of(emotion: PublicEmotion) -> Face:
    """The icon with an id to draw it by; the reader has checked that icons hold no script, style, link or event."""
    face_id = f"vk-face-{emotion.id}"
    start = emotion.icon_svg.index("<svg")
    svg = f'<svg id="{face_id}"{emotion.icon_svg[start + len("<svg") :]}'
    return Face(id=face_id, svg=Markup(svg))  # checked when it was read, see above
