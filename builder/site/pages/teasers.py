"""A story in a few words, as it stands in lists: face, title, place, and whether there is something to see or hear.

A story stands on many pages: the words of its teaser are looked up once a language, and kept without the HTML around
them, which is the same for all of one shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.public import PublicEmotion, PublicStory
from builder.site.pages.workbench import Workbench
from builder.site.stencils import Stencil, shaped
from builder.site.templates import macro

WORDS = (
    *("face", "title", "title_attributes", "where", "emotion", "sound", "thumb_width", "thumb_height"),
    *("summary", "summary_attributes"),
)
"""The holes of a teaser that are the same on every page."""
MOST_KEPT = 10_000
"""Teasers in memory: stories that are told of on one page lie near each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """One story in a list."""

    full: Stencil
    """With a hole for each of the words and for the two ways, to the story and to its small picture."""
    short: Stencil
    """The same without the sentence."""
    words: tuple[str, ...]
    """The values of `WORDS`."""
    thumb_uri: str
    """The smallest rendition of its picture, from the root of the site; empty without one."""
    uri: str
    """The address of the story, from the root of the site."""

    def stamp(self, from_uri: str, bench: Workbench, *, is_short: bool = False) -> Markup:
        """The story as a page at `from_uri` points at it."""
        values = dict(zip(WORDS, self.words, strict=True))
        values["href"] = bench.href(from_uri, self.uri)
        if self.thumb_uri:
            values["thumb_src"] = bench.href(from_uri, self.thumb_uri)
        return (self.short if is_short else self.full).stamp(values)


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


def build_teaser(story: PublicStory, bench: Workbench) -> Teaser:
    """A story as lists of one language show it."""
    version = story.version_in(bench.code)
    emotion = bench.index.emotions.get(story.emotion_id or "")
    thumb = story.picture.renditions[0] if story.picture else None
    attributes = bench.language_attributes(version.language)
    words: dict[str, str] = {
        "face": face(emotion.id, bench) if emotion else "",
        "title": version.title,
        "title_attributes": attributes,
        "where": where_of(story, bench),
        "emotion": bench.words(emotion.label).text if emotion else "",
        "sound": "sound" if story.sound else "",
        "thumb_width": str(thumb.width_px) if thumb else "",
        "thumb_height": str(thumb.height_px) if thumb else "",
        "summary": version.summary,
        "summary_attributes": attributes,
    }
    holes = {"href": "href", "thumb_src": "src" if thumb else ""}
    return Teaser(
        full=shaped("story-teaser", bench.language, words | holes),
        short=shaped("story-teaser", bench.language, words | {"summary": "", "summary_attributes": ""} | holes),
        words=tuple(map(words.__getitem__, WORDS)),
        thumb_uri=f"media/{thumb.name}" if thumb else "",
        uri=bench.site_map.story(story.id, bench.code),
    )


def teaser_of(number: int, bench: Workbench) -> Teaser:
    """The teaser of a story by its number, made when it is first asked for."""
    found = bench.teasers.get(number)
    if found is None:
        if len(bench.teasers) >= MOST_KEPT:
            bench.teasers.clear()
        found = bench.teasers[number] = build_teaser(bench.edition.stories[number], bench)
    return found


def build_teasers(
    numbers: Iterable[int], from_uri: str, bench: Workbench, *, is_short: bool = False
) -> tuple[Markup, ...]:
    """The stories of these numbers, in the same order, as a page at `from_uri` points at them."""
    return tuple(teaser_of(number, bench).stamp(from_uri, bench, is_short=is_short) for number in numbers)


def face(emotion_id: str, bench: Workbench, modifier: str = "vk-face--small") -> Markup:
    """A face that the page has drawn once."""
    make = macro("faces", "face", bench.language)
    return bench.once(("face", emotion_id, modifier), lambda: make(emotion_id, modifier))


def build_faces(emotion_ids: Iterable[str | None], bench: Workbench) -> tuple[Face, ...]:
    """The faces that a page draws, each once."""
    wanted = set(emotion_ids)
    return tuple(face_of(emotion) for emotion in bench.edition.emotions if emotion.id in wanted)


def face_of(emotion: PublicEmotion) -> Face:
    """The icon with an id to draw it by; the reader has checked that icons hold no script, style, link or event."""
    face_id = f"vk-face-{emotion.id}"
    start = emotion.icon_svg.index("<svg")
    svg = f'<svg id="{face_id}"{emotion.icon_svg[start + len("<svg") :]}'
    return Face(id=face_id, svg=Markup(svg))  # checked when it was read, see above
