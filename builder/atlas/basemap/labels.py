"""Names of places: put where they are free to stand, on a slight curve."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.crowd import Box, Crowd
from builder.atlas.basemap.curves import box_of, distance
from builder.atlas.basemap.features import Landscape
from builder.atlas.basemap.lettering import (
    LEVELS,
    SIZES,
    Board,
    box_around,
    letter_group,
    lettered,
    lettered_along,
    width_of,
)
from builder.atlas.basemap.palette import detail
from builder.atlas.basemap.pen import Pen
from builder.atlas.basemap.sheet import XY, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLabel:
    """A name to print on the base map."""

    name: str
    lat_deg: float
    """Degrees north."""
    lon_deg: float
    """Degrees east."""
    rank: int
    """1 for villages and quarters (always shown), 2 for large places (from zoom 13), 3 for the rest (from zoom 15)."""

    def __post_init__(self) -> None:
        """Refuse a rank that has no size."""
        if self.rank not in (1, 2, 3):
            raise ValueError(f"rank of a label is 1, 2 or 3, not {self.rank}")


LARGE = 6000.0
"""A park of this surface, in square sheet units, is named from zoom 13."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLabel:
    """A name with the spot and the zoom level found for it."""

    name: str
    rank: int
    middle: XY
    """Middle of the baseline, in sheet units."""
    level: int


NEAR = 34.0
"""Within this distance, in sheet units, a name that was given and one of the landscape are about the same spot."""


def name_scenery(sheet: Sheet, landscape: Landscape, labels: Sequence[MapLabel]) -> list[MapLabel]:
    """Names of the parks, ponds, squares and landmarks of the landscape that no given label names already."""
    spots = [sheet.to_xy(label.lat_deg, label.lon_deg) for label in labels]
    known = {label.name for label in labels}
    found = []
    for outline in landscape.outlines_of("park", "nature", "basin", "square"):
        left, top, right, bottom = box_of(outline.ring)
        large = (right - left) * (bottom - top) >= LARGE
        found.append((outline.name, ((left + right) / 2, (top + bottom) / 2), 2 if large else 3))
    found += [(spot.name, spot.at, 3) for spot in landscape.spots]
    named = []
    for name, at, rank in found:
        if name and name not in known and all(distance(at, spot) >= NEAR for spot in spots):
            known.add(name)
            lat_deg, lon_deg = sheet.to_degrees(at)
            named.append(MapLabel(name=name, lat_deg=lat_deg, lon_deg=lon_deg, rank=rank))
    return named


FIRST_LEVEL = {1: 13, 2: 13, 3: 15}
STEPS = {13: (26.0, 38.0, 52.0, 68.0), 15: (9.0, 12.0, 16.0, 21.0), 16: (6.0, 8.0, 11.0, 14.0)}
"""Distances from the place at which its name is tried, in sheet units."""


def _candidates(at: XY, name: str, rank: int, level: int) -> Iterable[XY]:
    """Baseline middles around a place: below, above, then aside."""
    size = SIZES[str(rank)][level]
    aside = width_of(name, str(rank), size) / 2
    # the name of a quarter far from its quarter would name another one: better to wait for a closer zoom
    for step in STEPS[level][:2] if rank == 2 else STEPS[level]:
        below, above = at[1] + step + size * 0.7, at[1] - step
        for shift in (0.0, -0.3, 0.3) if rank == 2 else (0.0, -0.45, 0.45, -0.9, 0.9):
            yield at[0] + aside * shift, below
            yield at[0] + aside * shift, above
        if rank == 2:
            continue
        yield at[0] + aside + step * 0.7, at[1] + size * 0.3
        yield at[0] - aside - step * 0.7, at[1] + size * 0.3


