"""The place of a workshop or an initiative is public: when it is a teller's home, the build stops."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builder.airlock.homes import named_homes
from builder.model.corpus import Corpus
from builder.model.gazetteer import Initiative, Place
from builder.model.story import Story
from tests.airlock.makers import make_story, with_stories

HOUSE = {"lat": "51.0075", "lon": "4.5032"}
PLACES = (
    Place.model_validate({"id": "huis", "name": "Het huis", "kind": "building", "locations": [HOUSE]}),
    Place.model_validate({"id": "wijkje", "name": "Het wijkje", "kind": "district", "locations": [HOUSE]}),
)


def city(tiny: Corpus, *stories: Story, workshop: str | None = None, initiative: str | None = None) -> Corpus:
    """The tiny city with a house, where its workshop or its initiative is."""
    club = Initiative.model_validate({"id": "club", "name": "De club", "place": [initiative] if initiative else []})
    made = with_stories(tiny, *stories)
    workshops = tuple(replace(each, file=each.file.model_copy(update={"place": workshop})) for each in made.workshops)
    return replace(
        made,
        workshops=workshops,
        gazetteer=replace(made.gazetteer, places=(*made.gazetteer.places, *PLACES), initiatives=(club,)),
    )


def told(corpus: Corpus) -> list[str]:
    return [f"{fault.path}:{fault.key}: {fault.code}" for fault in named_homes(corpus)]


def at(**front: Any) -> Story:  # Any: as YAML gives it
    return make_story("thuis", **({"setting": "home", "place": "huis"} | front))


def near(north_m: float) -> dict[str, str]:
    return {"lat": str(round(51.0075 + north_m / 111_320, 6)), "lon": "4.5032", "precision": "area"}


@pytest.mark.parametrize("status", ["published", "draft", "review"])
def test_a_workshop_at_the_home_of_its_teller_stops_the_build(tiny: Corpus, status: str) -> None:
    story = at(status=status)
    assert told(city(tiny, story, workshop="huis")) == [f"{story.path}:setting: home-of-workshop"]


def test_an_initiative_at_the_home_of_who_tells_about_it_stops_the_build(tiny: Corpus) -> None:
    story = at(initiative="club")
    assert told(city(tiny, story, initiative="huis")) == [f"{story.path}:setting: home-of-initiative"]


@pytest.mark.parametrize(("metres", "is_named"), [(0, True), (24, True), (26, False)])
def test_a_point_at_the_same_spot_is_the_same_home(tiny: Corpus, metres: float, is_named: bool) -> None:
    story = at(place=[], location=near(metres))
    assert bool(told(city(tiny, story, workshop="huis"))) is is_named


@pytest.mark.parametrize(
    ("front", "workshop", "initiative"),
    [
        pytest.param({"setting": "public"}, "huis", None, id="nobody lives there"),
        pytest.param({"status": "withdrawn"}, "huis", None, id="taken back"),
        pytest.param({}, None, "huis", id="an initiative of others"),
        pytest.param({"place": "wijkje", "initiative": "club"}, "wijkje", "wijkje", id="a whole district"),
        pytest.param({"initiative": "club"}, None, None, id="no place"),
    ],
)
def test_what_names_no_home_stops_nothing(
    tiny: Corpus, front: dict[str, Any], workshop: str | None, initiative: str | None
) -> None:
    assert told(city(tiny, at(**front), workshop=workshop, initiative=initiative)) == []
