"""A branch of a repository that holds the site and nothing else: always one commit without parents.

The commit is made in an empty repository of its own, so that nothing else of the private one can travel with it. Its
author is the project, its message is always the same, and its time is a day.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import run

from builder.errors import UsageError
from builder.publishing.private_repository import (
    git_environment,
    is_of_a_project,
    refuse_own,
    say_git,
    without_password,
)

MESSAGE = "Publish the site"
NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to show the files as they are."""
CNAME = "CNAME"
"""The address of its own that a site has on GitHub Pages; it stays when it is the address of the city."""
NO_BRANCH = ("-", "+", "refs/", "HEAD")
"""How a name starts that git takes for something else, so that the branch of the site would stay as it is."""
PUSH_RULE = r"^url\..*\.pushinsteadof$"
TROUBLES = (
    (
        "publish-denied",
        r"authentication failed|permission denied|could not read|terminal prompts disabled|40[13]|denied",
    ),
    ("publish-overtaken", r"stale info|fetch first|rejected\]|non-fast-forward|cannot lock ref|failed to update ref"),
    ("publish-no-repository", r"not found|does not appear to be a git repository|does not exist|not a git repository"),
    ("publish-unreachable", r"could not resolve|unable to access|unable to connect|connection|timed out|unreachable"),
)
"""By what git says, in English. Its own words are not shown: they can hold a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who publishes: the project, never a person."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was published: a commit and its tree."""

    commit: str
    tree: str


