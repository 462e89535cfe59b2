"""Public sides that an earlier run let through: a story of which nothing changed is not judged anew.

The key of an entry is a hash of all that was looked at: the files of the story; its id, language and day, which may
come from elsewhere; the places, areas and drawn names of the city and its settings; the names that may not be told; and
how coarsely other stories make its places shown. Whether the story may be public today is asked before, in every run. A
story with a fault is never kept, and the entry of one that is not public any more is thrown away.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from builder.airlock.private_names import PrivateNames
from builder.airlock.public_texts import PublicText
from builder.airlock.shared_spots import SpotLimits
from builder.cache import Store
from builder.model.corpus import Corpus
from builder.model.geo import Point, Precision
from builder.model.long_texts import PublicHtml
from builder.model.public import PublicPicture, PublicSound, PublicSpot, PublicStory, PublicVersion
from builder.model.story import Disclosure, Story
from builder.side_processes import done_aside

KIND, CLEAN_KIND = "releases", "clean texts"
STORIES_AT_ONCE = 2_000
CITY_FILE = "site_config/city.yml"
GAZETTEER_FOLDER = "places/"


class KeptReleases:
    """The entries of one run: those of earlier runs that are still true, and those that it adds."""

    def __init__(self, store: Store | None, corpus: Corpus, names: PrivateNames, limits: SpotLimits) -> None:
        self._store = store
        self._around = b"" if store is None else digest_around(corpus, names)
        self._limits = limits
        self._keys: dict[str, bytes] = {}
        self._found: dict[bytes, bytes] = {}
        self._offered: set[bytes] = set()
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}

    def find(
        self,
        stories: Sequence[Story],
        judge: Callable[[Story], bytes | None],
        prepare: Callable[[], None],
        tick: Callable[[int], None],
    ) -> None:
        """Looks up some stories, writes what was added before, and has the missing ones judged on every core.

        `judge`: the entry of a story, or nothing when it has a fault; `prepare`: what all of that needs; `tick`: told
        how many of these are done.
        """
        if self._store is None:
            return
        self.write()
        keys = [self.key_of(story) for story in stories]
        self._keys = {story.id: key for story, key in zip(stories, keys, strict=True) if story.files_key}
        self._found = self._store.get_many(KIND, keys)
        self._offered.clear()
        missing = [at for at, key in enumerate(keys) if key not in self._found and stories[at].files_key]
        tick(len(stories) - len(missing))
        for number, entry in done_aside(lambda number: judge(stories[missing[number]]), len(missing), prepare):
            key = keys[missing[number]]
            self._found[key] = entry
            self._offered.add(key)
            tick(len(stories) - len(missing) + len(self._offered))

    def take(self, story: Story) -> bytes | None:
        """The entry of a story of which nothing changed."""
        key = self._keys.get(story.id, b"")
        entry = self._found.pop(key, None)
        if entry is not None:
            self._used.add(key)
            if key in self._offered:
                self._new[key] = entry
        return entry

    def add(self, story: Story, entry: bytes) -> None:
        """Takes in a story that was let through."""
        key = self._keys.get(story.id)
        if key is not None:
            self._used.add(key)
            self._new[key] = entry

    def find_clean(self, groups: Mapping[bytes, object]) -> frozenset[bytes]:
        """Which of these groups of texts were found without a fault before."""
        return frozenset(self._store.get_many(CLEAN_KIND, list(groups))) if self._store is not None else frozenset()

    def key_of_texts(self, texts: Sequence[PublicText], allowed: Sequence[Disclosure]) -> bytes:
        """A hash of texts and of all by which they are judged."""
        digest = hashlib.blake2b(self._around, digest_size=16)
        digest.update(repr(([(each.text, each.is_body) for each in texts], [*allowed])).encode())
        return digest.digest()

    def keep_clean(self, keys: Collection[bytes]) -> None:
        """Keeps which groups of texts have no fault, and no others."""
        if self._store is not None:
            there = self._store.get_many(CLEAN_KIND, list(keys))
            self._store.put_many(CLEAN_KIND, {key: b"" for key in keys if key not in there})
            self._store.forget(CLEAN_KIND, keys)

    def write(self) -> None:
        """Writes the entries that were added."""
        if self._store is not None:
            self._store.put_many(KIND, self._new)
            self._new = {}

    def forget_others(self) -> None:
        """Throws away every entry that was neither used nor added."""
        if self._store is not None:
            self._store.forget(KIND, self._used)

    def key_of(self, story: Story) -> bytes:
        """A hash of all that was looked at when the story was let through."""
        limits = self._limits
        parts = (story.id, story.language, str(story.date), story.is_example, limits.of_location.get(story.id))
        around = [limits.of_place.get(place) for place in story.front.place]
        digest = hashlib.blake2b(self._around, key=story.files_key, digest_size=16)
        digest.update(repr((parts, around)).encode())
        return digest.digest()


def digest_around(corpus: Corpus, names: PrivateNames) -> bytes:
    """A hash of everything but the story itself by which it is judged."""
    start = len(corpus.root.as_posix()) + 1
    files = [(each.place[start:], each.sha256) for each in corpus.inputs]
    around = sorted((path, sha) for path, sha in files if path.startswith(GAZETTEER_FOLDER) or path == CITY_FILE)
    digest = hashlib.blake2b(repr(around).encode(), digest_size=32)
    digest.update(repr((sorted(names.spaced), sorted(names.initials))).encode())
    return digest.digest()


def pack_release(story: PublicStory) -> bytes:
    """What was decided of a story: who told it, its texts, its places; the rest stands in its file."""
    plain = (
        story.teller,
        [
            (
                *(each.language, each.title, each.summary, each.html, each.image_alt, each.image_caption),
                *(each.is_original, each.is_machine_made, each.is_reviewed, each.is_outdated),
            )
            for each in story.versions
        ],
        [
            (each.point and (each.point.lat_deg, each.point.lon_deg), each.precision, each.precision_m, each.place_id)
            for each in story.spots
        ],
        story.area_ids,
    )
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_release(
    entry: bytes, story: Story, number: int, picture: PublicPicture | None, sound: PublicSound | None
) -> PublicStory:
    """The public side of a story of which nothing changed."""
    teller, versions, spots, area_ids = json.loads(entry)
    return PublicStory(
        number=number,
        id=story.id,
        workshop_id=story.workshop_id,
        slug=story.slug,
        language=story.language,
        versions=tuple(_version(each) for each in versions),
        spots=tuple(_spot(each) for each in spots),
        area_ids=_shared(tuple(area_ids)),
        date=story.date,
        theme_ids=story.front.themes,
        emotion_id=story.front.emotion,
        teller=teller,
        initiative_id=story.front.initiative,
        picture=picture,
        sound=sound,
        sources=story.front.source,
        is_example=story.is_example,
        fingerprint=fingerprint_of(entry, story, picture, sound),
    )


def fingerprint_of(entry: bytes, story: Story, picture: PublicPicture | None, sound: PublicSound | None) -> str:
    """A hash of all that is public of a story but its number: the same while nothing of that changes."""
    front = story.front
    rest = (
        *(story.id, story.language, str(story.date), front.themes, front.emotion, front.initiative),
        *(front.source, story.is_example),
        picture and (picture.credit, [(each.name, each.width_px, each.height_px) for each in picture.renditions]),
        sound and (sound.name, sound.duration_s, sound.size_bytes),
    )
    digest = hashlib.blake2b(entry, digest_size=16)
    digest.update(repr(rest).encode())
    return digest.hexdigest()


@lru_cache(maxsize=4_096)
def _shared(words: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all stories that lie in the same areas."""
    return words


def _version(plain: Sequence[Any]) -> PublicVersion:  # Any: JSON
    language, title, summary, html, alt, caption, is_original, is_machine_made, is_reviewed, is_outdated = plain
    return PublicVersion(
        language=sys.intern(language),
        title=title,
        summary=summary,
        stored_html=PublicHtml.of(html),
        image_alt=alt,
        image_caption=caption,
        is_original=is_original,
        is_machine_made=is_machine_made,
        is_reviewed=is_reviewed,
        is_outdated=is_outdated,
    )


def _spot(plain: Sequence[Any]) -> PublicSpot:  # Any: JSON
    point, *rest = plain
    return _shared_spot(tuple(point) if point else None, *rest)


@lru_cache(maxsize=4_096)
def _shared_spot(
    point: tuple[float, float] | None, precision: str, precision_m: int, place_id: str | None
) -> PublicSpot:
    """One spot for all stories that are told of it."""
    return PublicSpot(
        point=Point(lat_deg=point[0], lon_deg=point[1]) if point else None,
        precision=Precision(precision),
        precision_m=precision_m,
        place_id=place_id,
    )
