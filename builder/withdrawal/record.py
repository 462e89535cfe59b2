"""The record of withdrawn stories, `site_config/withdrawn.yml`: read even when it is broken, and written whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from builder.errors import UsageError
from builder.model.withdrawal import MOST_TIMES, WithdrawnEntry, is_story_id
from builder.pipeline import CACHE
from builder.reading.faultbook import FaultBook
from builder.reading.files import MAX_LIST_BYTES, ProjectFiles, read_plain_file
from builder.reading.settings import WITHDRAWN_FILE
from builder.reading.withdrawals import read_withdrawals
from builder.whole.lock import in_turn
from builder.withdrawal.story_files import replace_file

HEADER = """\
# Stories that were taken back. `vertelkaart withdraw` keeps this list: leave it in git and in every copy.
# It holds no titles, no names and no reasons; do not add them.
"""
RECORD_LOCK = "record.lock"
_STORY = re.compile(r"story:[ \t]*[\"']?([a-z0-9-]+/[a-z0-9-]+)")


@contextmanager
def record_in_turn(root: Path) -> Iterator[None]:
    """Nobody else changes the record from its reading to its writing: no withdrawal is lost.

    A disk that knows no locks does not stand in the way of a withdrawal.
    Raises: UsageError when another command holds it for a minute.
    """
    with ExitStack() as held:
        try:
            held.enter_context(in_turn(root / CACHE, RECORD_LOCK))
        except UsageError as error:
            if error.code == "build-locked":
                raise
        yield


def read_record(root: Path, today: date) -> tuple[WithdrawnEntry, ...]:
    """The entries of the record.

    Of a record that cannot be read with certainty every story that it names counts as withdrawn since `today`: better
    one too many than one too few.
    """
    book = FaultBook()
    entries = read_withdrawals(ProjectFiles(root, book))
    if not book.count:
        return entries
    code, content = read_plain_file(root / WITHDRAWN_FILE, MAX_LIST_BYTES)
    named = _STORY.findall(content.decode("utf-8", "replace")) if code is None else []
    known = {entry.story: entry for entry in entries}
    return tuple(
        known.get(story_id) or WithdrawnEntry(story=story_id, withdrawn_on=today)
        for story_id in dict.fromkeys((*known, *named))
        if is_story_id(story_id)
    )


def write_record(root: Path, entries: Iterable[WithdrawnEntry]) -> None:
    """Replaces the record as a whole, by story; what stood there and could not be read is kept beside it."""
    path = root / WITHDRAWN_FILE
    book = FaultBook()
    read_withdrawals(ProjectFiles(root, book))
    if book.count:
        path.replace(path.with_name(f"{path.name}.bak"))
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, format_record(entries).encode())


def format_record(entries: Iterable[WithdrawnEntry]) -> str:
    """The text of the record."""
    lines = [HEADER + "withdrawn:"]
    for entry in sorted(entries, key=lambda each: each.story):
        lines += [f"- story: {entry.story}", f"  withdrawn_on: {entry.withdrawn_on.isoformat()}"]
        if entry.fingerprints:
            lines.append(f"  fingerprints: [{', '.join(repr(each) for each in entry.fingerprints)}]")
        if entry.times != 1:
            lines.append(f"  times: {entry.times}")
        if not entry.has_page:
            lines.append("  has_page: false")
        if entry.lifted_on is not None:
            lines.append(f"  lifted_on: {entry.lifted_on.isoformat()}")
    return "\n".join(lines) + "\n"


def with_withdrawn(entries: Iterable[WithdrawnEntry], entry: WithdrawnEntry) -> tuple[WithdrawnEntry, ...]:
    """The entries with one story withdrawn.

    A story that is withdrawn already keeps its day, and gains fingerprints; one that was given back is withdrawn once
    more.
    """
    known = {each.story: each for each in entries}
    old = known.get(entry.story)
    if old is not None:
        prints = tuple(dict.fromkeys((*old.fingerprints, *entry.fingerprints)))
        again = 0 if old.is_active else 1
        entry = WithdrawnEntry(
            story=entry.story,
            withdrawn_on=old.withdrawn_on if old.is_active else entry.withdrawn_on,
            fingerprints=prints,
            times=min(max(old.times + again, entry.times), MOST_TIMES),
            has_page=old.has_page or entry.has_page,
        )
    return tuple({**known, entry.story: entry}.values())
