"""What belongs together in an edition: by id, and the stories of each place, area, theme, emotion and initiative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.public import (
    Edition,
    PublicArea,
    PublicEmotion,
    PublicInitiative,
    PublicPlace,
    PublicReply,
    PublicStory,
    PublicTheme,
    PublicWorkshop,
)

Numbers = dict[str, tuple[int, ...]]
"""Id → numbers of its stories, in the order of the edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionIndex:
    """Made once an edition, for all languages."""

    places: dict[str, PublicPlace]
    initiatives: dict[str, PublicInitiative]
    areas: dict[str, PublicArea]
    themes: dict[str, PublicTheme]
    emotions: dict[str, PublicEmotion]
    workshops: dict[str, PublicWorkshop]
    stories_of_place: Numbers
    stories_of_initiative: Numbers
    stories_of_area: Numbers
    stories_of_theme: Numbers
    stories_of_emotion: Numbers
    initiatives_of_place: dict[str, tuple[PublicInitiative, ...]]
    places_of_area: dict[str, tuple[PublicPlace, ...]]
    rank_in_workshop: dict[int, tuple[tuple[int, ...], int]]
    """Number of a story → the stories of its workshop, and which of them it is."""
    replies_of_story: dict[str, tuple[PublicReply, ...]]
    """Id of a story → the replies that its teller lets it point at."""


def build_edition_index(edition: Edition) -> EditionIndex:
    """The index of an edition."""
    stories = edition.stories
    return EditionIndex(
        places={place.id: place for place in edition.places},
        initiatives={initiative.id: initiative for initiative in edition.initiatives},
        areas={area.id: area for area in edition.areas},
        themes={theme.id: theme for theme in edition.themes},
        emotions={emotion.id: emotion for emotion in edition.emotions},
        workshops={workshop.id: workshop for workshop in edition.workshops},
        stories_of_place=gather((story, story.place_ids) for story in stories),
        stories_of_initiative=gather((story, one_or_none(story.initiative_id)) for story in stories),
        stories_of_area=gather((story, story.area_ids) for story in stories),
        stories_of_theme=gather((story, story.theme_ids) for story in stories),
        stories_of_emotion=gather((story, one_or_none(story.emotion_id)) for story in stories),
        initiatives_of_place=initiatives_by_place(edition),
        places_of_area=places_by_area(edition),
        rank_in_workshop={
            number: (workshop.story_numbers, rank)
            for workshop in edition.workshops
            for rank, number in enumerate(workshop.story_numbers)
        },
        replies_of_story={
            story_id: tuple(reply for reply in edition.replies if reply.story_id == story_id)
            for story_id in sorted({reply.story_id for reply in edition.replies if reply.story_id})
        },
    )


def one_or_none(value: str | None) -> tuple[str, ...]:
    """A tuple of the value, or an empty one."""
    return (value,) if value else ()


def gather(stories: Iterable[tuple[PublicStory, tuple[str, ...]]]) -> Numbers:
    """The numbers of the stories under each id; a story stands once under an id."""
    found: dict[str, list[int]] = defaultdict(list)
    for story, ids in stories:
        for each in dict.fromkeys(ids):
            found[each].append(story.number)
    return {each: tuple(numbers) for each, numbers in found.items()}


def initiatives_by_place(edition: Edition) -> dict[str, tuple[PublicInitiative, ...]]:
    """The initiatives at each place."""
    found: dict[str, list[PublicInitiative]] = defaultdict(list)
    for initiative in edition.initiatives:
        for place_id in dict.fromkeys(initiative.place_ids):
            found[place_id].append(initiative)
    return {place_id: tuple(initiatives) for place_id, initiatives in found.items()}


def places_by_area(edition: Edition) -> dict[str, tuple[PublicPlace, ...]]:
    """The places in each area."""
    found: dict[str, list[PublicPlace]] = defaultdict(list)
    for place in edition.places:
        if place.area_id:
            found[place.area_id].append(place)
    return {area_id: tuple(places) for area_id, places in found.items()}
