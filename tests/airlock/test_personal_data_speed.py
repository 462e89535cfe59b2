"""Looking for personal data costs little, and no line makes it run for long."""

from __future__ import annotations

import time
from collections.abc import Callable

import phonenumbers
import pytest

from builder.airlock.city_names import CityNames
from builder.airlock.passing_marks import judge_marks
from builder.airlock.personal_data import find_personal_data
from tests.airlock.hostile_lines import HOSTILE
from tests.airlock.measure_personal_data import demo_streets
from tests.nightly import examples

MOST_SECONDS = 0.2
STORIES = examples(ci=150, nightly=1_000)
SENTENCES = (
    "In de lente van 2014 had de binnenstad plots ogen, en wij liepen er met z'n allen langs. ",
    "Je ging om brood in de Bruul, en iemand keek je aan: oud en jong, ernstig of met een begin van een lach. ",
    "Op 30 juni 2019 om 14.30 uur kwamen er 138 mensen naar de Grote Markt, en de soep kostte 2,50 euro. ",
    "La fête a duré jusqu'à 23h, et la place est redevenue la place. ",
    "Ze opende het feestjaar over vijftig jaar verscheidenheid.\nIn totaal hingen er 128 portretten.\n\n",
)
STORY = " ".join(("".join(SENTENCES) * 5).split(" ")[:400])
"""About four hundred words, with as many numbers as a story has."""


def cpu_seconds(work: Callable[[], object], times: int = 3) -> float:
    """The least that a piece of work took of this process, whoever else is busy on the machine."""
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


@pytest.fixture(scope="module")
def city() -> CityNames:
    city = demo_streets()
    list(find_personal_data("Bel nul vier, Kerkstraat 12, +32 475 98 12 76", "BE", city))
    return city


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_read_at_once(name: str, city: CityNames) -> None:
    line = HOSTILE[name]
    took = cpu_seconds(lambda: judge_marks(line, lambda shown: list(find_personal_data(shown, "BE", city))), times=1)
    if took >= MOST_SECONDS:  # the machine may have been busy once
        took = cpu_seconds(lambda: judge_marks(line, lambda shown: list(find_personal_data(shown, "BE", city))))
    assert took < MOST_SECONDS


def test_a_line_of_twice_the_length_takes_no_more_than_thrice_the_time(city: CityNames) -> None:
    def total(length: int) -> float:
        lines = [(line * 4)[:length] for line in HOSTILE.values()]
        return cpu_seconds(lambda: [list(find_personal_data(line, "BE", city)) for line in lines], times=1)

    assert total(2_000) < 3 * total(1_000)


def test_a_story_costs_less_than_looking_for_telephone_numbers_alone_did(city: CityNames) -> None:
    assert 380 <= len(STORY.split()) <= 420
    stories = [f"{number} {STORY}" for number in range(STORIES)]

    def numbers_alone() -> None:
        for story in stories:
            for line in story.split("\n"):
                list(phonenumbers.PhoneNumberMatcher(line, "BE"))

    ours = cpu_seconds(lambda: [list(find_personal_data(story, "BE", city)) for story in stories], times=1)
    library = cpu_seconds(numbers_alone, times=1)
    print(f"{ours / STORIES * 1000:.2f} ms a story; the library's matcher alone: {library / STORIES * 1000:.2f} ms")  # noqa: T201
    assert ours < 2.5 * library
    assert ours / STORIES < 0.01
