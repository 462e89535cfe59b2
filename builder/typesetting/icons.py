"""A drawing as square pictures of points, for screens that take no SVG.

They are made in a process of their own: typst keeps threads, and a build forks, which goes badly with threads.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from functools import cache


@cache
def square_pictures(drawing_svg: str, sizes_px: tuple[int, ...], paper: str, share: float) -> tuple[bytes, ...]:
    """A PNG of each size with a drawing in the middle of a ground; the same bytes for the same drawing.

    `share` is how much of the side the drawing fills, 0 to 1; `paper` the colour of the ground as `#rrggbb`.
    Raises: ValueError for a drawing that cannot be set.
    """
    order = json.dumps({"drawing": drawing_svg, "sheets": [sheet_of(size, paper, share) for size in sizes_px]})
    command = [sys.executable, "-m", "builder.typesetting.icons"]
    done = subprocess.run(command, input=order, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise ValueError("this drawing cannot be made a picture")
    return tuple(base64.b64decode(line) for line in done.stdout.splitlines())


def sheet_of(size_px: int, paper: str, share: float) -> str:
    """The typst sheet of one picture."""
    return (
        f'#set page(width: {size_px}pt, height: {size_px}pt, margin: 0pt, fill: rgb("{paper}"))\n'
        "#set align(center + horizon)\n"
        f"#image(bytes(sys.inputs.drawing), width: {size_px * share}pt)\n"
    )


def main() -> None:
    """Takes an order from the standard input and prints each picture in a line."""
    import typst  # noqa: PLC0415  # only in this process

    order = json.loads(sys.stdin.buffer.read())
    for sheet in order["sheets"]:
        made = typst.compile(sheet.encode(), format="png", ppi=72.0, sys_inputs={"drawing": order["drawing"]})
        if not isinstance(made, bytes):
            raise ValueError("one drawing is one page")
        print(base64.b64encode(made).decode())  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
