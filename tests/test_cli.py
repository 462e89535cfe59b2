"""The commands: what they print, where, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from builder.cli import main

STORY = "stories/2019-tafel/brug.md"


@pytest.fixture
def run(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner that stands in the tiny city; English, whatever the machine."""
    monkeypatch.chdir(tiny_folder)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    return CliRunner()


def break_story(root: Path, old: str, new: str) -> None:
    path = root / STORY
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def texts(result: Result) -> str:
    return result.stdout + result.stderr


def test_check_counts_the_stories_and_says_nothing_else(run: CliRunner) -> None:
    result = run.invoke(main, ["check"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "No problems found.\nstories: 2  (workshops: 1)\npublic: 2\nleft out: 0\nsignals: 1\n"
        "pictures without consent.photo, not shown: 1  (2019-tafel/brug)\n"
    )


def test_check_says_why_stories_are_left_out(run: CliRunner, tiny_folder: Path) -> None:
    break_story(tiny_folder, "status: published", "status: review")
    result = run.invoke(main, ["check"])
    assert "public: 1\nleft out: 1  (in review 1)\n" in result.stdout


def test_check_notes_files_with_the_same_text_and_finds_no_fault(run: CliRunner, tiny_folder: Path) -> None:
    story = (tiny_folder / STORY).read_text("utf-8").replace("status: published", "status: draft")
    body = "Op de brug is het smal. Dus wacht je op elkaar,"
    assert body in story
    copies = {
        "brug-kopie": story.replace(body, body.replace(" ", "  ")).replace("title: ", "title: Anders, "),
        "brug-anders": story.replace(body, f"Heel anders. {body}"),
        "kort": "---\ntitle: t\nconsent: {publish: false}\n---\n…\n",
        "kort-ook": "---\ntitle: t\nconsent: {publish: false}\n---\n…\n",
    }
    for name, text in copies.items():
        (tiny_folder / f"stories/2019-tafel/{name}.md").write_text(text, "utf-8")
    result = run.invoke(main, ["check"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(
        "the same text in more than one file, probably a copy: 1\n"
        "  stories/2019-tafel/brug-kopie.md = stories/2019-tafel/brug.md\n"
    )


def test_check_ends_with_one_and_shows_the_fault_on_stderr(run: CliRunner, tiny_folder: Path) -> None:
    break_story(tiny_folder, "status: published", "status: publiced")
    result = run.invoke(main, ["check"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{STORY}:7:9: status: not a known word; expected draft, review, published, withdrawn\n"
        '  hint: did you mean "published"?\n'
        "1 problem. Nothing was written.\n"
        "What was refused, and where signals wait in it, is in this private list: build/private/refused.md\n"
    )


def test_check_shows_what_the_airlock_stops(run: CliRunner, tiny_folder: Path) -> None:
    break_story(tiny_folder, "Zo leerde ik", "Bel 0475 12 34 56, zo leerde ik")
    result = run.invoke(main, ["check"])
    assert result.exit_code == 1
    assert "a telephone number stands in a public text" in result.stderr
    assert "0475" not in texts(result)


MARKET = "stories/2019-tafel/markt.md"
PHONE_FAULT = "a telephone number stands in a public text"


def add_phone(root: Path, path: str = MARKET) -> None:
    story = root / path
    story.write_text(story.read_text("utf-8") + "\nBel 0475 12 34 56.\n", "utf-8")


def test_check_tells_personal_data_beside_faults_of_other_files(run: CliRunner, tiny_folder: Path) -> None:
    break_story(tiny_folder, "status: published", "status: publiced")
    (tiny_folder / "stories/2019-tafel/follow_up.yml").write_text("follow_ups: 3\n", "utf-8")
    add_phone(tiny_folder)
    result = run.invoke(main, ["check"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("  hint:") == 3
    assert f"{MARKET}:12:5: {PHONE_FAULT}" in result.stderr
    assert "0475" not in texts(result)
    assert run.invoke(main, ["check"]).stderr == result.stderr


def test_a_story_that_was_found_clean_is_judged_anew_when_it_changes(run: CliRunner, tiny_folder: Path) -> None:
    break_story(tiny_folder, "status: published", "status: publiced")
    for _ in range(2):
        assert PHONE_FAULT not in run.invoke(main, ["check"]).stderr
    add_phone(tiny_folder)
    assert PHONE_FAULT in run.invoke(main, ["check"]).stderr


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (MARKET, "themes: [ontmoeting]", "themes: [nergens]"),
        (MARKET, "status: published", "status: draft"),
        ("site_config/city.yml", "languages:", "languagez:"),
        ("stories/2019-tafel/workshop.yml", "date:", "dates:"),
    ],
    ids=["fault of its own", "draft", "settings", "workshop"],
)
def test_what_cannot_be_judged_yet_is_not(run: CliRunner, tiny_folder: Path, path: str, old: str, new: str) -> None:
    break_story(tiny_folder, "status: published", "status: publiced")
    add_phone(tiny_folder)
    text = (tiny_folder / path).read_text("utf-8")
    assert old in text
    (tiny_folder / path).write_text(text.replace(old, new, 1), "utf-8")
    result = run.invoke(main, ["check"])
    assert result.exit_code == 1
    assert "publiced" not in result.stderr and "status: not a known word" in result.stderr
    assert PHONE_FAULT not in result.stderr


def test_a_name_that_may_be_allowed_in_a_story_with_a_fault_stops_no_other(run: CliRunner, tiny_folder: Path) -> None:
    break_story(tiny_folder, "status: published", "status: publiced")
    (tiny_folder / "stories/2019-tafel/tellers.yml").write_text(
        "tellers:\n- {code: V1, name: Marie Peeters}\n", "utf-8"
    )
    story = tiny_folder / MARKET
    story.write_text(story.read_text("utf-8") + "\nMarie Peeters kookte.\n", "utf-8")
    assert run.invoke(main, ["check"]).stderr.count("  hint:") == 1
    break_story(tiny_folder, "status: publiced", "status: published")
    assert "the name of a teller" in run.invoke(main, ["check"]).stderr


def test_faults_are_told_in_the_language_of_the_city(
    run: CliRunner, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VERTELKAART_LANGUAGE")
    break_story(tiny_folder, "status: published", "status: publiced")
    result = run.invoke(main, ["check"])
    assert 'bedoel je "published"?' in result.stderr


@pytest.mark.parametrize("command", ["check", "build", "fingerprint"])
def test_a_folder_without_a_project_is_wrong_usage(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    result = CliRunner().invoke(main, [command])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "go to the folder of your map" in result.stderr


def test_a_command_works_from_a_folder_inside_the_project(
    run: CliRunner, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_folder / "stories" / "2019-tafel")
    assert run.invoke(main, ["check"]).exit_code == 0


def test_fingerprint_shows_stories_and_signals_without_their_texts(run: CliRunner) -> None:
    result = run.invoke(main, ["fingerprint", "brug"])
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert [line.split()[0] for line in lines] == ["2019-tafel/brug", "2019-tafel/brug#licht"]
    assert all(len(line.split()[1]) == 12 for line in lines)


def test_an_unknown_command_is_wrong_usage(run: CliRunner) -> None:
    assert run.invoke(main, ["publish"]).exit_code == 2


def test_a_digest_needs_its_period_whole(run: CliRunner) -> None:
    assert run.invoke(main, ["digest", "--since", "2024-01-01"]).exit_code == 2
    assert run.invoke(main, ["digest", "--since", "gisteren", "--until", "2024-01-01"]).exit_code == 2


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], *([name, "--help"] for name in main.list_commands(click.Context(main)))]
)
def test_every_command_explains_itself(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    assert result.stdout
