"""The inputs of the last good site, kept so that a story can be taken out of that site while other files are broken.

```
.cache/vertelkaart/last-good/<hash of the site>.json    which file had which content
                             files/<hash>               the contents, each once
```
A list is named after the site that was made from it, so it never belongs to another one, also when a build is cut off
between the two. Everything is for its owner only. Names and contacts of tellers, notes of trainers and keys are not
kept: no page is made from them. It can be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.cache.file_hashes import size_of as size_of_stamp
from builder.errors import ContentError, Fault
from builder.model.corpus import Corpus, InputFile
from builder.reading.files import MAX_MEDIA_BYTES, read_plain_file
from builder.reading.listing import REFLECTION_FILE, TELLERS_FILE
from builder.reading.names import is_leftover
from builder.reading.settings import SETTINGS_FOLDER
from builder.reading.settings_files import MKDOCS_FILE
from builder.whole.files import PRIVATE_MODE, TEMPORARY_PREFIX, open_new, write_whole
from builder.whole.flushing import flush_file, flush_folder, flush_tree, system_sync
from builder.whole.trees import tree_digest

FOLDER = Path(".cache") / "vertelkaart" / "last-good"
FOLDER_MODE = 0o700
_KEPT_FOLDERS = ("places", "stories")
_NOT_KEPT = frozenset((TELLERS_FILE, REFLECTION_FILE))
_SETTINGS_SUFFIXES = (".yml", ".md", ".svg")
"""What a build reads in `site_config/`: settings, trusted pages and drawings. Anything may lie beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastGood:
    """The inputs of one good site."""

    home: Path
    """The project in which they are kept."""
    name: str
    """The hash of the site."""
    files: Mapping[str, str]
    """Path in the project → SHA-256 of the content."""

    def read(self, path: str) -> bytes | None:
        """The content of a file; nothing when it is not there or is not what it was."""
        content = read_kept(self.home, self.files.get(path, ""))
        return None if content is None or hash_of(content) != self.files[path] else content

    def read_text(self, path: str) -> str | None:
        """The text of a file."""
        content = self.read(path)
        return None if content is None else content.decode("utf-8", "replace")


def hash_of(content: bytes) -> str:
    """The SHA-256 of the content."""
    return hashlib.sha256(content).hexdigest()


def keep_inputs(corpus: Corpus, site: Path, home: Path, *, name: str | None = None) -> str:
    """Keeps what a site was made from, under the hash of that site, which is given back.

    `name`: the `tree_digest` of the site, when it is known.
    Raises: ContentError when a file is no longer what it was when it was read.
    """
    folder = home / FOLDER
    for each in (folder, folder / "files"):
        each.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        each.chmod(FOLDER_MODE)
    start = len(corpus.root.as_posix()) + 1
    known = {each.place[start:]: each for each in corpus.inputs if each.sha256}
    with os.scandir(folder / "files") as entries:
        sizes = {entry.name: entry.stat(follow_symlinks=False).st_size for entry in entries}
    new = [
        keep_content(folder / "files", path, each, sizes)
        for path, each in sorted(known.items())
        if is_kept(path) and sizes.get(each.sha256) != size_of(each)
    ]
    flush_new(folder / "files", [path for path in new if path is not None])
    name = name or tree_digest(site)
    files = {path: each.sha256 for path, each in known.items() if is_kept(path)}
    write_whole(folder / f"{name}.json", json.dumps(files, ensure_ascii=False, sort_keys=True).encode())
    return name


def size_of(source: InputFile) -> int | None:
    """How long a file is: a kept content of another length was cut off by a crash."""
    if source.stamp is not None:
        return size_of_stamp(source.stamp)
    try:
        return source.path.stat().st_size
    except OSError:
        return None


def keep_content(folder: Path, path: str, source: InputFile, sizes: dict[str, int]) -> Path | None:
    """Where the content of a file is kept now, not yet flushed; nothing when another file has the same.

    Raises: ContentError when it is no longer what it was when it was read.
    """
    code, content = read_plain_file(source.path, MAX_MEDIA_BYTES)
    if code is not None or hash_of(content) != source.sha256:
        raise ContentError([Fault(code="changed-during-build", path=path)])
    if sizes.get(source.sha256) == len(content):
        return None
    sizes[source.sha256] = len(content)
    temporary, kept = folder / f"{TEMPORARY_PREFIX}{source.sha256}", folder / source.sha256
    try:
        file = open_new(temporary, PRIVATE_MODE)
    except FileExistsError:  # under the lock of the build: it is of one that was killed
        temporary.unlink()
        file = open_new(temporary, PRIVATE_MODE)
    with file:
        file.write(content)
    os.replace(temporary, kept)  # noqa: PTH105 – makes no third path: there are ten thousand files
    return kept


def flush_new(folder: Path, paths: Sequence[Path]) -> None:
    """New files are on the disk before a list names them: in one call for all where the system has one."""
    if paths and system_sync() is not None:
        flush_tree(folder)
        return
    for path in paths:
        flush_file(path)
    if paths:
        flush_folder(folder)


def is_kept(path: str) -> bool:
    """Whether a site is made from such a file: nothing outside the folders of the project, no names, no notes."""
    parts = PurePosixPath(path).parts
    if path == MKDOCS_FILE:
        return True
    if parts[0] == SETTINGS_FOLDER:
        return parts[-1].endswith(_SETTINGS_SUFFIXES) and not is_leftover(parts[-1])
    return parts[0] in _KEPT_FOLDERS and parts[-1] not in _NOT_KEPT


def keep_only(home: Path, name: str) -> None:
    """Throws away the inputs of every other site."""
    folder = home / FOLDER
    found = read_list(home, name)
    used = set(found.files.values()) if found else set()
    for path in folder.glob("*.json"):
        if path.stem != name:
            path.unlink()
    with os.scandir(folder / "files") as entries:
        gone = [entry.path for entry in entries if entry.name not in used]
    for each in gone:
        Path(each).unlink()


def read_list(home: Path, name: str) -> LastGood | None:
    """The inputs of the site with this hash, every file of them whole; nothing when one is missing."""
    try:
        files = json.loads((home / FOLDER / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(files, dict) or not all(isinstance(each, str) for pair in files.items() for each in pair):
        return None
    if any(not is_kept(path) or ".." in PurePosixPath(path).parts for path in files):
        return None
    return LastGood(home=home, name=name, files=files)


def find_own(home: Path, site: Path) -> LastGood | None:
    """The kept inputs of the site that stands."""
    return read_list(home, tree_digest(site))


def find_newest(home: Path) -> LastGood | None:
    """The kept inputs of the newest good site, whether it stands or not."""
    paths = sorted((home / FOLDER).glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return next((found for path in paths if (found := read_list(home, path.stem)) is not None), None)


def read_kept(home: Path, sha256: str) -> bytes | None:
    """A kept content by its hash."""
    code, content = read_plain_file(home / FOLDER / "files" / sha256, MAX_MEDIA_BYTES)
    return content if code is None else None


def unpack(found: LastGood, folder: Path, left_out: Iterable[str], replaced: Mapping[str, bytes]) -> bool:
    """Whether all files could be written into an empty folder, but for those left out and with those replaced."""
    gone = set(left_out)
    for path in sorted({*found.files, *replaced} - gone):
        content = replaced[path] if path in replaced else found.read(path)
        if content is None:
            return False
        target = folder / path
        target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        write_whole(target, content)
    return True
