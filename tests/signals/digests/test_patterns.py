from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.signals.digests.digest_page import build_digest_page
from builder.signals.digests.patterns import Reach, find_patterns, single_voices
from builder.signals.digests.trend import period_before
from tests.nightly import examples
from tests.signals.corpora import CorpusMaker, build_service
from tests.signals.digests.papers import NL, digest_of

WHOLE_CITY = frozenset(["mechelen"])


def maker_of(*signals: dict[str, str]) -> CorpusMaker:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit", "natuur"])])
    for number, keys in enumerate(signals):
        head = {key: value for key, value in keys.items() if key != "place"}
        maker.tell(f"s{number}", head=head, **({"place": keys["place"]} if "place" in keys else {}))
    return maker


def patterns_of(*signals: dict[str, str]) -> list[tuple[Reach, str, str, list[str]]]:
    found = find_patterns(digest_of(maker_of(*signals)).blocks, WHOLE_CITY)
    return [
        (one.reach, one.theme, one.shared, sorted(block.signal_id.removeprefix("tafel/") for block in one.blocks))
        for one in found
    ]


def test_what_is_nearer_goes_before_what_is_of_one_kind() -> None:
    assert patterns_of({"place": "brug"}, {"place": "brug"}, {}, {}, {"theme": "natuur"}) == [
        (Reach.PLACE, "mobiliteit", "brug", ["s0", "s1"]),
        (Reach.KIND, "mobiliteit", "request", ["s2", "s3"]),
    ]


def test_the_whole_city_is_no_place_to_share() -> None:
    assert patterns_of({"place": "mechelen"}, {"place": "mechelen", "kind": "offer"}) == []


def test_an_urgent_pattern_of_two_goes_before_a_larger_one() -> None:
    calm = [{"place": "sluis"}] * 4
    urgent = [{"place": "brug", "theme": "natuur", "urgency": "acute"}, {"place": "brug", "theme": "natuur"}]
    assert [one[2] for one in patterns_of(*calm, *urgent)] == ["brug", "sluis"]


@settings(max_examples=examples(ci=30, nightly=300), deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "theme": st.sampled_from(["mobiliteit", "natuur"]),
                "kind": st.sampled_from(["request", "offer", "concern"]),
                "urgency": st.sampled_from(["acute", "long-term"]),
                "shared_by": st.sampled_from(["1", "6+"]),
                "place": st.sampled_from(["brug", "sluis", "kring", "mechelen"]),
            }
        ),
        max_size=12,
    )
)
def test_a_pattern_names_all_its_members_and_a_signal_stands_in_one_at_most(signals: list[dict[str, str]]) -> None:
    if not signals:
        return
    digest = digest_of(maker_of(*signals))
    found = find_patterns(digest.blocks, WHOLE_CITY)
    numbers = [number for one in found for number in one.numbers]
    assert len(numbers) == len(set(numbers))
    assert all(len(one.blocks) >= 2 and len({block.head.theme for block in one.blocks}) == 1 for one in found)
    assert find_patterns(digest.blocks, WHOLE_CITY) == found
    alone = [block.number for block in digest.blocks if block.head.shared_by == "1"]
    assert list(single_voices(digest.blocks)) == alone


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2026-01-01", "2026-04-30"), ("2025-09-01", "2025-12-31")),
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29")),
        (("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")),
        (("2026-01-05", "2026-01-11"), ("2025-12-29", "2026-01-04")),
        (("2026-01-01", "2026-01-30"), ("2025-12-02", "2025-12-31")),
    ],
)
def test_the_period_before_is_as_long_by_the_calendar(period: tuple[str, str], before: tuple[str, str]) -> None:
    since, until = map(date.fromisoformat, period)
    assert period_before(since, until) == tuple(map(date.fromisoformat, before))


@pytest.mark.parametrize(
    ("shared_by", "status", "words"),
    [
        ("6+", None, ""),
        ("6+", "answered", "Wat meer dan één iemand herkende, is afgehandeld."),
        ("1", None, "Van geen van deze signalen is bekend dat meer dan één iemand het herkende."),
    ],
    ids=["open", "settled", "one voice"],
)
def test_why_nothing_stands_below_what_most_recognise(shared_by: str, status: str | None, words: str) -> None:
    maker = CorpusMaker(services=[build_service("mobiliteit", themes=["mobiliteit"])])
    signal_id = maker.tell("brug", head={"theme": "mobiliteit", "shared_by": shared_by})
    if status is not None:
        maker.follow(signal_id, service="mobiliteit", status=status, answered_on="2026-02-01", reply={"nl": "Ja."})
    page = build_digest_page(digest_of(maker), maker.corpus(), NL)
    assert (page.nothing_shared, bool(page.most_shared)) == (words, not words)
    is_waited_for = status is None
    assert page.answer_by.startswith("Antwoord tegen" if is_waited_for else "Er wordt op geen antwoord meer gewacht")