def _cost(sheet: Sheet, at: XY, box: Box, clash: float, busy: float) -> float:
    """How bad a spot is: other text first, then the edge of the sheet, then what is drawn there, then distance."""
    surface = (box[2] - box[0]) * (box[3] - box[1])
    outside = max(0, 14 - box[0], 14 - box[1], box[2] - sheet.width + 14, box[3] - sheet.height + 14)
    away = abs((box[0] + box[2]) / 2 - at[0]) + abs((box[1] + box[3]) / 2 - at[1])
    return clash / surface * 100 + outside + busy * 2 + away / (box[3] - box[1]) * 0.25


def _best(  # noqa: PLR0917  # what is drawn, where, and the two things in its way
    sheet: Sheet, at: XY, label: MapLabel, level: int, board: Board, crowd: Crowd
) -> tuple[XY, float]:
    """The best spot at a level, and how much of it is taken by other text."""
    size, found = SIZES[str(label.rank)][level], []
    for middle in _candidates(at, label.name, label.rank, level):
        box = box_around(middle, label.name, str(label.rank), size)
        clash = board.clash(level, box)
        busy = crowd.share_taken(box) if label.rank < 3 else 0
        found.append((_cost(sheet, at, box, clash, busy), middle, clash / ((box[2] - box[0]) * (box[3] - box[1]))))
    _, middle, share = min(found)
    return middle, share


def place_labels(sheet: Sheet, labels: Sequence[MapLabel], rank: int, board: Board, crowd: Crowd) -> list[PlacedLabel]:
    """Spots for the names of one rank; a name that does not fit waits for a closer zoom, or is left out."""
    placed = []
    for label in labels:
        at = sheet.to_xy(label.lat_deg, label.lon_deg)
        if label.rank != rank or not label.name.strip() or not sheet.holds(at):
            continue
        for level in LEVELS:
            if level < FIRST_LEVEL[rank]:
                continue
            middle, share = _best(sheet, at, label, level, board, crowd)
            # a name of the first rank is never left out
            if share < 0.04 or rank == 1:
                board.add_text(level, middle, label.name, str(rank))
                placed.append(PlacedLabel(name=label.name, rank=rank, middle=middle, level=level))
                break
    return placed


def reserve(placed: Sequence[PlacedLabel], crowd: Crowd) -> None:
    """Keep the ground under large names quiet."""
    for label in placed:
        size = SIZES[str(label.rank)][label.level]
        crowd.add_box(box_around(label.middle, label.name, str(label.rank), size))


def _arc(label: PlacedLabel) -> str:
    """A long flat bow under a name, bent up or down as its name decides."""
    size = SIZES[str(label.rank)][label.level]
    half = width_of(label.name, str(label.rank), size) * 1.5
    bend = half * (0.05 + hand_for(label.name).random() * 0.05)
    bend = bend if hand_for(f"{label.name} bend").random() < 0.7 else -bend
    (x, y), pen = label.middle, Pen()
    pen.move((x - half, y + bend))
    pen.bow((x, y - bend), (x + half, y + bend))
    return pen.path


STYLES = {1: ' font-weight="600"', 2: ' font-style="italic"', 3: ""}


def draw_labels(placed: Sequence[PlacedLabel]) -> tuple[str, str]:
    """Definitions (the curves) and the text itself."""
    curves: list[str] = []
    bodies: dict[tuple[int, int], list[str]] = {}
    for position, label in enumerate(placed):
        body = bodies.setdefault((label.level, label.rank), [])
        if label.rank == 3:
            body.append(lettered(label.middle, label.name))
        else:
            curves.append(f'<path id="vkb-name-{position}" d="{_arc(label)}"/>')
            body.append(lettered_along(f"vkb-name-{position}", label.name))
    groups = [
        detail(
            0 if rank == 1 else level,
            letter_group(
                "label" if rank == 1 else "label-soft", str(rank), SIZES[str(rank)][level], "".join(body), STYLES[rank]
            ),
        )
        for (level, rank), body in sorted(bodies.items(), reverse=True)
    ]
    return "".join(curves), "".join(groups)
