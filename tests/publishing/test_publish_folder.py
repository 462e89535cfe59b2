"""Publishing to a folder: the site and nothing else, whole or not at all, and never over something else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.publishing.built_site import inputs_digest, record_build
from builder.whole.lock import one_at_a_time
from tests.leak.marked import TESTS, WORKSHOP
from tests.leak.searching import find_in_tree
from tests.publishing.repositories import git
from tests.publishing.test_publish_git import SITE, change_site, publish


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("to", ["../out/site", "build/public", "{tmp}/link"])
def test_the_folder_holds_the_site_and_nothing_else(to: str, city: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    to = to.format(tmp=tmp_path)
    result = publish("--to", to, "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert files_in(Path(to)) == files_in(SITE)
    change_site(city)
    assert "~1 -0" in publish("--to", to).stdout
    assert files_in(Path(to)) == files_in(SITE)
    assert publish("--to", to).stdout.endswith("The same site stands there already.\n")
    lines = [json.loads(line) for line in Path(".published.jsonl").read_text("utf-8").splitlines()]
    assert [line["to"] for line in lines] == [str(Path(to).resolve())] * 2


def full(folder: Path) -> str:
    folder.mkdir()
    (folder / "thesis.txt").write_text("x", "utf-8")
    return str(folder)


def project_with_a_site(folder: Path) -> str:
    """A project that once was published into itself."""
    folder.mkdir()
    for name in ("index.html", "404.html", "sitemap.xml", "mkdocs.yml"):
        (folder / name).write_text("x", "utf-8")
    return str(folder)


def working_copy(folder: Path) -> str:
    folder.mkdir()
    git(folder, "init", "--quiet")
    return str(folder)


def empty(folder: Path) -> str:
    folder.mkdir()
    return str(folder)


NO_REPOSITORY = "there is no repository in this folder, and its name ends in .git"
WRONG: dict[str, tuple[Callable[[Path], str], str]] = {
    "the project": (lambda _: ".", "this folder is your project"),
    "above the project": (lambda _: "..", "this folder is your project"),
    "the whole disk": (lambda _: "/", "this folder is your project"),
    "stories": (lambda _: "stories/nieuw", "this folder is your project"),
    "places": (lambda _: "places", "this folder is your project"),
    "settings": (lambda _: "site_config/pages", "this folder is your project"),
    "the built site": (lambda _: "build/site", "this folder is your project"),
    "digests": (lambda _: "build/digest", "this folder is your project"),
    "the private lists": (lambda _: "build/private", "this folder is your project"),
    "the letters": (lambda _: "build/letters", "this folder is your project"),
    "all that is built": (lambda _: "build", "this folder is your project"),
    "something else": (lambda tmp: full(tmp / "thesis"), "this folder holds something else"),
    "another project": (lambda tmp: project_with_a_site(tmp / "other"), "this folder holds something else"),
    "a working copy": (lambda tmp: working_copy(tmp / "copy"), "this folder holds something else"),
    "a file": (lambda tmp: full(tmp / "x") + "/thesis.txt", "this folder holds something else"),
    "a repository that was not made": (lambda tmp: str(tmp / "x" / "site.git"), NO_REPOSITORY),
    "an empty folder with the name of a repository": (lambda tmp: empty(tmp / "site.git"), NO_REPOSITORY),
    "that name in capitals": (lambda tmp: f"{tmp}/SITE.GIT/", NO_REPOSITORY),
}


@pytest.mark.parametrize("case", WRONG)
def test_another_folder_is_refused_and_left_as_it_was(case: str, city: Path, tmp_path: Path) -> None:
    make, said = WRONG[case]
    to = make(tmp_path)
    before = {path for path in tmp_path.rglob("*") if ".git" not in path.parts}
    result = publish("--to", to, "--yes")  # publish-into-project, publish-foreign-folder, publish-folder-named-git
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert {path for path in tmp_path.rglob("*") if ".git" not in path.parts} - before <= {city / "build" / ".lock"}


@pytest.mark.usefixtures("city")
def test_a_folder_whose_name_ends_in_git_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "nl")
    result = publish("--to", str(tmp_path / "site.git"), "--yes")
    assert result.stderr == (
        "in deze map staat geen git-archief, en haar naam eindigt op .git\n"
        "  tip: maak het git-archief eerst (git init --bare <map>), of geef een map met een andere naam\n"
    )
    (tmp_path / "site").mkdir()
    assert publish("--to", str(tmp_path / "site"), "--yes").exit_code == 0
    (tmp_path / "site").rename(tmp_path / "site.git")  # as an older version made one
    assert publish("--to", str(tmp_path / "site.git")).exit_code == 0


def test_nothing_is_left_beside_the_folder(city: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    web.mkdir()
    (web / ".lock").touch()  # of a publication that was killed
    assert publish("--to", str(web / "site"), "--yes").exit_code == 0
    assert [path.name for path in web.iterdir()] == ["site"]
    (web / ".lock").write_text("somebody's", "utf-8")
    change_site(city)
    assert publish("--to", str(web / "site")).exit_code == 0
    assert sorted(path.name for path in web.iterdir()) == [".lock", "site"]
    with one_at_a_time(web):
        change_site(city)
        result = publish("--to", str(web / "site"))  # another project publishes there
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, "another build is busy in this folder")


def test_a_folder_that_cannot_be_written_is_told(city: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    result = publish("--to", f"{tmp_path}/file/site", "--yes")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("absent", "there is no site in build/site/"),  # publish-no-site
        ("touched", "the site in build/site/ is not as a build left it"),  # publish-not-whole
        ("unfinished", "the site in build/site/ is not as a build left it"),
        ("stale", "files changed since the site was built"),  # publish-stale
    ],
)
def test_a_site_that_is_not_fit_is_refused(case: str, said: str, city: Path, tmp_path: Path) -> None:
    if case == "absent":
        (SITE / "index.html").unlink()
    elif case == "touched":
        (SITE / "extra.html").write_text("x", "utf-8")
    elif case == "unfinished":
        (SITE / "sitemap.xml").unlink()
    else:
        (city / "places" / "routes.txt").write_text("x", "utf-8")
    result = publish("--to", str(tmp_path / "out"), "--yes")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, said)
    assert not (tmp_path / "out").exists()


def plant(name: str, content: str) -> None:
    (SITE / name).write_text((SITE / name).read_text("utf-8") + content, "utf-8")
    record_build(Path(), SITE, inputs_digest(Path()))


LEAKS = {
    "a signal": (
        "index.html",
        "na acht uur &#39;s avonds durft niemand er <b>nog</b> door",
        "words",
        "brug.md:",
    ),
    "a draft": ("feed.xml", "MARKERZQdraftbody is wat er gebeurde", "words", "schets-markerzqslug.md:11"),
    "a reflection": (
        "stories.geojson",
        "MARKERZQreflection: de groep KWAM <br> traag op gang",
        "words",
        "reflection.md:1",
    ),
    "a teller": ("404.html", "MARKERZQteller JANSSENS", "words", "tellers.yml:3"),
    "a home": ("stories.geojson", "[4.511873,51.010537]", "place", "thuis.md:3"),
    "a fingerprint": ("robots.txt", "", "fingerprint", "brug.md"),
}


@pytest.mark.parametrize("case", LEAKS)
def test_the_last_look_stops_a_leak_and_names_its_source(case: str, city: Path, tmp_path: Path) -> None:
    name, content, kind, source = LEAKS[case]
    if case == "a fingerprint":
        import hashlib  # noqa: PLC0415

        content = hashlib.sha256((city / WORKSHOP / "brug.md").read_bytes()).hexdigest()
    plant(name, content)
    result = publish("--to", str(tmp_path / "out"), "--yes")  # public-private-words, public-private-place
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if line.startswith(f"build/site/{name}:1:1: ")]
    assert len(lines) == 1
    assert f"{source}" in lines[0]
    assert kind in lines[0]
    assert result.stderr.endswith("1 problem. Nothing was written.\n")
    assert find_in_tree({"said": result.output.replace("schets-markerzqslug.md", "").encode()}) == []
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("city")
def test_what_cannot_be_opened_is_not_published(tmp_path: Path) -> None:
    plant("archief.txt", "") if (SITE / "archief.txt").exists() else (SITE / "a.pdf").write_bytes(b"%PDF-1.7\ntorn")
    record_build(Path(), SITE, inputs_digest(Path()))
    result = publish("--to", str(tmp_path / "out"), "--yes")  # public-file-closed
    assert result.stderr.startswith("build/site/a.pdf:1:1: this file looks like an archive, picture, sound or PDF")


def test_a_withdrawn_story_does_not_come_back(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (SITE / "withdrawn.json").write_text('{"withdrawn":["mark-1","mark-2"]}', "utf-8")
    record_build(city, SITE, inputs_digest(city))
    assert publish("--to", str(out), "--yes").exit_code == 0
    (SITE / "withdrawn.json").write_text('{"withdrawn":["mark-1"]}', "utf-8")  # a restored backup
    record_build(city, SITE, inputs_digest(city))
    result = publish("--to", str(out))  # publish-revives
    assert result.exit_code == 2
    assert result.stderr.startswith("a story that was withdrawn at this address would come back")
    assert b"mark-2" in (out / "withdrawn.json").read_bytes()


def test_a_kill_in_the_middle_leaves_the_old_or_the_new(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "web" / "site"
    publish("--to", str(out), "--yes")
    old = files_in(out)
    change_site(city)
    new = files_in(SITE)
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    command = [sys.executable, "-m", "builder.cli", "publish", "--to", str(out)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not list(out.parent.glob(".site-staging*")):
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not out.exists() or files_in(out) in (old, new)
    assert publish("--to", str(out), "--yes").exit_code == 0
    assert files_in(out) == new
    assert {path.name for path in out.parent.iterdir()} == {"site"}
