"""The contract of the thirty inputs: all faults in one run, the last site and the sources untouched, no value shown."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.fault_texts import FAULT_TEXTS
from builder.languages.language import CATALOGUES
from builder.plugin import build_site
from builder.reading.known_keys import KNOWN_KEYS
from tests.leak.marked import TESTS

CASES = sorted(path for path in (TESTS / "sites_invalid").iterdir() if (path / "expected.txt").read_text("utf-8"))
WORD = re.compile(r"[^\W\d_]{6,}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny city with its site."""
    root = tmp_path_factory.mktemp("good") / "city"
    shutil.copytree(TESTS / "sites" / "tiny", root)
    build_site(root)
    return root


@pytest.fixture
def city(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as the current folder."""
    root = tmp_path / "city"
    shutil.copytree(built, root)
    monkeypatch.chdir(root)
    return root


def hashes(root: Path) -> dict[str, str]:
    """Each file below a folder, by its content."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def sources(root: Path) -> dict[str, str]:
    return {path: value for path, value in hashes(root).items() if not path.startswith(("build/", ".cache/"))}


def words_of(folder: Path) -> Iterator[str]:
    """Every long word of the bad files: none of them is ours, unless it is in our own texts."""
    for path in folder.rglob("*"):
        if path.is_file() and path.parent != folder:
            yield from WORD.findall(path.read_bytes().decode("utf-8", "ignore").casefold())


def own_words() -> set[str]:
    """The words that a fault may hold: of its texts, of keys and their values, of the names of files."""
    texts = [*(text for pair in FAULT_TEXTS.values() for text in pair), *KNOWN_KEYS]
    texts += [(CATALOGUES / "nl" / "errors.po").read_text("utf-8")]
    texts += [path.relative_to(TESTS).as_posix() for path in TESTS.glob("sites*/**/*")]
    texts += [path.read_text("utf-8") for path in (TESTS / "sites" / "tiny").rglob("*.yml")]
    texts += [path.read_text("utf-8") for path in (TESTS.parent / "builder" / "model").glob("*.py")]
    return {word for text in texts for word in WORD.findall(text.casefold())}


OWN_WORDS = own_words()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_contract_of_the_thirty_inputs(
    case: Path, language: str, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERTELKAART_LANGUAGE", language)
    site = hashes(city / "build" / "site")
    shutil.copytree(case, city, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt", "NOTE.txt"))
    before = sources(city)
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert hashes(city / "build" / "site") == site
    assert sources(city) == before
    said = (result.stdout + result.stderr).casefold()
    assert "traceback" not in said
    for code, line in re.findall(r"^\[(.*)\]\n(.*?:\d+:\d+): ", (case / "expected.txt").read_text("utf-8"), re.M):
        assert line.casefold() in said or code == "consent-in-future"  # the day of that case is past by now
    shown = set(WORD.findall(said))
    assert {word for word in words_of(case) if word in shown and word not in OWN_WORDS} == set()


def test_the_words_of_the_bad_files_are_mostly_not_ours() -> None:
    """The power of the test above: words of the files that no fault may hold, the marker among them."""
    words = {word for case in CASES for word in words_of(case)}
    assert len(words - OWN_WORDS) >= 30
