from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model.story import Level, SignalKind, Status
from builder.signals.making import build_delivery
from builder.signals.register.conservation import ConservationError, check_conservation
from builder.signals.register.period import PeriodSignals, is_in_period, signals_of_period
from builder.signals.register.routing import route_signals
from tests.signals.corpora import AREAS, SINCE, THEMES, TODAY, UNTIL, CorpusMaker, build_service

SERVICES = st.fixed_dictionaries(
    {
        "themes": st.lists(st.sampled_from(THEMES), unique=True),
        "areas": st.lists(st.sampled_from(AREAS), unique=True),
        "kinds": st.lists(st.sampled_from(list(SignalKind)), unique=True, max_size=3),
        "levels": st.lists(st.sampled_from(list(Level)), unique=True, max_size=3),
        "default": st.sampled_from(["false", "false", "true"]),
    },
    optional={"until": st.sampled_from(["2026-02-28", "2027-01-01"])},
)
SIGNALS = st.fixed_dictionaries(
    {
        "head": st.fixed_dictionaries(
            {
                "theme": st.sampled_from(THEMES),
                "kind": st.sampled_from(list(SignalKind)),
                "level": st.sampled_from(list(Level)),
            }
        ),
        "place": st.lists(st.sampled_from(["brug", "sluis", "kring", "mechelen"]), unique=True),
        "status": st.sampled_from(list(Status)),
        "day": st.sampled_from([None, "2024", "2025", "2025-06", "2025-12-31", "2026-01"]),
        "setting": st.sampled_from(["public", "home"]),
        "sensitivity": st.sampled_from(["normal", "high"]),
        "followed": st.sampled_from([None, None, "new", "done", "forwarded"]),
    }
)


def make_corpus(services: list[dict[str, Any]], signals: list[dict[str, Any]]) -> CorpusMaker:
    maker = CorpusMaker(services=[build_service(f"s{number}", **keys) for number, keys in enumerate(services)])
    for number, keys in enumerate(signals):
        told = {key: value for key, value in keys.items() if key != "followed"}
        signal_id = maker.tell(f"v{number}", **told)
        if keys["followed"] and services:
            maker.follow(signal_id, service="s0", status=keys["followed"])
    return maker


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(services=st.lists(SERVICES, max_size=4), signals=st.lists(SIGNALS, max_size=8))
def test_every_signal_of_the_period_is_in_a_digest_or_on_the_list(
    services: list[dict[str, Any]], signals: list[dict[str, Any]]
) -> None:
    corpus = make_corpus(services, signals).corpus()
    delivery = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY)
    delivered = {block.signal_id for digest in delivery.digests for block in digest.blocks}
    left = {block.signal_id for block in delivery.overview.unrouted}
    withdrawn = {story.id for story in corpus.stories if story.front.status is Status.WITHDRAWN}
    told = {story.id for story in corpus.stories if is_in_period(story.date, SINCE, UNTIL)}
    assert delivered | left == told - withdrawn
    assert not delivered & left
    assert delivery.overview.withdrawn == len(told & withdrawn)
    assert {line.signal_id for digest in delivery.digests for line in digest.due}.isdisjoint(withdrawn)


def two_signals() -> tuple[CorpusMaker, str, str]:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    return maker, maker.tell("brug"), maker.tell("kapel", head={"theme": "geloof"})


@pytest.mark.parametrize(
    ("digests", "unrouted", "said"),
    [
        ({}, ["tafel/kapel"], "lost: tafel/brug; missing in a digest: tafel/brug"),
        ({"a": ["tafel/brug"]}, [], "lost: tafel/kapel"),
        ({"a": ["tafel/brug", "tafel/brug"]}, ["tafel/kapel"], "twice in a digest: tafel/brug"),
        ({"a": ["tafel/brug"], "b": ["tafel/brug"]}, ["tafel/kapel"], "in a wrong digest: tafel/brug"),
        (
            {"a": ["tafel/brug", "tafel/kapel"]},
            ["tafel/kapel"],
            "both delivered and left: tafel/kapel; in a wrong digest: tafel/kapel",
        ),
        (
            {"a": ["tafel/brug", "tafel/x"]},
            ["tafel/kapel"],
            "in a wrong digest: tafel/x; unknown: tafel/x",
        ),
    ],
    ids=["lost", "not on the list", "twice", "misdelivered", "both", "unknown"],
)
def test_a_signal_that_is_not_accounted_for_stops_the_delivery(
    digests: dict[str, list[str]], unrouted: list[str], said: str
) -> None:
    corpus = two_signals()[0].corpus()
    signals: PeriodSignals = signals_of_period(corpus, SINCE, UNTIL)
    routing = route_signals(corpus, since=SINCE, until=UNTIL, today=TODAY)
    with pytest.raises(ConservationError) as error:
        check_conservation(signals, routing, digests, unrouted)
    assert str(error.value) == f"signals are not all accounted for, nothing was delivered ({said})"
