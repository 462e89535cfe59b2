from __future__ import annotations

from typing import Any

import pytest

from builder.model.geo import Point, Precision
from builder.signals.making import build_delivery
from builder.signals.register.whereabouts import Whereabouts, find_whereabouts, seen_whereabouts, snapped_points
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_city, build_service

BRIDGE = Point(lat_deg=51.02, lon_deg=4.42)


def seen_by(finest: Precision, **front: Any) -> Whereabouts:
    """What a service sees in its digest of one signal."""
    service = build_service("a", themes=["mobiliteit"], finest_place=finest.value)
    maker = CorpusMaker(services=[service])
    maker.tell("verhaal", **front)
    delivery = build_delivery(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY)
    return delivery.digests[0].blocks[0].whereabouts


@pytest.mark.parametrize(
    ("finest", "place_ids", "area_ids", "points"),
    [
        (Precision.EXACT, ("sluis", "brug", "mechelen"), ("battel", "centrum"), 2),
        (Precision.STREET, ("brug", "mechelen"), ("battel", "centrum"), 2),
        (Precision.AREA, ("mechelen",), ("battel", "centrum"), 2),
        (Precision.CITY, ("mechelen",), (), 0),
        (Precision.NONE, (), (), 0),
    ],
)
def test_a_service_sees_no_finer_place_than_it_may(
    finest: Precision, place_ids: tuple[str, ...], area_ids: tuple[str, ...], points: int
) -> None:
    seen = seen_by(finest, place=["sluis", "brug", "mechelen"])
    assert (seen.place_ids, seen.area_ids, len(seen.points)) == (place_ids, area_ids, points)
    assert (BRIDGE in seen.points) == (finest is Precision.EXACT)


@pytest.mark.parametrize("finest", list(Precision))
@pytest.mark.parametrize("front", [{"setting": "home"}, {"sensitivity": "high"}], ids=["home", "sensitive"])
def test_a_home_is_never_finer_than_its_area_whatever_the_service_may_see(
    finest: Precision, front: dict[str, str]
) -> None:
    seen = seen_by(finest, place="brug", **front)
    assert seen.place_ids == ()
    assert BRIDGE not in seen.points
    assert len(seen.points) == (finest.rank <= Precision.AREA.rank)


def test_points_of_one_cell_are_shown_as_one_point() -> None:
    city = build_city()
    near = [Point(lat_deg=51.0201 + step * 1e-5, lon_deg=4.4201 + step * 1e-5) for step in range(20)]
    assert len(snapped_points(near, city)) == 1
    for point in near:
        (shown,) = snapped_points([point], city)
        assert abs(shown.lat_deg - point.lat_deg) * 111_195 <= 126
        assert shown not in near


def test_the_coordinator_sees_all_of_a_signal_without_a_service() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["natuur"], finest_place="none")])
    maker.tell("verhaal", place="sluis")
    corpus = maker.corpus()
    (left,) = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).overview.unrouted
    assert left.whereabouts == find_whereabouts(corpus.stories[0], corpus.gazetteer)
    assert seen_whereabouts(corpus.stories[0], corpus, Precision.EXACT) == left.whereabouts
