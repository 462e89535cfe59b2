"""Which files belong to a story, found by their names and without reading them strictly: they may be broken."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.model.story import StoryFront
from builder.model.withdrawal import is_story_id
from builder.reading.faultbook import FaultBook
from builder.reading.files import MAX_TEXT_BYTES, read_plain_file
from builder.reading.front_matter import split_front_matter
from builder.reading.listing import REFLECTION_FILE, STORIES
from builder.reading.signal_blocks import cut_signal_blocks, put_back
from builder.reading.typed import parse_typed
from builder.reading.withdrawals import body_fingerprint
from builder.reading.yaml_tree import parse_yaml
from builder.whole.files import PRIVATE_MODE, write_temporary
from builder.whole.flushing import flush_folder

_MEDIA = re.compile(r"^(?:image|audio):[ \t]*[\"']?(media/[A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)
_FENCE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)
_STATUS = re.compile(rb"^status:[ \t]*([a-z]+)[ \t]*(#[^\r\n]*)?\r?$", re.MULTILINE)
_QUOTED_STATUS = re.compile(rb"^status:[ \t]*([\"'])(?P<word>[a-z]+)\1[ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)
_ENTRY = re.compile(r"([ \t]*)-[ \t]+")
_SIGNAL = re.compile(r"(?:^|[{,-])[ \t]*signal:[ \t]*[\"']?([a-z0-9-]+)")
_PUBLIC_TOO = re.compile(r"^public_too:[ \t]*true[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(r"^::: signal.*?^:::[ \t]*$", re.MULTILINE | re.DOTALL)
ReadText = Callable[[str], str | None]
"""The text of a file by its path in the project; nothing when it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFiles:
    """The files of one story, as paths in the project."""

    texts: tuple[str, ...]
    """The story and its translations."""
    media: tuple[str, ...]
    """Pictures and sound that no other story uses."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.texts, *self.media)


def story_id_of(path: str) -> str | None:
    """The story to which a path such as `stories/<workshop>/<slug>.<lang>.md` belongs."""
    parts = PurePosixPath(path).parts
    if len(parts) != 3 or parts[0] != STORIES or not parts[2].endswith(".md") or parts[2] == REFLECTION_FILE:
        return None
    story_id = f"{parts[1]}/{parts[2].split('.', 1)[0]}"
    return story_id if is_story_id(story_id) else None


def find_story_files(story_id: str, paths: Iterable[str], read_text: ReadText) -> StoryFiles:
    """The files of a story among the paths of a project."""
    texts: list[str] = []
    others: list[str] = []
    present = set(paths)
    folder = f"{STORIES}/{story_id.partition('/')[0]}"
    for path in sorted(present):
        owner = story_id_of(path) if path.startswith(f"{folder}/") else None
        if owner is not None:
            (texts if owner == story_id else others).append(path)
    own, used = (
        {f"{folder}/{name}" for path in group for name in media_named(read_text(path) or "")}
        for group in (texts, others)
    )
    return StoryFiles(texts=tuple(texts), media=tuple(sorted((own - used) & present)))


def media_named(text: str) -> Iterator[str]:
    """The pictures and sounds that a story names, as far as they can be found."""
    for match in _MEDIA.finditer(text.replace("\r", "\n")):
        yield match[1]


def list_project_files(root: Path) -> tuple[str, ...]:
    """Every plain file below `stories/`, as paths in the project; links are not followed."""
    found = []
    for folder, folders, names in os.walk(root / STORIES, followlinks=False):
        folders[:] = sorted(name for name in folders if not (Path(folder) / name).is_symlink())
        found += [(Path(folder) / name).relative_to(root).as_posix() for name in names]
    return tuple(sorted(found))


def reader_of(root: Path) -> ReadText:
    """Reads texts of a project, with other characters in the place of those that are not UTF-8."""

    def read_text(path: str) -> str | None:
        code, content = read_plain_file(root / path, MAX_TEXT_BYTES)
        return None if code is not None else content.decode("utf-8", "replace")

    return read_text


def fingerprints_of(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The fingerprints of the bodies of some files, as the reading makes them, for texts that say enough."""
    return tuple(dict.fromkeys(print_ for text in texts if text and (print_ := fingerprint_of_file(text))))


