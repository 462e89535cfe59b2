"""What is no picture or sound is refused by what it is, with what to do, quickly and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.airlock.pictures import REFUSED as REFUSED_PICTURES
from builder.airlock.sounds import REFUSED as REFUSED_SOUNDS
from builder.errors import ContentError, Fault
from builder.fault_texts import FAULT_TEXTS
from builder.languages import describe_fault, load_language
from builder.model.corpus import Corpus
from tests.airlock.makers import edition_of, make_story, with_stories
from tests.airlock.refused_files import PICTURES, SOUNDS

MOST_SECONDS = 2.0
MOST_MB = 250.0
"""Of a process that has Pillow and FFmpeg loaded, about 150 of them; the bombs swell to 200 more."""
PROJECT = Path(__file__).parents[2]


def fares(sort: str, files: dict[str, bytes], folder: Path) -> dict[str, dict[str, float | str]]:
    """How each file fares in a process of its own."""
    paths = [folder / f"{number:02}.jpg" for number in range(len(files))]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    command = [sys.executable, "-m", "tests.airlock.refused_files", sort, *map(str, paths)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return dict(zip(files, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize(("sort", "table"), [("picture", PICTURES), ("sound", SOUNDS)], ids=["pictures", "sounds"])
def test_each_is_refused_by_what_it_is_quickly_and_in_little_memory(
    sort: str, table: dict[str, tuple[bytes, str]], tmp_path: Path
) -> None:
    found = fares(sort, {name: content for name, (content, _) in table.items()}, tmp_path)
    assert {name: fare["code"] for name, fare in found.items()} == {name: code for name, (_, code) in table.items()}
    for name, fare in found.items():
        assert fare["status"] == 0, name
        assert float(fare["seconds"]) < MOST_SECONDS, (name, fare)
        assert float(fare["mb"]) < MOST_MB, (name, fare)


def test_every_refusal_was_tried() -> None:
    tried = {code for _, code in (*PICTURES.values(), *SOUNDS.values())}
    assert {*REFUSED_PICTURES.values(), *REFUSED_SOUNDS.values()} <= tried


@pytest.mark.parametrize("code", sorted(code for code in FAULT_TEXTS if code.startswith(("picture-", "sound-"))))
def test_every_refusal_says_what_to_do_in_both_languages(code: str) -> None:
    wrong, hint = FAULT_TEXTS[code]
    dutch = load_language("nl", "errors")
    assert wrong
    assert hint
    assert dutch.gettext(wrong) != wrong
    assert dutch.gettext(hint) != hint


def faults_of(tiny: Corpus, tmp_path: Path, key: str, content: bytes) -> tuple[Fault, ...]:
    path = tmp_path / "Maria-Janssens.jpg"
    path.write_bytes(content)
    keys: dict[str, Any] = {f"{key}_path": path, key: f"media/{path.name}"}  # Any: as a story takes them
    with pytest.raises(ContentError) as caught:
        edition_of(with_stories(tiny, make_story("verhaal", "Tekst.", **keys)), tmp_path)
    return tuple(caught.value.faults)


def test_a_picture_of_an_iphone_gets_told_what_to_set(tiny: Corpus, tmp_path: Path) -> None:
    (fault,) = faults_of(tiny, tmp_path, "image", PICTURES["a HEIC of an iPhone"][0])
    assert describe_fault(fault, load_language("nl", "errors")) == (
        "stories/2019-tafel/verhaal.md:5:1: image: een HEIC-foto, zoals een iPhone ze maakt; verwacht: JPEG, PNG of"
        " WebP\n  tip: zet in je iPhone Instellingen > Camera > Formaten > Meest compatibel en neem ze opnieuw, of open"
        " deze foto op een computer en bewaar ze als JPEG"
    )
    assert describe_fault(fault, load_language("en", "errors")) == (
        "stories/2019-tafel/verhaal.md:5:1: image: a HEIC picture, as an iPhone makes it; expected JPEG, PNG or"
        " WebP\n  hint: on the iPhone choose Settings > Camera > Formats > Most Compatible and take it again, or open"
        " this one on a computer and save it as JPEG"
    )


def test_a_film_given_as_sound_gets_told_how_to_take_the_sound_out(tiny: Corpus, tmp_path: Path) -> None:
    (fault,) = faults_of(tiny, tmp_path, "audio", SOUNDS["an MP4 with sound"][0])
    assert describe_fault(fault, load_language("nl", "errors")) == (
        "stories/2019-tafel/verhaal.md:6:1: audio: een film; verwacht: een MP3-, Ogg-, WAV- of M4A-geluid\n"
        "  tip: haal er het geluid uit, bijvoorbeeld in VLC: Media > Converteren, profiel MP3"
    )
