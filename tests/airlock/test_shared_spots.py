"""Two stories from one spot: the coarser holds for both, and nothing tells them apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder.airlock.shared_spots import METRES_PER_DEGREE, coarsened_stories, spot_limits
from builder.model.corpus import Corpus
from builder.model.gazetteer import Place
from builder.model.geo import Precision
from builder.model.public import PublicSpot
from builder.model.story import Story
from builder.pipeline import summarise
from tests.airlock.makers import CONSENT, edition_of, make_story, with_stories
from tests.conftest import TODAY

LAT, LON = 51.00875, 4.5062  # well inside a cell and an area
EXACT = CONSENT | {"exact_place": "true"}
STREET, NO_EXACT = {"precision": "street"}, CONSENT


def located(slug: str, north_m: float = 0.0, asked: str = "exact", **front: Any) -> Story:  # Any: as YAML gives it
    """A story at a given location, with consent for the exact place."""
    location = {"lat": LAT + north_m / METRES_PER_DEGREE, "lon": LON, "precision": asked}
    return make_story(slug, location=location, **({"consent": EXACT} | front))


def spots_of(corpus: Corpus, tmp_path: Path) -> dict[str, tuple[PublicSpot, ...]]:
    return {story.slug: story.spots for story in edition_of(corpus, tmp_path).stories}


@pytest.mark.parametrize(
    "coarser",
    [{"setting": "home"}, {"consent": CONSENT}, {"asked": "street"}, {"asked": "area"}, {"asked": "city"}],
    ids=["a home", "no consent for the exact place", "street", "area", "city"],
)
def test_the_finer_story_is_shown_like_the_coarser_one(coarser: dict[str, Any], tiny: Corpus, tmp_path: Path) -> None:
    alone = spots_of(with_stories(tiny, located("fijn")), tmp_path)
    both = spots_of(with_stories(tiny, located("fijn"), located("grof", 20, **coarser)), tmp_path)
    assert alone["fijn"][0].precision is Precision.EXACT
    assert both["fijn"] == both["grof"]
    assert both["fijn"][0].precision is not Precision.EXACT


def test_stories_further_apart_keep_their_own_precision(tiny: Corpus, tmp_path: Path) -> None:
    shown = spots_of(with_stories(tiny, located("fijn"), located("grof", 26, setting="home")), tmp_path)
    assert [shown[slug][0].precision for slug in ("fijn", "grof")] == [Precision.EXACT, Precision.AREA]


@pytest.mark.parametrize(
    "front", [{"status": "draft"}, {"status": "withdrawn"}, {"sensitivity": "high"}, {"consent": {"publish": "false"}}]
)
def test_a_story_that_is_not_public_changes_nothing(front: dict[str, Any], tiny: Corpus, tmp_path: Path) -> None:
    alone = spots_of(with_stories(tiny, located("fijn")), tmp_path)
    private = located("grof", **({"setting": "home"} | front))
    assert spots_of(with_stories(tiny, located("fijn"), private), tmp_path) == alone


def with_home_place(tiny: Corpus, kind: str = "building") -> tuple[Corpus, Place]:
    """The tiny city with a house in its gazetteer."""
    entry = {"id": "huis", "name": "Huis De Geheimen", "kind": kind, "locations": [{"lat": LAT, "lon": LON}]}
    house = Place.model_validate(entry)
    return replace(tiny, gazetteer=replace(tiny.gazetteer, places=(*tiny.gazetteer.places, house))), house


def test_a_place_that_is_a_home_in_one_story_is_named_by_none(tiny: Corpus, tmp_path: Path) -> None:
    city, _ = with_home_place(tiny)
    named = make_story("genoemd", place=["huis"], consent=EXACT)
    home = make_story("thuis", place=["huis"], consent=EXACT, setting="home")
    near = located("dichtbij", 15)
    assert spots_of(with_stories(city, named), tmp_path)["genoemd"][0].place_id == "huis"
    shown = spots_of(with_stories(city, named, home, near), tmp_path)
    assert shown["genoemd"] == shown["thuis"] == shown["dichtbij"]
    assert (shown["thuis"][0].precision, shown["thuis"][0].place_id) == (Precision.AREA, None)


def test_a_village_is_nobodys_home(tiny: Corpus, tmp_path: Path) -> None:
    city, _ = with_home_place(tiny, "village")
    named = make_story("genoemd", place=["huis"], consent=EXACT)
    home = make_story("thuis", place=["huis"], consent=EXACT, setting="home")
    assert spots_of(with_stories(city, named, home), tmp_path)["genoemd"][0].place_id == "huis"


def test_the_coordinator_is_told_which_stories_became_coarser(tiny: Corpus) -> None:
    city, house = with_home_place(tiny)
    stories = (
        located("fijn"),
        located("grof", 10, asked="street"),
        located("ver", 400),
        make_story("genoemd", place=["huis"], consent=EXACT),
        make_story("thuis", place=["huis"], consent=EXACT, setting="home"),
    )
    places = {place.id: place for place in city.gazetteer.places}
    found = coarsened_stories(stories, spot_limits(stories, places))
    assert found == tuple(f"2019-tafel/{slug}" for slug in ("fijn", "genoemd", "grof"))
    assert summarise(with_stories(city, *stories, make_story("klad", status="draft")), TODAY).coarsened == found
    assert house.id == "huis"


@pytest.mark.parametrize("setting", ["public", "home"])
def test_where_in_its_cell_a_story_is_changes_no_byte(setting: str, tiny: Corpus, tmp_path: Path) -> None:
    """Two cities that differ in the exact point only, further than 25 metres from any other: one edition."""
    shown = []
    for north_m in (0, 3, 20):
        stories = [located("hier", north_m, "exact", consent=CONSENT, setting=setting), located("daar", -400)]
        shown.append(edition_of(with_stories(tiny, *stories), tmp_path).stories)
    assert shown[0] == shown[1] == shown[2]
