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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.airlock.media_cache import write_whole
from builder.errors import ContentError, Fault
from builder.model.corpus import Corpus
from builder.reading.files import MAX_MEDIA_BYTES, read_plain_file
from builder.reading.listing import REFLECTION_FILE, TELLERS_FILE
from builder.reading.names import is_leftover

FOLDER = Path(".cache") / "vertelkaart" / "last-good"
FOLDER_MODE = 0o700
MKDOCS_FILE = "mkdocs.yml"
_KEPT_FOLDERS = ("places", "site_config", "stories")
_NOT_KEPT = frozenset((TELLERS_FILE, REFLECTION_FILE))
_PAGE_SUFFIXES = (".md", ".svg")
"""What a build reads in `site_config/` beside the files of the corpus: trusted pages and drawings."""


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


def hash_site(site: Path) -> str:
    """One hash of every path and every byte of a site."""
    whole = hashlib.sha256()
    for folder, folders, names in os.walk(site):
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").digest()
            whole.update(path.relative_to(site).as_posix().encode("utf-8", "surrogateescape") + b"\0" + content)
    return whole.hexdigest()


def keep_inputs(corpus: Corpus, site: Path, home: Path) -> str:
    """Keeps what a site was made from, under the hash of that site, which is given back.

    Raises: ContentError when a file is no longer what it was when it was read.
    """
    folder = home / FOLDER
    for each in (folder, folder / "files"):
        each.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        each.chmod(FOLDER_MODE)
    known = {each.path.relative_to(corpus.root).as_posix(): each.sha256 for each in corpus.inputs}
    files = {}
    for path in sorted({*known, *list_other_inputs(corpus.root)}):
        if not is_kept(path):
            continue
        if path in known and is_same_size(folder / "files" / known[path], corpus.root / path):
            files[path] = known[path]  # kept by an earlier build
            continue
        code, content = read_plain_file(corpus.root / path, MAX_MEDIA_BYTES)
        if code is not None and path not in known:
            continue  # such as mkdocs.yml, when MkDocs was given another file
        if code is not None or hash_of(content) != known.get(path, hash_of(content)):
            raise ContentError([Fault(code="changed-during-build", path=path)])
        files[path] = hash_of(content)
        write_whole(folder / "files" / files[path], content)
    name = hash_site(site)
    write_whole(folder / f"{name}.json", json.dumps(files, ensure_ascii=False, sort_keys=True).encode())
    return name


def is_same_size(kept: Path, source: Path) -> bool:
    """Whether a content is kept already, and was not cut off by a crash."""
    try:
        return kept.stat().st_size == source.stat().st_size
    except OSError:
        return False


def is_kept(path: str) -> bool:
    """Whether a site is made from such a file: nothing outside the folders of the project, no names, no notes."""
    parts = PurePosixPath(path).parts
    return path == MKDOCS_FILE or (parts[0] in _KEPT_FOLDERS and parts[-1] not in _NOT_KEPT)


def list_other_inputs(root: Path) -> Iterable[str]:
    """`mkdocs.yml`, trusted pages and drawings; links and leftovers of editors are not among them."""
    yield MKDOCS_FILE
    for folder, folders, names in os.walk(root / "site_config"):
        folders[:] = [name for name in folders if not (Path(folder) / name).is_symlink()]
        for name in names:
            path = Path(folder) / name
            if name.endswith(_PAGE_SUFFIXES) and not is_leftover(name) and not path.is_symlink():
                yield path.relative_to(root).as_posix()


def keep_only(home: Path, name: str) -> None:
    """Throws away the inputs of every other site."""
    folder = home / FOLDER
    found = read_list(home, name)
    used = set(found.files.values()) if found else set()
    for path in folder.glob("*.json"):
        if path.stem != name:
            path.unlink()
    for path in (folder / "files").glob("*"):
        if path.name not in used:
            path.unlink()


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
    return read_list(home, hash_site(site))


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
