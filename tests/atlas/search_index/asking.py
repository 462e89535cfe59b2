"""The engine of the browser, asked from Python: an index on the disk, and node to read it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, cast

from builder.atlas.search_index import SearchFiles
from tests.tools.browser_tools import node

SCRIPT = Path(__file__).with_name("ask.mjs")


class Answer(TypedDict):
    """What the engine says to one question, from cold."""

    numbers: list[int]
    isLoose: bool
    suggestion: str
    bytes: int
    files: int
    milliseconds: float


class Excerpt(TypedDict):
    """A passage and its marks."""

    text: str
    marks: list[list[int]]


def write_index(index: SearchFiles, folder: Path) -> None:
    """The files as the site has them, and the manifest as `manifest.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_bytes(index.manifest)
    for name, content in index.files.items():
        (folder / name).write_bytes(content)


def ask(folder: Path, questions: Sequence[str], language: str = "nl") -> list[Answer]:
    """The answers, in the order of the questions."""
    return cast("list[Answer]", run(["find", str(folder), language], questions))


def excerpts(folder: Path, questions: Sequence[tuple[str, str]], language: str = "nl") -> list[Excerpt]:
    """For each question and text the passage that would be shown."""
    return cast("list[Excerpt]", run(["excerpt", str(folder), language], questions))


def words_of(texts: Sequence[str], language: str) -> list[list[list[str]]]:
    """For each text its words as the browser sees them, folded and stemmed."""
    return cast("list[list[list[str]]]", run(["words", language], texts))


def run(arguments: list[str], questions: Sequence[object]) -> object:
    """What the script prints."""
    command = [node(), str(SCRIPT), *arguments]
    done = subprocess.run(command, input=json.dumps(questions).encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
