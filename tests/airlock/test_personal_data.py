"""What counts as personal data in a public text, and what does not: sentences as people write them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.airlock.city_names import CityNames
from builder.airlock.personal_data import find_personal_data, region_of
from builder.airlock.street_addresses import find_addresses
from builder.model.corpus import Gazetteer
from builder.model.gazetteer import Initiative, Place
from tests.nightly import examples

PHONE, EMAIL, ADDRESS = "personal-phone", "personal-email", "personal-address"
HANDLE, COORDINATES, DOCUMENT, PASSWORD = (
    "personal-handle",
    "personal-coordinates",
    "personal-document",
    "personal-password",
)
NUMBER, BANK = "personal-national-number", "personal-bank-account"

PERSONAL = [
    # telephone numbers
    ("Bel mij op 015 29 76 00.", PHONE),
    ("Haar nummer is 0475/12.34.56, bel maar.", PHONE),
    ("Mijn gsm: 0475 12 34 56", PHONE),
    ("gsm 0475123456", PHONE),
    ("Bel +32 475 12 34 56 voor meer.", PHONE),
    ("Appelle le +32 (0)15 29 76 00.", PHONE),
    ("Mon numéro : 0475 12 34 56.", PHONE),
    ("Son téléphone est le 02/511.22.33", PHONE),
    ("Call me on 0032 15 29 76 00 tonight.", PHONE),
    ("Ring +31 6 12345678, ask for the baker.", PHONE),
    ("Appelez le +33 6 12 34 56 78.", PHONE),
    ("Ons nummer (015 29 76 00) staat op de deur.", PHONE),
    ("Bel 0475\u200b12\u200b34\u200b56.", PHONE),
    # e-mail addresses
    ("Mail naar jan.peeters@example.be.", EMAIL),
    ("Schrijf naar jan (at) example.be", EMAIL),
    ("jan [at] example [punt] be", EMAIL),
    ("Mijn adres: jan @ example.be", EMAIL),
    ("Écris à marie-claire+carte@courrier.example.", EMAIL),
    ("Write to J_Doe@Mail.Example.org today!", EMAIL),
    (r"Mail jan\@example.be", EMAIL),
    # national numbers
    ("Rijksregisternummer 85.07.30-033.28 stond erbij.", NUMBER),
    ("Nummer 85073003328.", NUMBER),
    ("Numéro 85 07 30 033 28.", NUMBER),
    ("Numéro de sécurité sociale 2 95 10 99 126 111 93.", NUMBER),
    # bank accounts
    ("Stort op BE68 5390 0754 7034.", BANK),
    ("Stort op BE68 5390 0754 7034 VOOR DE KLAS.", BANK),
    ("stort op be68539007547034", BANK),
    ("Rekening BE68-5390-0754-7034, graag snel.", BANK),
    ("Versez sur le FR14 2004 1010 0505 0001 3M02 606.", BANK),
    ("Pay to NL91 ABNA 0417 1643 00, please", BANK),
    ("Rekening 539-0075470-34.", BANK),
    ("Kaart 4111 1111 1111 1111.", BANK),
    # home addresses
    ("Zij woont in de Kerkstraat 12.", ADDRESS),
    ("Ik woon kerkstraat 12 in Mechelen.", ADDRESS),
    ("Adres: Onze-Lieve-Vrouwestraat 5/3", ADDRESS),
    ("Leopoldstraat nr. 5, boven de bakker", ADDRESS),
    ("Leuvensesteenweg 1345 bus 2", ADDRESS),
    ("Leuvensesteenweg 1345, 2800 Mechelen", ADDRESS),
    ("Hij woonde op het Zandpoortvest 60a.", ADDRESS),
    ("Grote Markt 21 is het stadhuis.", ADDRESS),
    ("IJzerenleen, 14", ADDRESS),
    ("Wij wonen Bruul 7 en zij ook.", ADDRESS),
    ("Tervuursesteenweg 12-14", ADDRESS),
    ("J'habite rue de la Loi 16.", ADDRESS),
    ("J'habite au 16, rue de la Loi.", ADDRESS),
    ("Rue Haute 12, à gauche", ADDRESS),
    ("Elle vit 25 bis avenue Louise.", ADDRESS),
    ("place du Grand Sablon 5", ADDRESS),
    ("quai de l’Industrie 3", ADDRESS),
    ("chaussée de Louvain 220", ADDRESS),
    ("She lives at 12 Baker Street.", ADDRESS),
    ("Find us at 221B Baker Street, upstairs.", ADDRESS),
    ("Nieuwe Laan 3 was ons huis.", ADDRESS),
    ("Kerkstraat12", ADDRESS),
    ("Kerkstraat: 12", ADDRESS),
    ("Kerkstraat (12)", ADDRESS),
    ("Kerkstraat ١٢", ADDRESS),
    ("Kerkstraat nr. twaalf", ADDRESS),
    ("Elle vit au douze de la rue Haute.", ADDRESS),
    ("Ik woon op Hertshage veertien.", ADDRESS),
    ("At twelve Baker Street", ADDRESS),
    # points on the map
    ("Daar: 51.0252, 4.4773", COORDINATES),
    ("51°01'30\"N 4°28'38\"E", COORDINATES),
    ("51° 1.512' N", COORDINATES),
    ("geo:51.0252,4.4773", COORDINATES),
    ("Zie https://www.google.com/maps/@51.0252,4.4773,17z", COORDINATES),
    ("https://www.google.com/maps/place/x/data=!3d51.0252!4d4.4773", COORDINATES),
    ("https://maps.app.goo.gl/Xy12abCD3", COORDINATES),
    ("De app zegt ///lepel.fiets.wolken.", COORDINATES),
    ("9F262FGC+3R", COORDINATES),
    # names on social media
    ("Ik ben @jan.peeters.", HANDLE),
    ("instagram.com/jan", HANDLE),
    ("t.me/jan_p", HANDLE),
    ("https://www.facebook.com/profile.php?id=100012345678", HANDLE),
    ("chat.whatsapp.com/AbCdEf123", HANDLE),
    ("wa.me/message/ABC", HANDLE),
    ("wa.me/32475981276", PHONE),
    ("Mijn insta is jan.fietst", HANDLE),
    # papers
    ("Kaart 590-1234567-12.", DOCUMENT),
    ("Paspoort EJ123456", DOCUMENT),
    ("Vreemdelingenkaart B 1234567 89", DOCUMENT),
    # passwords and codes
    ("Wachtwoord: Zwaluw2019!", PASSWORD),
    ("De code van de poort is 4821.", PASSWORD),
    ("04seven5 98 12 76", PHONE),
    ("Bel ٠٤٧٥ ٩٨ ١٢ ٧٦.", PHONE),
    ("Geboren op 3/4/62.", "personal-birth-date"),
    ("Née le 3 avril 62.", "personal-birth-date"),
]

PUBLIC = [
    # years, dates, opening hours
    "In 2019 kwamen 440 mensen.",
    "Tussen 1914 en 1918, of 1914-1918.",
    "De Stationsstraat 1998 is een foto van mijn opa.",
    "Op 14/03/2019 om 20.00 uur begon het.",
    "Het was 14-03-2019.",
    "2019-03-14 was een donderdag.",
    "Open van 9.00 tot 12.30 en van 13.00 tot 17.00 uur.",
    "Ouvert de 9h30 à 17h00, sauf le 25/12/2020.",
    "Open Monday to Friday 10:00-18:00.",
    "Le 5 mai 1835, le premier train est arrivé.",
    "Van 8u30 tot 16u15 in de Kerkstraat.",
    # roads, lines, numbers of things
    "De N16 en de E19 lopen rond de stad.",
    "Bus 500 stopt aan halte 305274.",
    "De E19, de N1 en de R6 zijn druk.",
    "Lijn 2 rijdt naar perron 10.",
    "Le bus 282 passe toutes les 15 minutes.",
    "Trein IC 1507 had 12 minuten vertraging.",
    "De toren telt 538 treden en is 97 meter hoog.",
    "49 klokken, 2 beiaarden, 81 ton brons.",
    "Er wonen 86 000 mensen, of 87.665, of 86,304.",
    "Mechelen telt 138 nationaliteiten.",
    "12 345 678 druppels water.",
    "ISBN 978-90-5826-000-1 staat in de bibliotheek.",
    "Postcode 2800, of 2801 in Heffen.",
    "2800 Mechelen is de stad, 2812 Muizen het dorp.",
    # prices
    "Een kaartje kost 12,50 euro of € 1.250,00.",
    "Het kost € 25 per jaar.",
    "Ça coûte 1 500 000 euros.",
    # streets without a house number
    "In de Kerkstraat staan 12 bomen.",
    "De Kerkstraat 100 meter verder is autovrij.",
    "De Nekkerspoelstraat 100 jaar geleden.",
    "In de Bruul 3 keer per week markt.",
    "De kerstmarkt 2019 was koud.",
    "Op de Grote Markt 2019.",
    "Speelplein 3 gaat open.",
    "Ingang 4 is dicht, uitgang 5 open.",
    "Onderweg 3 vrienden gemaakt.",
    "Onze vereniging 25 jaar.",
    "Herinnering 3 is de mooiste.",
    "Het fietspad 4 km lang.",
    "De rue Haute 50 mètres plus loin.",
    "La place Saint-Rombaut 300 ans plus tard.",
    "En 1998 rue Haute était calme.",
    "Baker Street 1950 was quiet.",
    "Kruidtuin, Dijlepad en Vismarkt in 3 uur.",
    "Een straat met 12 kinderen, 3 oma's en 1 hond.",
    # not an address of mail
    "We zien elkaar @ de Kruidtuin.",
    "Afspraak @ 10.30 aan het station.",
    "De site is www.mechelen-vertelt.example.",
    "Zie https://voorbeeld.example/verhaal/2019/12.",
    "Zie facebook.com/groups/pleinmakers of facebook.com/events/123456789.",
    # an enterprise is no person
    "BTW BE 0416.375.270 staat op het bonnetje.",
    # almost a point on the map, a paper, a code, a house
    "Het was 45° in de zon, en 4.477 mensen op 51.025 stoelen.",
    "De paal is 51.025 meter van de haag, 4.477 van de muur.",
    "Zijn paspoort van 2015 was na 18 maanden klaar.",
    "Het wachtwoord was pannenkoek.",
    "De code van de deur was voor iedereen gelijk.",
    "Grote Markt: 14 uur.",
    "Grote Markt (2019).",
    "Grote Markt 14u of 14h, daarna de Bruul.",
    "Op de Grote Markt twaalf kramen.",
    "Geboren in 62, zei ze.",
    # codes that look like accounts
    "Formulier BE12 3456 is niet meer nodig.",
    "Kamer 123-4567890-12 bestaat niet.",
    "De code is AB12CD34EF.",
    "حدث ذلك في عام 2015 مع 30 جارا.",
]


def codes_in(sentence: str) -> list[str]:
    return [spot.code for spot in find_personal_data(sentence)]


@pytest.mark.parametrize(("sentence", "code"), PERSONAL, ids=[sentence for sentence, _ in PERSONAL])
def test_personal_data_is_found(sentence: str, code: str) -> None:
    assert codes_in(sentence) == [code]


@pytest.mark.parametrize("sentence", PUBLIC, ids=PUBLIC)
def test_what_is_no_personal_data_passes(sentence: str) -> None:
    assert codes_in(sentence) == []


CITY = CityNames.of(
    Gazetteer(
        places=(Place.model_validate({"id": "mechelen", "name": "Mechelen", "kind": "city"}),),
        initiatives=tuple(
            Initiative.model_validate({"id": name.casefold(), "name": name}) for name in ("Klusbib", "ROJM")
        ),
        areas=(),
        city_area=None,
        routes=(),
        landscape={},
    )
)


@pytest.mark.parametrize("handle", ["@klusbib", "@rojm.mechelen", "@mechelenkindvriendelijk", "instagram.com/klusbib"])
def test_the_handle_of_an_initiative_or_a_place_passes(handle: str) -> None:
    text = f"Volg ons op {handle}."
    assert [spot.code for spot in find_personal_data(text, "BE", CITY)] == []
    assert codes_in(text) == ["personal-handle"]


@pytest.mark.parametrize("handle", ["@jan.mechelen", "@jan_klusbib", "instagram.com/jan.peeters", "@klus"])
def test_a_handle_with_a_part_that_nobody_knows_stops(handle: str) -> None:
    assert [spot.code for spot in find_personal_data(f"Volg {handle}.", "BE", CITY)] == ["personal-handle"]


def test_the_spot_is_told_by_line_and_column() -> None:
    spots = list(find_personal_data("Een regel.\n\nEn bel 015 29 76 00 maar."))
    assert [(spot.line, spot.column) for spot in spots] == [(3, 8)]


def test_several_kinds_in_one_line_are_all_found() -> None:
    line = "Jan, Kerkstraat 12, jan@example.be, 0475 12 34 56, BE68 5390 0754 7034"
    assert sorted(codes_in(line)) == [ADDRESS, BANK, EMAIL, PHONE]


def test_numbers_are_read_after_the_country_of_the_city() -> None:
    dutch = "Het was 06 12345678 maar."
    assert [spot.code for spot in find_personal_data(dutch, "NL")] == [PHONE]
    assert codes_in(dutch) == []


@pytest.mark.parametrize(("timezone", "region"), [("Europe/Brussels", "BE"), ("Europe/Amsterdam", "NL"), ("UTC", "BE")])
def test_the_country_follows_from_the_time_zone(timezone: str, region: str) -> None:
    assert region_of(timezone) == region


def test_a_long_line_is_searched_in_reasonable_time() -> None:
    for part in ("a.", "straat ", "rue de la ", "BE68 ", "Aa", "1 2 ", "a@"):
        assert all(spot.line == 1 for spot in find_personal_data(part * (20_000 // len(part))))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120), st.sampled_from([sentence for sentence, code in PERSONAL if code == EMAIL][:1]))
def test_text_around_it_never_hides_an_address_of_mail(noise: str, sentence: str) -> None:
    assert EMAIL in codes_in(f"{noise}\n{sentence}\n{noise}")


WORDS = (
    "Kerkstraat 12 a bus nummer twaalf rue Haute nul vier zéro oh 0475 98 +32 (0) @ jan (at) punt be . , - / plaat "
    "1-ABC-123 3/4/1962 ° 2800 Mechelen Bruul Dorp woont \u200b ٤ ０ <b> &#64; ** (( )) https:// at Street BE68"
)
PIECES = [*WORDS.split(" "), "62.04.03-217.53", "geboren op", "de la", "\n", "\n\n", "\n> ", "\n- "]


@settings(deadline=None, max_examples=examples(ci=300, nightly=20_000))
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=14), st.sampled_from(["", " "]))
def test_whatever_stands_there_every_spot_lies_in_the_text_and_none_over_another(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    spots = list(find_personal_data(text, "BE", CityNames(streets="Bruul", quarters="Dorp")))
    assert all(0 <= spot.start < spot.end <= len(text) for spot in spots)
    assert all(first.end <= last.start for first, last in pairwise(spots))
    for spot in spots:
        assert text.split("\n")[spot.line - 1][spot.column - 1] == text[spot.start]


@settings(deadline=None, max_examples=150)
@given(st.integers(1, 1299))
def test_every_house_number_counts(number: int) -> None:
    assert list(find_addresses(f"Wij wonen in de Kerkstraat {number}.", CityNames()))