class GitTarget:
    """One branch of a repository elsewhere, and the workplace in which its next commit is made: an empty folder."""

    def __init__(self, workplace: Path, address: str, branch: str) -> None:
        self._folder, self._address, self._branch = workplace, address, branch
        self._old = ""
        if say_git(workplace, "init", "--quiet", "--bare", "--template=", environment=alone(workplace)) is None:
            raise UsageError("publish-git-failed")
        ref = f"refs/heads/{branch}"
        if say_git(workplace, "check-ref-format", ref, environment=alone(workplace)) is None:
            raise UsageError("publish-branch-name")
        if branch.startswith(NO_BRANCH):
            raise UsageError("publish-branch-name")

    @property
    def shown(self) -> str:
        """The address without a password."""
        return without_password(self._address)

    @property
    def is_new(self) -> bool:
        """Whether there is no such branch yet."""
        return not self._old

    def look(self, root: Path) -> dict[str, bytes]:
        """The files that stand at the target now.

        Raises: UsageError when it is the private repository, or holds anything else than a site of ours.
        """
        refuse_own(root, self._all_addresses())
        heads = self._say("ls-remote", self._address)
        refs = {name: commit for commit, _, name in (line.partition("\t") for line in heads.splitlines())}
        for commit in set(refs.values()):
            if say_git(root, "cat-file", "-e", commit) is not None:
                raise UsageError("publish-own-repository")
        self._old = refs.get(f"refs/heads/{self._branch}", "")
        for name in sorted(name for name in refs if name == "HEAD" or name.startswith("refs/heads/")):
            self._refuse_project(name)
        return self._files() if self._old else {}

    def _all_addresses(self) -> list[str]:
        """The address as typed, and as git changes it by `insteadOf` and `pushInsteadOf`.

        It is not made a remote of the workplace: a password in it would stand on the disk.
        """
        address = self._address
        rules = say_git(self._folder, "config", "--get-regexp", PUSH_RULE, environment=asking(self._folder)) or ""
        pairs = [line.rpartition(".pushinsteadof ") for line in rules.splitlines()]
        fitting = [(start, key.removeprefix("url.")) for key, _, start in pairs if address.startswith(start)]
        start, base = max(fitting, key=lambda pair: len(pair[0]), default=("", ""))
        return [address, self._say("ls-remote", "--get-url", address), f"{base}{address.removeprefix(start)}"]

    def _refuse_project(self, name: str) -> None:
        self._say("fetch", "--quiet", "--depth=1", "--no-tags", self._address, name)
        if is_of_a_project(self._say("ls-tree", "-r", "--name-only", "-z", "FETCH_HEAD").split("\0")):
            raise UsageError("publish-own-repository")

    def _files(self) -> dict[str, bytes]:
        """Every file of the branch, which must be a commit of ours."""
        self._say("fetch", "--quiet", "--depth=1", "--no-tags", self._address, f"refs/heads/{self._branch}")
        if self._say("log", "-1", "--format=%B", self._old).strip() != MESSAGE:
            raise UsageError("publish-foreign-branch")
        listed = self._say("ls-tree", "-r", "-z", self._old).split("\0")
        entries = [entry.split("\t", 1) for entry in listed if "\t" in entry]
        contents = self._blobs([head.split()[2] for head, _ in entries])
        return {path: content for (_, path), content in zip(entries, contents, strict=True)}

    def _blobs(self, names: list[str]) -> Iterator[bytes]:
        """The contents of blobs, all in one go."""
        command = ["git", "-C", str(self._folder), "cat-file", "--batch"]
        asked, environment = "\n".join(names).encode(), alone(self._folder)
        told = run(command, env=environment, input=asked, capture_output=True, check=True).stdout
        start = 0
        for _ in names:
            head_end = told.index(b"\n", start)
            size = int(told[start:head_end].split()[2])
            yield told[head_end + 1 : head_end + 1 + size]
            start = head_end + 1 + size + 1

    def commit(self, site: Path, extra: Mapping[str, bytes], identity: Identity, day: date) -> Published:
        """One commit without parents, of the site and the extra files, at the beginning of the day."""
        moment = f"{day.isoformat()}T00:00:00 +0000"
        who = {"NAME": identity.name, "EMAIL": identity.email, "DATE": moment}
        environment = alone(self._folder) | {"GIT_WORK_TREE": str(site)}
        environment |= {"GIT_INDEX_FILE": str(self._folder / "site-index")}
        environment |= {f"GIT_{role}_{key}": text for role in ("AUTHOR", "COMMITTER") for key, text in who.items()}
        self._alone(environment, "add", "--all", "--force", ".")
        for path, content in extra.items():
            file = self._folder / "extra-file"
            file.write_bytes(content)
            blob = self._alone(environment, "hash-object", "-w", "--no-filters", str(file))
            self._alone(environment, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        tree = self._alone(environment, "write-tree")
        return Published(commit=self._alone(environment, "commit-tree", tree, "-m", MESSAGE), tree=tree)

    def _alone(self, environment: Mapping[str, str], *words: str) -> str:
        folder = Path(environment["GIT_WORK_TREE"])
        said = say_git(folder, *words, environment=environment)
        if said is None:
            raise UsageError("publish-git-failed")
        return said

    def push(self, published: Published) -> None:
        """Replaces the branch, only when it is still what it was when it was looked at.

        Raises: UsageError.
        """
        branch = f"refs/heads/{self._branch}"
        lease = f"--force-with-lease={branch}:{self._old}"
        self._say("push", "--quiet", "--no-verify", "--no-signed", lease, self._address, f"{published.commit}:{branch}")

    def _say(self, *words: str) -> str:
        """What git says, with the person's own way to log in.

        Raises: UsageError by what went wrong.
        """
        command = ["git", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-C", str(self._folder), *words]
        done = run(command, env=asking(self._folder), capture_output=True, check=False)
        if done.returncode == 0:
            return done.stdout.decode("utf-8", "surrogateescape").strip("\n")
        complaint = done.stderr.decode("utf-8", "replace").casefold()
        code = next((code for code, words in TROUBLES if re.search(words, complaint)), "publish-git-failed")
        raise UsageError(code, address=self.shown)


def alone(workplace: Path) -> dict[str, str]:
    """The environment for making a commit: no settings of the machine or the person.

    The repository is named: git would look for one further up, and above the workplace lies the private one.
    """
    return git_environment(GIT_DIR=str(workplace), GIT_CONFIG_GLOBAL=os.devnull, GIT_TERMINAL_PROMPT="0")


def asking(workplace: Path) -> dict[str, str]:
    """The environment for talking to the other side: the person's own keys; git asks only when somebody can answer."""
    return git_environment(GIT_DIR=str(workplace), GIT_TERMINAL_PROMPT="1" if os.isatty(0) else "0")
