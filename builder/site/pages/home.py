"""The home page: map, list, filters and search. Edition in, HTML out; the scripts take over what stands here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builder.atlas.composed_map import ComposedMap
from builder.atlas.group_counts import count_of_stories
from builder.atlas.story_cards import THUMB_WIDTH_PX, PlaceNames, picture_uri
from builder.atlas.story_columns import extent_of
from builder.languages import Language
from builder.model.public import Edition, PublicEmotion, PublicStory, text_in
from builder.site.addresses import SiteMap, relative
from builder.site.page import Page
from builder.site.pages.home_messages import messages, words_off_map
from builder.site.stamping import script_json
from builder.site.templates import render

CARDS_WITHOUT_SCRIPTS = 60
"""Stories that stand in the page itself; the plain list has them all."""

NO_EMOTION = (
    '<symbol id="vk-face-none" viewBox="0 0 48 48"><path fill="currentColor" stroke="#2b2118" stroke-width="1.7"'
    ' stroke-linejoin="round" d="M7 9.5C15 6.8 33 6.6 41 9.3c2.6 7 2.7 17.5.2 24.2-4.3 1.6-9.7'
    ' 2.3-15.2 2.4L17.2 43.5l-.3-7.8c-3.7-.4-7.1-1-9.9-2C4.3 27 4.4 16.5 7 9.5Z"/>'
    '<path fill="#2b2118" d="M14.2 21.5a2.3 2.4 0 1 0 4.6 0a2.3 2.4 0 1 0-4.6 0ZM21.7 21.5a2.3 2.4'
    ' 0 1 0 4.6 0a2.3 2.4 0 1 0-4.6 0ZM29.2 21.5a2.3 2.4 0 1 0 4.6 0a2.3 2.4 0 1 0-4.6 0Z"/></symbol>'
)
"""The mark of a story that has no emotion: a speech bubble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFiles:
    """Where the files of the home page stand, from the root of the site."""

    assets_uri: str
    """The folder of styles and scripts, ending in `/`."""
    stories_uri: str
    """What the numbers of the columns mean in this language, and where the cards are."""
    columns_uri: str
    """The columns of all stories, the same for every language."""
    search_uri: str
    map_uri: str
    """The composed map's script."""
    basemap_uri: str
    """The drawing; empty with `kind: tiles`."""
    has_slanted_names: bool = False
    """Whether names on the drawing take the slanted face of our serif."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """What the list says about a story; a blank one is the template for the scripts."""

    number: int | None
    href: str = ""
    title: str = ""
    lang: str = ""
    place: str = ""
    first: str = ""
    emotion_id: str = ""
    emotion: str = ""
    picture_src: str = ""
    has_sound: bool = False
    is_on_map: bool = False


def build_home(
    edition: Edition, site_map: SiteMap, language: Language, files: HomeFiles, composed: ComposedMap
) -> Page:
    """The home page in one interface language."""
    city, code = edition.city, language.code
    uri = site_map.home(code)
    tagline = text_in(city.tagline, code, city.language)
    title = text_in(city.title, code, city.language)
    vendor = [relative(uri, f"{files.assets_uri}vendor/{path}") for path in composed.scripts]
    content = render(
        "home",
        language,
        title=title,
        tagline=tagline,
        city_name=city.name,
        count=count_of_stories(language, len(edition.stories)),
        cards=build_cards(edition, site_map, language),
        blank_card=StoryCard(number=None),
        settings=Markup(script_json(build_settings(edition, site_map, language, files))),
        sprite=build_sprite(edition.emotions),
        off_map=words_off_map(language, count_without_spot(edition), edition.groups.smallest),
        map_html=Markup(composed.html),
        basemap_src=relative(uri, files.basemap_uri) if files.basemap_uri else "",
        stories_href=relative(uri, site_map.stories(code)),
        preloads=[relative(uri, path) for path in (files.stories_uri, files.columns_uri)],
        styles=[relative(uri, f"{files.assets_uri}vendor/{path}") for path in composed.styles],
        trusted_text_src=relative(uri, f"{files.assets_uri}parts/trusted-text.js"),
        scripts=vendor,
        modules=[relative(uri, path) for path in preloaded_modules("parts/home.js", files)],
        module_src=relative(uri, f"{files.assets_uri}parts/home.js"),
    )
    return Page(
        uri=uri,
        title=title,
        description=tagline,
        content_html=content,
        kind="home",
        language=code,
        alternates={other: site_map.home(other) for other in city.languages},
    )


def preloaded_modules(entry: str, files: HomeFiles) -> tuple[str, ...]:
    """What a page with the map of all stories runs, from the root of the site: its own and the composed map."""
    return (f"{files.assets_uri}{entry}", files.map_uri)


def count_without_spot(edition: Edition) -> int:
    """How many stories have no point on the map."""
    return sum(not any(spot.point for spot in story.spots) for story in edition.stories)


def build_settings(edition: Edition, site_map: SiteMap, language: Language, files: HomeFiles) -> Mapping[str, object]:
    """The page's one piece of JSON: addresses from the root of the site, and the words of the scripts."""
    return {
        "language": language.code,
        "stories": files.stories_uri,
        "columns": files.columns_uri,
        "search": files.search_uri,
        "map": files.map_uri,
        "extent": extent_of(edition),
        "slanted": files.has_slanted_names,
        "home": site_map.home(language.code),
        "embed": site_map.embed(language.code),
        "messages": messages(language, edition.groups.smallest),
    }


def build_cards(edition: Edition, site_map: SiteMap, language: Language) -> list[StoryCard]:
    """The first stories, as the page shows them before (or without) scripts."""
    labels = {emotion.id: text_in(emotion.label, language.code, edition.city.language) for emotion in edition.emotions}
    names = PlaceNames.of(edition, language)
    stories = edition.stories[:CARDS_WITHOUT_SCRIPTS]
    return [build_card(story, site_map, language, labels, names) for story in stories]


def build_card(
    story: PublicStory, site_map: SiteMap, language: Language, labels: Mapping[str, str], names: PlaceNames
) -> StoryCard:
    """One story of the list."""
    home = site_map.home(language.code)
    version = story.version_in(language.code)
    picture = picture_uri(story.picture, THUMB_WIDTH_PX)
    return StoryCard(
        number=story.number,
        href=relative(home, site_map.story(story.id, language.code)),
        title=version.title,
        lang=version.language,
        place=names.label(story),
        first=version.summary,
        emotion_id=story.emotion_id or "",
        emotion=labels.get(story.emotion_id or "", ""),
        picture_src=relative(home, picture) if picture else "",
        has_sound=story.sound is not None,
        is_on_map=any(spot.point for spot in story.spots),
    )


def build_sprite(emotions: Sequence[PublicEmotion]) -> Markup:
    """The faces of all emotions, to be drawn with `<use href="#vk-face-<id>">`.

    The reader has checked that icons hold no script, style, link or event.
    """
    symbols = "".join(build_symbol(emotion) for emotion in emotions)
    return Markup(f'<svg class="vk-sprite" width="0" height="0" aria-hidden="true">{symbols}{NO_EMOTION}</svg>')


def build_symbol(emotion: PublicEmotion) -> str:
    """One face as a symbol: the drawing without the frame that says its size."""
    start = emotion.icon_svg.index(">", emotion.icon_svg.index("<svg")) + 1
    drawing = emotion.icon_svg[start : emotion.icon_svg.rindex("</svg>")].strip()
    return f'<symbol id="vk-face-{emotion.id}" viewBox="0 0 48 48">{drawing}</symbol>'
