"""Publishing to a branch: one commit, nothing private in any object, and never the private repository."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import UsageError
from builder.publishing.built_site import inputs_digest, record_build
from builder.publishing.git_target import GitTarget
from builder.publishing.private_repository import normal_form, without_password
from tests.leak.marked import TESTS
from tests.leak.searching import find_in_tree
from tests.nightly import examples
from tests.publishing.repositories import all_objects, bare, files_at, git, served

SITE = Path("build") / "site"


def publish(*words: str) -> Result:
    result = CliRunner().invoke(main, ["publish", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def change_site(root: Path) -> None:
    """Another page, as if a build had made it."""
    page = root / SITE / "over" / "index.html"
    page.write_bytes(page.read_bytes() + b"<!-- PUBLICZQnext -->")
    record_build(root, root / SITE, inputs_digest(root))


def test_one_commit_without_parents_holds_the_site_and_nothing_else(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    result = publish("--to", str(target), "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    site = {path.relative_to(SITE).as_posix(): path.read_bytes() for path in SITE.rglob("*") if path.is_file()}
    assert files_at(target) == {**site, ".nojekyll": b""}
    assert git(target, "rev-list", "--all", "--parents").split() == git(target, "rev-parse", "gh-pages").split()
    objects = all_objects(target)
    commits = [content for name, content in objects.items() if name.startswith("commit/")]
    assert len(commits) == 1
    assert b"author Team Markstad <kaart@markstad.example>" in commits[0]
    assert b"committer Team Markstad <kaart@markstad.example>" in commits[0]
    today = datetime.now(ZoneInfo("Europe/Brussels")).date()  # the day in the city, and no time of the day
    midnight_s = int(datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp())
    assert commits[0].splitlines()[1].split()[-2:] == [str(midnight_s).encode(), b"+0000"]
    assert find_in_tree(objects) == []
    assert find_in_tree({"said": result.output.encode()}) == []


def test_a_second_publication_leaves_the_first_unreachable(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    publish("--to", str(target), "--yes")
    first = git(target, "rev-parse", "gh-pages").strip().decode()
    change_site(city)
    result = publish("--to", str(target))
    assert result.exit_code == 0
    assert "~1 -0" in result.stdout
    assert "A host can keep old commits for weeks." in result.stderr
    assert len(git(target, "rev-list", "--all").split()) == 1
    assert first not in git(target, "rev-list", "--all").decode()
    git(target, "reflog", "expire", "--expire=now", "--all")
    git(target, "gc", "--quiet", "--prune=now")
    assert f"commit/{first}" not in all_objects(target)
    lines = [json.loads(line) for line in (city / ".published.jsonl").read_text("utf-8").splitlines()]
    assert [line["commit"] for line in lines] == [first, git(target, "rev-parse", "gh-pages").strip().decode()]
    assert find_in_tree({"log": (city / ".published.jsonl").read_bytes()}) == []


def test_a_dry_run_shows_each_file_and_changes_nothing(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    result = publish("--to", str(target), "--dry-run")
    assert result.exit_code == 0
    assert "+ index.html\n" in result.stdout
    assert git(target, "for-each-ref") == b""
    assert not (city / ".published.jsonl").exists()


@pytest.mark.usefixtures("city")
def test_a_new_target_needs_a_yes(tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    result = publish("--to", str(target))  # publish-new-target
    assert result.exit_code == 2
    assert result.stderr == "nothing stands there yet\n  hint: check the address, and add --yes\n"


@pytest.mark.usefixtures("city")
def test_the_settings_of_a_person_and_of_a_hook_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, home = bare(tmp_path / "site.git"), tmp_path / "home"
    hooks = home / "hooks"
    hooks.mkdir(parents=True)
    for name in ("pre-commit", "commit-msg", "pre-push", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/hook-ran\nexit 1\n", "utf-8")
        (hooks / name).chmod(0o755)
    (home / ".gitconfig").write_text(
        f"[user]\nname=MARKERZQperson\nemail=p@example.org\n[core]\nhooksPath={hooks}\nautocrlf=true\n"
        "[commit]\ngpgSign=true\n[push]\ngpgSign=true\nfollowTags=true\n[init]\ntemplateDir=/nergens\n",
        "utf-8",
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "MARKERZQperson")
    monkeypatch.setenv("GIT_DIR", "/nergens")
    result = publish("--to", str(target), "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    monkeypatch.delenv("GIT_DIR")
    assert not (tmp_path / "hook-ran").exists()
    assert find_in_tree(all_objects(target)) == []
    assert files_at(target)["index.html"] == (SITE / "index.html").read_bytes()


def with_remote(city: Path, folder: Path) -> str:
    remote = bare(folder / "private-remote.git")
    git(city, "remote", "add", "origin", str(remote))
    return str(remote)


def pushed(city: Path, folder: Path) -> str:
    """A mirror that is no remote any more, but has the history."""
    remote = bare(folder / "mirror.git")
    git(city, "push", "--quiet", str(remote), "main:elsewhere")
    return str(remote)


def rewritten(city: Path, folder: Path) -> str:
    """The project's files in a history of its own."""
    remote = bare(folder / "copy.git")
    tree = git(city, "rev-parse", "HEAD^{tree}").strip().decode()
    commit = git(city, "commit-tree", tree, "-m", "Another message").strip().decode()
    git(city, "push", "--quiet", str(remote), f"{commit}:refs/heads/gh-pages")
    git(city, "reflog", "expire", "--expire=now", "--all")
    git(city, "gc", "--quiet", "--prune=now")
    return str(remote)


