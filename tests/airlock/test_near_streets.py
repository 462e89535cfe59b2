"""The quick looks leave out a long search only where it would find nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.airlock.city_names import CityNames
from builder.airlock.flat_text import flatten
from builder.airlock.near_streets import NearStreets
from builder.airlock.quick_looks import may_hold_personal_data
from builder.airlock.street_addresses import find_addresses, patterns_for
from tests.airlock.labelled_sentences import read_sentences
from tests.airlock.measure_personal_data import demo_streets
from tests.nightly import examples

STREETS = (
    "Kerkstraat|kerkstraat|KERKSTRAAT|Bruul|Grote Markt|Fr. Halsvest|Nekkerspoelstr.|Grote-Markt|rue Haute|"
    "rue de la Loi|avenue de la Reine|bd Léopold|Baker Street|St Mary's Lane|شارع الكنيسة|Battel|Stationspleın|"
    "De Merodestraat|Onze-Lieve-Vrouwestraat|rue de l’Église Saint-Jean de la Croix|Muizen-Dorp"
).split("|")
NUMBERS = "12 1 34a 8/3 12-14 twaalf een één veertien douze vingt-deux un twelve twenty-two one 12".split()
GAPS = (
    " |, |: | (|(|/||, nummer | op nummer | aan huisnummer | nr. | n° | numéro | au numéro | # | no 7, | is op nr. | , "
).split("|")
BEFORE = "|Wij wonen op |J'habite |She lives at |au |nummer |op nummer |At |Waar: |- |le numéro ".split("|")
AFTER = ".| en zo.|, 2800 Mechelen| bus 3| winkels|)|".split("|")
CITY = demo_streets()


def looks_that_miss(text: str, city: CityNames = CITY) -> list[str]:
    """The looks that say no where their pattern finds something in a paragraph of the text."""
    missing = []
    for block in flatten(text).text.split("\n"):
        near = NearStreets(block, city)
        missing += [look.__name__ for look, pattern in patterns_for(city) if pattern.search(block) and not look(near)]
        if any(find_addresses(block, city)) and not may_hold_personal_data(block):
            missing.append("may_hold_personal_data")
    return missing


def test_no_look_misses_an_address_of_the_labelled_sentences() -> None:
    assert [(one.where, missed) for one in read_sentences() if (missed := looks_that_miss(one.text))] == []


@pytest.mark.parametrize("street", STREETS)
def test_no_look_misses_a_street_with_its_number_in_any_order(street: str) -> None:
    every = itertools.product(BEFORE, GAPS, NUMBERS, AFTER)
    for before, gap, number, after in itertools.islice(every, 0, None, examples(ci=131, nightly=1)):
        for text in (f"{before}{street}{gap}{number}{after}", f"{before}{number}{gap}{street}{after}"):
            assert (text, looks_that_miss(text)) == (text, [])


@settings(deadline=None, max_examples=examples(ci=80, nightly=20_000))
@given(st.lists(st.one_of(*(st.sampled_from(each) for each in (STREETS, NUMBERS, GAPS, BEFORE, AFTER))), max_size=12))
def test_no_look_misses_what_stands_among_other_words(parts: list[str]) -> None:
    assert looks_that_miss("".join(parts)) == []
    assert looks_that_miss(" ".join(parts)) == []


def test_the_looks_do_leave_out_most_sentences() -> None:
    blocks = [one.text for one in read_sentences() if not one.spans and "\n" not in one.text]
    looked = [look(NearStreets(block, CITY)) for block in blocks for look, _ in patterns_for(CITY)]
    assert sum(looked) < len(looked) / 5
