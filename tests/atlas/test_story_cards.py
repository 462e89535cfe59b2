"""What the cards of the list say, in chunks."""

from __future__ import annotations

from dataclasses import replace

from builder.atlas.story_cards import CARD_FIELDS, CARDS_A_CHUNK, build_card_chunks, pick_rendition
from builder.languages import load_language
from builder.model.public import Edition
from builder.site.addresses import SiteMap
from tests.atlas.editions import make_edition, make_picture, make_story
from tests.atlas.packed_columns import Json


def chunks_in(code: str, edition: Edition | None = None) -> tuple[Json, ...]:
    """The chunks of an edition."""
    edition = edition or make_edition()
    return build_card_chunks(edition, load_language(code), SiteMap(city=edition.city))


def card(number: int, code: str = "nl") -> dict[str, str]:
    """One card of the small edition, whose three stories are in one chunk, the oldest first."""
    (chunk,) = chunks_in(code)
    assert tuple(chunk) == CARD_FIELDS
    return {name: column[2 - number] for name, column in chunk.items()}


def test_a_card_says_what_a_reader_chooses_by() -> None:
    assert card(0) == {
        "uri": "stories/tafel/brug/",
        "title": "Brug",
        "lang": "nl",
        "place": "De Brug · Het Plein",
        "first": "Brug, in één zin.",
        "date": "maart 2019",
        "picture": "media/p320.webp",
        "picture_large": "media/p960.webp",
        "picture_alt": "Een tekening",
    }


def test_titles_are_in_the_language_of_the_page_when_there_are_any() -> None:
    assert [card(number, "ar")["title"] for number in range(3)] == ["Brug", "النهر", "Nergens"]
    assert [card(number, "ar")["lang"] for number in range(3)] == ["nl", "ar", "nl"]
    assert card(0, "ar")["uri"] == "ar/stories/tafel/brug/"
    assert card(0, "ar")["place"] == "الجسر · Het Plein"


def test_a_story_without_a_place_has_no_label_and_a_withheld_place_leaves_the_area() -> None:
    assert card(2)["place"] == ""
    assert card(1)["place"] == "Centrum"


def test_a_new_story_leaves_full_chunks_as_they_were() -> None:
    edition = make_edition()
    stories = tuple(make_story(number, f"verhaal-{number}") for number in range(CARDS_A_CHUNK + 2))
    before = chunks_in("nl", replace(edition, stories=stories))
    assert [len(chunk["uri"]) for chunk in before] == [CARDS_A_CHUNK, 2]
    older = tuple(replace(story, number=story.number + 1) for story in stories)
    after = chunks_in("nl", replace(edition, stories=(make_story(0, "nieuw"), *older)))
    assert after[0] == before[0]
    assert after[1]["uri"][:2] == before[1]["uri"]
    assert after[1]["uri"][2] == "stories/tafel/nieuw/"


def test_the_widest_rendition_serves_when_none_is_wide_enough() -> None:
    assert pick_rendition(make_picture(), 5000).name == "p960.webp"
