"""Where the files of a story stand in git, and the commands that take them out of every commit.

Only names, commits and branches are read and shown, never a line of a file, but for the names of pictures and sounds
that earlier versions of the story had.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.model.withdrawal import is_story_id
from builder.reading.listing import STORIES
from builder.reading.settings import WITHDRAWN_FILE
from builder.withdrawal.story_files import StoryFiles, media_named, story_id_of

RENAME_LIKENESS = "70%"
"""How much a file resembles the one that it was renamed from; less may be another story in the same form."""
_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What git holds of a story."""

    paths: tuple[str, ...]
    """Its files under every name they had, in the project."""
    built_paths: tuple[str, ...]
    """Its pages, where a built site was committed."""
    commits: tuple[str, ...]
    """The commits that touch these files, newest first."""
    references: tuple[str, ...]
    """Branches, tags and the like that reach one of these commits."""
    remotes: tuple[str, ...]
    prefix: str
    """Where the project lies in the repository: empty at its root, else ending in `/`."""
    is_known: bool = True
    """Whether git could be asked; if not, somebody has to look."""

    @property
    def is_empty(self) -> bool:
        """Whether git knows nothing of the story."""
        return not self.commits


UNKNOWN = History(paths=(), built_paths=(), commits=(), references=(), remotes=(), prefix="", is_known=False)


def find_history(home: Path, story_id: str, files: StoryFiles) -> History | None:
    """What git holds of a story; nothing when the project is in no repository.

    `files` are those that lie in the project now, or lay there at the last build.
    """
    top = run_git(home, "rev-parse", "--show-prefix")
    if top is None:
        is_repository = any((folder / ".git").exists() for folder in (home, *home.parents))
        return UNKNOWN if is_repository else None
    prefix = top.strip()
    known = names_in_history(home, story_id, files.texts)
    present = set((run_git(home, "ls-files", "-z") or "").split("\0"))
    media = {*files.media, *media_in_history(home, known)}
    used = media_of_others(home, story_id, present)
    paths = tuple(sorted({*known, *(media - used)}))
    built = lines_of(run_git(home, "log", "--all", "--format=", "--name-only", "--", f":(top,glob)**/{story_id}/**"))
    built_paths = tuple(sorted(set(built)))
    specs = [*(f":(literal){path}" for path in paths), *(f":(top,literal){path}" for path in built_paths)]
    commits = lines_of(run_git(home, "log", "--all", "--format=%H", "--", *specs)) if specs else []
    return History(
        paths=paths,
        built_paths=built_paths,
        commits=tuple(commits),
        references=tuple(references_with(home, specs)) if commits else (),
        remotes=tuple(lines_of(run_git(home, "remote"))),
        prefix=prefix,
    )


def run_git(home: Path, *words: str) -> str | None:
    """What a git command says; nothing when it fails."""
    command = ["git", "-c", "core.quotepath=off", "-c", "log.showSignature=false", *words]
    try:
        done = subprocess.run(command, cwd=home, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def lines_of(said: str | None) -> list[str]:
    """The lines that are not empty."""
    return [line for line in (said or "").split("\n") if line]


def names_in_history(home: Path, story_id: str, texts: Iterable[str]) -> set[str]:
    """The texts of a story under every name that they had in any commit.

    A name counts when the file was renamed from it, not copied, and no other story has that name now.
    """
    workshop, _, slug = story_id.partition("/")
    folder = f"{STORIES}/{workshop}"
    everywhere = lines_of(run_git(home, "log", "--all", "--format=", "--name-only", "--relative", "--", folder))
    names = {*texts, *(path for path in everywhere if story_id_of(path) == story_id)} or {f"{folder}/{slug}.md"}
    present = {path for path in (run_git(home, "ls-files", "-z") or "").split("\0") if path}
    old_names = renames(home)
    waiting = list(names)
    while waiting:
        for old in old_names.get(waiting.pop(), ()):
            if old not in names and old not in present:
                names.add(old)
                waiting.append(old)
    return names


def renames(home: Path) -> dict[str, list[str]]:
    """New name → names that were renamed to it, over all commits."""
    said = run_git(
        home,
        *("log", "--all", "--format=", "--name-status", f"-M{RENAME_LIKENESS}", "--diff-filter=R", "--relative", "-z"),
        *("--", STORIES),
    )
    parts = (said or "").split("\0")
    found: dict[str, list[str]] = {}
    index = 0
    while index + 2 < len(parts):
        if re.fullmatch(r"\n*R[0-9]+", parts[index]):
            found.setdefault(parts[index + 2], []).append(parts[index + 1])
            index += 3
        else:
            index += 1
    return found


def media_in_history(home: Path, texts: Iterable[str]) -> set[str]:
    """The pictures and sounds that any version of these files names."""
    found = set()
    for path in texts:
        folder = path.rpartition("/")[0]
        for commit in lines_of(run_git(home, "log", "--all", "--format=%H", "--", f":(literal){path}")):
            text = run_git(home, "show", f"{commit}:./{path}") or ""
            found |= {f"{folder}/{name}" for name in media_named(text)}
    return found


def media_of_others(home: Path, story_id: str, present: Iterable[str]) -> set[str]:
    """The pictures and sounds that other stories use now."""
    used = set()
    for path in present:
        owner = story_id_of(path)
        if owner is not None and is_story_id(owner) and owner != story_id:
            try:
                text = (home / path).read_text("utf-8", "replace")
            except OSError:
                text = run_git(home, "show", f"HEAD:./{path}") or ""
            used |= {f"{path.rpartition('/')[0]}/{name}" for name in media_named(text)}
    return used


def references_with(home: Path, specs: Sequence[str]) -> Iterable[str]:
    """The branches, tags and other names from which a commit with these files is reached."""
    for name in lines_of(run_git(home, "for-each-ref", "--format=%(refname)")):
        if lines_of(run_git(home, "rev-list", "--max-count=1", name, "--", *specs)):
            yield name


def removal_commands(history: History, *, has_record: bool = True) -> tuple[str, ...]:
    """The commands, for a shell, that take a story out of every commit and send that to every remote.

    They ask for a work tree without other changes, and stop at the first one that fails when they are joined by `&&`.
    """
    names = [f"{history.prefix}{path}" for path in history.paths] + list(history.built_paths)
    quoted = [shlex.quote(remote) for remote in history.remotes]
    commands = []
    if has_record:
        commands.append(f"git add -- {WITHDRAWN_FILE}")
        message = "git commit --quiet --message 'Withdraw a story'"
        commands.append(f"git diff --cached --quiet -- {WITHDRAWN_FILE} || {message} -- {WITHDRAWN_FILE}")
    commands += [f"address_{number}=$(git remote get-url {remote})" for number, remote in enumerate(quoted)]
    commands.append(
        "git filter-repo --force --invert-paths " + " ".join(f"--path {shlex.quote(name)}" for name in names)
    )
    commands += ["git reflog expire --expire=now --expire-unreachable=now --all", "git gc --quiet --prune=now"]
    for number, remote in enumerate(quoted):
        commands.append(f'git remote get-url {remote} >/dev/null 2>&1 || git remote add {remote} "$address_{number}"')
        commands += [f"git push --force --all {remote}", f"git push --force --tags {remote}"]
    return tuple(commands)
