"""The name of a teller is found however it is spaced, accented, marked up or joined, and not in other words."""

from __future__ import annotations

import time
import unicodedata

import pytest

from builder.airlock.private_names import PrivateNames
from builder.airlock.public_texts import PublicText
from builder.airlock.stops import Stops

NAMES = ("Jan Van den Peeters", "José Müller", "Łukasz Øster", "محمد العمراني", "Jo An")
STOPS = Stops(names=PrivateNames.of(NAMES), region="BE")
WRITTEN = [
    "Ik ben Jan Van den Peeters uit de wijk.",
    "_Jan Van den Peeters_ zei het.",
    "__Jan Van den Peeters__ zei het.",
    "De foto heet jan_van_den_peeters.",
    "Jan Vandenpeeters zei het.",
    "Jan VandenPeeters zei het.",
    "Dat was #JanVanDenPeeters zelf.",
    "Vandenpeeters, Jan, zei het.",
    "Jan Van den Pee**ters** zei het.",
    "Jan Van den Pe<b>eters</b> zei het.",
    "Jan Van den P&#101;eters zei het.",
    "Jan<!-- of toch niet --> Van den Peeters zei het.",
    "[Jan Van den](https://voorbeeld.example/lang/adres) Peeters zei het.",
    "[Jan][1] Van den Peeters zei het.\n\n[1]: https://voorbeeld.example/",
    f"{unicodedata.normalize('NFD', 'José Müller')} zei het.",
    "Jose Muller zei het.",
    "Lukasz Oster zei het.",
    "أنا مُحَمَّد العمراني",
    "أنا محمـــد العمراني",
    "Jo An zei het.",
    "An Jo zei het.",
    "Jan Peeters zei het.",
    "Peeters Jan, op de lijst.",
    "JanPeeters zei het.",
    "J. Van den Peeters zei het.",
    "J.Vandenpeeters zei het.",
    "J. Peeters zei het.",
    "Dat is van Ł. Øster.",
]
OTHERS = [
    "Joan zei het.",
    "Jan zei dat Peeters van den trein kwam.",
    "Jan van de buren.",
    "Anjo zei het.",
    "José zei het. Müller ook.",
    "Jan, Piet en Peeters zeiden het.",
    "Il a Peeters comme voisin, et à Müller il dit bonjour.",
    "Jan P. zei het.",
    "K. Peeters zei het.",
    "Den Jan en de Peeters.",
]


def codes_in(text: str, *, is_body: bool = True) -> list[str]:
    public = PublicText(path="a.md", line=1, key="" if is_body else "title", text=text, is_body=is_body)
    return [fault.code for fault in STOPS.faults_in(public)]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert codes_in(text) == ["personal-name"]


@pytest.mark.parametrize("text", OTHERS)
def test_words_that_only_look_like_a_name_pass(text: str) -> None:
    assert codes_in(text) == []


def test_a_name_in_a_title_is_found_as_it_shows_there() -> None:
    assert codes_in("De tuin van Jan Vandenpeeters", is_body=False) == ["personal-name"]
    assert codes_in("Jan Van den Pe&#101;ters", is_body=False) == []  # a title shows these signs


def test_a_name_is_told_at_its_own_line_and_column() -> None:
    text = PublicText(
        path="a.md", line=10, key="", text="Een zin.\n\nDan zei *Jan Van den Pee*ters iets.", is_body=True
    )
    assert [(fault.line, fault.column) for fault in STOPS.faults_in(text)] == [(12, 10)]


def test_a_short_form_that_is_the_name_of_somebody_who_asked_to_be_named_passes() -> None:
    private, public = "Jan Van den Peeters", "Jan Peeters"
    names = PrivateNames.of([private], public=[public])
    assert list(names.find_in("Jan Peeters zei het.")) == []
    assert list(names.find_in("Jan Van den Peeters zei het.")) == [0]
    assert list(PrivateNames.of([private]).find_in("Jan Peeters zei het.")) == [0]


def test_many_names_and_a_long_text_take_no_time() -> None:
    names = PrivateNames.of(f"Voornaam{number} Van den Achternaam{number}" for number in range(5000))
    text = "Voornaam Van den Achternaam en nog wat woorden. " * 2500
    started = time.process_time()
    assert list(names.find_in(text)) == []
    assert time.process_time() - started < 5
