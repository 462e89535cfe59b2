"""Colours of the light sheet and the role of every mark.

Each mark carries its colours as attributes (so that the drawing stands alone, in print or as a picture) and a class
`vk-base__<role>`, by which `base-map.css` recolours it with the custom properties `--vk-base-<colour>`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from builder.atlas.basemap.pen import number

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#fbf4e2",
        "beyond": "#f5ebcd",
        "land": "#f8e7b3",
        "field": "#e9d397",
        "built": "#f6dead",
        "park": "#dde4a6",
        "nature": "#d6e1ae",
        "green-ink": "#a3b56f",
        "tree": "#bccb86",
        "water": "#bee4fa",
        "water-ink": "#8ac3e3",
        "road": "#fffdf6",
        "road-edge": "#dec58e",
        "motorway": "#fdeec4",
        "motorway-edge": "#dfae7d",
        "rail": "#d8a18c",
        "roof": "#e3a78b",
        "roof-light": "#eebfa0",
        "roof-dark": "#d69478",
        "slate": "#bdbab4",
        "wall": "#fff5de",
        "shade": "#f2dcb6",
        "ink": "#8f6b55",
        "ink-soft": "#bd9d7b",
        "label": "#5a4433",
        "label-soft": "#7d6249",
        "label-water": "#3f7da2",
        "halo": "#fbf0d0",
        "brick": "#b5472f",
    }
)

ROLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # role: (fill, stroke); an empty colour is "none"
        "paper": ("paper", ""),
        "frame": ("", "ink-soft"),
        "beyond": ("beyond", ""),
        "land": ("land", ""),
        "border-band": ("", "rail"),
        "border": ("", "rail"),
        "area": ("built", "ink-soft"),
        "area-line": ("", "ink-soft"),
        "field": ("", "field"),
        "built": ("built", ""),
        "park": ("park", "green-ink"),
        "nature": ("nature", "green-ink"),
        "grass": ("", "green-ink"),
        "tree-edge": ("", "green-ink"),
        "tree": ("", "tree"),
        "tree-shape": ("tree", "green-ink"),
        "water-edge": ("", "water-ink"),
        "water": ("water", ""),
        "stream": ("", "water"),
        "hatch": ("", "water-ink"),
        "ripple": ("", "paper"),
        "square": ("road", "road-edge"),
        "road-edge": ("", "road-edge"),
        "road": ("", "road"),
        "motorway-edge": ("", "motorway-edge"),
        "motorway": ("", "motorway"),
        "rail": ("", "rail"),
        "rail-gap": ("", "paper"),
        "roof": ("roof", "ink"),
        "roof-light": ("roof-light", "ink"),
        "roof-dark": ("roof-dark", "ink"),
        "slate": ("slate", "ink"),
        "wall": ("wall", "ink"),
        "shade": ("shade", "ink"),
        "pool": ("water", "ink"),
        "lawn": ("park", "green-ink"),
        "window": ("ink", ""),
        "accent": ("brick", ""),
        "ink": ("", "ink"),
        "label": ("label", "halo"),
        "label-soft": ("label-soft", "halo"),
        "label-water": ("label-water", "halo"),
        "label-road": ("label-soft", "road"),
        "scroll": ("paper", "ink-soft"),
        "star": ("ink", "ink"),
        "star-light": ("paper", "ink"),
    }
)


def paint(role: str, width: float | None = None) -> str:
    """Attributes of a mark: its class, its fill, its stroke and (in sheet units) the width of that stroke."""
    fill, stroke = ROLES[role]
    parts = [f'class="vk-base__{role}"', f'fill="{COLOURS[fill] if fill else "none"}"']
    if stroke:
        parts.append(f'stroke="{COLOURS[stroke]}"')
    if stroke and width is not None:
        parts.append(f'stroke-width="{number(width)}"')
    return " ".join(parts)


def drawn(role: str, path: str, width: float | None = None, extra: str = "") -> str:
    """One path element, or nothing when there is nothing to draw."""
    if not path:
        return ""
    more = f" {extra}" if extra else ""
    return f"<path {paint(role, width)}{more} d={quoteattr(path)}/>"


def reused(path_id: str, role: str, width: float | None = None, extra: str = "") -> str:
    """The path that is defined under an id, drawn again with another brush."""
    more = f" {extra}" if extra else ""
    return f'<use href="#{path_id}" {paint(role, width)}{more}/>'


def detail(from_zoom: int, *marks: str) -> str:
    """Marks that are shown from a zoom level upward; zero is always."""
    body = "".join(marks)
    if not body or not from_zoom:
        return body
    return f'<g class="vk-base__detail vk-base__detail--{from_zoom}">{body}</g>'
