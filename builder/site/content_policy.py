"""What a page may load and run: the content security policy of each page. The one place that makes it.

It says what the page really needs and nothing more: scripts, styles, fonts, pictures and sounds of this site; tiles
only where the city chose them. No `unsafe-` word is ever in it. An inline script of the theme, or of a trusted page, is
let through by its hash; a word of a teller is stamped in later and has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from builder.atlas.tiles import tile_addresses
from builder.model.public import PublicCity
from builder.model.settings import BasemapKind
from builder.site.code_hashes import hash_of

POLICY_TOKEN = "@@vk:policy@@"
"""Where `theme/main.html` has the policy."""
REFERRER_TOKEN = "@@vk:referrer@@"
"""Where `theme/main.html` says what other sites are told about where a visitor comes from."""
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?")
"""Nothing else may come into a policy from the settings: a space or a semicolon would start another rule."""
OFFLINE_TYPE = "vk-offline"
"""The policy in `parts/keep-offline.js`: one address, that of our service worker, may become a script."""
SCRIPT_TYPES = frozenset({"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"})
"""What a browser runs; any other type is data, which the policy does not ask about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCode:
    """What stands in a page instead of in a file."""

    script_hashes: tuple[str, ...] = ()
    """`'sha256-…'`, each once, in the order of the page."""
    style_hashes: tuple[str, ...] = ()
    attribute_lines: tuple[int, ...] = ()
    """Lines with a `style=` or an `on…=`: no hash lets these through."""


class InlineFinder(HTMLParser):
    """Collects scripts, styles and the attributes that are either."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self.lines: list[int] = []
        self.open_tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a script or style without a source; notes the line of an attribute that runs or paints."""
        values = dict(attrs)
        if any(name == "style" or name.startswith("on") for name in values):
            self.lines.append(self.getpos()[0])
        is_script = tag == "script" and "src" not in values and (values.get("type") or "").lower() in SCRIPT_TYPES
        if is_script or tag == "style":
            self.open_tag = tag
            self.found[tag].append("")

    def handle_data(self, data: str) -> None:
        """Belongs to the open script or style."""
        if self.open_tag:
            self.found[self.open_tag][-1] += data

    def handle_endtag(self, tag: str) -> None:
        """Closes it."""
        if tag == self.open_tag:
            self.open_tag = ""


def find_inline(html: str) -> InlineCode:
    """The inline code of a page that is ours or the city's own; never ask it about the text of a teller."""
    finder = InlineFinder()
    finder.feed(html)
    finder.close()
    return InlineCode(
        script_hashes=tuple(dict.fromkeys(map(hash_of, finder.found["script"]))),
        style_hashes=tuple(dict.fromkeys(map(hash_of, finder.found["style"]))),
        attribute_lines=tuple(finder.lines),
    )


def content_policy(
    inline: InlineCode,
    *,
    picture_origins: Sequence[str] = (),
    fetch_origins: Sequence[str] = (),
    has_data_pictures: bool = False,
    has_map: bool = False,
) -> str:
    """The value of the header or the `<meta>`.

    `has_data_pictures` is for Material's style sheet, which holds its icons as `data:`. `has_map`: Leaflet writes a few
    strings as HTML; `parts/trusted-text.js` decides about each of them, on that page only.
    """
    pictures = ("'self'", *(["data:"] if has_data_pictures else []), *picture_origins)
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *inline.script_hashes),
        "style-src": ("'self'", *inline.style_hashes),
        "img-src": pictures,
        "font-src": ("'self'",),
        "connect-src": ("'self'", *fetch_origins),
        "media-src": ("'self'",),
        "worker-src": ("'self'",),
        "manifest-src": ("'self'",),
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
        "require-trusted-types-for": ("'script'",),
        "trusted-types": (OFFLINE_TYPE, *(["default"] if has_map else [])),
    }
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def stamped_policy(city: PublicCity, inline: InlineCode, *, has_map: bool) -> str:
    """The policy of one of our own pages; `inline` is that of its shell."""
    origins = tile_origins(city) if has_map else ()
    archive = archive_origins(city) if has_map else ()
    return content_policy(inline, picture_origins=origins, fetch_origins=archive, has_map=has_map)


def referrer_rule(city: PublicCity, *, has_map: bool) -> str:
    """What another site hears of where a visitor comes from: nothing, for it would name the story they read.

    On a map of tiles the server of the tiles hears the address of the site, without a page: OpenStreetMap refuses who
    sends nothing.
    """
    return "strict-origin" if has_map and city.basemap.kind is BasemapKind.TILES else "no-referrer"


def tile_origins(city: PublicCity) -> tuple[str, ...]:
    """The servers of the tiles, as scheme and host; none with the drawn map."""
    if city.basemap.kind is not BasemapKind.TILES:
        return ()
    parts = [urlsplit(address) for address in tile_addresses(city.basemap)]
    origins = (f"{part.scheme}://{part.netloc}" for part in parts)
    return tuple(dict.fromkeys(origin for origin in origins if ORIGIN.fullmatch(origin)))


def archive_origins(city: PublicCity) -> tuple[str, ...]:
    """The server of the vector tiles, as scheme and host; none when they are part of the site, or there are none."""
    if city.basemap.kind is not BasemapKind.PMTILES:
        return ()
    part = urlsplit(city.basemap.archive or "")
    origin = f"{part.scheme}://{part.netloc}"
    return (origin,) if ORIGIN.fullmatch(origin) else ()


def with_policy(html: str, policy: str, referrer: str) -> str:
    """A page of the theme with its policy in place of the tokens."""
    return html.replace(POLICY_TOKEN, policy, 1).replace(REFERRER_TOKEN, referrer, 1)
