"""Small cities whose stories can be withdrawn, built in process, and their trees."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path

from builder.plugin import build_site
from builder.withdraw_command import project_of, silent_mkdocs
from builder.withdrawal.withdrawing import Withdrawn, look_up, withdraw

TESTS = Path(__file__).parent.parent
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
TOMBSTONE = b'data-part="withdrawn"'
Tree = dict[str, bytes]


def copy_tiny(root: Path) -> Path:
    """The tiny city, in a new folder."""
    shutil.copytree(TESTS / "sites" / "tiny", root, symlinks=True)
    return root


def write_story(root: Path, story_id: str, body: str, **keys: str) -> Path:
    """One public story with a body and more keys, as the text of their values."""
    front = {
        "title": f"Verhaal {story_id.rpartition('/')[2]}",
        "themes": "[ontmoeting]",
        "status": "published",
        "consent": "{publish: true, given_on: 2024-03-01, exact_place: true, photo: true}",
    } | keys
    lines = "".join(f"{name}: {value}\n" for name, value in front.items() if value)
    path = root / "stories" / f"{story_id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{lines}---\n{body}\n", "utf-8")
    return path


def build(root: Path, now: datetime = NOW) -> Tree:
    """The tree of a new build; what MkDocs says is not heard."""
    with silent_mkdocs():
        logging.getLogger("mkdocs").propagate = False
        return tree_of(build_site(root, now=now))


def tree_of(site: Path) -> Tree:
    """Each file of a site by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def take_back(root: Path, story_id: str, now: datetime = NOW) -> Withdrawn:
    """Withdraws a story as the command does, without its questions."""
    project = project_of(root, now)
    with silent_mkdocs():
        return withdraw(project, look_up(project, story_id, now.date()), now.date())


def never_told(tree: Tree, story_id: str) -> Tree:
    """The tree without the pages that say that a story was withdrawn, and without the list of marks."""
    return {
        path: content
        for path, content in tree.items()
        if path != "withdrawn.json" and not (f"/{story_id}/" in f"/{path}" and TOMBSTONE in content)
    }


def differing(one: Tree, other: Tree) -> list[str]:
    """The paths whose bytes are not the same in both, or that stand in one only."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
