"""Runs commands in forked children of a warm process, and looks at what they left."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.leak.searching import MARKER
from tests.whole.events import KILL

PROJECT = Path(__file__).parents[2]
SECRET_FOLDERS = ("home/.local", "home/.local/state", "home/.local/state/vertelkaart")
"""Where `builder.cache` keeps the secret of a user; see `tests/cache/`."""
Tree = dict[str, tuple[int, bytes]]
"""Address → mode and content; folders end in `/`."""


def can_mount() -> bool:
    """Whether a process may have mounts of its own here."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("nsenter") or not shutil.which("unshare"):
        return False
    mount = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
    return subprocess.run(mount, check=False, capture_output=True).returncode == 0


CAN_MOUNT = can_mount()
APART = ["unshare", "-m"] if CAN_MOUNT else []
"""Starts a process whose mounts nobody else sees."""


@dataclass(frozen=True)
class Ending:
    """How a command ended."""

    status: int
    said: str
    count: int
    names: list[str] = field(repr=False)


@dataclass
class Bench:
    """The warm process, and the folders around the project that nothing may be left in."""

    folder: Path
    process: subprocess.Popen[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("home", "tmp"):
            (self.folder / name).mkdir()

    def start(self, warm: Path) -> None:
        """Starts the process; `warm` is a project to build once."""
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "NO_MKDOCS_2_WARNING": "1"}
        environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [*APART, sys.executable, "-m", "tests.whole.forking_server", str(warm)],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.read_line() == "ready\n"

    def read_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def run(
        self,
        root: Path,
        *arguments: str,
        number: int = 0,
        error: int = KILL,
        place: Path | None = None,
        is_counting_reads: bool = False,
        is_counting_cache: bool = False,
        umask: int = 0o022,
        file_limit: int = 0,
        shuffle: int = 0,
        cpus: int = 0,
        is_without_exchange: bool = False,
        **environment: str,
    ) -> Ending:
        """Runs a command in a project; its event `number` goes wrong when that is not 0."""
        assert self.process.stdin is not None
        said = self.folder / "said"
        order = {
            "root": str(root),
            "place": str(place or root),
            "arguments": list(arguments or ("build",)),
            "number": number,
            "error": error,
            "is_counting_reads": is_counting_reads,
            "is_counting_cache": is_counting_cache,
            "umask": umask,
            "file_limit": file_limit,
            "shuffle": shuffle,
            "cpus": cpus,
            "is_without_exchange": is_without_exchange,
            "said": str(said),
            "environment": {
                "HOME": str(self.folder / "home"),
                "TMPDIR": str(self.folder / "tmp"),
                "VERTELKAART_LANGUAGE": "nl",
                **environment,
            },
        }
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.read_line())
        return Ending(
            status=answer["status"], said=said.read_text("utf-8"), count=answer["count"], names=answer["names"]
        )

    def mount(self, folder: Path, size: int, *, again: bool = False) -> None:
        """A disk of some bytes at a folder, for the warm process and its children only."""
        options = f"{'remount,' if again else ''}size={size}"
        self.in_its_mounts("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder))

    def unmount(self, folder: Path) -> None:
        """Takes the disk away."""
        self.in_its_mounts("umount", str(folder))

    def in_its_mounts(self, *command: str) -> None:
        subprocess.run(["nsenter", "-t", str(self.process.pid), "-m", *command], check=True)

    def seen(self, path: Path) -> Path:
        """Where we see what the warm process sees at a path."""
        return Path(f"/proc/{self.process.pid}/root{path}")

    def strays(self) -> list[str]:
        """What lies in the home folder and in the folder for temporary files, but for the secret of the cache."""
        found = (path for name in ("home", "tmp") for path in (self.folder / name).rglob("*"))
        names = sorted(path.relative_to(self.folder).as_posix() for path in found)
        return [name for name in names if name not in SECRET_FOLDERS and not name.startswith(f"{SECRET_FOLDERS[-1]}/")]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)


def tree_of(folder: Path) -> Tree | None:
    """Everything in a folder; None when there is no folder."""
    if not folder.is_dir() or folder.is_symlink():
        return None
    tree: Tree = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        is_folder = stat.S_ISDIR(status.st_mode)
        name = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
        tree[name] = (status.st_mode, b"" if is_folder or path.is_symlink() else path.read_bytes())
    return tree


def copy_project(source: Path, target: Path) -> Path:
    """A copy of a project as it is, with its site and its cache, in place of the last copy."""
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target, symlinks=True)
    return target


def private_leftovers(root: Path, *, outputs: tuple[str, ...] = ()) -> list[str]:
    """Files below `build/` with a private word in them, and files of the cache that others may read.

    `outputs`: folders below `build/` that are private on purpose.
    """
    found = []
    for path in (root / "build").rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith(outputs) and MARKER.encode() in path.read_bytes():
            found.append(name)
    for path in (root / ".cache" / "vertelkaart" / "media").rglob("*"):
        if stat.S_IMODE(path.lstat().st_mode) & 0o077:
            found.append(path.relative_to(root).as_posix())
    return found
