"""Every part has its styles on the pages that show it, and the fonts are what the styles say of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from builder.site import sheets
from builder.site.assets import collect_assets, static_files
from builder.site.browser import cut_fonts
from builder.site.modules import modules_of
from builder.site.slimming import slim_script
from tests.tools.browser_tools import node


def test_every_sheet_names_parts_that_are_there() -> None:
    parts = {path.stem for path in sheets.PARTS.glob("*.css")}
    named = {name for names in sheets.SHEETS.values() for name in names} | {*sheets.FIRST, *sheets.LAST}
    assert named - parts == set()


def test_a_part_that_no_sheet_names_is_on_every_page() -> None:
    assert all("breadcrumbs" not in names for names in sheets.SHEETS.values())
    files = sheets.build_sheets(".added{color:red}")
    assert b".vk-breadcrumbs" in files["css/site.css"]
    assert files["css/site.css"].endswith(b".added{color:red}\n")


@pytest.mark.parametrize(
    ("written", "slim"),
    [
        ("// one\nconst a = 1; // two\n", "const a = 1; // two\n"),
        ("/**\n * one\n */\nlet a;\n/* b */\n", "let a;\n"),
        ("if (a) {\n  b();\n}\n", "if (a) {\nb();\n}\n"),
        ("const a = /** @type {B} */ (c);\n", "const a = (c);\n"),
        ("const a = (b) => /^(c|d)\\//.test(b);\n", "const a = (b) => /^(c|d)\\//.test(b);\n"),
        ('const a = "http://b/*c*/";\n', 'const a = "http://b/*c*/";\n'),
        ("const a = `b\n  // c\n`;\n", "const a = `b\n  // c\n`;\n"),
    ],
)
def test_a_script_loses_its_comments_and_nothing_else(written: str, slim: str) -> None:
    assert slim_script(written) == slim


@pytest.mark.parametrize("path", sorted(path for path in static_files() if path.endswith(".js")))
def test_every_script_still_is_one(path: str, tmp_path: Path) -> None:
    script = tmp_path / "script.mjs"
    script.write_bytes(static_files()[path])
    subprocess.run([node(), "--check", str(script)], check=True)


def test_scripts_and_sheets_come_without_comments() -> None:
    files = {**static_files(), **collect_assets(()).files}
    ours = {path: text for path, text in files.items() if path.startswith(("lib/", "parts/", "workers/", "css/"))}
    assert len(ours) > 20
    commented = [path for path, text in ours.items() if b"/**" in text or b"\n// " in text]
    assert [
        path for path in commented if all(line.count("`") % 2 == 0 for line in ours[path].decode().splitlines())
    ] == []


def test_the_modules_of_a_script_are_all_that_it_imports_at_once() -> None:
    assert modules_of("parts/shell.js") == (
        "parts/shell.js",
        "parts/withdrawal-watch.js",
        "lib/withdrawal.js",
        "parts/root.js",
    )


def test_the_style_sheet_of_fonts_is_what_the_script_makes() -> None:
    assert cut_fonts.STYLES.read_text("utf-8") == cut_fonts.styles_text()
    assert {path.name for path in cut_fonts.FONTS.glob("*.woff2")} == {cut.name for cut in cut_fonts.CUTS}


@pytest.mark.parametrize("cut", cut_fonts.CUTS, ids=lambda cut: cut.name)
def test_a_font_has_the_characters_that_its_rule_names(cut: cut_fonts.Cut) -> None:
    held = frozenset(TTFont(cut_fonts.FONTS / cut.name).getBestCmap())
    assert held == cut_fonts.characters_of(cut)


def test_no_character_of_the_vendored_fonts_is_lost() -> None:
    for family, style in {(cut.family, cut.style) for cut in cut_fonts.CUTS}:
        cuts = [cut for cut in cut_fonts.CUTS if (cut.family, cut.style) == (family, style)]
        sources = {cut.source for cut in cuts}
        held = frozenset().union(*(TTFont(cut_fonts.VENDOR / f"{name}.woff2").getBestCmap() for name in sources))
        made = [cut_fonts.characters_of(cut) for cut in cuts]
        assert sum(map(len, made)) == len(frozenset().union(*made)), "no character is in two files"
        lost = held - frozenset().union(*made)
        assert {character for character in lost if character > 0x20 and character != 0xA0} == set()


def test_fonts_are_made_again_the_same() -> None:
    cut = next(cut for cut in cut_fonts.CUTS if cut.name == "fraunces-italic-western.woff2")
    assert cut_fonts.make_font(cut) == Path(cut_fonts.FONTS / cut.name).read_bytes()
