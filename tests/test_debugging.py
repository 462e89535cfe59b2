"""An error tells its kind and no word of a file; with `--debug` all of it goes into a file of the owner only."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from builder import debugging
from tests.leak.marked import Build, build

CANARY = "zqxgeheim"
BROKEN = f"""
import logging, sys, threading, warnings
import builder.cli as cli
def broken(*_, **__):
    warnings.warn("{CANARY} warning")
    logging.getLogger("some.library").error("{CANARY} log")
    thread = threading.Thread(target=lambda: (_ for _ in ()).throw(ValueError("{CANARY} thread")))
    thread.start(); thread.join()
    raise {{error}}("{CANARY} error")
cli.check_project = broken
cli.main()
"""


def broken(root: Path, *words: str, error: str = "ValueError", **environment: str) -> Build:
    """A command whose libraries do all that libraries do wrong."""
    return build(root, "-c", BROKEN.format(error=error), *words, VERTELKAART_LANGUAGE="en", **environment)


def debug_files(root: Path) -> list[Path]:
    return sorted((root / debugging.FOLDER).glob("*")) if (root / debugging.FOLDER).exists() else []


@pytest.mark.parametrize("error", ["ValueError", "ExceptionGroup", "BaseException", "KeyError", "RecursionError"])
def test_no_word_of_a_library_reaches_the_terminal(error: str, tiny_folder: Path) -> None:
    thrown = {"ExceptionGroup": "(lambda text: ExceptionGroup(text, [ValueError(text)]))"}.get(error, error)
    done = broken(tiny_folder, "check", error=thrown)
    said = (done.stdout + done.stderr).decode()
    assert CANARY not in said
    assert "Traceback" not in said
    assert f"unexpected ({error})" in said
    assert done.status == 2
    assert debug_files(tiny_folder) == []


@pytest.mark.parametrize("environment", [{}, {"VERTELKAART_DEBUG": "1"}], ids=["option", "variable"])
def test_the_debug_file_has_all_of_it_and_is_its_owners(environment: dict[str, str], tiny_folder: Path) -> None:
    done = broken(tiny_folder, *([] if environment else ["--debug"]), "check", **environment)
    (path,) = debug_files(tiny_folder)
    told = path.read_text("utf-8")
    assert all(f"{CANARY} {what}" in told for what in ("warning", "log", "thread", "error"))
    assert "Traceback" in told
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    said = done.stderr.decode()
    assert CANARY not in said
    assert (
        f"Debug file: {path.relative_to(tiny_folder).as_posix()}\n  It can hold private words: do not mail it" in said
    )


def test_faults_of_the_content_are_noted_as_well(tiny_folder: Path) -> None:
    (tiny_folder / "stories" / "2019-tafel" / "markt.md").write_text("kapot", "utf-8")
    assert build(tiny_folder, "-m", "builder.cli", "--debug", "check").status == 1
    (path,) = debug_files(tiny_folder)
    assert "ContentError" in path.read_text("utf-8")


def test_a_build_of_mkdocs_writes_the_same_file(tiny_folder: Path) -> None:
    done = build(tiny_folder, "-m", "mkdocs", "build", VERTELKAART_DEBUG="1", VERTELKAART_LANGUAGE="en")
    assert done.status == 0, done.stderr
    assert b"Debug file: .cache/vertelkaart/debug/" in done.stderr
    assert len(debug_files(tiny_folder)) == 1


def test_a_build_says_once_where_its_file_is(tiny_folder: Path) -> None:
    done = build(tiny_folder, "-m", "builder.cli", "--debug", "build", VERTELKAART_LANGUAGE="en")
    assert (done.status, done.stderr.count(b"Debug file")) == (0, 1)
    assert b"DEBUG" in debug_files(tiny_folder)[0].read_bytes()


def test_only_the_last_files_stay(tiny_folder: Path) -> None:
    folder = tiny_folder / debugging.FOLDER
    folder.mkdir(parents=True, mode=0o755)
    for number in range(9):
        (folder / f"2020-01-01T00-00-0{number}.log").write_text("oud", "utf-8")
    broken(tiny_folder, "--debug", "check")
    assert len(debug_files(tiny_folder)) == debugging.KEPT_FILES
    assert CANARY in debug_files(tiny_folder)[-1].read_text("utf-8")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_in_place_of_the_folder_is_refused(tiny_folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tiny_folder / debugging.FOLDER.parent).mkdir(parents=True)
    (tiny_folder / debugging.FOLDER).symlink_to(elsewhere)
    done = broken(tiny_folder, "--debug", "check")
    assert b"debug/ cannot be used" in done.stderr  # debug-folder
    assert list(elsewhere.iterdir()) == []


def test_settings_of_mkdocs_that_cannot_be_read_are_not_repeated(tiny_folder: Path) -> None:
    (tiny_folder / "mkdocs.yml").write_text(f"site_name: [{CANARY}\nplugins: {CANARY}: x\n", "utf-8")
    done = build(tiny_folder, "-m", "builder.cli", "build", VERTELKAART_LANGUAGE="en")
    assert done.status == 2
    assert done.stderr.startswith(b"mkdocs.yml cannot be read\n")  # settings-of-mkdocs
    assert CANARY.encode() not in done.stdout + done.stderr


def test_a_reader_that_goes_away_shows_no_traceback(tiny_folder: Path) -> None:
    command = f"{sys.executable} -m builder.cli fingerprint | true"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tiny_folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
