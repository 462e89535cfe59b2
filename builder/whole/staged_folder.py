"""A folder that takes the place of another in one step: stage, check, exchange. For any folder, not only the site.

```
with one_at_a_time(target.parent):            nobody else stages beside this folder meanwhile
    staged = StagedFolder(target=target)
    staged.begin()                            what was interrupted is repaired and cleared; an empty folder
    write_new(staged.folder, uri, content)    … as often as it takes
    staged.check(manifest)                    exactly what was meant; modes made the same
    staged.exchange()                         on the disk, then one step, then the old one is removed
```
`discard()` throws the new folder away instead. A kill at any moment leaves the old folder or the new one under the
name of the target: what lies under other names is never needed but for the two renames of systems without an
exchange, and `begin()` (or `restore()`) of the next run puts that right.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from builder.whole.exchange import exchange_names
from builder.whole.files import PUBLIC_MODE, open_new
from builder.whole.flushing import flush_folder, flush_tree
from builder.whole.trees import check_tree

STAGING_SUFFIX = "-staging"


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFolder:
    """The folder beside its target. All methods but `restore` are called under the lock of the parent."""

    target: Path

    @property
    def folder(self) -> Path:
        """Where the new folder is written: `.<name>-staging` beside the target."""
        return self.target.parent / f".{self.target.name}{STAGING_SUFFIX}"

    @property
    def old(self) -> Path:
        """Where the last folder waits between two renames, on systems without an exchange."""
        return self.target.parent / f".{self.target.name}-old"

    @property
    def twin(self) -> Path:
        """A folder with the same files as the target, each a second name of the same bytes; only some targets have one.

        It is made and used by `SiteFiles`; whoever else stages here throws it away.
        """
        return self.target.parent / f".{self.target.name}-twin"

    def restore(self) -> None:
        """Puts the last folder back when two renames were cut in two."""
        if is_real_folder(self.old) and not os.path.lexists(self.target):
            self.old.rename(self.target)
            flush_folder(self.target.parent)

    def clear(self, *, is_twin_kept: bool = False) -> None:
        """Repairs and removes what an interrupted run left.

        Raises: OSError.
        """
        self.restore()
        remove_leftover(self.folder)
        remove_leftover(self.old)
        if not is_twin_kept:
            remove_leftover(self.twin)

    def begin_in_twin(self) -> bool:
        """Whether the folder to write in has the files of the twin; else it is empty, as after `begin`.

        Raises: OSError.
        """
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.clear(is_twin_kept=True)
        is_there = is_real_folder(self.twin)
        if is_there:
            self.twin.chmod(0o700)
            self.twin.rename(self.folder)
        else:
            remove_leftover(self.twin)
            self.folder.mkdir(mode=0o700)
        return is_there

    def begin(self) -> Path:
        """The empty folder to write in, for its owner only until it is checked; what an interrupted run left is gone.

        Raises: OSError.
        """
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.clear()
        self.folder.mkdir(mode=0o700)
        return self.folder

    def check(self, manifest: Mapping[str, int | None], kept: Collection[str] = (), *, is_twin: bool = False) -> None:
        """Nothing, when the new folder holds what was meant; see `check_tree`.

        Raises: UsageError.
        """
        check_tree(self.folder, manifest, kept, is_twin=is_twin)

    def exchange(self, changed: Collection[str] | None = None, gone: Collection[str] = ()) -> None:
        """The new folder takes the place of the last one. What is left of the last one is cleared by the next run.

        `changed`: the files that are new in it, when all others are those of the last folder; the last folder then
        becomes the twin, with `changed` linked into it and without `gone`.
        Raises: OSError when nothing was exchanged.
        """
        flush_tree(self.folder)
        left = self._change_places()
        with suppress(OSError):  # the new folder stands: a fault from here on takes nothing back
            flush_folder(self.target.parent)
            if left is not None and changed is not None:
                make_alike(left, self.target, changed, gone)
                left.rename(self.twin)
                left = None
        if left is not None:
            shutil.rmtree(left, ignore_errors=True)

    def discard(self) -> None:
        """The new folder is thrown away; the last one stays."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _change_places(self) -> Path | None:
        """Where the last folder is now; None when there was none."""
        if not os.path.lexists(self.target):
            self.folder.rename(self.target)
            return None
        if exchange_names(self.folder, self.target):
            return self.folder
        self.target.rename(self.old)
        try:
            self.folder.rename(self.target)
        except BaseException:
            self.old.rename(self.target)
            raise
        return self.old


def make_alike(folder: Path, model: Path, changed: Collection[str], gone: Collection[str]) -> None:
    """The folder has the files of another one that are changed there, and not those that are gone. Then it is flushed.

    Raises: OSError.
    """
    for uri in (*changed, *gone):
        with suppress(FileNotFoundError, NotADirectoryError):
            (folder / uri).unlink()
    for uri in gone:
        for parent in (folder / uri).parents:
            if parent == folder or not is_removed(parent):
                break
    for uri in changed:
        path = folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(model / uri, path, follow_symlinks=False)
    if changed or gone:
        flush_tree(folder)


def is_removed(folder: Path) -> bool:
    """Whether an empty folder went away; one with something in it stays."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def is_real_folder(path: Path) -> bool:
    """Whether it is a folder and no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def remove_leftover(path: Path) -> None:
    """A folder and all in it is removed; of a link or a file only itself."""
    if is_real_folder(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def write_new(root: Path, uri: str, content: bytes) -> None:
    """A file of a staged folder, at its address from the root.

    Raises: ValueError when the address leaves the root, FileExistsError when two files claim one address.
    """
    path = root / uri
    if not path.resolve().is_relative_to(root.resolve()):
        raise ValueError("an address leaves the folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_new(path, PUBLIC_MODE) as file:
        file.write(content)
