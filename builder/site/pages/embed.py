"""The map in a frame of another site: the same files and words as home, without what stands around them."""

from __future__ import annotations

from markupsafe import Markup

from builder.atlas.composed_map import ComposedMap
from builder.atlas.group_counts import count_of_stories
from builder.languages import Language
from builder.model.public import Edition, text_in
from builder.site.addresses import SiteMap, relative
from builder.site.assets import scheme_script
from builder.site.page import Page
from builder.site.pages.home import HomeFiles, StoryCard, build_settings, build_sprite, preloaded_modules
from builder.site.stamping import Shell, script_json
from builder.site.templates import render

KIND = "embed"


def build_embed(
    edition: Edition, site_map: SiteMap, language: Language, files: HomeFiles, composed: ComposedMap
) -> Page:
    """The page for frames in one interface language; no search engine is told of it."""
    city, code = edition.city, language.code
    uri = site_map.embed(code)
    title = text_in(city.title, code, city.language)
    content = render(
        "embed",
        language,
        title=title,
        city_name=city.name,
        count=count_of_stories(language, len(edition.stories)),
        blank_card=StoryCard(number=None),
        settings=Markup(script_json(build_settings(edition, site_map, language, files))),
        sprite=build_sprite(edition.emotions),
        off_map="",
        map_html=Markup(composed.html),
        basemap_src=relative(uri, files.basemap_uri) if files.basemap_uri else "",
        home_href=relative(uri, site_map.home(code)),
        styles=[relative(uri, f"{files.assets_uri}vendor/{path}") for path in composed.styles],
        trusted_text_src=relative(uri, f"{files.assets_uri}parts/trusted-text.js"),
        scripts=[relative(uri, f"{files.assets_uri}vendor/{path}") for path in composed.scripts],
        preloads=[relative(uri, path) for path in (files.stories_uri, files.columns_uri)],
        modules=[relative(uri, path) for path in preloaded_modules("parts/embed.js", files)],
        module_src=relative(uri, f"{files.assets_uri}parts/embed.js"),
    )
    return Page(
        uri=uri,
        title=title,
        description="",
        content_html=content,
        kind=KIND,
        language=code,
        is_listed=False,
    )


def embed_shell(language: Language, assets_uri: str) -> Shell:
    """The document around it, in place of the theme's."""
    html = render(
        "embed-shell",
        language,
        code=language.code,
        direction=language.direction,
        assets_uri=assets_uri,
        scheme=scheme_script(),
    )
    return Shell.cut(html.lstrip())
