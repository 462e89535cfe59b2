"""Picture, sound and versions of a story, ready to be placed on its page."""

from __future__ import annotations

from dataclasses import dataclass

from builder.languages.language import direction_of
from builder.model.public import PublicStory, PublicVersion
from builder.site.pages.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture in the widths that there are of it."""

    src: str
    srcset: str
    width_px: int
    height_px: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundView:
    """A sound and how long it is, such as `1:05`."""

    src: str
    duration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLink:
    """The way to the story in another language, named in that language."""

    href: str
    code: str
    name: str
    direction: str
    is_current: bool


def picture_view(story: PublicStory, version: PublicVersion, from_uri: str, bench: Workbench) -> PictureView | None:
    """The picture with its words in the language of the version; None without one."""
    if story.picture is None:
        return None
    renditions = [(bench.href(from_uri, f"media/{each.name}"), each) for each in story.picture.renditions]
    src, largest = renditions[-1]
    return PictureView(
        src=src,
        srcset=", ".join(f"{href} {each.width_px}w" for href, each in renditions),
        width_px=largest.width_px,
        height_px=largest.height_px,
        alt=version.image_alt,
        caption=version.image_caption,
        credit=story.picture.credit,
    )


def sound_view(story: PublicStory, from_uri: str, bench: Workbench) -> SoundView | None:
    """The sound; None without one."""
    if story.sound is None:
        return None
    minutes, seconds = divmod(round(story.sound.duration_s), 60)
    return SoundView(src=bench.href(from_uri, f"media/{story.sound.name}"), duration=f"{minutes}:{seconds:02d}")


def version_links(story: PublicStory, shown: PublicVersion, from_uri: str, bench: Workbench) -> tuple[VersionLink, ...]:
    """The versions of the story, the original first; empty when there is one only."""
    if len(story.versions) == 1:
        return ()
    return tuple(
        VersionLink(
            href=bench.href(from_uri, bench.site_map.story_version(story.id, version.language)),
            code=version.language,
            name=bench.language.own_name(version.language),
            direction=direction_of(version.language),
            is_current=version is shown,
        )
        for version in story.versions
    )
