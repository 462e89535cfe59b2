"""What a page is made of, as one hash: two builds with the same hash give the same page, so it need not be made again.

A fingerprint is made of an edition, of the settings around it and of nothing private. `builder.cache` keeps what was
noted under the version of our code and of the packages: another template or another word in a catalogue is another
store.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

import pydantic
import shapely

from builder.model.public import Edition, PublicPicture, PublicStory, PublicVersion
from builder.model.scalars import PartialDate
from builder.site.addresses import SiteMap

DIGEST_BYTES = 16
BESIDE = ("workshops", "replies", "reply_figures", "figures", "withdrawn_ids", "withdrawn_marks")
APART = ("stories", "groups")
"""Fields of an edition that have a fingerprint of their own; any other one counts for every page."""
Plain = object
"""Text, numbers, None, bytes and tuples of these: what `marshal` writes in one way only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """Of an edition, for all languages."""

    around: bytes
    """What is on every page: the city, its words, places, areas, themes, feelings, initiatives and drawings."""
    groups: bytes
    """How many stories each theme, area and so on has."""
    beside: bytes
    """Workshops, answers, figures and what was withdrawn: on few pages, each of which counts what it shows of them."""
    stories: tuple[bytes, ...]
    """All that is public of each story, by its number."""
    teasers: tuple[bytes, ...]
    """What lists show of each story, by its number."""

    @property
    def whole(self) -> bytes:
        """Everything that is public, the stories in their order."""
        return joined(self.around, self.groups, self.beside, *self.stories)


def build_fingerprints(edition: Edition, site_map: SiteMap, *beside: object) -> Fingerprints:
    """The fingerprints of an edition; `beside` is what every page depends on besides, such as drawings."""
    around = (getattr(edition, field.name) for field in fields(edition) if field.name not in (*BESIDE, *APART))
    return Fingerprints(
        around=digest_of(*map(plain, (*around, site_map.city, beside))),
        groups=digest_of(plain(edition.groups)),
        beside=digest_of(*(plain(getattr(edition, name)) for name in BESIDE)),
        stories=tuple(digest_of(story.fingerprint or story_facts(story)) for story in edition.stories),
        teasers=tuple(digest_of(teaser_facts(story)) for story in edition.stories),
    )


def digest_of(*values: Plain) -> bytes:
    """One hash of plain values."""
    content = marshal.dumps(values, 0)  # type: ignore[arg-type]  # plain values, which it writes in one way only
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()


def joined(*digests: bytes) -> bytes:
    """One hash of several, in their order."""
    return hashlib.blake2b(b"".join(digests), digest_size=DIGEST_BYTES).digest()


def plain(value: object) -> Plain:
    """Any public value as a plain one.

    Raises: TypeError for a type that nobody thought of: it could change without changing the fingerprint.
    """
    if value is None or type(value) in (str, int, float, bool, bytes):
        return value
    if isinstance(value, Enum):
        return (type(value).__name__, plain(value.value))
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, pydantic.BaseModel):
        return plain(value.model_dump())
    if isinstance(value, Mapping):
        return tuple((plain(key), plain(each)) for key, each in value.items())
    if isinstance(value, (tuple, list)):
        return tuple(plain(each) for each in value)
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(plain(each) for each in value))  # type: ignore[type-var]  # words
    if isinstance(value, shapely.Geometry):
        return shapely.to_wkb(value)
    if isinstance(value, str):
        return str(value)
    raise TypeError(type(value).__name__)


def story_facts(story: PublicStory) -> Plain:
    """All of a story but its number, which moves when another one comes; field by field, for there are many stories."""
    return (
        (story.id, story.workshop_id, story.slug, story.language, story.teller, story.is_example),
        tuple(map(version_facts, story.versions)),
        tuple(
            (
                spot.point and (spot.point.lat_deg, spot.point.lon_deg),
                str(spot.precision.value),
                spot.precision_m,
                spot.place_id,
            )
            for spot in story.spots
        ),
        date_facts(story.date),
        (story.area_ids, story.theme_ids, story.emotion_id, story.initiative_id, story.sources),
        picture_facts(story.picture),
        story.sound and (story.sound.name, story.sound.duration_s, story.sound.size_bytes),
    )


def version_facts(version: PublicVersion) -> Plain:
    """All of a version."""
    return (
        (version.language, version.title, version.summary, version.html),
        (version.image_alt, version.image_caption),
        (version.is_original, version.is_machine_made, version.is_reviewed, version.is_outdated),
    )


def teaser_facts(story: PublicStory) -> Plain:
    """What lists and neighbours show of a story."""
    return (
        story.id,
        tuple((version.language, version.title, version.summary) for version in story.versions),
        (story.place_ids, story.area_ids, story.emotion_id, story.sound is not None),
        date_facts(story.date),
        picture_facts(story.picture),
    )


def date_facts(day: PartialDate | None) -> Plain:
    """A date."""
    return day and (day.year, day.month, day.day)


def picture_facts(picture: PublicPicture | None) -> Plain:
    """A picture; where its bytes lie does not count, for its name is made of them."""
    if picture is None:
        return None
    return (picture.credit, tuple((each.name, each.width_px, each.height_px) for each in picture.renditions))


def fingerprints_in(numbers: Iterable[int], of: tuple[bytes, ...]) -> bytes:
    """One hash of the fingerprints of some stories, in this order."""
    return joined(*(of[number] for number in numbers))
