"""Mark-up hides nothing: what a reader would see is found, and told at the line and column where it was typed."""

from __future__ import annotations

import pytest

from builder.airlock.city_names import CityNames
from builder.airlock.flat_text import flatten
from builder.airlock.private_names import PrivateNames
from builder.airlock.public_texts import PublicText
from builder.airlock.stops import Stops

STOPS = Stops(names=PrivateNames.of([]), region="BE", city=CityNames(streets="Bruul"))


def found(text: str, *, is_body: bool = True) -> list[str]:
    faults = STOPS.faults_in(PublicText(path="a.md", line=10, key="", text=text, is_body=is_body))
    return [f"{fault.line}:{fault.column} {fault.code.removeprefix('personal-')}" for fault in faults]


HIDDEN = [
    ("0475 **98** 12 76", "10:1 phone"),
    ("Bel 04**75** 98 12 76", "10:5 phone"),
    ("*0475* _98_ `12` 76", "10:2 phone"),
    ("0475<br>98 12 76", "10:1 phone"),
    ("0475  \n98 12 76", "10:1 phone"),
    ("0475\\\n98 12 76", "10:1 phone"),
    ("> Bel 0475 98\n> 12 76", "10:7 phone"),
    ("- een\n- 0475 98\n  12 76", "11:3 phone"),
    ("Een.\n\nTwee 04&shy;75 98 12 76", "12:6 phone"),
    ("0475&nbsp;98&nbsp;12&nbsp;76", "10:1 phone"),
    ("&#48;475 98 12 76", "10:1 phone"),
    ("0475\u00a098\u202f12\u200976", "10:1 phone"),
    ("04\u00ad75\u200b98\u206012\ufeff76", "10:1 phone"),
    ("\u202e\u202d0475 98 12 76", "10:3 phone"),
    ("٠٤٧٥ ٩٨ ١٢ ٧٦", "10:1 phone"),
    ("０４７５９８１２７６", "10:1 phone"),
    ("𝟎𝟒𝟕𝟓𝟗𝟖𝟏𝟐𝟕𝟔", "10:1 phone"),
    ("0️⃣4️⃣7️⃣5️⃣9️⃣8️⃣1️⃣2️⃣7️⃣6️⃣", "10:1 phone"),
    ("O475 98 12 76", "10:1 phone"),
    ("[0475](https://a.example) 98 12 76", "10:2 phone"),
    ("zie <https://wa.me/32475981276>", "10:20 phone"),
    ("[bel](tel:0475981276)", "10:11 phone"),
    ("![0475 98 12 76](x.jpg)", "10:3 phone"),
    ("[x]: https://a.example '0475 98 12 76'\n\n[x]", "10:25 phone"),
    ("```\n0475 98 12 76\n```", "11:1 phone"),
    ("# 0475 98 12 76", "10:3 phone"),
    ("jan<!-- x -->@school.be", "10:1 email"),
    ("jan<b></b>@school.be", "10:1 email"),
    ("<jan@school.be>", "10:2 email"),
    ("[mail](mailto:jan@school.be)", "10:15 email"),
    ("[mail](https://a.example/?x=jan%40school.be)", "10:29 email"),
    ("jan\\@school\\.be", "10:1 email"),
    ("jan&commat;school&period;be", "10:1 email"),
    ("jan＠school．be", "10:1 email"),
    ("Kerk<b></b>straat 12", "10:1 address"),
    ("[Kerkstraat](https://a.example) 12", "10:2 address"),
    ("Kerkstraat&#32;12", "10:1 address"),
    ("**Bruul** 7", "10:3 address"),
    ("<Kerkstraat 12>", "10:1 address"),
    ("62.04.03<!-- -->-217.53", "10:1 national-number"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), HIDDEN, ids=[repr(body) for body, _ in HIDDEN])
def test_what_shows_is_found_where_it_was_typed(body: str, expected: str) -> None:
    hits = [hit for hit in found(body) if not hit.endswith("picture-in-text")]
    assert hits == [expected]


def test_one_piece_is_told_once_and_each_of_two() -> None:
    assert found("0475 **98** 12 76 en [0475](https://a.example) 98 12 76") == ["10:1 phone", "10:23 phone"]


def test_a_second_hidden_piece_like_a_marked_one_still_stops() -> None:
    assert found("((0475 98 12 76)) en [0475](https://a.example) 98 12 76") == ["10:23 phone"]


@pytest.mark.parametrize("text", ["<Kerkstraat 12>", "Kerkstraat <b 12>, Kerkstraat 12", "a \\Kerkstraat 12"])
def test_a_title_is_no_markdown(text: str) -> None:
    assert found(text, is_body=False)[-1].endswith("address")


@pytest.mark.parametrize(
    "body",
    [
        "0475\n\n98 12 76",
        "- Bruul\n- 12 bomen",
        "# Bruul\n12 mensen",
        "Bruul\n\n7 huizen",
        "x <span title='0475 98 12 76'>y</span>",
        "https://hln.example/0475981276/kerkstraat-12",
    ],
)
def test_what_a_reader_does_not_see_together_passes(body: str) -> None:
    assert found(body) == []


def test_a_flat_text_knows_where_each_sign_came_from() -> None:
    source = "Ja&shy;n **en**  \n> An&#33;\n\n- ٤"
    flat = flatten(source)
    assert flat.text == "Jan en An!\n- 4"
    assert flat.blocks == ["Jan en An!", "- 4"]
    assert [source[flat.source_offset(offset)] for offset in (0, 2, 4, 5, 7, 9, 13)] == list("JnenA&٤")


LOST = [
    ("<p>Zo ging het.</p>\n\nMeer.", ["10:1 html-in-text"]),
    ("Een.\n\n<div>\nZo ging het.\n</div>\n\nMeer.", ["12:1 html-in-text"]),
    ("Een.\n\n<pre>\nTwee.\n\nDrie.", ["12:1 html-in-text"]),
    ("Een.\n\n- <p>Twee.</p>", ["12:1 html-in-text"]),
    ("<!-- nog vragen --> Zo ging het.", ["10:1 html-in-text"]),
    ("<!-- nog vragen -->\n\nZo ging het.", []),
    ("<b>Zo</b> ging het.", []),
    ("<3 vond ik het.", []),
    ("    <p>in code</p>", []),
    ("<script>alert(1)</script>", []),
]


@pytest.mark.parametrize(("text", "expected"), LOST)
def test_words_that_would_be_lost_between_tags_are_told(text: str, expected: list[str]) -> None:
    assert found(text) == expected
