"""Putting a page into its shell: the theme renders the shell once, a page is stamped into it by joining strings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from builder.languages import load_language
from builder.model.public import PublicCity
from builder.site.addresses import SiteMap, root_of
from builder.site.content_policy import InlineCode, find_inline, referrer_rule, stamped_policy
from builder.site.page import Page
from builder.site.sheets import sheet_of

TOKEN = re.compile(r"@@vk:([a-z-]+)@@")
LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB", "ar": "ar"}

KINDS_WITH_MAP = frozenset({"home", "embed"})
"""Pages that are a map; their title is that of the whole site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The page of the theme, cut at its tokens."""

    pieces: tuple[str, ...]
    """Text and names of tokens in turn; starts and ends with a text."""
    html: str = ""
    """The rendered page that it was cut from."""
    inline: InlineCode = field(default_factory=InlineCode)
    """Scripts and styles that the theme has in the page, found before any text of a story is in it."""

    @classmethod
    def cut(cls, html: str) -> Shell:
        """The shell of a rendered page.

        Raises: ValueError when the page has no place for the content.
        """
        pieces = tuple(TOKEN.split(html))
        if "content" not in pieces[1::2]:
            raise ValueError("the shell has no place for the content")
        return cls(pieces=pieces, inline=find_inline(html), html=html)

    def stamp(self, values: Mapping[str, str]) -> str:
        """The whole page.

        Raises: KeyError when a token of the shell has no value.
        """
        return "".join(values[piece] if index % 2 else piece for index, piece in enumerate(self.pieces))


def stamp_page(page: Page, shell: Shell, site_map: SiteMap, root: str | None = None) -> bytes:
    """The bytes of a page. `root` is the way back to the root of the site, when it is not told by the address."""
    city = site_map.city
    way = root_of(page.uri) if root is None else root
    title = city.title.get(page.language, city.name)
    has_map = page.kind in KINDS_WITH_MAP
    values = {
        "policy": stamped_policy(city, shell.inline, has_map=has_map),
        "referrer": referrer_rule(city, has_map=has_map),
        "title": escape(f"{page.title} · {title}" if page.title and page.kind not in KINDS_WITH_MAP else title),
        "head": head_of(page, site_map),
        "content": page.content_html,
        "root": way,
        "body-class": f"vk-page--{page.kind}",
        "sheet": sheet_of(page.kind),
        "languages": language_links(page, site_map, way),
        "lang-path": site_map.prefix(page.language),
        "feed": f"{site_map.prefix(page.language)}feed.xml",
    }
    return shell.stamp(values).encode()


def head_of(page: Page, site_map: SiteMap) -> str:
    """Descriptions, addresses in other languages, Open Graph and JSON-LD."""
    city = site_map.city
    own = site_map.absolute(page.canonical_uri or page.uri)
    lines = [f'<link rel="canonical" href="{escape(own)}">']
    if page.description:
        lines.append(f'<meta name="description" content="{escape(page.description)}">')
    if not page.is_listed:
        lines.append('<meta name="robots" content="noindex">')
    if len(page.alternates) > 1:
        for code, uri in page.alternates.items():
            lines.append(f'<link rel="alternate" hreflang="{code}" href="{escape(site_map.absolute(uri))}">')
    lines += open_graph(page, city, own, site_map)
    feed = site_map.absolute(f"{site_map.prefix(page.language)}feed.xml")
    title = city.title.get(page.language, city.name)
    lines.append(f'<link rel="alternate" type="application/atom+xml" title="{escape(title)}" href="{escape(feed)}">')
    if page.feed_uri:
        own_title, feed = escape(f"{page.title} · {title}"), site_map.absolute(page.feed_uri)
        lines.append(f'<link rel="alternate" type="application/atom+xml" title="{own_title}" href="{escape(feed)}">')
    if page.json_ld:
        lines.append(f'<script type="application/ld+json">{script_json(page.json_ld)}</script>')
    return "\n".join(lines)


def open_graph(page: Page, city: PublicCity, own: str, site_map: SiteMap) -> list[str]:
    """What a shared link shows."""
    properties = {
        "og:type": page.og_type,
        "og:title": page.title or city.title.get(page.language, city.name),
        "og:description": page.description,
        "og:url": own,
        "og:site_name": city.title.get(page.language, city.name),
        "og:locale": LOCALES.get(page.language, page.language),
        "og:image": site_map.absolute(page.og_image) if page.og_image else "",
    }
    lines = [f'<meta property="{name}" content="{escape(text)}">' for name, text in properties.items() if text]
    card = "summary_large_image" if page.og_image else "summary"
    return [*lines, f'<meta name="twitter:card" content="{card}">']


def script_json(value: object) -> str:
    """JSON that cannot end a script element or start a comment in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def language_links(page: Page, site_map: SiteMap, root: str) -> str:
    """The items of the language menu: the same page in each interface language, else its home."""
    items = []
    for code in site_map.city.languages:
        language = load_language(code)
        uri = page.alternates.get(code, site_map.home(code))
        current = ' aria-current="true"' if code == page.language else ""
        items.append(
            f'<li><a class="vk-language__way" href="{root}{escape(uri)}" lang="{code}" hreflang="{code}"'
            f' dir="{language.direction}"{current}>{escape(language.own_name(code))}</a></li>'
        )
    return "\n".join(items)
