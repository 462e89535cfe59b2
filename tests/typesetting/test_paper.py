from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from builder.typesetting.make_fonts import FACES, FONTS
from builder.typesetting.paper import HIDDEN, PaperError, Sheet, printable, typeset

PROBE = Path(__file__).parent / "probe.typ"
NEEDLE = "ZNEEDLEZ"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#ccc"/></svg>'


def sheet(*texts: str, **changes: Any) -> Sheet:
    return Sheet(
        template=PROBE,
        title="Titel",
        language="nl",
        day=date(2026, 3, 1),
        content={"foot": "voet", "texts": texts, "pictures": list(changes.get("pictures", ()))},
        **changes,
    )


def words_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize(
    "typed",
    [
        '#read("/etc/passwd")',
        '#image("house.typ")',
        "*x* _y_ `z` $a^2$ <label> @ref // weg /* weg */ \\ [x] --- ~ = Kop",
        '"); #panic("x',
        "= Kop",
    ],
)
def test_a_text_is_shown_as_it_was_typed(typed: str) -> None:
    assert typed in words_of(typeset(sheet(typed)))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert typeset(sheet("een", pictures={"kaart": SVG})) == typeset(sheet("een", pictures={"kaart": SVG}))


def test_the_document_has_tags_a_language_a_title_a_day_and_its_fonts_in_it() -> None:
    reader = PdfReader(io.BytesIO(typeset(sheet("Één *ding* مرحبا", pictures={"kaart": SVG}))))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "nl"
    assert catalogue["/StructTreeRoot"]["/K"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Titel"
    assert reader.metadata.author is None
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 3, 1)
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary, as on every page
    described = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts.values()]
    assert len(described) >= 3
    assert all({"/FontFile2", "/FontFile3"} & set(description) for description in described)


@pytest.mark.parametrize(
    ("typed", "shown", "unshown"),
    [("中文字 en 中", "□□□ en □", 4), ("😀!", "□!", 1), ("Привет, Γειά", "Привет, Γειά", 0), ("ẞ ₺ ☐ →", "ẞ ₺ ☐ →", 0)],
    ids=["Chinese", "emoji", "Cyrillic and Greek", "signs"],
)
def test_characters_without_a_font_are_counted(typed: str, shown: str, unshown: int) -> None:
    words = words_of(typeset(sheet(typed)))
    assert shown in words
    assert (f"Not shown: {unshown}" in words) == (unshown > 0)


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x1b", "\u202e", "\u2066", "\ufeff", "\ue000", "\ud800", "\U0010ffff"], ids=ascii
)
def test_characters_that_hide_or_turn_a_text_are_made_visible(hidden: str) -> None:
    assert printable(f"a{hidden}b") == f"a⟨U+{ord(hidden):04X}⟩b"
    assert "b" in words_of(typeset(sheet(f"a{hidden}b")))
    assert HIDDEN.search("gewoon\n\ttekst én مرحبا\u200f") is None


def test_a_picture_with_arabic_words_is_set_with_tags() -> None:
    words = '<text x="2" y="10" font-size="4" font-family="Noto Naskh Arabic">وسط المدينة</text>'
    made = typeset(sheet("عربي", pictures={"map": SVG.replace("</svg>", f"{words}</svg>")}))
    assert b"/Marked true" in made


def test_what_goes_wrong_says_no_word_of_the_sheet(tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text('#import "/house.typ": *\n#panic(given.texts.first())')
    with pytest.raises(PaperError) as error:
        typeset(replace(sheet(NEEDLE), template=broken))
    shown = f"{error.value}{error.value!r}{error.value.__cause__!r}{error.value.__context__!r}"
    assert NEEDLE not in shown
    assert "broken.typ could not be set" in shown


@pytest.mark.parametrize(
    "asked",
    [
        'read("/etc/passwd")',
        'read("../paper.py")',
        'import "@preview/cetz:0.3.0"',
        'read("/../fonts/fraunces.OFL.txt")',
    ],
)
def test_a_template_reads_nothing_but_the_sheets(tmp_path: Path, asked: str) -> None:
    greedy = tmp_path / "greedy.typ"
    greedy.write_text(f'#import "/house.typ": *\n#show: house\n= x\n#{asked}')
    with pytest.raises(PaperError):
        typeset(replace(sheet("x"), template=greedy))


def test_typst_writes_no_file_and_reads_only_what_is_ours(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    script = (
        "from tests.typesetting.test_paper import *\n"
        "import sys\n"
        "typeset(sheet('warm'))\n"
        "sys.stderr.write('STARTS'); sys.stderr.flush()\n"
        "made = typeset(sheet(NEEDLE, pictures={'kaart': SVG}))\n"
        "sys.stderr.write('ENDS'); sys.stderr.flush()\n"
    )
    root = Path(__file__).resolve().parents[2]
    calls = "trace=open,openat,creat,write,pwrite64,writev,rename,mkdir,connect"
    subprocess.run(
        ["strace", "-f", "-s", "200", "-e", calls, "-o", trace, sys.executable, "-c", script],
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "TMPDIR": str(tmp_path)},
        capture_output=True,
    )
    seen = trace.read_text().split("STARTS", 1)[1].split("ENDS", 1)[0].splitlines()[1:]
    opened = [line for line in seen if "open" in line]
    assert opened, "strace saw nothing"
    assert all("O_RDONLY" in line for line in opened)
    assert all("probe.typ" in line or "house.typ" in line for line in opened if "ENOENT" not in line)
    assert not [line for line in seen if NEEDLE in line]
    assert not [line for line in seen if any(call in line for call in ("mkdir", "rename", "connect", "creat"))]


def test_the_fonts_have_every_character_of_those_of_the_site() -> None:
    for face in FACES:
        font = TTFont(FONTS / f"{face.name}.ttf")
        wanted = {character for source in face.sources for character in TTFont(source).getBestCmap()}
        assert set(font.getBestCmap()) == wanted
        assert font["OS/2"].usWeightClass == face.weight
        assert (FONTS / f"{face.name}.ttf").stat().st_size < 300_000
    assert {path.name for path in FONTS.glob("*.ttf")} == {f"{face.name}.ttf" for face in FACES}
