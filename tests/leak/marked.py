"""The marked city: copying it, giving it marked media, building it as a trainer would."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import av
from PIL import Image

TESTS = Path(__file__).parent.parent
MARKED = TESTS / "sites" / "marked"
WORKSHOP = "stories/2019-tafel"
PICTURE, SOUND = "MARKERZQpicture.jpg", "MARKERZQsound.mp3"


@dataclass(frozen=True)
class Build:
    """What a build left behind."""

    root: Path
    status: int
    stdout: bytes = field(repr=False)
    stderr: bytes = field(repr=False)

    @property
    def site(self) -> Path:
        return self.root / "build" / "site"

    @property
    def tree(self) -> dict[str, bytes]:
        """Each file of the site by its path."""
        paths = sorted(path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in paths}


def copy_marked(root: Path) -> Path:
    """A copy of the marked city, with a picture and a sound that carry markers in their tags."""
    shutil.copytree(MARKED, root)
    media = root / WORKSHOP / "media"
    media.mkdir()
    (media / PICTURE).write_bytes(marked_picture())
    (media / SOUND).write_bytes(marked_sound())
    return root


def marked_picture() -> bytes:
    picture = Image.radial_gradient("L").resize((90, 60)).convert("RGB")
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "MARKERZQexif", "MARKERZQartist"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 0.0, 29.4), 29: "MARKERZQgps"})
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif.tobytes(), comment=b"MARKERZQjpegcomment")
    return file.getvalue() + b"MARKERZQtrailer"


def marked_sound() -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="mp3") as output:
        output.metadata.update({"title": "MARKERZQid3title", "artist": "MARKERZQid3artist"})
        stream = output.add_stream("libmp3lame", rate=44_100)
        frame = av.AudioFrame(format="s16p", layout="mono", samples=1152)
        frame.sample_rate = 44_100
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for _ in range(20):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return target.getvalue()


def build(root: Path, *command: str, **environment: str) -> Build:
    """Runs a build in a folder, in a process of its own; `vertelkaart build` unless another is named."""
    arguments = command or ("-m", "builder.cli", "build")
    variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONHASHSEED", "LC_ALL")}
    variables |= {"PYTHONPATH": str(TESTS.parent), "NO_MKDOCS_2_WARNING": "1"} | environment
    done = subprocess.run([sys.executable, *arguments], cwd=root, env=variables, capture_output=True, check=False)
    return Build(root=root, status=done.returncode, stdout=done.stdout, stderr=done.stderr)
