from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from builder.model.corpus import Corpus
from builder.model.geo import Precision
from builder.model.services import OUTSIDE
from builder.model.story import Level, SignalKind, Status
from builder.signals.making import build_delivery
from builder.signals.register.explaining import Explanation, explain_routes
from builder.signals.register.routing import Mismatch, RouteReason, route_signals
from tests.nightly import examples
from tests.signals.corpora import AREAS, SINCE, THEMES, TODAY, UNTIL, CorpusMaker, build_service

PLACES = {"brug": "centrum", "sluis": "battel", "kring": None, "mechelen": None}
SIGNALS_A_CITY = 100
CITIES = examples(ci=6, nightly=100)


def explained(maker: CorpusMaker, signal_id: str) -> Explanation:
    return next(explain_routes(maker.corpus(), [signal_id], TODAY))


@pytest.mark.parametrize(
    ("service", "head", "against"),
    [
        ({}, {}, ()),
        ({}, {"theme": "natuur"}, (Mismatch.THEME,)),
        ({"kinds": ["complaint"]}, {}, (Mismatch.KIND,)),
        ({}, {"level": "state"}, (Mismatch.LEVEL,)),
        ({"areas": ["battel"]}, {}, (Mismatch.AREA,)),
        ({"since": "2026-03-02"}, {}, (Mismatch.NOT_YET,)),
        ({"until": "2026-02-28"}, {}, (Mismatch.NO_LONGER,)),
        (
            {"kinds": ["offer"], "areas": ["battel"], "until": "2026-02-28"},
            {"theme": "geloof", "level": "region"},
            (Mismatch.THEME, Mismatch.KIND, Mismatch.LEVEL, Mismatch.AREA, Mismatch.NO_LONGER),
        ),
    ],
)
def test_every_reason_against_a_service_is_told(
    service: dict[str, Any], head: dict[str, Any], against: tuple[Mismatch, ...]
) -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"], **service)])
    verdict = explained(maker, maker.tell("brug", head=head, place="brug")).verdicts[0]
    assert verdict.against == against
    assert verdict.reason is (None if against else RouteReason.THEME)


def test_a_partner_takes_what_the_city_cannot_do_unless_it_says_otherwise() -> None:
    partners = [
        build_service("a", themes=["mobiliteit"], partner="true"),
        build_service("b", themes=["mobiliteit"], partner="true", levels=["city"]),
        build_service("c", themes=["mobiliteit"]),
    ]
    maker = CorpusMaker(services=partners)
    city = maker.tell("stad")
    others = {level: maker.tell(f"op-{level.value}", head={"level": level.value}) for level in OUTSIDE}
    routing = route_signals(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY)
    assert routing.services_of(city) == ("b", "c")
    assert {routing.services_of(each) for each in others.values()} == {("a",)}
    assert set(routing.outside) == set(others.values())


def test_what_is_not_for_the_city_is_apart_and_not_lost() -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    maker.tell("stad")
    far = maker.tell("ver", head={"level": "state"})
    routing = route_signals(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY)
    assert (routing.outside, routing.unrouted) == ((far,), (far,))


@pytest.mark.parametrize(
    ("rows", "services"),
    [
        ([("a", "received", None), ("a", "forwarded", None)], ()),
        ([("a", "forwarded", None), ("a", "reopened", None)], ("a",)),
        ([("a", "received", None), ("a", "forwarded", "b")], ("b",)),
        ([("a", "forwarded", "b"), ("b", "done", None)], ("b",)),
        ([("a", "forwarded", "b"), ("b", "forwarded", "c")], ("c",)),
    ],
)
def test_the_last_follow_up_of_a_service_says_who_has_the_signal(
    rows: list[tuple[str, str, str | None]], services: tuple[str, ...]
) -> None:
    maker = CorpusMaker(services=[build_service(each) for each in "abc"])
    signal_id = maker.tell("brug")
    for service, status, forwarded_to in rows:
        maker.follow(signal_id, service=service, status=status, forwarded_to=forwarded_to)
    routing = route_signals(maker.corpus(), since=SINCE, until=UNTIL, today=TODAY)
    assert routing.services_of(signal_id) == services


def test_a_signal_that_was_taken_back_is_explained_as_such() -> None:
    maker = CorpusMaker(services=[build_service("rest", default="true")])
    gone = explained(maker, maker.tell("weg", status="withdrawn"))
    assert (gone.is_withdrawn, gone.verdicts) == (True, ())


def some(drawn: random.Random, words: Any, most: int) -> list[str]:
    return drawn.sample([str(word) for word in words], drawn.randint(0, most))


