"""Story pictures as PNG from the drawings in SVG: headless Chromium draws, Pillow reduces the colours.

Run from the project's folder: `python -m builder.demo.draw_pictures [slug ...]`.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click
from PIL import Image

DRAWINGS_PATH = Path("site_config/theme/drawings")
STORIES_PATH = Path("stories")
WIDTH_PX, HEIGHT_PX = 1200, 800
MAX_BYTES = 250_000
COLOUR_COUNTS = (128, 96, 64, 32)
PALETTE_ROUNDS = 4
TIMEOUT_S = 90

PICTURES = {
    "predikheren": "2020-stenen-die-spreken",
    "de-dijle-terug-in-het-licht": "2020-stenen-die-spreken",
    "maneblussers": "2020-stenen-die-spreken",
    "klusbib": "2017-delen-en-herstellen",
    "pluktuin": "2017-delen-en-herstellen",
    "tafel-met-water": "2018-jong-in-de-stad",
    "eerste-trein": "2019-station-en-werkplaats",
    "zennegat": "2021-dorpen-aan-de-dijle",
    "tunnel-in-willendries": "2021-dorpen-aan-de-dijle",
    "fietsen-met-een-roetmeter": "2022-nekkerspoel-beweegt",
    "keerdok": "2024-noord-en-zuid",
    "pennepoelpark": "2024-noord-en-zuid",
}
"""Slug of the story → folder of its workshop."""


def find_chromium() -> str:
    """Path of the first Chromium-like browser on this machine."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    raise FileNotFoundError("no chromium, chromium-browser or google-chrome on the PATH")


def render_drawing(drawing: Path, *, chromium: str) -> Image.Image:
    """The drawing as an RGB picture of 1200 × 800 pixels."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        quiet = ("background-networking", "component-update", "sync", "gpu")
        options = ["--headless", "--no-sandbox", "--no-first-run", "--hide-scrollbars"]
        options += [f"--disable-{feature}" for feature in quiet]
        options += [f"--user-data-dir={folder}/profile", f"--screenshot={shot}"]
        options += [f"--window-size={WIDTH_PX},{HEIGHT_PX}", "--force-device-scale-factor=1"]
        command = [chromium, *options, drawing.resolve().as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)
        return Image.open(io.BytesIO(shot.read_bytes())).convert("RGB")


def encode_picture(picture: Image.Image) -> bytes:
    """PNG with as many palette colours as fit in 250 kB; `ValueError` when even the fewest do not."""
    for count in COLOUR_COUNTS:
        reduced = picture.quantize(colors=count, kmeans=PALETTE_ROUNDS, dither=Image.Dither.NONE)
        stream = io.BytesIO()
        reduced.save(stream, format="PNG", optimize=True)
        if stream.tell() <= MAX_BYTES:
            return stream.getvalue()
    raise ValueError(f"the picture does not fit in {MAX_BYTES} bytes")


def main(slugs: list[str]) -> None:
    """Write the pictures asked for, or all of them."""
    chromium = find_chromium()
    for slug in slugs or PICTURES:
        target = STORIES_PATH / PICTURES[slug] / "media" / f"{slug}.png"
        content = encode_picture(render_drawing(DRAWINGS_PATH / f"{slug}.svg", chromium=chromium))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        click.echo(f"{target}: {len(content) // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
