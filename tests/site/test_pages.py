"""The pages of a small edition, made by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely

from builder.airlock.small_groups import public_groups
from builder.languages import load_language
from builder.model.gathering import FollowUpStatus, WorkshopKind
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
    PublicPlaceSpot,
    PublicReply,
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
from builder.site.addresses import SiteMap
from builder.site.page import Page
from builder.site.pages import Workbench, build_pages, build_workbenches
from builder.site.pages.listing import PAGE_LENGTH

FACE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><circle r="9"/></svg>'
QUAY = Point(lat_deg=51.025, lon_deg=4.475)
CITY = PublicCity(
    name="Mechelen",
    title={"nl": "Mechelen vertelt", "ar": "ميخلين تحكي"},
    tagline={},
    site_url="https://map.example/",
    languages=("nl", "ar"),
    bounds=Bounds(south_deg=50.99, west_deg=4.36, north_deg=51.08, east_deg=4.56),
    centre=QUAY,
    zoom=Zoom(),
    basemap=Basemap(),
    contact_name="",
    contact_email="",
    is_example=False,
    addresses=Addresses(stories="verhalen", places="plekken", workshops="tafels"),
)


def make_version(language: str, *, title: str = "De brug", is_original: bool = True) -> PublicVersion:
    return PublicVersion(
        language=language,
        title=f"{title} <{language}>",
        summary="Een zin.",
        stored_html=PublicHtml.of(f"<p>Tekst in {language}.</p>"),
        image_alt="Een brug",
        image_caption="",
        is_original=is_original,
        is_machine_made=not is_original,
        is_reviewed=False,
        is_outdated=not is_original,
    )


def make_story(
    number: int, *versions: PublicVersion, point: Point | None = QUAY, place: str | None = "kade"
) -> PublicStory:
    precision = Precision.EXACT if point else Precision.NONE
    return PublicStory(
        number=number,
        id=f"tafel/verhaal-{number}",
        workshop_id="tafel",
        slug=f"verhaal-{number}",
        language=versions[0].language if versions else "nl",
        versions=versions or (make_version("nl", title=f"Verhaal {number}"),),
        spots=(PublicSpot(point=point, precision=precision, precision_m=0, place_id=place),),
        area_ids=("centrum",) if point else (),
        date=PartialDate(year=2019, month=3),
        theme_ids=("water",),
        emotion_id="blij",
        teller="buurtbewoonster",
        initiative_id=None,
        picture=None,
        sound=None,
        sources=("https://www.bron.example/pad?x=1",),
        is_example=True,
    )


def make_edition(*stories: PublicStory, smallest_group: int = 1) -> Edition:
    square = shapely.box(4.47, 51.02, 4.48, 51.03)
    return Edition(
        city=CITY,
        stories=stories,
        places=(
            PublicPlace(
                id="kade",
                name="Kade",
                names={"ar": "الرصيف"},
                also=("De Kaai",),
                kind=PlaceKind.WATER,
                spots=(PublicPlaceSpot(point=QUAY, accuracy_m=50),),
                area_id="centrum",
                about={"nl": "Aan het water."},
                sources=(),
            ),
        ),
        initiatives=(
            PublicInitiative(
                id="bib",
                name="Bib",
                names={},
                place_ids=("kade",),
                theme_ids=("water",),
                about={"nl": "Samen lezen."},
                seeks={"nl": "Boeken."},
                offers={},
                since=PartialDate(year=2017),
                last_confirmed=None,
                is_active=False,
                website="",
                sources=(),
            ),
        ),
        areas=(PublicArea(id="centrum", name="Centrum", names={}, polygon=square),),
        city_area=None,
        routes=(),
        themes=(PublicTheme(id="water", label={"nl": "Water", "ar": "ماء"}),),
        emotions=(PublicEmotion(id="blij", label={"nl": "Blij"}, light="#ffcc00", dark="#ffdd55", icon_svg=FACE),),
        workshops=(
            PublicWorkshop(
                id="tafel",
                title="De tafel",
                kind=WorkshopKind.WORKSHOP,
                date=PartialDate(year=2019),
                place_id="kade",
                host="De bib",
                prompt="Wat ruik je?",
                about="",
                participants=None,
                is_example=False,
                story_numbers=tuple(story.number for story in stories),
            ),
        ),
        replies=(),
        reply_figures=PublicReplyFigures(by_status=NO_GROUPS, by_theme=NO_GROUPS, median_days=None),
        figures=PublicFigures(
            times_played=3,
            train_the_trainer=None,
            trainers=None,
            participants=None,
            stories=len(stories),
            signals_passed_on_at_least=30,
            signals_answered_at_least=None,
            replies=0,
            source="",
        ),
        groups=public_groups(stories, smallest_group),
        withdrawn_ids=("tafel/weg",),
        landscape={},
    )


def benches_of(edition: Edition) -> dict[str, Workbench]:
    languages = {code: load_language(code) for code in edition.city.languages}
    drawings = {"water": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"/>'}
    return build_workbenches(edition, SiteMap(city=edition.city), languages, "assets/data/base.svg", drawings)


def pages_of(edition: Edition, language: str = "nl") -> dict[str, Page]:
    pages = list(build_pages(benches_of(edition)[language]))
    assert len({page.uri for page in pages}) == len(pages), "each page has an address of its own"
    return {page.uri: page for page in pages}


STORY = make_story(0, make_version("nl"), make_version("ar", is_original=False), make_version("es", is_original=False))


def test_every_kind_of_page_is_made() -> None:
    kinds = {page.kind for page in pages_of(make_edition(STORY)).values()}
    assert kinds == {
        "story", "stories", "place", "places", "initiative", "initiatives", "theme", "themes", "area", "areas",
        "workshop", "workshops", "figures", "answers", "withdrawn", "offline",
    }  # fmt: skip


def test_an_empty_edition_has_inviting_pages() -> None:
    pages = pages_of(replace(make_edition(), workshops=(), withdrawn_ids=()))
    for uri in ("verhalen/", "plekken/kade/", "themes/water/", "areas/centrum/", "tafels/", "what-happened/"):
        assert "vk-empty" in pages[uri].content_html


def test_a_city_without_areas_and_themes_has_inviting_lists() -> None:
    pages = pages_of(replace(make_edition(), areas=(), themes=()))
    lists = [page for page in pages.values() if page.kind in ("areas", "themes")]
    assert len(lists) == 2
    assert all("vk-empty" in page.content_html and "<ul class=" not in page.content_html for page in lists)


def test_a_story_shows_its_text_place_map_and_source() -> None:
    page = pages_of(make_edition(STORY))["verhalen/tafel/verhaal-0/"]
    html = page.content_html
    assert page.title == "De brug <nl>"
    assert "De brug &lt;nl&gt;" in html and "<p>Tekst in nl.</p>" in html
    assert 'href="../../../plekken/kade/"' in html
    assert '<image class="vk-locator__drawing" href="../../../assets/data/base.svg"' in html
    assert 'href="https://www.bron.example/pad?x=1" rel="noopener external nofollow" dir="ltr">bron.example<' in html
    assert html.count('<svg id="vk-face-blij"') == 1


def test_a_translation_says_how_it_was_made_and_points_at_the_original() -> None:
    page = pages_of(make_edition(STORY), "ar")["ar/verhalen/tafel/verhaal-0/"]
    assert "<p>Tekst in ar.</p>" in page.content_html
    assert page.content_html.count("vk-notice") == 2  # how it was translated, and that the story is an example
    assert 'href="../../../../verhalen/tafel/verhaal-0/" lang="nl" hreflang="nl"' in page.content_html
    assert page.canonical_uri == ""


def test_a_story_without_a_version_in_the_language_of_the_page_shows_its_own() -> None:
    page = pages_of(make_edition(make_story(0)), "ar")["ar/verhalen/tafel/verhaal-0/"]
    assert '<h1 class="vk-story__title" lang="nl" dir="ltr">' in page.content_html
    assert '<div class="vk-story__text vk-prose" data-part="prose" lang="nl" dir="ltr">' in page.content_html
    assert page.canonical_uri == "verhalen/tafel/verhaal-0/"


def test_a_version_without_an_interface_has_its_page_below_the_story() -> None:
    edition = make_edition(STORY)
    page = pages_of(edition)["verhalen/tafel/verhaal-0/es/"]
    assert "<p>Tekst in es.</p>" in page.content_html and 'lang="es"' in page.content_html
    assert page.alternates == {}
    assert not any(uri.endswith("/es/") for uri in pages_of(edition, "ar"))


def test_a_story_with_sound_and_picture_gives_their_sizes_and_no_autoplay() -> None:
    path = Path("nowhere")
    renditions = tuple(Rendition(name=f"{w}.webp", width_px=w, height_px=w // 2, path=path) for w in (320, 960))
    story = replace(
        STORY,
        picture=PublicPicture(renditions=renditions, credit="Tekening: wij"),
        sound=PublicSound(name="klok.mp3", duration_s=64.6, size_bytes=9, path=path),
    )
    page = pages_of(make_edition(story))["verhalen/tafel/verhaal-0/"]
    assert 'srcset="../../../media/320.webp 320w, ../../../media/960.webp 960w"' in page.content_html
    assert 'width="960" height="480" alt="Een brug"' in page.content_html
    assert 'controls preload="none" src="../../../media/klok.mp3"' in page.content_html
    assert "1:05" in page.content_html
    assert page.og_image == "media/960.webp"


def test_a_story_without_a_point_has_no_map() -> None:
    page = pages_of(make_edition(make_story(0, point=None, place=None)))["verhalen/tafel/verhaal-0/"]
    assert "vk-locator" not in page.content_html


def test_a_withdrawn_story_says_so_and_nothing_else() -> None:
    page = pages_of(make_edition(STORY))["verhalen/tafel/weg/"]
    assert not page.is_listed and page.description == "" and page.json_ld is None
    assert "tafel/weg" not in page.content_html and "De tafel" not in page.content_html


def test_a_long_list_is_cut_into_pages() -> None:
    pages = pages_of(make_edition(*(make_story(number) for number in range(PAGE_LENGTH + 1))))
    assert "verhalen/2/" in pages and "verhalen/3/" not in pages and "plekken/kade/2/" in pages
    assert pages["verhalen/"].content_html.count('class="vk-teaser"') == PAGE_LENGTH
    assert pages["verhalen/2/"].content_html.count('class="vk-teaser"') == 1
    assert pages["verhalen/2/"].alternates["ar"] == "ar/verhalen/2/"


def test_bars_go_by_letter_and_not_by_size() -> None:
    themes = (PublicTheme(id="zorg", label={"nl": "Zorg"}), PublicTheme(id="eten", label={"nl": "Éten"}))
    stories = (replace(make_story(0), theme_ids=("zorg", "eten")), replace(make_story(1), theme_ids=("zorg",)))
    html = pages_of(replace(make_edition(*stories), themes=themes))["in-figures/"].content_html
    assert html.index("Éten") < html.index("Zorg")


def test_unknown_figures_are_left_out() -> None:
    html = pages_of(make_edition(STORY))["in-figures/"].content_html
    assert html.count("vk-figures__box") == 4  # played, stories, passed on, answers told


def make_answer(number: int = 0, **keys: object) -> PublicReply:
    values: dict[str, object] = {
        "anchor": f"answer-{number}",
        "theme_id": "water",
        "service_id": "groen",
        "service": {"nl": "Groen"},
        "status": FollowUpStatus.DONE,
        "forwarded_to": {},
        "answered_on": None,
        "text": {"nl": "Ja & nee."},
        "story_id": None,
    }
    return PublicReply(**values | keys)  # type: ignore[arg-type]  # fields of the reply


@pytest.mark.parametrize("status", list(FollowUpStatus), ids=str)
def test_every_status_of_an_answer_has_a_word(status: FollowUpStatus) -> None:
    reply = make_answer(status=status)
    html = pages_of(replace(make_edition(STORY), replies=(reply,)))["what-happened/"].content_html
    assert "Ja &amp; nee." in html
    assert re.search(rf'vk-answers__stamp--{status.value}[^"]*">[^<]+<', html)


def test_structured_data_names_what_is_public() -> None:
    page = pages_of(make_edition(STORY))["verhalen/tafel/verhaal-0/"]
    assert page.json_ld is not None
    graph: Any = page.json_ld["@graph"]  # Any: nodes are of many shapes
    work, trail = graph
    assert work["@type"] == "CreativeWork" and work["inLanguage"] == "nl" and work["dateCreated"] == "2019-03"
    assert [step["item"] for step in trail["itemListElement"]] == [
        "https://map.example/",
        "https://map.example/verhalen/",
        "https://map.example/tafels/tafel/",
        "https://map.example/verhalen/tafel/verhaal-0/",
    ]


def test_text_from_files_is_escaped_everywhere() -> None:
    mark = '"><script>x</script>'
    edition = make_edition(replace(STORY, teller=mark))
    place = replace(edition.places[0], name=mark, names={}, also=(mark,), about={"nl": mark})
    workshop = replace(edition.workshops[0], title=mark, host=mark, prompt=mark, about=mark)
    for page in pages_of(replace(edition, places=(place,), workshops=(workshop,))).values():
        assert "<script>x" not in page.content_html


def test_the_same_edition_gives_the_same_pages() -> None:
    edition = make_edition(*(make_story(number) for number in range(5)))
    assert pages_of(edition) == pages_of(edition)
