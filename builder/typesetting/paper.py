"""A PDF out of a sheet of typst and what stands on it, all in memory.

What comes in is data and never markup: it reaches the sheet as JSON, and a text of it is shown as it was typed. The
sheet can read the folder `sheets` of this room and nothing else; typst writes no file, and fonts come from the package,
so that the same sheet gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

import typst

from builder.errors import VertelkaartError

ROOM = Path(__file__).resolve().parent
FONTS, SHEETS = ROOM / "fonts", ROOM / "sheets"
NO_PACKAGES = SHEETS / "no-packages"
"""No such folder: a sheet takes nothing from the network."""
STANDARD: Final = "ua-1"
"""PDF/UA-1: tagged for screen readers. A picture without a description and a leap in headings are refused."""
STAND_IN = "□"
ROUNDS = 4
"""A character may be reported only once its neighbour can be shown."""

UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
NO_CODEPOINTS = "text with missing codepoints"
RUST_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""Characters that do not print, turn the text around them, have no meaning but a private one, or break PDF/UA."""


class PaperError(VertelkaartError):
    """A sheet could not be set. What typst says of it may hold words of people, so it is not passed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is to be set."""

    template: Path
    """A `.typ` file; with the parts before it, it begins with `#import "/house.typ": *`."""
    parts: tuple[Path, ...] = ()
    """Files of the same room that stand before the template, for what several templates share."""
    title: str = field(repr=False)
    """Of the document; readers show it in their window."""
    language: str
    """Its code, such as `nl`."""
    direction: str = "ltr"
    """`ltr` or `rtl`."""
    day: date
    """The date of the document: never the clock, so that the same sheet gives the same bytes."""
    content: Mapping[str, object] = field(repr=False)
    """What the template finds in `given`: anything that JSON can say."""
    pictures: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Name → SVG; the template places one with `picture(name, alt)`. Letters in it need a `font-family` of ours."""


def typeset(sheet: Sheet) -> bytes:
    """The sheet as a PDF.

    Characters that no font of ours has are shown as □, and `unshown` in the template says how many there are.
    Raises: PaperError.
    """
    content = json.dumps(printable_content(sheet.content), ensure_ascii=False, sort_keys=True)
    pictures = {f"picture-{name}": printable(svg) for name, svg in sheet.pictures.items()}
    title, missing = printable(sheet.title), ""
    for _ in range(ROUNDS):
        table = str.maketrans(dict.fromkeys(missing, STAND_IN))
        meta = {
            "title": title.translate(table),
            "language": sheet.language,
            "direction": sheet.direction,
            "day": [sheet.day.year, sheet.day.month, sheet.day.day],
            "unshown": sum(content.count(character) for character in missing),
        }
        inputs = {"content": content.translate(table), "meta": json.dumps(meta, ensure_ascii=False)}
        inputs |= {name: svg.translate(table) for name, svg in pictures.items()}
        try:
            return set_type(sheet, inputs)
        except typst.TypstError as error:
            found = unshown_characters(error.diagnostic)
            is_script_too_complex = NO_CODEPOINTS in error.diagnostic
        if not found - set(missing):
            if is_script_too_complex:
                return set_tagged(sheet, inputs)
            break
        missing = "".join(sorted({*missing, *found}))
    raise PaperError(f"{sheet.template.name} could not be set")


def set_tagged(sheet: Sheet, inputs: dict[str, str]) -> bytes:
    """The PDF with tags, but without the promise of PDF/UA-1.

    Arabic letters that are joined in a picture have no code of their own, and PDF/UA-1 refuses them.
    Raises: PaperError.
    """
    try:
        return set_type(sheet, inputs, standards=())
    except typst.TypstError:
        raise PaperError(f"{sheet.template.name} could not be set") from None


def set_type(sheet: Sheet, inputs: dict[str, str], standards: Sequence[Literal["ua-1"]] = (STANDARD,)) -> bytes:
    """The PDF of a template with these inputs. Raises: typst.TypstError."""
    compiler = typst.Compiler(
        b"\n".join(path.read_bytes() for path in (*sheet.parts, sheet.template)),
        root=SHEETS,
        font_paths=paper_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
    )
    noon = datetime(sheet.day.year, sheet.day.month, sheet.day.day, 12, tzinfo=UTC)
    made = compiler.compile(format="pdf", pdf_standards=list(standards), timestamp=noon)
    assert isinstance(made, bytes)  # one file, as there is one document
    return made


@cache
def paper_fonts() -> typst.Fonts:
    """Our own fonts, and those that typst brings itself for Greek, Cyrillic and signs."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def unshown_characters(diagnostic: str) -> set[str]:
    """The characters that no font has, from what typst says of them."""
    texts = (RUST_ESCAPE.sub(unescape, match) for match in UNSHOWN.findall(diagnostic))
    return {character for text in texts for character in text}


def unescape(match: re.Match[str]) -> str:
    """One character that was written with a backslash."""
    return chr(int(match[1], 16)) if match[1] else match[2]


def printable(text: str) -> str:
    """The same text, with characters that hide or turn it made visible, such as ⟨U+202E⟩."""
    return HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def printable_content(value: object) -> object:
    """The same content, with every text in it printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: printable_content(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable_content(part) for part in value]
    return value
