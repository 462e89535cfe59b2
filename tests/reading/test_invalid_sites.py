"""The thirty nastiest inputs: each case lies over the tiny city, and each fault has exactly this text.

After a change on purpose: `VERTELKAART_WRITE_EXPECTED=1 pytest tests/reading/test_invalid_sites.py`; read the diff.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from builder.errors import ContentError, Fault
from builder.languages.faults import describe_fault
from builder.languages.language import load_language
from builder.reading import read_corpus

TODAY = date(2024, 6, 1)
TESTS = Path(__file__).parent.parent
CASES = sorted(path for path in (TESTS / "sites_invalid").iterdir() if path.is_dir())
NOT_OF_THE_SITE = ("expected.txt", "NOTE.txt")
MARKER = "markerword"


def lay_over(case: Path, root: Path) -> None:
    shutil.copytree(TESTS / "sites" / "tiny", root)
    shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOT_OF_THE_SITE))


def read_faults(root: Path) -> tuple[Fault, ...]:
    try:
        read_corpus(root, today=TODAY)
    except ContentError as error:
        return error.faults
    return ()


def describe(faults: tuple[Fault, ...], language: str) -> str:
    """Each fault as a line with its code and the lines that a trainer sees."""
    return "".join(f"[{fault.code}]\n{describe_fault(fault, load_language(language))}\n" for fault in faults)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_case_gives_exactly_its_faults(case: Path, tmp_path: Path) -> None:
    lay_over(case, tmp_path / "project")
    described = describe(read_faults(tmp_path / "project"), "en")
    expected = case / "expected.txt"
    if os.environ.get("VERTELKAART_WRITE_EXPECTED"):
        expected.write_text(described, encoding="utf-8")
    assert described == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_fault_repeats_a_value(case: Path, language: str, tmp_path: Path) -> None:
    lay_over(case, tmp_path / "project")
    faults = read_faults(tmp_path / "project")
    assert MARKER not in describe(faults, language).casefold()
    assert MARKER not in repr(faults).casefold()


def test_every_private_value_of_the_cases_has_the_marker() -> None:
    without = [case.name for case in CASES if not any(MARKER in text.casefold() for text in texts_of(case))]
    assert not without


def texts_of(case: Path) -> list[str]:
    return [path.read_bytes().decode("utf-8", "replace") for path in case.rglob("*") if path.is_file()]


def test_all_thirty_inputs_have_a_case() -> None:
    assert [case.name[:2] for case in CASES] == [f"{number:02}" for number in range(1, 31)]
