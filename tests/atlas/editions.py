"""A small edition, made from plain values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import shapely

from builder.airlock.small_groups import public_groups
from builder.model.gathering import WorkshopKind
from builder.model.gazetteer import PlaceKind
from builder.model.geo import Bounds, Point, Precision
from builder.model.long_texts import PublicHtml
from builder.model.public import (
    Edition,
    PublicArea,
    PublicCity,
    PublicEmotion,
    PublicFigures,
    PublicInitiative,
    PublicPicture,
    PublicPlace,
    PublicReplyFigures,
    PublicSound,
    PublicSpot,
    PublicStory,
    PublicTheme,
    PublicVersion,
    PublicWorkshop,
    Rendition,
)
from builder.model.public_groups import NO_GROUPS
from builder.model.scalars import PartialDate
from builder.model.settings import Addresses, Basemap, Zoom

FACE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><circle r="9"/></svg>'
CITY = PublicCity(
    name="Stad",
    title={"nl": "Stad vertelt", "ar": "المدينة تحكي"},
    tagline={"nl": "Verhalen <op> een plek."},
    site_url="https://stad.example/",
    languages=("nl", "ar"),
    bounds=Bounds(south_deg=51.0, west_deg=4.4, north_deg=51.1, east_deg=4.6),
    centre=Point(lat_deg=51.05, lon_deg=4.5),
    zoom=Zoom(min=12, start=13, max=17),
    basemap=Basemap(credit={"nl": "Getekend & wel"}),
    contact_name="",
    contact_email="",
    is_example=True,
    addresses=Addresses(),
)


def make_version(language: str, title: str, *, is_original: bool = True) -> PublicVersion:
    """A story in one language."""
    return PublicVersion(
        language=language,
        title=title,
        summary=f"{title}, in één zin.",
        stored_html=PublicHtml.of(f"<p>{title} en\nmeer</p>"),
        image_alt="Een tekening",
        image_caption="Een bijschrift",
        is_original=is_original,
        is_machine_made=False,
        is_reviewed=True,
        is_outdated=False,
    )


def make_story(number: int, slug: str, **changes: object) -> PublicStory:
    """A story of the workshop `tafel`."""
    story = PublicStory(
        number=number,
        id=f"tafel/{slug}",
        workshop_id="tafel",
        slug=slug,
        language="nl",
        versions=(make_version("nl", slug.capitalize()),),
        spots=(),
        area_ids=(),
        date=None,
        theme_ids=(),
        emotion_id=None,
        teller="",
        initiative_id=None,
        picture=None,
        sound=None,
        sources=(),
        is_example=False,
    )
    return replace(story, **changes)  # type: ignore[arg-type]  # fields of the story


def make_spot(lat_deg: float, lon_deg: float, place_id: str | None) -> PublicSpot:
    """An exact spot."""
    return PublicSpot(
        point=Point(lat_deg=lat_deg, lon_deg=lon_deg), precision=Precision.EXACT, precision_m=25, place_id=place_id
    )


def make_picture() -> PublicPicture:
    """A picture in three widths."""
    widths = (160, 320, 960)
    renditions = tuple(
        Rendition(name=f"p{width}.webp", width_px=width, height_px=width, path=Path("p.webp")) for width in widths
    )
    return PublicPicture(renditions=renditions, credit="")


def make_edition(smallest_group: int = 1) -> Edition:
    """Three stories: one with everything, one in two languages on a rough spot, one without any place."""
    stories = (
        make_story(
            0,
            "brug",
            spots=(make_spot(51.0512345, 4.5, "brug"), make_spot(51.06, 4.51, "plein")),
            area_ids=("centrum",),
            date=PartialDate(year=2019, month=3),
            theme_ids=("natuur", "erfgoed"),
            emotion_id="blij",
            initiative_id="klusbib",
            picture=make_picture(),
            sound=PublicSound(name="s.mp3", duration_s=1.0, size_bytes=1, path=Path("s.mp3")),
        ),
        make_story(
            1,
            "vliet",
            versions=(make_version("nl", "Vliet"), make_version("ar", "النهر", is_original=False)),
            spots=(
                PublicSpot(
                    point=Point(lat_deg=51.02, lon_deg=4.45), precision=Precision.AREA, precision_m=900, place_id=None
                ),
            ),
            area_ids=("centrum",),
            date=PartialDate(year=2020),
            theme_ids=("erfgoed",),
        ),
        make_story(2, "nergens", emotion_id="boos"),
    )
    return Edition(
        city=CITY,
        stories=stories,
        places=(
            make_place("brug", "De Brug", {"ar": "الجسر"}, ("Hoge brug",)),
            make_place("plein", "Het Plein", {}, ()),
        ),
        initiatives=(make_initiative("klusbib", "Klusbib"), make_initiative("anders", "Anders")),
        areas=(
            PublicArea(id="centrum", name="Centrum", names={"ar": "الوسط"}, polygon=shapely.box(4.4, 51.0, 4.5, 51.1)),
            PublicArea(id="rand", name="Rand", names={}, polygon=shapely.box(4.5, 51.0, 4.6, 51.1)),
        ),
        city_area=None,
        routes=(),
        themes=(
            PublicTheme(id="erfgoed", label={"nl": "Erfgoed", "ar": "التراث"}),
            PublicTheme(id="natuur", label={"nl": "Natuur"}),
            PublicTheme(id="sport", label={"nl": "Sport"}),
        ),
        emotions=(
            PublicEmotion(id="boos", label={"nl": "Boos"}, light="#ff0000", dark="#ff0000", icon_svg=FACE),
            PublicEmotion(id="blij", label={"nl": "Blij"}, light="#ffff00", dark="#ffff00", icon_svg=FACE),
        ),
        workshops=(
            PublicWorkshop(
                id="tafel",
                title="De tafel",
                kind=WorkshopKind.WORKSHOP,
                date=None,
                place_id=None,
                host="",
                prompt="",
                about="",
                participants=None,
                is_example=False,
                story_numbers=(0, 1, 2),
            ),
        ),
        replies=(),
        reply_figures=PublicReplyFigures(by_status=NO_GROUPS, by_theme=NO_GROUPS, median_days=None),
        figures=PublicFigures(
            times_played=None,
            train_the_trainer=None,
            trainers=None,
            participants=None,
            stories=3,
            signals_passed_on_at_least=None,
            signals_answered_at_least=None,
            replies=0,
            source="",
        ),
        groups=public_groups(stories, smallest_group),
        withdrawn_ids=(),
        landscape={},
    )


def make_place(place_id: str, name: str, names: dict[str, str], also: tuple[str, ...]) -> PublicPlace:
    """A place of the gazetteer."""
    return PublicPlace(
        id=place_id,
        name=name,
        names=names,
        also=also,
        kind=PlaceKind.PATH,
        spots=(),
        area_id=None,
        about={},
        sources=(),
    )


def make_initiative(initiative_id: str, name: str) -> PublicInitiative:
    """An initiative without a place."""
    return PublicInitiative(
        id=initiative_id,
        name=name,
        names={},
        place_ids=(),
        theme_ids=(),
        about={},
        seeks={},
        offers={},
        since=None,
        last_confirmed=None,
        is_active=True,
        website="",
        sources=(),
    )
