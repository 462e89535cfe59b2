"""The private list of what was refused: the private files of the marked city damaged, and no word of them in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.refused_report import REPORT
from tests.leak.marked import WORKSHOP, copy_marked
from tests.leak.searching import MARKER, find_in_tree

SIGNALS = 10
"""Signals of the marked city that stand in a story: nine blocks and one in a front matter."""
DAMAGES: dict[str, Callable[[str], str]] = {
    "a word that is not known": lambda text: re.sub("(?m)^title:.*", f"title: [{MARKER}title]", text, count=1),
    "a key that is not known": lambda text: re.sub("(?m)^title:", f"{MARKER.lower()}key: {MARKER}value\ntitle:", text),
    "a front matter without an end": lambda text: text.replace("\n---\n", "\n", 1),
    "text before the front matter": lambda text: f"{MARKER}first\n{text}",
    "markers that are misspelt": lambda text: text.replace("::: signal", "::: singal") + f"\n::: {MARKER}x",
    "markers with a private word": lambda text: (
        text.replace("::: signal", f"::: signal {MARKER}word") + f"\n::: {MARKER}x"
    ),
    "a quotation mark without an end": lambda text: text.replace("title: ", f'title: "{MARKER}open ', 1),
    "a zero byte": lambda text: f"{text}\0{MARKER}zero",
    "a reversed line": lambda text: f"{text}\n\u202e{MARKER}reversed",
    "two versions of git": lambda text: f"{text}\n<<<<<<< {MARKER}mine\n=======\n>>>>>>> {MARKER}theirs\n",
    "far too long": lambda text: text + f"{MARKER}long\n" * 12_000,
}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_no_private_word_is_in_the_list_and_no_signal_is_missing(
    damage: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_marked(tmp_path / "city")
    (root / WORKSHOP / "schets-markerzqslug.md").rename(root / WORKSHOP / "schets.md")  # a fault tells its place
    stories = [path for path in (root / "stories").glob("*/*.md") if path.name != "reflection.md"]
    for path in stories:
        path.write_text(DAMAGES[damage](path.read_text("utf-8")), "utf-8")
        assert MARKER.casefold() in path.read_text("utf-8").casefold()
    monkeypatch.chdir(root)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", language)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    report = (root / REPORT).read_bytes()
    assert find_in_tree({"report": report, "said": result.output.encode()}) == []
    text = report.decode()
    listed = set(re.findall(r"(?m)^## (\S+)$", text))
    assert {path.relative_to(root).as_posix() for path in stories} <= listed
    assert sum(map(int, re.findall(r"(?m)^(?:Signals|Signalen): (\d+)$", text))) >= SIGNALS
