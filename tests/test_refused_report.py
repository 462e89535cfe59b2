"""The private list of what was refused: where it is, who may read it, what stands in it and when it goes."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.plugin import build_site
from builder.refused_report import REPORT

STORY = "stories/2019-tafel/brug.md"
PERIOD = ("--since", "2019-01-01", "--until", "2019-12-31")
COMMANDS = {"check": ("check",), "build": ("build",), "digest": ("digest", *PERIOD, "--unsealed")}
TOLD = "What was refused, and where signals wait in it, is in this private list: build/private/refused.md\n"
LISTED = "---\ntitle: t\nsignals:\n- {id: a, text: MARKERWORDa}\n- {id: b, text: MARKERWORDb}\n"
EXPECTED_EN = """\
# What was refused, and where signals wait

As long as one fault is left, no new site is made, and what cannot be read holds back the digests too. Signals are \
looked for with caution here: look at each of these lines yourself. No word of a file is in this list. It disappears \
when everything is in order.

## stories/2019-tafel/brug.md

Signals: 1

- line 19: a signal in the text
- line 32: the end of a signal whose start is not there

Faults:

- line 7:9: `status`: not a known word; expected draft, review, published, withdrawn (`not-in-list-guess`)
- line 32:1: a line ::: closes nothing (`signal-stray-close`)

## stories/2019-tafel/open.md

Signals: 2

- line 4: in the list `signals:`
- line 5: in the list `signals:`

Faults:

- line 1:1: the front matter has no closing line --- (`front-matter-open`)

## stories/2019-tafel/workshop.yml

Faults:

