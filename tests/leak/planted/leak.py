"""What a planted leak is: a small patch of our own code, and what must notice it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CORPUS = "__import__('sys').corpus"
"""How a patch behind the airlock gets at what it must not have; `SMUGGLE` puts it there."""
DRAFTS = f"[each for each in {CORPUS}.stories if each.front.status == 'draft']"
PRIVATE = f"next(each for each in {CORPUS}.stories if each.id == story.id)"
"""The private side of the public story that is called `story` where the patch stands."""
CHECKED = "        flush_tree(self.folder)"
"""In `whole/staged_folder.py`: the site was checked, and takes its place next."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A text of a file of `builder/`, which must stand there exactly once, and what takes its place."""

    path: str
    old: str
    new: str


SMUGGLE = Edit("airlock/edition.py", "    door = Door(", f"    {CORPUS} = corpus\n    door = Door(")


@dataclass(frozen=True, slots=True)
class Leak:
    """A leak: what it tells, the edits that make it, and which difference must be seen among those that are."""

    name: str
    caught_by: str
    """`tree`, `stdout`, `stderr`, `log`, `status`, `old`, `beside`, `word`, `shown` or `site`: kinds of `pairs`."""
    edits: tuple[Edit, ...]
    first: str = ""
    """The contrast that is built first, because it is known to notice this leak; the others follow when it does not.
    Without a name they come in their own order, of which the first one notices most leaks."""


def leak(name: str, path: str, old: str, new: str, *more: Edit, by: str = "tree", first: str = "") -> Leak:
    """A leak of one edit, and of those that help it."""
    return Leak(name, by, (Edit(path, old, new), *more), first)


def smuggled(name: str, path: str, old: str, new: str, by: str = "tree", *, first: str = "") -> Leak:
    """A leak behind the airlock."""
    return leak(name, path, old, new, SMUGGLE, by=by, first=first)


class MovedError(Exception):
    """The code that a leak changes is not there any more, or twice."""


def plant(found: Leak, builder: Path) -> None:
    """Makes the edits in a copy of `builder/`.

    Raises: MovedError when a text does not stand there exactly once.
    """
    for edit in found.edits:
        path = builder / edit.path
        text = path.read_text("utf-8")
        if text.count(edit.old) != 1:
            raise MovedError(
                f"{found.name}: {edit.path} has {text.count(edit.old)} times the text {edit.old!r}; "
                "the code moved: let the leak change what stands there now"
            )
        path.unlink()  # it is a hard link
        path.write_text(text.replace(edit.old, edit.new), "utf-8")
