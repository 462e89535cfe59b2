"""The list of withdrawn stories that every site carries, `withdrawn.json`: what a restored backup cannot undo.

A build reads the list of the site that it is about to replace; publishing reads the one that stands at its target. What
is in it stays down, whatever the files of the project say.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

from builder.model.story import Status
from builder.model.withdrawal import MOST_TIMES, WithdrawnEntry, is_story_id, mark_of, marks_of
from builder.reading.listing import STORIES
from builder.site.purge_list import PURGE_LIST, build_purge_list
from builder.withdrawal.record import read_record, record_in_turn, with_withdrawn, write_record
from builder.withdrawal.story_files import (
    find_story_files,
    fingerprints_of,
    has_consent,
    list_project_files,
    reader_of,
    story_id_of,
    written_status,
)

Entries = Iterable[WithdrawnEntry]


def withdrawn_in(site: Path | Mapping[str, bytes]) -> frozenset[str]:
    """The marks of the stories that a built site, as a folder or as files by path, says were withdrawn."""
    try:
        content = site[PURGE_LIST] if isinstance(site, Mapping) else (site / PURGE_LIST).read_bytes()
        marks = json.loads(content)["withdrawn"]
        return frozenset(mark for mark in marks if isinstance(mark, str))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def add_marks(content: bytes, marks: Iterable[str]) -> bytes:
    """The list of a site with more marks in it."""
    return build_purge_list((*withdrawn_in({PURGE_LIST: content}), *marks))


def times_in(marks: frozenset[str], story_id: str) -> int:
    """How often a story was withdrawn, by these marks; 0 for never."""
    times = 0
    while times < MOST_TIMES and mark_of(story_id, times + 1) in marks:
        times += 1
    return times


def revived(entries: Entries, marks: frozenset[str], story_ids: Iterable[str]) -> dict[str, int]:
    """The stories that were withdrawn by the marks and are not so by the record, and how often they were.

    A withdrawal that the record says was lifted is lifted; a later one, of which an older record does not know, is not.
    """
    known = {entry.story: entry for entry in entries}
    found = {}
    for story_id in set(story_ids) | known.keys():
        times = times_in(marks, story_id)
        entry = known.get(story_id)
        if times and (entry is None or entry.times < times):
            found[story_id] = times
    return found


def lost_marks(root: Path, there: frozenset[str], here: frozenset[str], today: date) -> frozenset[str]:
    """The marks of one list that another one lacks, but for withdrawals that the record says were lifted."""
    lifted = [each for each in read_record(root, today) if not each.is_active]
    return there - here - {mark for each in lifted for mark in marks_of(each.story, each.times)}


def ids_in_paths(paths: Iterable[str]) -> Iterator[str]:
    """Every pair of neighbouring folders in the paths of a site that can be the id of a story."""
    seen = set()
    for path in paths:
        for pair in pairwise(path.split("/")[:-1]):
            seen.add("/".join(pair))
    return (each for each in sorted(seen) if is_story_id(each))


def own_times(entries: Entries, story_id: str, text: str | None) -> int:
    """How often a story was withdrawn by the record and by its own file, as far as that file alone gives it a page.

    A file that says so but has no consent any more does not: its page stays when the record has it.
    """
    entry = next((each for each in entries if each.story == story_id), None)
    recorded = entry.times if entry else 0
    is_in_file = written_status(text) == Status.WITHDRAWN and not (entry and entry.is_active)
    was_public = (entry is not None and entry.has_page) or (is_in_file and has_consent(text, story_id))
    return recorded + (is_in_file and was_public)


def replay(root: Path, marks: frozenset[str], today: date, more_ids: Iterable[str] = ()) -> tuple[str, ...]:
    """The stories that a list of marks put back into the record of a project, because it had lost them.

    `marks` come from `withdrawn_in`; `more_ids` are ids to try beside those of the files in `stories/`, such as those
    in the paths of the site. What is put back is withdrawn again for every build from now on.
    """
    if not marks:
        return ()
    with record_in_turn(root):
        entries = read_record(root, today)
        files = list_project_files(root)
        ids = {story_id for path in files if (story_id := story_id_of(path)) is not None}
        read_text = reader_of(root)
        found = {
            story_id: times
            for story_id, times in revived(entries, marks, ids | set(more_ids)).items()
            if times > own_times(entries, story_id, read_text(f"{STORIES}/{story_id}.md"))
        }
        if not found:
            return ()
        for story_id, times in found.items():
            texts = find_story_files(story_id, files, read_text).texts
            entry = WithdrawnEntry(
                story=story_id,
                withdrawn_on=today,
                fingerprints=fingerprints_of(read_text(path) for path in texts),
                times=times,
            )
            entries = with_withdrawn(entries, entry)
        write_record(root, entries)
    return tuple(sorted(found))


def replay_site(root: Path, site: Path, today: date) -> tuple[str, ...]:
    """The stories put back into the record because the site that stands now says that they were withdrawn."""
    return replay(root, withdrawn_in(site), today, ids_in_paths(list_site(site)))


def list_site(site: Path, inside: str = "") -> Iterator[str]:
    """The paths of the files of a site, folder by folder; `inside` is empty or ends in `/`. Nothing when it is gone."""
    try:
        with os.scandir(site / inside) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        return
    yield from (f"{inside}{name}" for name, is_folder in found if not is_folder)
    for name, is_folder in found:
        if is_folder:
            yield from list_site(site, f"{inside}{name}/")
