"""A drawing as a square picture of points, for screens that take no SVG."""

from __future__ import annotations

import typst


def square_picture(drawing_svg: str, size_px: int, paper: str, share: float) -> bytes:
    """A PNG with a drawing in the middle of a ground; the same bytes for the same drawing.

    `share` is how much of the side the drawing fills, 0 to 1; `paper` the colour of the ground as `#rrggbb`.
    """
    sheet = (
        f'#set page(width: {size_px}pt, height: {size_px}pt, margin: 0pt, fill: rgb("{paper}"))\n'
        "#set align(center + horizon)\n"
        f"#image(bytes(sys.inputs.drawing), width: {size_px * share}pt)\n"
    )
    made = typst.compile(sheet.encode(), format="png", ppi=72.0, sys_inputs={"drawing": drawing_svg})
    if not isinstance(made, bytes):
        raise ValueError("one drawing is one page")
    return made