- line 2:1: unknown key; expected one of title, kind, date, language, place, host, prompt, about, participants, \
times_played, trainers, notes, example (`unknown-key`)
"""


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


def break_story(city: Path, old: str = "status: published", new: str = "status: publiced") -> str:
    """The text of the story before it was spoiled."""
    text = (city / STORY).read_text("utf-8")
    assert old in text
    (city / STORY).write_text(text.replace(old, new, 1), "utf-8")
    return text


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_each_refused_file_is_listed_with_its_faults_and_the_lines_of_its_signals(city: Path) -> None:
    text = break_story(city).replace("status: published", "status: publiced")
    (city / STORY).write_text(text + ":::\n", "utf-8")
    (city / "stories/2019-tafel/open.md").write_text(LISTED, "utf-8")
    workshop = city / "stories/2019-tafel/workshop.yml"
    first, rest = workshop.read_text("utf-8").split("\n", 1)
    workshop.write_text(f"{first}\nzzzzqq: MARKERWORDz\n{rest}", "utf-8")
    assert run("check").exit_code == 1
    assert (city / REPORT).read_text("utf-8") == EXPECTED_EN


def test_the_list_is_in_dutch_for_a_dutch_city(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VERTELKAART_LANGUAGE")
    break_story(city)
    result = run("check")
    assert (
        "\nWat geweigerd is, en waar er signalen in wachten, staat in deze private lijst: build/private/"
        in result.stderr
    )
    text = (city / REPORT).read_text("utf-8")
    assert text.startswith("# Wat geweigerd is, en waar signalen wachten\n\nZolang er één fout is, ")
    assert "\nSignalen: 1\n\n- regel 19: een signaal in de tekst\n\nFouten:\n\n- regel 7:9: `status`: " in text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_refuses_leaves_the_list_and_says_where(command: str, city: Path) -> None:
    text = break_story(city)
    result = run(*COMMANDS[command])
    assert result.exit_code == 1
    assert result.stderr.endswith(f'hint: did you mean "published"?\n1 problem. Nothing was written.\n{TOLD}')
    assert "MARKERWORD" not in (city / REPORT).read_text("utf-8")
    assert (mode_of(city / REPORT), mode_of((city / REPORT).parent)) == (0o600, 0o700)
    (city / STORY).write_text(text, "utf-8")
    assert run(*COMMANDS[command]).exit_code == 0
    assert not (city / REPORT).parent.exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_the_airlock_stops_is_listed_too(command: str, city: Path) -> None:
    break_story(city, "Zo leerde ik", "Bel 0475 12 34 56, zo leerde ik")
    assert run(command).stderr.endswith(TOLD)
    text = (city / REPORT).read_text("utf-8")
    assert f"## {STORY}\n\nSignals: 1\n" in text
    assert "0475" not in text


def test_a_fault_outside_of_the_stories_leaves_no_list_and_takes_an_older_one_away(city: Path) -> None:
    text = break_story(city)
    assert run("check").stderr.endswith(TOLD)
    (city / STORY).write_text(text, "utf-8")
    (city / "places" / "places.yml").write_text("places: x\n", "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "build/private" not in result.stderr
    assert not (city / REPORT).exists()


def test_a_later_list_replaces_the_one_before_and_leaves_other_files(city: Path) -> None:
    text = break_story(city)
    run("check")
    other = (city / REPORT).parent / "mine.txt"
    other.write_text("x", "utf-8")
    (city / STORY).write_text(text, "utf-8")
    (city / "stories/2019-tafel/open.md").write_text(LISTED, "utf-8")
    run("check")
    assert STORY not in (city / REPORT).read_text("utf-8")
    (city / "stories/2019-tafel/open.md").unlink()
    run("check")
    assert [path.name for path in other.parent.iterdir()] == ["mine.txt"]


def test_a_list_that_cannot_be_written_does_not_hide_the_faults(city: Path) -> None:
    break_story(city)
    (city / "build").write_text("x", "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{STORY}:7:9: status: not a known word;")
    assert (
        "\n1 problem. Nothing was written.\nThe private list of what was refused could not be written: "
        in result.stderr
    )


@pytest.mark.parametrize("name", ["build", "build/private"])
def test_the_list_is_not_written_behind_a_link_or_into_a_site(name: str, city: Path, tmp_path: Path) -> None:
    break_story(city)
    outside = tmp_path / "outside"
    outside.mkdir()
    (city / name).parent.mkdir(exist_ok=True)
    (city / name).symlink_to(outside)
    assert "could not be written" in run("check").stderr
    (city / name).unlink()
    (city / name).mkdir()
    (city / name / "index.html").write_text("x", "utf-8")
    assert "could not be written" in run("check").stderr
    assert not (city / REPORT).exists()
    assert [path for path in outside.rglob("*") if path.is_file()] == []


def test_a_link_in_its_place_is_replaced_and_not_followed(city: Path) -> None:
    break_story(city)
    (city / REPORT).parent.mkdir(parents=True)
    (city / REPORT).symlink_to(city / STORY)
    before = (city / STORY).read_bytes()
    run("check")
    assert (city / STORY).read_bytes() == before
    assert not (city / REPORT).is_symlink()


def test_a_site_that_is_built_from_elsewhere_leaves_the_list_as_it_was(city: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(city, copy)
    break_story(copy)
    with pytest.raises(Exception, match="not a known word"):
        build_site(copy, site=city / "build" / "site", home=city)
    assert not (copy / REPORT).exists()
    assert not (city / REPORT).exists()


def test_the_list_never_gets_into_the_site_and_cannot_be_published_over(city: Path) -> None:
    text = break_story(city)
    run("check")
    kept = (city / REPORT).read_bytes()
    (city / STORY).write_text(text, "utf-8")
    build_site(city)
    assert not os.path.lexists(city / REPORT)
    (city / REPORT).parent.mkdir()
    (city / REPORT).write_bytes(kept)
    build_site(city, home=city)
    assert not [path for path in (city / "build/site").rglob("*") if "refused" in path.name or "private" in path.name]
    result = run("publish", "--to", "build/private", "--yes")
    assert "this folder is your project" in result.stderr
