"""The drawn map as a small picture: land, water, green, roads and rails, without names, houses and trees.

The small map beside a story shows a corner of it. Every story of a city shares the one file, so it is fetched once; the
whole map is five times as heavy.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from builder.atlas.basemap.sheet import XY

SVG = "{http://www.w3.org/2000/svg}"
KEPT_ROLES = frozenset(
    (
        *("beyond", "land", "built", "nature", "park", "border-band", "border", "water-edge", "water", "stream"),
        *("square", "road-edge", "road", "motorway-edge", "motorway", "rail", "rail-gap"),
    )
)
"""What is drawn, by the roles of `palette.ROLES`."""
COMMAND = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
LENGTHS = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6}
"""How many numbers a command of `pen.Pen` takes; all of them are relative."""


def coarse_drawing(svg: str) -> str:
    """A drawing of `build_basemap` with whole sheet units and a few kinds of marks; the frame is the same."""
    ElementTree.register_namespace("", SVG[1:-1])
    root = ElementTree.fromstring(svg)
    thin(root)
    used = {mark.get("href", "")[1:] for mark in root.iter(f"{SVG}use")}
    for holder in list(root.iter()):
        for mark in list(holder):
            name = mark.get("id")
            if name is not None and name not in used:
                holder.remove(mark)
    for mark in root.iter():
        mark.attrib.pop("class", None)
        if "d" in mark.attrib:
            mark.set("d", whole_path(mark.attrib["d"]))
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def thin(holder: ElementTree.Element) -> None:
    """Takes out every mark that is not one of `KEPT_ROLES`, and groups that hold nothing any more."""
    for mark in list(holder):
        if mark.tag in (f"{SVG}g", f"{SVG}defs"):
            thin(mark)
            is_kept = len(mark) > 0 and "vk-base__detail" not in mark.get("class", "")
        else:
            role = mark.get("class", "").partition("vk-base__")[2].partition(" ")[0]
            is_kept = role in KEPT_ROLES or mark.get("id") is not None
        if not is_kept:
            holder.remove(mark)


def whole_path(path: str) -> str:
    """Path data in whole units: each corner goes to the nearest one, so that no error adds up."""
    here: XY = (0.0, 0.0)
    start, pen = here, (0, 0)
    parts: list[str] = []
    for letter, numbers in steps_of(path):
        if letter == "z":
            parts.append("z")
            here = start
            pen = (round(here[0]), round(here[1]))
            continue
        corners = corners_of(letter, numbers, here)
        here = corners[-1]
        if letter == "m":
            start = here
        offsets = [(round(x) - pen[0], round(y) - pen[1]) for x, y in corners]
        pen = (pen[0] + offsets[-1][0], pen[1] + offsets[-1][1])
        if letter == "m" or offsets[-1] != (0, 0):
            parts.append(short_step(letter, offsets))
    return "".join(parts)


def steps_of(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its own numbers, also where the letter was left out."""
    for letter, text in COMMAND.findall(path):
        numbers = [float(number) for number in NUMBER.findall(text)]
        length = LENGTHS.get(letter, 0)
        if not length:
            yield letter, []
        for at in range(0, len(numbers), length or 1):
            yield ("l" if letter == "m" and at else letter), numbers[at : at + length]


def corners_of(letter: str, numbers: list[float], here: XY) -> list[XY]:
    """The controls and the end of a step; a cubic curve becomes the quadratic one that is nearest to it."""
    x, y = here
    if letter == "h":
        return [(x + numbers[0], y)]
    if letter == "v":
        return [(x, y + numbers[0])]
    spots = [(x + dx, y + dy) for dx, dy in zip(numbers[::2], numbers[1::2], strict=True)]
    if letter != "c":
        return spots
    first, second, end = spots
    control = tuple(
        (3 * (one + two) - begin - last) / 4 for one, two, begin, last in zip(first, second, here, end, strict=True)
    )
    return [(control[0], control[1]), end]


def short_step(letter: str, offsets: list[tuple[int, int]]) -> str:
    """The step as text."""
    name = "q" if letter == "c" else "l" if letter in "hv" else letter
    numbers = [number for offset in offsets for number in offset]
    text = "".join(f"{'' if number < 0 or not index else ' '}{number}" for index, number in enumerate(numbers))
    return name + text
