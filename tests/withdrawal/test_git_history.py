"""The printed commands really take every word of a story out of every object of a repository and of its remote."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from tests.withdrawal.cities import write_story

WORDS = ("GITZQoud", "GITZQnieuw", "GITZQvertaald", "GITZQander", "GITZQbeeld")
STAYS = "GITZQblijft"


def git(root: Path, *words: str) -> str:
    """What git says, as somebody without settings."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        **{f"GIT_{who}_{what}": f"{who}@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    return subprocess.run(["git", *words], cwd=root, env=environment, capture_output=True, check=True).stdout.decode(
        "utf-8", "replace"
    )


def commit(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


@pytest.fixture
def repository(city: Path) -> Path:
    """The tiny city with a story that was renamed, rewritten, translated, branched, tagged and pushed."""
    git(city, "init", "--quiet", "--initial-branch=main")
    (city / ".gitignore").write_text("/build/\n/.cache/\ntellers.yml\n", "utf-8")
    body = "Het was donker en wij stonden te wachten. "
    write_story(city, "2019-tafel/het-oude-verhaal", f"{body * 8}{WORDS[0]}", place="brug")
    write_story(city, "2019-tafel/blijft", f"{body * 8}{STAYS}", place="brug")
    commit(city, "start")
    git(city, "mv", "stories/2019-tafel/het-oude-verhaal.md", "stories/2019-tafel/wachten.md")
    commit(city, "another name")
    (city / "stories/2019-tafel/media/eerste.png").write_bytes(b"\x89PNG " + WORDS[4].encode())
    write_story(city, "2019-tafel/wachten", f"{body * 8}{WORDS[1]}", image="media/eerste.png", image_alt="x")
    commit(city, "a picture")
    (city / "stories/2019-tafel/media/eerste.png").unlink()
    write_story(city, "2019-tafel/wachten", f"{body * 8}{WORDS[1]}", place="brug")
    front = "---\ntitle: Attendre\ntranslation: {by: person}\n---\n"
    (city / "stories/2019-tafel/wachten.fr.md").write_text(f"{front}{WORDS[2]}\n", "utf-8")
    commit(city, "a translation")
    git(city, "tag", "v1")
    git(city, "checkout", "--quiet", "-b", "zijtak")
    write_story(city, "2019-tafel/wachten", f"{body * 8}{WORDS[3]}", place="brug")
    commit(city, "on a branch")
    git(city, "checkout", "--quiet", "main")
    remote = city.parent / "remote.git"
    git(city.parent, "init", "--quiet", "--bare", str(remote))
    git(city, "remote", "add", "origin", str(remote))
    git(city, "push", "--quiet", "--all", "origin")
    git(city, "push", "--quiet", "--tags", "origin")
    return city


def words_in_objects(root: Path) -> set[str]:
    """Which words stand in any object of a repository, reachable or not."""
    listed = git(root, "cat-file", "--batch-check=%(objectname) %(objecttype)", "--batch-all-objects")
    found = set()
    for name, kind in (line.split() for line in listed.splitlines()):
        content = git(root, "cat-file", kind, name)
        found |= {word for word in (*WORDS, STAYS) if word in content}
    return found


def test_the_commands_remove_every_word_from_every_object(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    remote = repository.parent / "remote.git"
    assert words_in_objects(repository) == words_in_objects(remote) == {*WORDS, STAYS}
    result = CliRunner().invoke(main, ["withdraw", "wachten", "--yes"])
    assert result.exit_code == 0, result.output
    assert not any(word in result.output for word in (*WORDS, STAYS, "wachten. "))
    said = result.stdout
    assert re.search(r"git, branches and tags: refs/heads/main, refs/heads/zijtak, .*refs/tags/v1", said)
    assert "git, other copies: origin" in said
    for name in ("het-oude-verhaal.md", "wachten.md", "wachten.fr.md", "media/eerste.png"):
        assert f"    stories/2019-tafel/{name}\n" in said
    assert "blijft.md" not in said.partition("git, other copies")[2]
    script = "\n".join(line[2:] for line in said.splitlines() if re.match(r"  (git |address_)", line))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    done = subprocess.run(
        ["bash", "-eu"], input=script.encode(), cwd=repository, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert words_in_objects(repository) == {STAYS}
    git(remote, "gc", "--quiet", "--prune=now")
    assert words_in_objects(remote) == {STAYS}
    assert "wachten" in (repository / "site_config/withdrawn.yml").read_text("utf-8")
    assert "withdrawn.yml" in git(remote, "ls-tree", "-r", "--name-only", "main")
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    again = CliRunner().invoke(main, ["withdraw", "2019-tafel/wachten", "--yes"])
    assert again.exit_code == 0, again.output
    assert "It was withdrawn already, on " in again.stderr
    assert "git: no commit holds this story" in again.stdout


def test_names_with_odd_characters_are_quoted_for_the_shell() -> None:
    from builder.withdrawal.git_history import History, removal_commands  # noqa: PLC0415  # only here

    history = History(
        paths=("stories/a/$(touch x) 'y'.md",),
        built_paths=(),
        commits=("a",),
        references=(),
        remotes=("o;x",),
        prefix="",
    )
    script = "\n".join(removal_commands(history))
    assert """--path 'stories/a/$(touch x) '"'"'y'"'"'.md'""" in script
    assert "git push --force --all 'o;x'" in script


def test_outside_a_repository_nothing_is_said_of_git(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(city.parent))
    result = CliRunner().invoke(main, ["withdraw", "brug", "--yes"])
    assert result.exit_code == 0
    assert "git: no commit holds this story" in result.stdout
    assert "filter-repo" not in result.stdout


def test_a_repository_that_git_does_not_read_is_not_called_empty(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city)
    (city / ".git").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(city.parent))
    result = CliRunner().invoke(main, ["withdraw", "brug", "--yes"])
    assert "git: it could not be asked here; look yourself which commits hold this story" in result.stdout
