"""What is taken on the sheet already, so that the next drawing finds a free spot."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from builder.atlas.basemap.curves import even_steps
from builder.atlas.basemap.sheet import XY

Box: TypeAlias = tuple[float, float, float, float]

CELL = 3.0
"""Side of a cell, in sheet units."""


def overlap(a: Box, b: Box) -> float:
    """Shared surface of two boxes (left, top, right, bottom)."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide * high if wide > 0 and high > 0 else 0.0


@dataclass(slots=True)
class Crowd:
    """Cells of the sheet that something stands on."""

    taken: set[tuple[int, int]] = field(default_factory=set)

    def add_box(self, box: Box) -> None:
        """Take a rectangle."""
        self.taken.update(_cells(box))

    def add_line(self, points: Sequence[XY], half_width: float) -> None:
        """Take a band along a line."""
        for x, y in even_steps(points, CELL):
            self.add_box((x - half_width, y - half_width, x + half_width, y + half_width))

    def is_free(self, box: Box) -> bool:
        """Whether nothing stands in a rectangle."""
        return not any(cell in self.taken for cell in _cells(box))

    def share_taken(self, box: Box) -> float:
        """Part of a rectangle that is taken, 0 to 1."""
        cells = _cells(box)
        return sum(cell in self.taken for cell in cells) / len(cells)


def _cells(box: Box) -> list[tuple[int, int]]:
    """Cells that a rectangle touches; at least one."""
    left, top, right, bottom = (int(v // CELL) for v in box)
    return [(i, j) for i in range(left, right + 1) for j in range(top, bottom + 1)]
