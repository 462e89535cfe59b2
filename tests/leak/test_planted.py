"""The tests are tested: every leak that is planted into a copy of the builder is noticed, and nothing else is.

`python -m tests.leak.planted` shows the table; `planted/` says what each leak is. A new road to the public side adds
its leak there.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.leak.planted import EVERY_RUN, LEAKS
from tests.leak.planted.leak import Leak, MovedError, plant
from tests.leak.planted.running import BUILDER, CONTROL, Result
from tests.nightly import IS_NIGHTLY

ROOMS = (
    "reading/",
    "airlock/",
    "atlas/",
    "site/",
    "whole/",
    "withdrawal/",
    "languages/",
    "cli.py",
    "plugin.py",
    "pipeline.py",
)


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """What became of every leak, and of the builder as it is."""
    variables = os.environ | {"PYTHONPATH": str(BUILDER.parent)}
    command = [sys.executable, "-m", "tests.leak.planted", "--json", *([] if IS_NIGHTLY else ["--part"])]
    done = subprocess.run(command, cwd=BUILDER.parent, env=variables, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found, done.stderr
    return {each["name"]: Result(each["name"], tuple(each["kinds"]), each["contrast"], each["text"]) for each in found}


@pytest.mark.parametrize("leak", LEAKS if IS_NIGHTLY else EVERY_RUN, ids=lambda leak: leak.name)
def test_a_planted_leak_is_noticed(leak: Leak, results: dict[str, Result]) -> None:
    result = results[leak.name]
    assert leak.caught_by in result.kinds, result.text or "no pair of cities could be told apart"


def test_nothing_is_noticed_where_nothing_is_planted(results: dict[str, Result]) -> None:
    assert results[CONTROL.name] == Result(CONTROL.name, (), "", "")


def test_the_leaks_are_many_and_of_every_room() -> None:
    assert [name for name, count in Counter(each.name for each in LEAKS).items() if count > 1] == []
    paths = {edit.path for each in LEAKS for edit in each.edits}
    assert [room for room in ROOMS if not any(path.startswith(room) for path in paths)] == []
    kinds = {each.caught_by for each in LEAKS}
    assert kinds == {"tree", "stdout", "stderr", "log", "status", "old", "beside", "word", "shown", "site"}


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_a_planted_leak_is_python_that_can_be_read(leak: Leak, tmp_path: Path) -> None:
    for name in {edit.path for edit in leak.edits}:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((BUILDER / name).read_bytes())
    plant(leak, tmp_path)
    for path in tmp_path.rglob("*.py"):
        ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("path", "sentence"), [("README.md", "plants {} leaks"), ("CHANGELOG.md", "{} planted leaks are noticed")]
)
def test_the_documents_tell_how_many_leaks_are_planted(path: str, sentence: str) -> None:
    assert sentence.format(len(LEAKS)) in (BUILDER.parent / path).read_text("utf-8")


def test_a_leak_whose_code_moved_is_told(tmp_path: Path) -> None:
    moved = LEAKS[0]
    path = tmp_path / moved.edits[0].path
    path.parent.mkdir(parents=True)
    path.write_text("# nothing of it is left\n", "utf-8")
    with pytest.raises(MovedError, match="the code moved"):
        plant(moved, tmp_path)