def fingerprint_of_file(text: str) -> str | None:
    """The fingerprint of the body of one file; nothing when no body can be made out."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip(" \t") == "---"]
    if len(fences) < 2 or fences[0] != 0:
        return None
    body = "\n".join(lines[fences[1] + 1 :])
    cut = cut_signal_blocks(body, 1, "", FaultBook())
    if cut is None:
        return body_fingerprint(_BLOCK.sub("", body))
    body, blocks = cut
    for block in blocks:
        if _PUBLIC_TOO.search(block.head):
            body = put_back(body, block)
    return body_fingerprint(body)


def written_status(text: str | None) -> str | None:
    """The word after `status:` in the front matter of a file, when it stands there plainly or in quotation marks."""
    content = (text or "").encode()
    span = front_span(content)
    if span is None:
        return None
    if match := _STATUS.search(content, *span):
        return match[1].decode()
    quoted = _QUOTED_STATUS.search(content, *span)
    return quoted["word"].decode() if quoted else None


def has_consent(text: str | None, path: str) -> bool:
    """Whether the file of a story can be read and holds a consent to publish with a date."""
    front = read_front(text, path, FaultBook())
    return front is not None and front.consent.publish and front.consent.given_on is not None


def read_front(text: str | None, path: str, book: FaultBook) -> StoryFront | None:
    """The front matter of a story; nothing when it has faults, which are written down."""
    parts = split_front_matter(text, path, book) if text is not None else None
    tree = None if parts is None else parse_yaml(parts.front, path, book, first_line=parts.front_line, is_file=False)
    sheet = None if tree is None else parse_typed(tree, StoryFront, path, book)
    return None if book.count or sheet is None else sheet.value


def front_span(content: bytes) -> tuple[int, int] | None:
    """Where the front matter starts and ends; nothing unless it is plain where that is."""
    start = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    opening = _FENCE.match(content, start)
    closing = _FENCE.search(content, opening.end() + 1) if opening else None
    return (opening.end() + 1, closing.start()) if opening and closing else None


def write_status(path: Path, status: str) -> bool:
    """Whether the status of a story was written into its file; the file is left alone when it is not plain enough."""
    code, content = read_plain_file(path, MAX_TEXT_BYTES)
    span = front_span(content) if code is None else None
    if span is None:
        return False
    front = content[slice(*span)]
    found = _STATUS.findall(front)
    if len(found) > 1 or front.count(b"status:") > len(found):
        return False
    line_end = b"\r\n" if b"\r\n" in front else b"\n"
    line = b"status: " + status.encode()
    if found:
        front = _STATUS.sub(lambda match: line + (b"\r" if match[0].endswith(b"\r") else b""), front)
    else:
        front += line + line_end
    replace_file(path, content[: span[0]] + front + content[span[1] :])
    return True


def replace_file(path: Path, content: bytes) -> None:
    """A file replaced as a whole; it keeps its mode."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    temporary = write_temporary(path.parent, content, PRIVATE_MODE)
    try:
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def without_follow_ups(text: str, slug: str) -> str:
    """The text of `follow_up.yml` without what services answered to signals of a story; the other lines stay."""
    kept: list[str] = []
    entry: list[str] = []
    indent: str | None = None
    for line in (*text.split("\n"), None):
        start = _ENTRY.match(line) if line is not None else None
        if line is None or (start and indent in (None, start[1])):
            kept += entry if indent is None or not any(is_about(each, slug) for each in entry) else []
            entry, indent = [], start[1] if start else indent
        if line is not None:
            entry.append(line)
    return "\n".join(kept)


def is_about(line: str, slug: str) -> bool:
    """Whether a line of `follow_up.yml` names a signal of the story."""
    match = _SIGNAL.search(line)
    return match is not None and match[1] == slug