def linked(city: Path, folder: Path) -> str:
    path = folder / "link"
    path.symlink_to(with_remote(city, folder))
    return str(path)


def borrowing(city: Path, folder: Path) -> str:
    """A repository that borrows its objects from the private one."""
    remote = bare(folder / "borrowing.git")
    (remote / "objects" / "info" / "alternates").write_text(f"{city}/.git/objects\n", "utf-8")
    return str(remote)


def renamed(city: Path, folder: Path) -> str:
    """An address that git changes into that of the private repository."""
    remote = with_remote(city, folder)
    Path(os.environ["HOME"], ".gitconfig").write_text(f'[url "{remote}"]\npushInsteadOf=kaart://site\n', "utf-8")
    return "kaart://site"


def by_name(city: Path, folder: Path) -> str:
    with_remote(city, folder)
    return "origin"


def own_folder(city: Path, _: Path) -> str:
    return str(city / ".git")


PRIVATE: dict[str, Callable[[Path, Path], str]] = {
    "its remote": with_remote,
    "its remote as a URL": lambda city, folder: f"file://{with_remote(city, folder)}",
    "the name of its remote": by_name,
    "a link to its remote": linked,
    "an address that git changes": renamed,
    "its own folder": own_folder,
    "a mirror with its history": pushed,
    "a copy of its files": rewritten,
    "one that borrows its objects": borrowing,
}


@pytest.mark.parametrize("case", PRIVATE)
def test_the_private_repository_never_becomes_public(
    case: str, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    address = PRIVATE[case](city, tmp_path)
    result = publish("--to", address, "--yes")  # publish-own-repository
    assert result.exit_code == 2
    assert result.stderr.startswith("this repository holds your private files, or is linked to the one that does;")
    assert "make a second repository for the site alone" in result.stderr


def test_a_private_repository_that_cannot_be_read_stops_everything(city: Path, tmp_path: Path) -> None:
    (city / ".git" / "HEAD").unlink()
    result = publish("--to", str(bare(tmp_path / "site.git")), "--yes")  # publish-git-failed
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, "git could not do it; nothing was published")


@pytest.mark.parametrize(
    "address",
    [
        "git@host.example:stad/kaart.git",
        "ssh://git@Host.example/stad/kaart",
        "https://u:pw@host.example/Stad/kaart.git/",
    ],
)
def test_one_remote_has_one_form(address: str, city: Path) -> None:
    assert normal_form(address) == "host.example/stad/kaart"
    git(city, "remote", "add", "origin", "git@host.example:stad/kaart.git")
    assert publish("--to", address, "--yes").stderr.startswith("this repository holds your private files")


