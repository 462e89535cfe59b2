"""Every text of an edition is searched for personal data, or stands here with the reason why not."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from builder.airlock import make_edition
from builder.errors import ContentError
from builder.model.corpus import Corpus
from builder.model.gazetteer import Area
from builder.model.long_texts import PublicHtml
from builder.model.public import Edition
from tests.airlock.makers import make_follow_up, make_story, make_translation, make_workshop, with_signals, with_stories
from tests.conftest import TODAY

SAID = "0475 98 12 76"
Plant = Callable[[Corpus], Corpus]


def text_fields(holder: Any, seen: set[Any]) -> Iterator[str]:  # Any: a type of any shape
    """`Class.field` of each field that holds a text, in a type and in what it is made of."""
    if holder in seen:
        return
    seen.add(holder)
    if dataclasses.is_dataclass(holder) or (isinstance(holder, type) and issubclass(holder, BaseModel)):
        for name, hint in get_type_hints(holder).items():
            if get_origin(hint) is not typing.ClassVar:
                if holds_text(hint):
                    yield f"{getattr(holder, '__name__', holder)}.{name}"
                for part in parts_of(hint):
                    yield from text_fields(part, seen)


def parts_of(hint: Any) -> Iterator[Any]:  # Any: as above
    yield hint
    for part in get_args(hint):
        yield from parts_of(part)


def holds_text(hint: Any) -> bool:  # Any: as above
    """Whether a text, or an object that may be one, is part of it; words of a fixed list and paths are none."""
    return any(
        part in (str, PublicHtml, object)
        for part in parts_of(hint)
        if not (isinstance(part, type) and issubclass(part, Enum))
    )


FIELDS = set(text_fields(Edition, set()))


def story_with(**keys: Any) -> Plant:  # Any: keys of a story
    return lambda tiny: with_stories(tiny, make_story(**keys))


def translated(**keys: str) -> Plant:
    translation = make_translation()
    front = translation.front.model_copy(update=keys)
    return lambda tiny: with_stories(tiny, make_story(translations=[replace(translation, front=front)]))


def workshop_with(**keys: Any) -> Plant:  # Any: keys of a workshop
    return lambda tiny: with_stories(tiny, make_story(), workshops=[make_workshop(**keys)])


def in_gazetteer(kind: str, **keys: Any) -> Plant:  # Any: keys of a place, an initiative or a route
    def plant(tiny: Corpus) -> Corpus:
        first, *others = getattr(tiny.gazetteer, kind)
        changed = replace(first, **keys) if isinstance(first, Area) else first.model_copy(update=keys)
        parts: dict[str, Any] = {kind: (changed, *others)}  # Any: whichever list it is
        return replace(tiny, gazetteer=replace(tiny.gazetteer, **parts))

    return plant


def in_vocabulary(kind: str) -> Plant:
    def plant(tiny: Corpus) -> Corpus:
        first, *others = getattr(tiny.vocabulary, kind)
        parts: dict[str, Any] = {kind: (first.model_copy(update={"label": {"nl": SAID}}), *others)}  # Any: as above
        return replace(tiny, vocabulary=replace(tiny.vocabulary, **parts))

    return plant


def in_city(**keys: Any) -> Plant:  # Any: keys of the city
    return lambda tiny: replace(tiny, city=tiny.city.model_copy(update=keys))


def in_basemap(**keys: Any) -> Plant:  # Any: keys of the base map
    return lambda tiny: in_city(basemap=tiny.city.basemap.model_copy(update=keys))(tiny)


def in_reply(tiny: Corpus) -> Corpus:
    story = with_signals(make_story(), 1)
    reply = make_follow_up("x", public="true", reply={"nl": SAID})
    return with_stories(tiny, story, follow_ups=[(story.signals[0].id, reply)])


def in_services(tiny: Corpus) -> Corpus:
    first, *others = tiny.services
    return replace(tiny, services=(first.model_copy(update={"name": {"nl": SAID}}), *others))


def in_landscape(tiny: Corpus) -> Corpus:
    landscape: dict[str, object] = {"features": [{"properties": {"kind": "street", "name": SAID}, "geometry": None}]}
    return replace(tiny, gazetteer=replace(tiny.gazetteer, landscape=landscape))


LINK = "https://wa.me/32475981276"
SLUG = "bel-0475-98-12-76"
SEARCHED: dict[str, tuple[Plant, ...]] = {
    "PublicStory.id": (story_with(slug=SLUG),),
    "PublicStory.slug": (story_with(slug=SLUG),),
    "PublicStory.workshop_id": (
        lambda tiny: with_stories(tiny, make_story(workshop_id=SLUG), workshops=[make_workshop(SLUG)]),
    ),
    "PublicStory.teller": (
        story_with(teller={"role": SAID}),
        story_with(teller={"name": SAID}, consent={"publish": "true", "given_on": "2019-03-14", "name": "true"}),
    ),
    "PublicStory.sources": (story_with(source=[LINK]),),
    "PublicVersion.title": (story_with(title=SAID), translated(title=SAID)),
    "PublicVersion.summary": (story_with(summary=SAID), translated(summary=SAID), story_with(body=SAID)),
    "PublicVersion.stored_html": (
        story_with(body=SAID),
        story_with(body="04&#55;5 **98** 12<br>76"),
        lambda tiny: with_stories(tiny, make_story(translations=[make_translation(body=SAID)])),
    ),
    "PublicVersion.image_alt": (story_with(image_alt=SAID), translated(image_alt=SAID)),
    "PublicVersion.image_caption": (story_with(image_caption=SAID), translated(image_caption=SAID)),
    "PublicPicture.credit": (story_with(image_credit=SAID),),
    "PublicPlace.name": (in_gazetteer("places", name=SAID),),
    "PublicPlace.names": (in_gazetteer("places", names={"fr": SAID}),),
    "PublicPlace.also": (in_gazetteer("places", also=(SAID,)),),
    "PublicPlace.about": (in_gazetteer("places", about={"nl": SAID}),),
    "PublicPlace.sources": (in_gazetteer("places", source=(LINK,)),),
    "PublicInitiative.name": (in_gazetteer("initiatives", name=SAID),),
    "PublicInitiative.names": (in_gazetteer("initiatives", names={"fr": SAID}),),
    "PublicInitiative.about": (in_gazetteer("initiatives", about={"nl": SAID}),),
    "PublicInitiative.seeks": (in_gazetteer("initiatives", seeks={"nl": SAID}),),
    "PublicInitiative.offers": (in_gazetteer("initiatives", offers={"nl": SAID}),),
    "PublicInitiative.website": (in_gazetteer("initiatives", website=LINK),),
    "PublicInitiative.sources": (in_gazetteer("initiatives", source=(LINK,)),),
    "PublicArea.name": (in_gazetteer("areas", name=SAID),),
    "PublicArea.names": (in_gazetteer("areas", names={"fr": SAID}),),
    "PublicRoute.name": (in_gazetteer("routes", name={"nl": SAID}),),
    "PublicRoute.about": (in_gazetteer("routes", about={"nl": SAID}),),
    "PublicTheme.label": (in_vocabulary("themes"),),
    "PublicEmotion.label": (in_vocabulary("emotions"),),
    "PublicWorkshop.id": (
        lambda tiny: with_stories(tiny, make_story(workshop_id=SLUG), workshops=[make_workshop(SLUG)]),
    ),
    "PublicWorkshop.title": (workshop_with(title=SAID),),
    "PublicWorkshop.host": (workshop_with(host=SAID),),
    "PublicWorkshop.prompt": (workshop_with(prompt=SAID),),
    "PublicWorkshop.about": (workshop_with(about=SAID),),
    "PublicReply.text": (in_reply,),
    "PublicReply.service": (in_services,),
    "PublicReply.forwarded_to": (in_services,),
    "PublicFigures.source": (
        lambda tiny: in_city(figures=tiny.city.figures.model_copy(update={"source": SAID}))(tiny),
    ),
    "PublicCity.name": (in_city(name=SAID),),
    "PublicCity.title": (in_city(title={"nl": SAID}),),
    "PublicCity.tagline": (in_city(tagline={"nl": SAID}),),
    "Basemap.attribution": (in_basemap(attribution=SAID),),
    "Basemap.credit": (in_basemap(credit={"nl": SAID}),),
    "Edition.landscape": (in_landscape,),
}
CITY_ID = "an id of the city's own lists in places/ and site_config/: a short word that the coordinator chose"
CODE = "a code or a word of a fixed list"
CONTACT = "the contact of the project itself, there to be found"
MADE = "a name made of the content of the file; the name that a trainer gave is not published"
EXCEPTIONS = {
    "PublicSpot.place_id": CITY_ID,
    "PublicStory.area_ids": CITY_ID,
    "PublicStory.theme_ids": CITY_ID,
    "PublicStory.emotion_id": CITY_ID,
    "PublicStory.initiative_id": CITY_ID,
    "PublicPlace.id": CITY_ID,
    "PublicPlace.area_id": CITY_ID,
    "PublicInitiative.id": CITY_ID,
    "PublicInitiative.place_ids": CITY_ID,
    "PublicInitiative.theme_ids": CITY_ID,
    "PublicArea.id": CITY_ID,
    "PublicRoute.id": CITY_ID,
    "PublicRoute.place_ids": CITY_ID,
    "PublicTheme.id": CITY_ID,
    "PublicEmotion.id": CITY_ID,
    "PublicWorkshop.place_id": CITY_ID,
    "PublicReply.theme_id": CITY_ID,
    "PublicReply.service_id": CITY_ID,
    "PublicReply.anchor": MADE,
    "PublicReply.story_id": "the id of a story that is public, which is searched as such",
    "Addresses.stories": CITY_ID,
    "Addresses.places": CITY_ID,
    "Addresses.initiatives": CITY_ID,
    "Addresses.themes": CITY_ID,
    "Addresses.areas": CITY_ID,
    "Addresses.workshops": CITY_ID,
    "Addresses.figures": CITY_ID,
    "Addresses.answers": CITY_ID,
    "PublicStory.language": CODE,
    "PublicVersion.language": CODE,
    "PublicCity.languages": CODE,
    "PublicEmotion.light": CODE,
    "PublicEmotion.dark": CODE,
    "PublicEmotion.icon_svg": "a drawing of which only shapes are kept: no text, no comment",
    "Rendition.name": MADE,
    "PublicSound.name": MADE,
    "PublicCity.site_url": "the address of the site itself",
    "PublicCity.contact_name": CONTACT,
    "PublicCity.contact_email": CONTACT,
    "Basemap.tiles": "the address of a tile server, or its name in a list",
    "Basemap.archive": "a file of the theme, whose name is not published, or the address of one",
    "PublicStory.fingerprint": "a hash of what is public of it",
    "Basemap.drawing": "a file of the theme; its name is not published",
    "Edition.withdrawn_marks": "hashes",
    "WordGroups.told": "ids of the vocabularies, of places and of workshops, which are searched as such",
    "WordGroups.few": "ids, as above",
    "WordGroups.silent": "ids, as above",
    "Edition.withdrawn_ids": "addresses that were public; a withdrawal is never held up, whatever its address says",
}


def test_every_text_field_is_searched_or_has_a_reason() -> None:
    assert set(SEARCHED) | set(EXCEPTIONS) == FIELDS
    assert set(SEARCHED) & set(EXCEPTIONS) == set()


def test_a_new_text_field_would_be_seen() -> None:
    @dataclasses.dataclass
    class Grown:
        note: dict[str, list[tuple[str, ...]]] | None
        count: int
        path: Path

    assert list(text_fields(Grown, set())) == ["Grown.note"]
    assert {"PublicVersion.stored_html", "Edition.landscape", "PublicStory.sources", "Basemap.credit"} <= FIELDS


CASES = [(field, plant) for field, plants in SEARCHED.items() for plant in plants]


@pytest.mark.parametrize(
    ("field", "plant"), CASES, ids=[f"{field}-{number}" for number, (field, _) in enumerate(CASES)]
)
def test_a_telephone_number_in_it_stops_the_build(field: str, plant: Plant, tiny: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        make_edition(plant(tiny), today=TODAY, cache_folder=tmp_path)
    assert {fault.code for fault in caught.value.faults} == {"personal-phone"}
    assert all(re.match(r"(?:stories|places|site_config)/", fault.path) for fault in caught.value.faults)


def test_a_fault_in_the_name_of_a_service_does_not_tell_who_is_asked(tiny: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        make_edition(in_services(tiny), today=TODAY, cache_folder=tmp_path)
    assert [(fault.path, fault.key) for fault in caught.value.faults] == [
        ("site_config/services.yml", "services[1].name")
    ]