def draw_city(seed: int) -> CorpusMaker:
    """A city with services of every kind and a hundred signals."""
    drawn = random.Random(seed)
    services = []
    for number in range(drawn.randint(0, 6)):
        keys: dict[str, Any] = {
            "themes": some(drawn, THEMES, 3),
            "areas": some(drawn, AREAS, 1),
            "kinds": some(drawn, SignalKind, 3),
            "default": str(drawn.random() < 0.2).lower(),
            "partner": str(drawn.random() < 0.3).lower(),
            "finest_place": drawn.choice(list(Precision)).value,
        }
        if drawn.random() < 0.5:
            keys["levels"] = some(drawn, Level, 3)
        if drawn.random() < 0.3:
            keys[drawn.choice(["since", "until"])] = drawn.choice(["2026-02-28", "2026-03-01", "2026-03-02"])
        services.append(build_service(f"s{number}", **keys))
    maker = CorpusMaker(services=services)
    for number in range(SIGNALS_A_CITY):
        signal_id = maker.tell(
            f"v{number}",
            head={
                "theme": drawn.choice(THEMES),
                "kind": drawn.choice(list(SignalKind)).value,
                "level": drawn.choice(list(Level)).value,
            },
            place=some(drawn, PLACES, 2),
            status=drawn.choice(["published", "draft", "withdrawn"]),
            day=drawn.choice([None, "2024", "2025", "2025-12-31", "2026-01"]),
        )
        for _ in range(drawn.choice([0, 0, 1, 2]) if services else 0):
            to = drawn.choice(services).id if drawn.random() < 0.5 else None
            status = drawn.choice(["new", "done", "forwarded"])
            maker.follow(signal_id, service=drawn.choice(services).id, status=status, forwarded_to=to)
    return maker


def expected_services(corpus: Corpus) -> Iterator[tuple[str, set[str]]]:
    """Said once more and in another way: who gets each signal of the period."""
    active = [
        service for service in corpus.services if (service.since or date.min) <= TODAY <= (service.until or date.max)
    ]
    for story in corpus.stories:
        if story.front.status is Status.WITHDRAWN or (story.date is not None and story.date.year != 2025):
            continue
        (signal,) = story.signals
        areas = {PLACES[place] for place in story.front.place} - {None}
        rows = [each for signal_id, each in corpus.follow_ups if signal_id == signal.id]
        last = {row.service: row for row in rows}
        hand = {name for name, row in last.items() if row.status.value != "forwarded"}
        passed = {row.forwarded_to for row in last.values() if row.status.value == "forwarded"}
        hand |= {name for name in passed if name and (name not in last or last[name].status.value != "forwarded")}
        got = set()
        for service in active:
            levels = set(service.levels) or set(Level)
            if service.partner and "levels" not in service.model_fields_set:
                levels = set(Level) - {Level.CITY}
            is_asked = {signal.head.theme} <= set(service.themes) and signal.head.level in levels
            is_kind = signal.head.kind in (set(service.kinds) or set(SignalKind))
            if (is_asked and is_kind and (not service.areas or areas & set(service.areas))) or service.id in hand:
                got.add(service.id)
        yield signal.id, got or {service.id for service in active if service.default}


@pytest.mark.parametrize("seed", range(CITIES))
def test_no_signal_of_many_is_lost_misdelivered_or_explained_wrongly(seed: int) -> None:
    """10,000 signals at night."""
    corpus = draw_city(seed).corpus()
    delivery = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY)
    made = {(block.signal_id, digest.service.id) for digest in delivery.digests for block in digest.blocks}
    left = {block.signal_id for block in delivery.overview.unrouted}
    expected = dict(expected_services(corpus))
    assert made == {(signal_id, service_id) for signal_id, ids in expected.items() for service_id in ids}
    assert left == {signal_id for signal_id, ids in expected.items() if not ids}
    finest = {service.id: service.finest_place for service in corpus.services}
    for digest in delivery.digests:
        for block in digest.blocks:
            if finest[digest.service.id].rank > Precision.STREET.rank:
                assert not {"brug", "sluis", "kring"} & set(block.whereabouts.place_ids)
            if finest[digest.service.id].rank > Precision.AREA.rank:
                assert not block.whereabouts.area_ids + block.whereabouts.points
    for explanation in explain_routes(corpus, expected, TODAY):
        assert set(explanation.service_ids) == expected[explanation.signal_id]
        for verdict in explanation.verdicts:
            if verdict.reason is RouteReason.THEME:
                assert verdict.against == ()
            elif verdict.reason is None:
                assert verdict.against
