"""The commands: what a person sees, and the exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main


@pytest.fixture
def city(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny city as the current folder, and English messages."""
    monkeypatch.chdir(tiny_folder)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    return tiny_folder


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("command", ["check", "build"])
def test_check_and_build_show_the_same_faults(city: Path, command: str) -> None:
    spoil(city / "stories/2019-tafel/brug.md", "status: published", "status: publiced")
    result = run(command)
    assert result.exit_code == 1
    assert "brug.md:" in result.stderr
    assert 'hint: did you mean "published"?\n1 problem. Nothing was written.\n' in result.stderr
    assert not (city / "build" / "site").exists()


def test_a_city_without_stories_is_a_project(city: Path) -> None:
    shutil.rmtree(city / "stories")
    result = run("check")
    assert result.exit_code == 0
    assert "stories: 0" in result.stdout


def test_outside_a_project_the_command_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr == "there is no mkdocs.yml here\n  hint: go to the folder of your map, where mkdocs.yml is\n"


@pytest.mark.usefixtures("city")
def test_a_day_in_another_form_is_answered_with_an_example() -> None:
    result = run("digest", "--since", "1-1-2026", "--until", "2026-04-30")
    assert result.exit_code == 2
    hint = "write year-month-day in digits, with a 0 before 1 to 9, and check that the day exists"
    assert result.stderr == f"expected a date with a day, such as 2019-03-14\n  hint: {hint}\n"


@pytest.mark.usefixtures("city")
def test_the_fingerprint_of_an_unknown_story_is_refused() -> None:
    result = run("fingerprint", "nergens")  # story-unknown
    assert result.exit_code == 2
    assert result.stderr.startswith("there is no story with this name\n")
    assert run("fingerprint", "brug").stdout.startswith("2019-tafel/brug  ")


def test_a_project_without_the_plugin_is_refused(city: Path) -> None:
    (city / "mkdocs.yml").write_text("site_name: x\ndocs_dir: site_config/pages\n", "utf-8")  # plugin-missing
    result = run("build")
    assert result.exit_code == 2
    assert result.stderr.startswith("mkdocs.yml does not name the plugin vertelkaart\n")


def test_a_trusted_page_with_a_broken_link_stops_the_build(city: Path) -> None:
    page = next((city / "site_config" / "pages").glob("*.md"))
    page.write_text("# x\n\n[y](nergens.md)\n", "utf-8")  # page-warnings
    result = run("build")
    assert result.exit_code == 1
    assert "a page in site_config/pages/ has the problem above; nothing was written" in result.stderr
    assert not (city / "build" / "site").exists()


def test_keys_are_made_once_and_the_coordinator_is_told_which_is_theirs(city: Path) -> None:
    first, second = run("keys", "make"), run("keys", "make")
    assert "Keep it outside this folder." in first.stdout
    assert second.stdout == "All services have a key.\n"
    assert (city / ".keys" / "coordinator.agekey").stat().st_mode & 0o077 == 0


def test_without_a_key_of_the_coordinator_the_missing_overview_is_told(city: Path) -> None:
    run("keys", "make")
    (city / ".keys" / "coordinator.agepub").unlink()
    result = run("digest", "--since", "2030-01-01", "--until", "2030-12-31")
    assert result.exit_code == 0
    assert "There is no overview: the coordinator has no key." in result.stderr
