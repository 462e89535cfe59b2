"""From the private corpus to the public edition: gates, blurring, media, texts; every fault in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from builder.airlock.blurring import Blurring, area_of_place, blur_story
from builder.airlock.city_names import CityNames
from builder.airlock.gates import reason_left_out
from builder.airlock.homes import named_homes
from builder.airlock.kept_releases import (
    STORIES_AT_ONCE,
    KeptReleases,
    fingerprint_of,
    pack_release,
    unpack_release,
)
from builder.airlock.media_cache import MediaCache, SourceChangedError
from builder.airlock.personal_data import region_of
from builder.airlock.private_names import PrivateNames
from builder.airlock.public_texts import gazetteer_texts, public_texts, reply_texts, settings_texts, workshop_texts
from builder.airlock.released import (
    released_area,
    released_city,
    released_figures,
    released_initiative,
    released_place,
    released_replies,
    released_reply_figures,
    released_story,
    released_workshop,
)
from builder.airlock.shared_spots import SpotLimits, spot_limits
from builder.airlock.small_groups import public_groups
from builder.airlock.stops import Stops
from builder.airlock.unmarked import unmarked_corpus, unmarked_story, unmarked_workshop
from builder.cache import Store
from builder.errors import ContentError, Fault
from builder.model.corpus import Corpus
from builder.model.gathering import Workshop
from builder.model.gazetteer import Place
from builder.model.public import (
    Edition,
    PublicEmotion,
    PublicPicture,
    PublicRoute,
    PublicSound,
    PublicStory,
    PublicTheme,
    PublicWorkshop,
)
from builder.model.story import Disclosure, Status, Story
from builder.model.withdrawal import MOST_TIMES, marks_of

Progress = Callable[[str, int, int], None]
"""Called with a step, how many are done and how many there are."""


def silent(step: str, done: int, total: int) -> None:
    """No progress shown."""


@dataclass(slots=True)
class Door:
    """What the airlock works with while it lets stories through."""

    corpus: Corpus
    cache: MediaCache
    blurring: Blurring
    places: dict[str, Place]
    limits: SpotLimits
    kept: KeptReleases
    stops: Stops
    faults: list[Fault]


def make_edition(
    corpus: Corpus, *, today: date, cache_folder: Path, progress: Progress = silent, store: Store | None = None
) -> Edition:
    """The public content of one build.

    `today` is the day in the city's time zone; `cache_folder` is private and disposable. `store`: stories of which
    nothing changed since they were let through are taken from it; what comes out is the same.
    Raises: ContentError when a public text holds personal data, a picture or sound cannot be rebuilt, or the place of a
    workshop or an initiative is the home of a teller.
    """
    city = corpus.city
    places = {place.id: place for place in corpus.gazetteer.places}
    ordered = sorted((story for story in corpus.stories if is_open(story, today)), key=newest_first)
    limits, names = spot_limits(ordered, places), private_names(corpus, today)
    door = Door(
        corpus=corpus,
        cache=MediaCache(folder=cache_folder, read={each.place: each.sha256 for each in corpus.inputs}),
        blurring=Blurring(
            grid_m=max(1, city.privacy.grid_m),
            reference_lat_deg=city.centre.lat,
            areas=corpus.gazetteer.areas,
            city_area=corpus.gazetteer.city_area,
        ),
        places=places,
        limits=limits,
        kept=KeptReleases(store, corpus, names, limits),
        stops=Stops(
            names=names,
            region=region_of(city.timezone),
            city=CityNames.of(corpus.gazetteer),
        ),
        faults=[*named_homes(corpus)],
    )
    stories = let_all_through(door, ordered, progress)
    door.kept.write()
    door.kept.forget_others()
    told = by_workshop(stories)
    check_other_texts(door, [workshop for workshop in corpus.workshops if workshop.id in told])
    workshops = public_workshops(door, told)
    if door.faults:
        raise ContentError(door.faults)
    return assemble(door, tuple(stories), workshops)


def newest_first(story: Story) -> tuple[int, str]:
    """The order of an edition: by date, newest first, then by id. Not a ranking."""
    day = story.date.first_day.toordinal() if story.date else 0
    return (-day, story.id)


def is_open(story: Story, today: date) -> bool:
    """Whether every gate is open."""
    return reason_left_out(story, today) is None


def private_names(corpus: Corpus, today: date) -> PrivateNames:
    """Names of tellers, but for those who asked to be named in a story that is public."""
    named = {
        story.front.teller.name
        for story in corpus.stories
        if story.front.consent.name and story.front.teller.name and is_open(story, today)
    }
    known = {story.front.teller.name or "" for story in corpus.stories}
    known |= {teller.name or "" for workshop in corpus.workshops for teller in workshop.tellers}
    return PrivateNames.of(known - named, public=named)


def let_all_through(door: Door, ordered: Sequence[Story], progress: Progress) -> list[PublicStory]:
    """The public sides of stories in their order, with their numbers."""
    stories: list[PublicStory] = []
    for start in range(0, len(ordered), STORIES_AT_ONCE):
        some = ordered[start : start + STORIES_AT_ONCE]
        told = 0

        def tick(done: int, start: int = start) -> None:
            nonlocal told
            if done > told:
                told = done
                progress("airlock", start + done, len(ordered))

        door.kept.find(some, lambda story: judge_aside(door, story), door.stops.prepare, tick)
        for number, story in enumerate(some):
            stories.append(let_through(door, story, start + number))
            tick(number + 1)
    return stories


def let_through(door: Door, story: Story, number: int) -> PublicStory:
    """The public side of one story; what stops it goes to the faults of the door."""
    entry = door.kept.take(story)
    if entry is not None:
        return unpack_release(entry, story, number, picture_of(door, story), sound_of(door, story))
    faults = list(text_faults(door.stops, story))
    door.faults += faults
    picture, sound = picture_of(door, story), sound_of(door, story)
    released = release(door, story, number, picture, sound)
    entry = pack_release(released)
    if not faults:
        door.kept.add(story, entry)
    return replace(released, fingerprint=fingerprint_of(entry, story, picture, sound))


def judge_aside(door: Door, story: Story) -> bytes | None:
    """The entry of a story that is let through; nothing when it has a fault. Its picture is not made here."""
    if any(text_faults(door.stops, story)):
        return None
    expected = PublicPicture(renditions=(), credit="") if has_public_picture(story) else None
    return pack_release(release(door, story, 0, expected, None))


def text_faults(stops: Stops, story: Story) -> Iterator[Fault]:
    """What stops the texts of a story."""
    for text in public_texts(story):
        if text.text:
            yield from stops.faults_in(text, story.front.consent.discloses)


def release(
    door: Door, story: Story, number: int, picture: PublicPicture | None, sound: PublicSound | None
) -> PublicStory:
    """The public side of a story, its marks taken off and its places blurred."""
    place = blur_story(story, door.places, door.blurring, door.limits)
    return released_story(unmarked_story(story, door.stops), number, place, picture, sound)


def has_public_picture(story: Story) -> bool:
    """Whether it has a picture, with consent for it."""
    return story.image_path is not None and story.front.consent.photo


def picture_of(door: Door, story: Story) -> PublicPicture | None:
    """The picture, rebuilt; none without consent for it."""
    if story.image_path is None or not has_public_picture(story):
        return None
    from builder.airlock.pictures import MAX_MEGAPIXELS, PictureError, publish_picture  # noqa: PLC0415  # Pillow

    try:
        return publish_picture(story.image_path, story.front.image_credit or "", door.cache)
    except PictureError as error:
        door.faults.append(media_fault(story, str(error), "image", MAX_MEGAPIXELS))
    except SourceChangedError:
        door.faults.append(media_fault(story, "changed-during-build", "image", MAX_MEGAPIXELS))
    return None


def sound_of(door: Door, story: Story) -> PublicSound | None:
    """The sound, encoded again."""
    if story.audio_path is None:
        return None
    from builder.airlock.sounds import MAX_MINUTES, SoundError, publish_sound  # noqa: PLC0415  # FFmpeg

    try:
        return publish_sound(story.audio_path, door.cache)
    except SoundError as error:
        door.faults.append(media_fault(story, str(error), "audio", MAX_MINUTES))
    except SourceChangedError:
        door.faults.append(media_fault(story, "changed-during-build", "audio", MAX_MINUTES))
    return None


def media_fault(story: Story, code: str, key: str, limit: int) -> Fault:
    """The fault of a picture or sound, at the key that names it."""
    return Fault(code=code, path=story.path, line=story.key_lines.get(key, 1), key=key, params={"limit": limit})


def by_workshop(stories: Sequence[PublicStory]) -> dict[str, list[PublicStory]]:
    """Workshop → its public stories, by slug."""
    told: dict[str, list[PublicStory]] = {}
    for story in sorted(stories, key=lambda story: story.slug):
        told.setdefault(story.workshop_id, []).append(story)
    return told


def check_other_texts(door: Door, workshops: Sequence[Workshop]) -> None:
    """Judges every public text that is not of a story; groups of them in which nothing was found before are left."""
    corpus, kept = door.corpus, door.kept
    groups = [
        *((list(workshop_texts(each)), ()) for each in workshops),
        ([*reply_texts(corpus), *settings_texts(corpus)], ()),
        (list(gazetteer_texts(corpus)), (Disclosure.ADDRESS, Disclosure.HANDLE)),
    ]
    keyed = {kept.key_of_texts(texts, allowed): (texts, allowed) for texts, allowed in groups}
    clean = set(kept.find_clean(keyed))
    for texts, allowed in groups:
        key = kept.key_of_texts(texts, allowed)
        if key in clean:
            continue
        faults = [fault for text in texts for fault in door.stops.faults_in(text, allowed)]
        door.faults += faults
        if not faults:
            clean.add(key)
    kept.keep_clean(clean)


def public_workshops(door: Door, stories: Mapping[str, Sequence[PublicStory]]) -> tuple[PublicWorkshop, ...]:
    """The workshops with at least one public story, by date and id."""
    smallest_group = door.corpus.city.privacy.smallest_group
    shown = []
    for workshop in door.corpus.workshops:
        told = stories.get(workshop.id)
        if not told:
            continue
        shown.append(
            released_workshop(unmarked_workshop(workshop, door.stops), [story.number for story in told], smallest_group)
        )
    return tuple(sorted(shown, key=lambda each: (str(each.date or ""), each.id)))


def assemble(door: Door, stories: tuple[PublicStory, ...], workshops: tuple[PublicWorkshop, ...]) -> Edition:
    """The edition, all parts together."""
    corpus = unmarked_corpus(door.corpus, door.stops)
    gazetteer = corpus.gazetteer
    replies = released_replies(corpus, {story.id for story in stories})
    withdrawn = withdrawn_stories(corpus)
    city_area = gazetteer.city_area
    return Edition(
        city=released_city(corpus.city),
        stories=stories,
        places=tuple(released_place(place, lambda each: area_of(door, each)) for place in gazetteer.places),
        initiatives=tuple(released_initiative(initiative) for initiative in gazetteer.initiatives),
        areas=tuple(released_area(area) for area in gazetteer.areas),
        city_area=released_area(city_area) if city_area else None,
        routes=tuple(
            PublicRoute(id=each.id, name=dict(each.name), about=dict(each.about), place_ids=each.places)
            for each in gazetteer.routes
        ),
        themes=tuple(PublicTheme(id=theme.id, label=dict(theme.label)) for theme in corpus.vocabulary.themes),
        emotions=tuple(
            PublicEmotion(
                id=emotion.id,
                label=dict(emotion.label),
                light=emotion.light,
                dark=emotion.dark,
                icon_svg=corpus.vocabulary.icons[emotion.id],
            )
            for emotion in corpus.vocabulary.emotions
        ),
        workshops=workshops,
        replies=replies,
        reply_figures=released_reply_figures(corpus, replies),
        figures=released_figures(corpus, workshops, len(stories), len(replies)),
        groups=public_groups(stories, corpus.city.privacy.smallest_group),
        withdrawn_ids=tuple(sorted(withdrawn)),
        landscape=gazetteer.landscape,
        withdrawn_marks=tuple(
            sorted(mark for story_id, times in withdrawn.items() for mark in marks_of(story_id, times))
        ),
    )


def withdrawn_stories(corpus: Corpus) -> dict[str, int]:
    """The stories at whose address stands that they were withdrawn, and how often each was.

    Those of the record, whether they still have a file or not, and those whose own file says so and whose teller once
    agreed; not those of which nothing ever was public: a page would tell that they are there.
    """
    recorded = {entry.story: entry for entry in corpus.withdrawals}
    found = {entry.story: entry.times for entry in recorded.values() if entry.is_active and entry.has_page}
    for story in corpus.stories:
        entry = recorded.get(story.id)
        if story.front.status is not Status.WITHDRAWN or (entry is not None and entry.is_active):
            continue
        if story.could_be_public or (entry is not None and entry.has_page):
            found[story.id] = min(entry.times + 1, MOST_TIMES) if entry else 1
    return found


def area_of(door: Door, place: Place) -> str | None:
    """The area of the first point of a place."""
    return area_of_place(place, place.locations[0].point, door.blurring) if place.locations else None
