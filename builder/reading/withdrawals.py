"""The record of withdrawn stories, held against what lies in `stories/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.model.withdrawal import WithdrawnEntry, WithdrawnFile
from builder.reading.faultbook import FaultBook, Position
from builder.reading.files import MAX_LIST_BYTES, ProjectFiles
from builder.reading.fingerprints import text_fingerprint
from builder.reading.gatherings import read_yaml_file
from builder.reading.settings import WITHDRAWN_FILE
from builder.reading.yaml_tree import MAX_LIST_NODES

PublishedText = tuple[str, str, Callable[[], Position], str]
"""Id of the story, path, where its key `status` stands (a file may have to be parsed for that), body."""
LEAST_BODY_LENGTH = 40
"""Characters: shorter texts may be the same by chance, and leave no fingerprint."""


def read_withdrawals(files: ProjectFiles) -> tuple[WithdrawnEntry, ...]:
    """The entries, lifted ones too; none while nothing was withdrawn, or when the record is refused."""
    if not files.exists(WITHDRAWN_FILE):
        return ()
    sheet = read_yaml_file(WITHDRAWN_FILE, WithdrawnFile, files, limit_bytes=MAX_LIST_BYTES, max_nodes=MAX_LIST_NODES)
    if sheet is None:
        return ()
    lines: dict[str, int] = {}
    for number, entry in enumerate(sheet.value.withdrawn):
        position = sheet.position("withdrawn", number, "story")
        if entry.story in lines:
            line = lines[entry.story]
            files.book.add("id-repeated", sheet.path, position, key="withdrawn.story", other_line=line)
        lines.setdefault(entry.story, position.line)
    return sheet.value.withdrawn


def body_fingerprint(body: str) -> str | None:
    """The fingerprint of a text by which a copy of it is known; nothing for a text that says too little."""
    return text_fingerprint(body) if len(" ".join(body.split())) >= LEAST_BODY_LENGTH else None


def check_copies(withdrawals: Iterable[WithdrawnEntry], texts: Iterable[PublishedText], book: FaultBook) -> None:
    """Writes down every public text that was withdrawn under another name."""
    withdrawn = {print_: entry.story for entry in withdrawals if entry.is_active for print_ in entry.fingerprints}
    if not withdrawn:
        return
    for story_id, path, find_position, body in texts:
        owner = withdrawn.get(body_fingerprint(body) or "")
        if owner is not None and owner != story_id:
            book.add("withdrawn-copy", path, find_position(), key="status", other=owner)
