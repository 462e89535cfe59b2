from __future__ import annotations

from typing import Any

import pytest

from builder.signals.register.routing import Route, RouteReason, Routing, route_signals
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service


def routing_of(maker: CorpusMaker) -> Routing:
    return route_signals(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY)


@pytest.mark.parametrize(
    ("service", "front", "head", "is_taken"),
    [
        ({}, {}, {}, True),
        ({}, {}, {"theme": "natuur"}, False),
        ({"kinds": ["complaint"]}, {}, {}, False),
        ({"kinds": ["request"]}, {}, {}, True),
        ({}, {}, {"level": "region"}, False),
        ({"levels": ["region"]}, {}, {"level": "region"}, True),
        ({"levels": ["region"]}, {}, {}, False),
        ({"areas": ["centrum"]}, {"place": "brug"}, {}, True),
        ({"areas": ["battel"]}, {"place": "brug"}, {}, False),
        ({"areas": ["battel"]}, {"place": ["brug", "sluis"]}, {}, True),
        ({"areas": ["centrum"]}, {}, {}, False),
        ({"areas": ["centrum"]}, {"place": "mechelen"}, {}, False),
        ({"areas": ["centrum"]}, {"place": "kring"}, {}, False),
        ({"areas": ["battel"]}, {"location": {"lat": "51.02", "lon": "4.47", "precision": "area"}}, {}, True),
        ({"areas": ["battel"]}, {"location": {"lat": "51.02", "lon": "4.47", "precision": "city"}}, {}, False),
        ({"since": "2026-03-02"}, {}, {}, False),
        ({"since": "2026-03-01", "until": "2026-03-01"}, {}, {}, True),
        ({"until": "2026-02-28"}, {}, {}, False),
    ],
)
def test_a_service_takes_what_it_asks_for(
    service: dict[str, Any], front: dict[str, Any], head: dict[str, Any], is_taken: bool
) -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"], **service)])
    signal_id = maker.tell("brug", head=head, **front)
    routing = routing_of(maker)
    assert routing.services_of(signal_id) == (("a",) if is_taken else ())
    assert routing.unrouted == (() if is_taken else (signal_id,))


def test_a_signal_goes_to_every_service_of_its_theme() -> None:
    maker = CorpusMaker(services=[build_service(name, themes=["mobiliteit"]) for name in "ab"])
    signal_id = maker.tell("brug")
    assert routing_of(maker).services_of(signal_id) == ("a", "b")


def test_the_default_service_takes_what_nobody_takes() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"]), build_service("rest", default="true")])
    taken, left = maker.tell("brug"), maker.tell("kapel", head={"theme": "geloof"})
    routing = routing_of(maker)
    assert routing.services_of(taken) == ("a",)
    assert next(signal.routes for signal in routing.routed if signal.signal_id == left) == (
        Route(service_id="rest", reason=RouteReason.DEFAULT),
    )


def test_a_follow_up_gives_a_signal_by_hand_until_it_is_forwarded() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["natuur"]), build_service("b", themes=["natuur"])])
    given, forwarded = maker.tell("brug"), maker.tell("sluis")
    maker.follow(given, service="a", status="new")
    maker.follow(forwarded, service="a", status="forwarded")
    routing = routing_of(maker)
    assert routing.routed[0].routes == (Route(service_id="a", reason=RouteReason.HAND),)
    assert routing.unrouted == (forwarded,)


def test_nobody_gets_a_signal_that_was_taken_back() -> None:
    maker = CorpusMaker(services=[build_service("rest", default="true")])
    gone = maker.tell("weg", status="withdrawn")
    maker.follow(gone, service="rest", status="new")
    assert routing_of(maker) == Routing(routed=(), unrouted=(), withdrawn=(gone,))
