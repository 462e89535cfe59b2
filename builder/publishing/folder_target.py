"""A folder that holds the site and nothing else, replaced whole."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from builder.errors import UsageError
from builder.publishing.built_site import files_of
from builder.publishing.private_repository import is_of_a_project
from builder.site.purge_list import PURGE_LIST
from builder.site.staging import StagedFolder, check_site, one_at_a_time, write_new

MARKS_OF_A_SITE = (("index.html", "404.html", "sitemap.xml"), ("index.html", "404.html", PURGE_LIST))
"""The second are those of the one page that stands while nothing can be built."""
NAME_OF_A_REPOSITORY = ".git"
"""How the name of a repository on disk ends: who types it does not mean a folder with files."""
BUILD = "build"
OWN_FOLDERS = ("site", "digest", "letters", "routes", "private")
"""What the other commands write below `build/`."""


def refuse_folder(root: Path, target: Path) -> None:
    """Nothing, when the folder may become the site: outside of the project or in a free place of `build/`, and either
    not there, empty, or a site.

    Raises: UsageError.
    """
    root, real = root.resolve(), target.resolve()
    if root.is_relative_to(real):
        raise UsageError("publish-into-project")
    if real.is_relative_to(root):
        parts = real.relative_to(root).parts
        if len(parts) < 2 or parts[0] != BUILD or parts[1] in OWN_FOLDERS or parts[1].startswith("."):
            raise UsageError("publish-into-project")
    if target.name.casefold().endswith(NAME_OF_A_REPOSITORY) and (not target.exists() or is_empty_folder(real)):
        raise UsageError("publish-folder-named-git")
    if not target.exists() and not target.is_symlink():
        return
    if not real.is_dir():
        raise UsageError("publish-foreign-folder")
    is_site = any(all((real / name).is_file() for name in names) for names in MARKS_OF_A_SITE)
    if not is_site and any(real.iterdir()):
        raise UsageError("publish-foreign-folder")
    if is_of_a_project(path.relative_to(real).as_posix() for path in real.rglob("*")):
        raise UsageError("publish-foreign-folder")


def is_empty_folder(folder: Path) -> bool:
    """Whether it is a folder with nothing in it."""
    return folder.is_dir() and not any(folder.iterdir())


def is_new_folder(target: Path) -> bool:
    """Whether there is no site yet."""
    return not target.exists() or not any(target.iterdir())


def read_folder(target: Path) -> dict[str, bytes]:
    """Every file that stands there now."""
    real = target.resolve()
    return {path.relative_to(real).as_posix(): path.read_bytes() for path in files_of(real)} if real.is_dir() else {}


def replace_folder(site: Path, target: Path, *, is_locked: bool) -> None:
    """The site takes the place of the folder, whole or not at all. Nothing else is left beside it, and no lock.

    Raises: UsageError when the folder cannot be written, or another command writes there.
    """
    real = target.resolve()
    with nullcontext() if is_locked else one_at_a_time(real.parent, is_kept=False):
        try:
            fill_and_swap(site, real)
        except OSError:
            raise UsageError("publish-folder-write") from None


def fill_and_swap(site: Path, target: Path) -> None:
    """A copy of the site is made beside the folder and takes its place."""
    staged = StagedFolder(target=target)
    manifest = {}
    try:
        staged.begin()
        for path in files_of(site):
            uri, content = path.relative_to(site).as_posix(), path.read_bytes()
            write_new(staged.folder, uri, content)
            manifest[uri] = len(content)
        check_site(staged, manifest)
        staged.exchange()
    except BaseException:
        staged.discard()
        raise