@pytest.mark.usefixtures("city")
def test_a_branch_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    blob = git(target, "hash-object", "-w", "--stdin", content=b"thesis").strip().decode()
    tree = git(target, "mktree", content=f"100644 blob {blob}\tthesis.txt\n".encode()).strip().decode()
    commit = git(target, "commit-tree", tree, "-m", "My thesis").strip().decode()
    git(target, "update-ref", "refs/heads/gh-pages", commit)
    result = publish("--to", str(target), "--yes")  # publish-foreign-branch
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        "this branch holds something else than a published site",
    )
    assert git(target, "rev-parse", "gh-pages").strip().decode() == commit
    assert publish("--to", str(target), "--branch", "site", "--yes").exit_code == 0
    assert publish("--to", str(target), "--branch", "a..b", "--yes").stderr.startswith("this is no name for a branch")


@pytest.mark.usefixtures("city")
def test_over_http_with_a_password_that_is_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = bare(tmp_path / "served" / "site.git")
    git(target, "config", "http.receivepack", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    with served(tmp_path / "served") as port:
        address = f"127.0.0.1:{port}/site.git"
        refused = publish("--to", f"http://coordinator:fout-wachtwoord@{address}", "--yes")  # publish-denied
        assert (refused.exit_code, refused.stderr.splitlines()[0]) == (
            2,
            f"http://{address} does not let you in; nothing was published",
        )
        done = publish("--to", f"http://coordinator:geheim-wachtwoord@{address}", "--yes")
        assert done.exit_code == 0, done.output
        missing = publish("--to", f"http://coordinator:geheim-wachtwoord@127.0.0.1:{port}/niets.git", "--yes")
        assert missing.stderr.startswith("there is no repository at http://127.0.0.1")  # publish-no-repository
    gone = publish("--to", f"http://coordinator:geheim-wachtwoord@{address}", "--yes")  # publish-unreachable
    assert gone.stderr.startswith(f"http://{address} cannot be reached; nothing was published")
    assert files_at(target)[".nojekyll"] == b""
    said = refused.output + done.output + missing.output + gone.output + Path(".published.jsonl").read_text("utf-8")
    assert "wachtwoord" not in said


def test_a_change_of_the_branch_meanwhile_is_not_overwritten(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    (target / "hooks").mkdir(exist_ok=True)
    (target / "hooks" / "pre-receive").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (target / "hooks" / "pre-receive").chmod(0o755)
    result = publish("--to", str(target), "--yes")  # publish-overtaken
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].endswith("changed meanwhile, or takes no push; nothing was published")
    assert not (city / ".published.jsonl").exists()


def test_the_own_address_on_a_host_stays(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    publish("--to", str(target), "--yes")
    tree = git(target, "ls-tree", "gh-pages")
    name = git(target, "hash-object", "-w", "--stdin", content=b"markstad.example\n").strip()
    new = git(target, "mktree", content=tree + b"100644 blob " + name + b"\tCNAME\n").strip().decode()
    commit = git(target, "commit-tree", new, "-m", "Publish the site").strip().decode()
    git(target, "update-ref", "refs/heads/gh-pages", commit)
    change_site(city)
    assert publish("--to", str(target)).exit_code == 0
    assert files_at(target)["CNAME"] == b"markstad.example\n"


def test_a_kill_in_the_middle_leaves_the_old_or_the_new(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    publish("--to", str(target), "--yes")
    old = git(target, "rev-parse", "gh-pages")
    change_site(city)
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    command = [sys.executable, "-m", "builder.cli", "publish", "--to", str(target)]
    rounds = examples(ci=2, nightly=40)
    for number in range(rounds):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.0 + number * 3 / rounds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        git(target, "fsck", "--strict", "--no-dangling")
        now = git(target, "rev-parse", "gh-pages")
        assert len(git(target, "rev-list", "--all").split()) == 1
        assert b"PUBLICZQnext" in files_at(target)["over/index.html"] or now == old
    assert publish("--to", str(target)).exit_code == 0
    assert b"PUBLICZQnext" in files_at(target)["over/index.html"]
    shutil.rmtree(target)


def test_what_a_killed_publication_fetched_stays_private_and_goes_with_the_next_one(city: Path, tmp_path: Path) -> None:
    target, system, work = bare(tmp_path / "site.git"), tmp_path / "tmp", city / ".cache" / "vertelkaart"
    publish("--to", str(target), "--yes")
    assert list(work.glob("publish-*")) == []
    change_site(city)
    system.mkdir()
    (target / "hooks").mkdir(exist_ok=True)
    hook = target / "hooks" / "pre-receive"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/pushing\nexec sleep 60\n", "utf-8")
    hook.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent), "TMPDIR": str(system)}
    command = [sys.executable, "-m", "builder.cli", "publish", "--to", str(target)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None and not (tmp_path / "pushing").exists():
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert list(system.iterdir()) == []
    (left,) = work.glob("publish-*")
    assert left.stat().st_mode & 0o777 == 0o700
    assert any(name.startswith("blob/") for name in all_objects(left))
    hook.unlink()
    folder = publish("--to", str(tmp_path / "web" / "site"), "--yes")
    assert folder.exit_code == 0
    assert list(work.glob("publish-*")) == []
    assert publish("--to", str(target)).exit_code == 0
    assert b"PUBLICZQnext" in files_at(target)["over/index.html"]
    assert list(work.glob("publish-*")) == []


def test_a_workplace_that_breaks_is_not_taken_for_the_private_repository(city: Path, tmp_path: Path) -> None:
    """The workplace lies below the private repository, where git looks next when it finds none."""
    target = bare(tmp_path / "site.git")
    publish("--to", str(target), "--yes")
    workplace = city / ".cache" / "vertelkaart" / "publish-x"
    workplace.mkdir()
    worker = GitTarget(workplace, str(target), "gh-pages")
    (workplace / "HEAD").unlink()
    before = all_objects(city)
    with pytest.raises(UsageError, match="publish-no-repository"):
        worker.look(city)
    assert all_objects(city) == before


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://user:geheim@host.example/x.git", "https://host.example/x.git"),
        ("https://user:ge/heim@host.example/x.git", "https://host.example/x.git"),
        ("https://user:ge@heim@host.example/x.git", "https://host.example/x.git"),
        ("https://host.example/x.git?token=geheim", "https://host.example/x.git"),
        ("https://host.example:8443/@city/x.git", "https://host.example:8443/@city/x.git"),
        ("ssh://git@[::1]:22/x.git", "ssh://[::1]:22/x.git"),
        ("git@host.example:city/x.git", "git@host.example:city/x.git"),
    ],
)
def test_an_address_is_shown_without_its_secrets(typed: str, shown: str) -> None:
    assert without_password(typed) == shown


def test_an_address_that_is_none_is_told(city: Path) -> None:
    result = publish("--to", "https://[::1/x.git", "--yes")  # publish-no-repository
    assert result.exit_code == 2
    assert result.stderr.startswith("there is no repository at https://[::1/x.git")


@pytest.mark.parametrize("name", ["refs/heads/gh-pages", "HEAD", "+gh-pages"])
def test_a_name_that_git_takes_for_something_else_is_no_branch(name: str, city: Path, tmp_path: Path) -> None:
    result = publish("--to", str(bare(tmp_path / "site.git")), "--branch", name, "--yes")
    assert result.stderr.startswith("this is no name for a branch")


def test_the_project_on_any_branch_makes_a_repository_private(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "other.git")
    git(city, "push", "--quiet", str(target), "main:refs/heads/work")
    rewritten = git(target, "commit-tree", "work^{tree}", "-m", "rewritten").decode().strip()
    git(target, "update-ref", "refs/heads/work", rewritten)
    result = publish("--to", str(target), "--yes")
    assert result.stderr.startswith("this repository holds your private files")
