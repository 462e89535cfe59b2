"""What a card says of a story, in chunks by story number: a page fetches only those of the stories that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from builder.atlas.story_facets import StoryAddresses
from builder.languages import Language
from builder.model.public import Edition, PublicPicture, PublicStory, Rendition, name_in
from builder.model.scalars import PartialDate

CARDS_A_CHUNK = 64
THUMB_WIDTH_PX = 200
CARD_WIDTH_PX = 640
CARD_FIELDS = ("uri", "title", "lang", "place", "first", "date", "picture", "picture_large", "picture_alt")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNames:
    """The names of places and areas in one language."""

    places: dict[str, str]
    areas: dict[str, str]
    """In the order of the edition."""

    @classmethod
    def of(cls, edition: Edition, language: Language) -> PlaceNames:
        """All that an edition has."""
        code = language.code
        return cls(
            places={place.id: name_in(place.name, place.names, code) for place in edition.places},
            areas={area.id: name_in(area.name, area.names, code) for area in edition.areas},
        )

    def label(self, story: PublicStory) -> str:
        """The names of its places, else of its areas; empty when neither may be shown."""
        names = [self.places[item] for item in dict.fromkeys(story.place_ids) if item in self.places]
        if not names:
            names = [name for item, name in self.areas.items() if item in story.area_ids]
        return " · ".join(names)


def build_card_chunks(edition: Edition, language: Language, addresses: StoryAddresses) -> tuple[dict[str, object], ...]:
    """The cards of all stories: `chunk[field][n]` for each field of `CARD_FIELDS`.

    Chunks are counted from the oldest story, so that a new story leaves the chunks of older ones as they were: story
    `n` is entry `m % CARDS_A_CHUNK` of chunk `m // CARDS_A_CHUNK`, with `m = count - 1 - n`.
    """
    names = PlaceNames.of(edition, language)
    dates: dict[PartialDate | None, str] = {}
    rows: list[tuple[str, ...]] = []
    for story in reversed(edition.stories):
        if story.date not in dates:
            dates[story.date] = language.date(story.date)
        rows.append(build_card(story, language.code, addresses, names.label(story), dates[story.date]))
    chunks = (rows[start : start + CARDS_A_CHUNK] for start in range(0, len(rows), CARDS_A_CHUNK))
    return tuple(dict(zip(CARD_FIELDS, map(list, zip(*chunk, strict=True)), strict=True)) for chunk in chunks)


def build_card(story: PublicStory, code: str, addresses: StoryAddresses, place: str, date: str) -> tuple[str, ...]:
    """One card, in the order of `CARD_FIELDS`; the title and the first sentence are in the language `lang`."""
    version = story.version_in(code)
    return (
        addresses.story(story.id, code),
        version.title,
        version.language,
        place,
        version.summary,
        date,
        picture_uri(story.picture, THUMB_WIDTH_PX),
        picture_uri(story.picture, CARD_WIDTH_PX),
        version.image_alt if story.picture else "",
    )


def picture_uri(picture: PublicPicture | None, width_px: int) -> str:
    """The smallest rendition that is wide enough, else the widest; empty without a picture."""
    return f"media/{pick_rendition(picture, width_px).name}" if picture else ""


def pick_rendition(picture: PublicPicture, width_px: int) -> Rendition:
    """The smallest rendition of at least this width, else the widest."""
    return next((item for item in picture.renditions if item.width_px >= width_px), picture.renditions[-1])
