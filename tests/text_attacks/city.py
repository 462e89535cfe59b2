"""A city whose every text is an attack: an edition made past the reader, so that each sink stands on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from builder.airlock.markdown import render_markdown
from builder.airlock.media_cache import name_of
from builder.model.gathering import FollowUpStatus
from builder.model.geo import Point
from builder.model.long_texts import PublicHtml
from builder.model.public import (
    Edition,
    PublicArea,
    PublicEmotion,
    PublicInitiative,
    PublicPicture,
    PublicPlace,
    PublicPlaceSpot,
    PublicReply,
    PublicStory,
    PublicTheme,
    PublicVersion,
    PublicWorkshop,
    Rendition,
)
from builder.model.scalars import PartialDate
from builder.model.settings import Basemap
from builder.reading.characters import find_unwanted_character
from tests.atlas import editions
from tests.text_attacks.attack import Attack
from tests.text_attacks.collection import ATTACKS

SINKABLE = tuple(attack for attack in ATTACKS if find_unwanted_character(attack.text) is None)
"""What is left when the reader has refused signs that no text may hold; XML could not hold most of them either."""
ALL_IN_ONE = "alles"
"""The story that has every text in its body."""
SPOTS_A_SIDE = 4
"""Stories share few spots, so that fans of them can only be opened as a list."""


class Texts:
    """The texts in turn: the same field of the next thing gets the next text."""

    def __init__(self, attacks: Sequence[Attack]) -> None:
        self.attacks = attacks

    def at(self, index: int) -> str:
        """One text, round and round."""
        return self.attacks[index % len(self.attacks)].text

    def both(self, index: int) -> dict[str, str]:
        """A text in both languages of the interface."""
        return {"nl": self.at(index), "ar": self.at(index + 3)}


def write_picture(path: Path) -> PublicPicture:
    """A real picture in the widths that pages ask for."""
    return PublicPicture(renditions=tuple(write_rendition(path, width) for width in (160, 320, 960)), credit="")


def write_rendition(path: Path, width_px: int) -> Rendition:
    """The picture in one width, named after its bytes as the airlock does."""
    file = path.with_stem(f"{path.stem}-{width_px}")
    Image.new("RGB", (width_px, 32), "teal").save(file)
    name = name_of(file.read_bytes(), ".webp")
    return Rendition(name=name, width_px=width_px, height_px=32, path=file)


def make_version(texts: Texts, index: int, language: str, body: str) -> PublicVersion:
    """A story in a language; its body is what the airlock makes of a text."""
    html = render_markdown(body)
    return replace(
        editions.make_version(language, texts.at(index), is_original=language == "nl"),
        summary=texts.at(index + 1),
        stored_html=PublicHtml.of(html),
        image_alt=texts.at(index + 2),
        image_caption=texts.at(index + 4),
    )


def make_story(texts: Texts, number: int, parts: int, picture: PublicPicture) -> PublicStory:
    """A story with a text in each field; every other one also in Arabic."""
    row, column = divmod(number % SPOTS_A_SIDE**2, SPOTS_A_SIDE)
    spot = editions.make_spot(51.02 + row / 60, 4.42 + column / 40, f"p{number % parts}")
    versions = [make_version(texts, number, "nl", texts.at(number + 5))]
    if number % 2:
        versions.append(make_version(texts, number + 7, "ar", texts.at(number + 6)))
    return editions.make_story(
        number,
        f"s{number}",
        versions=tuple(versions),
        spots=(spot,),
        workshop_id=f"w{number % parts}",
        id=f"w{number % parts}/s{number}",
        date=PartialDate(year=2001 + number % 20, month=1 + number % 12, day=1),
        theme_ids=(f"t{number % parts}", f"t{(number + 1) % parts}"),
        area_ids=(f"a{number % 6}",),
        emotion_id=("boos", "constructor")[number % 2],
        initiative_id=f"i{number % parts}",
        teller=texts.at(number + 8),
        picture=replace(picture, credit=texts.at(number + 9)),
        sources=(texts.at(number + 10), f"https://bron.example/{texts.at(number)}", f"https://{texts.at(number)}/"),
    )


def make_place(texts: Texts, index: int) -> PublicPlace:
    """A place of the gazetteer."""
    point = Point(lat_deg=51.02 + index % 7 / 100, lon_deg=4.42 + index % 11 / 100)
    return replace(
        editions.make_place(f"p{index}", texts.at(index), {"ar": texts.at(index + 1)}, (texts.at(index + 2),)),
        spots=(PublicPlaceSpot(point=point, accuracy_m=50),),
        about=texts.both(index + 4),
        sources=(texts.at(index + 5), f"https://bron.example/?q={texts.at(index)}"),
        area_id=f"a{index % 6}",
    )


def make_initiative(texts: Texts, index: int) -> PublicInitiative:
    """An initiative with all its texts."""
    return replace(
        editions.make_initiative(f"i{index}", texts.at(index)),
        names={"ar": texts.at(index + 1)},
        place_ids=(f"p{index}",),
        about=texts.both(index + 2),
        seeks=texts.both(index + 5),
        offers=texts.both(index + 6),
        website=texts.at(index) if index % 2 else f"https://site.example/{texts.at(index)}",
        sources=(texts.at(index + 8),),
    )


def make_workshop(texts: Texts, index: int, numbers: tuple[int, ...]) -> PublicWorkshop:
    """A workshop with all its texts."""
    return replace(
        editions.make_edition().workshops[0],
        id=f"w{index}",
        title=texts.at(index),
        host=texts.at(index + 1),
        prompt=texts.at(index + 2),
        about=texts.at(index + 3),
        place_id=f"p{index}",
        story_numbers=numbers,
    )


def make_reply(texts: Texts, index: int, parts: int, story_id: str) -> PublicReply:
    """An answer of a service."""
    return PublicReply(
        anchor=f"answer-{index}",
        theme_id=f"t{index % parts}",
        service_id=f"s{index}",
        service=texts.both(index),
        forwarded_to=texts.both(index + 1),
        status=FollowUpStatus.ANSWERED,
        answered_on=PartialDate(year=2020, month=1, day=1),
        text=texts.both(index + 2),
        story_id=story_id,
    )


def make_attacked_edition(folder: Path, parts: int) -> Edition:
    """As many stories as there are texts and one with all of them, and `parts` of everything else."""
    texts, picture, plain = Texts(SINKABLE), write_picture(folder / "p.webp"), editions.make_edition()
    stories = [make_story(texts, number, parts, picture) for number in range(len(SINKABLE))]
    everything = "\n\n".join(attack.text for attack in SINKABLE)
    version = make_version(texts, len(stories), "nl", everything)
    last = make_story(texts, len(stories), parts, picture)
    stories.append(replace(last, slug=ALL_IN_ONE, id=f"{last.workshop_id}/{ALL_IN_ONE}", versions=(version,)))
    # as many areas and feelings as a map can show; the texts of the city itself are those of its coordinator, but still
    areas = [
        PublicArea(id=f"a{each}", name=texts.at(each), names={"ar": texts.at(each + 1)}, polygon=plain.areas[0].polygon)
        for each in range(6)
    ]
    feelings: list[PublicEmotion] = [
        replace(each, id=name, label=texts.both(index))
        for index, (each, name) in enumerate(zip(plain.emotions, ("boos", "constructor"), strict=True))
    ]
    return replace(
        plain,
        city=replace(
            plain.city,
            name=texts.at(0),
            title=texts.both(1),
            tagline=texts.both(2),
            contact_name=texts.at(3),
            contact_email="kaart@stad.example",
            basemap=Basemap(credit=texts.both(55)),
        ),
        stories=tuple(stories),
        places=tuple(make_place(texts, each) for each in range(parts)),
        initiatives=tuple(make_initiative(texts, each) for each in range(parts)),
        areas=tuple(areas),
        themes=tuple(PublicTheme(id=f"t{each}", label=texts.both(each)) for each in range(parts)),
        emotions=tuple(feelings),
        workshops=tuple(make_workshop(texts, each, tuple(range(each, len(stories), parts))) for each in range(parts)),
        replies=tuple(make_reply(texts, each, parts, stories[each].id) for each in range(len(SINKABLE))),
        figures=replace(plain.figures, stories=len(stories), source=texts.at(4), replies=len(SINKABLE)),
        withdrawn_ids=("w0/weg",),
    )
