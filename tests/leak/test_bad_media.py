"""Broken files of every kind, each full of private words: no command and no library repeats one of them."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import av
import pytest
from PIL import Image

from builder.refused_report import REPORT
from tests.leak.marked import TESTS, WORKSHOP, build
from tests.leak.searching import find_in_tree

CANARY = "MARKERZQ"
COMMANDS = (
    ["check"],
    ["build"],
    ["serve", "--once"],
    ["digest", "--since", "2019-01-01", "--until", "2019-12-31"],
    ["new", "2019-tafel/nieuw"],
    ["keys", "make"],
    ["routes"],
    ["fingerprint"],
)
STORY = f"""---
title: Een verhaal
themes: [ontmoeting]
status: published
consent: {{publish: true, given_on: 2019-03-14, photo: true}}
teller: {{role: buur, name: {CANARY}naam}}
%s
---
Een.

::: signal
theme: onderweg
kind: concern

{CANARY}signaal
:::
"""


def tiny(tmp_path: Path) -> Path:
    """The tiny city with the markers of this test in place of its own."""
    root = tmp_path / "city"
    shutil.copytree(TESTS / "sites" / "tiny", root)
    for path in root.rglob("*"):
        if path.suffix in (".md", ".yml"):
            path.write_text(path.read_text("utf-8").replace("MARKERWORD", CANARY), "utf-8")
    return root


def broken_pictures() -> dict[str, bytes]:
    """Pictures with private tags that are cut, changed or something else."""
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x010E] = f"{CANARY}exif"
    Image.radial_gradient("L").convert("RGB").save(file, "JPEG", exif=exif.tobytes(), comment=f"{CANARY}c".encode())
    whole, png = file.getvalue(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(png, "PNG")
    return {
        "half.jpg": whole[: len(whole) // 3],
        "tags.jpg": whole.replace(b"Exif\0\0", b"Exif\0\0" + f"{CANARY}".encode() * 9),
        "text.jpg": f"{CANARY}tekst".encode(),
        "page.jpg": f"<html>{CANARY}</html>".encode(),
        "chunk.png": png.getvalue()[:33] + b"\x00\xff\xff\xff" + f"tEXt{CANARY}".encode() + png.getvalue()[33:],
    }


def broken_sounds() -> dict[str, bytes]:
    """Sounds with private tags that are cut, changed or something else."""
    tag = b"ID3\x03\0\0\0\0\x0f\x7fTIT2\0\0\0\x20\0\0\0" + f"{CANARY}titel".encode()
    wave = io.BytesIO()
    with av.open(wave, "w", format="wav") as output:
        output.metadata.update({"title": f"{CANARY}titel"})
        output.add_stream("pcm_s16le", rate=8_000)
    return {
        "tag.mp3": tag + bytes(9_000),
        "noise.mp3": b"\xff\xfb" + f"{CANARY}".encode() * 999,
        "list.mp3": b"OggS" + f"#EXTM3U\nfile:///{CANARY}\n".encode() * 20,
        "riff.wav": b"RIFF\xff\xff\xff\xffWAVE" + f"LIST{CANARY}".encode() * 99,
        "box.m4a": b"\0\0\0\x20ftypM4A " + f"{CANARY}".encode() * 99,
        "empty.wav": wave.getvalue()[:60],
    }


def with_broken_media(root: Path) -> None:
    """A story for each of them."""
    folder = root / WORKSHOP / "media"
    for number, (name, content) in enumerate(broken_pictures().items()):
        (folder / name).write_bytes(content)
        story = STORY % f"image: media/{name}\nimage_alt: Een foto."
        (root / WORKSHOP / f"foto-{number}.md").write_text(story, "utf-8")
    for number, (name, content) in enumerate(broken_sounds().items()):
        (folder / name).write_bytes(content)
        (root / WORKSHOP / f"geluid-{number}.md").write_text(STORY % f"audio: media/{name}", "utf-8")


def with_broken_texts(root: Path) -> None:
    """Every kind of file that a library of ours reads, broken beside a private word."""
    broken = {
        f"{WORKSHOP}/yaml.md": f"---\ntitle: [{CANARY}\nx: {CANARY}: y\n---\n{CANARY}\n",
        f"{WORKSHOP}/alias.md": f"---\ntitle: &{CANARY} a\n---\n{CANARY}\n",
        f"{WORKSHOP}/model.md": STORY.replace("true", f"{CANARY}waar") % f"{CANARY}: 1\ndate: {CANARY}",
        f"{WORKSHOP}/open.md": f"---\n{CANARY}: 1\n",
        f"{WORKSHOP}/latin.md": f"---\ntitle: {CANARY}\n---\n",
        f"{WORKSHOP}/tellers.yml": f"tellers:\n- name: {CANARY}\n  contact: [{CANARY}\n",
        f"{WORKSHOP}/follow_up.yml": f"follow_ups:\n- {{signal: {CANARY}, service: {CANARY}, status: {CANARY}}}\n",
        "places/areas.geojson": f'{{"type": "FeatureCollection", "features": [{CANARY}]}}',
        "places/landscape.geojson": f'{{"{CANARY}": NaN}}',
        "places/places.yml": f"places:\n- {{id: {CANARY}, name: [{CANARY}]}}\n",
        "site_config/theme/emotions/blij.svg": f"<svg><script>{CANARY}</script></svg>",
        "site_config/theme/logo.svg": f"<svg>{CANARY}",
        "site_config/services.yml": f"services:\n- {{id: a, recipients: [{{email: {CANARY}, key: age1{CANARY}}}]}}\n",
    }
    for path, text in broken.items():
        (root / path).write_bytes(text.encode() + (b"\xe9" if "latin" in path else b""))


def said_by(root: Path, words: list[str]) -> dict[str, bytes]:
    """What a command prints."""
    done = build(root, "-m", "builder.cli", *words, VERTELKAART_LANGUAGE="nl")
    assert done.status in (0, 1, 2), words
    return {"stdout": done.stdout, "stderr": done.stderr}


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_no_command_repeats_a_word_of_a_broken_file(words: list[str], tmp_path: Path) -> None:
    root = tiny(tmp_path)
    with_broken_texts(root)
    said = said_by(root, words)
    assert find_in_tree(said) == []
    assert b"Traceback" not in said["stderr"]
    if words[0] not in ("new",):
        assert said["stderr"].count(b".md:") >= 4


@pytest.mark.parametrize("words", [["check"], ["build"]], ids=lambda words: words[0])
def test_no_library_repeats_a_tag_of_a_broken_picture_or_sound(words: list[str], tmp_path: Path) -> None:
    root = tiny(tmp_path)
    with_broken_media(root)
    said = said_by(root, words)
    assert find_in_tree(said) == []
    lines = said["stderr"].decode().splitlines()
    faults = [line for line in lines if line.startswith(WORKSHOP)]
    assert len(faults) >= 8
    known = ("stories/", "  tip:", "  hint:")
    assert [line for line in lines if not line.startswith(known)] == lines[-2:]
    assert lines[-1].endswith(f": {REPORT.as_posix()}")
    assert find_in_tree({"report": (root / REPORT).read_bytes()}) == []
    assert not list(root.rglob("*.log"))
