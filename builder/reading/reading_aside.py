"""Many stories read on every core. A story with a fault is left, to be read where its faults are written down."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from builder.cache.file_hashes import Stamp
from builder.model.corpus import InputFile
from builder.reading.faultbook import FaultBook
from builder.reading.files import ProjectFiles
from builder.reading.kept_stories import KeptStories, pack_story
from builder.reading.listing import StoryFiles, WorkshopFolder
from builder.reading.stories import StoryReader, story_to_keep
from builder.side_processes import done_aside


def read_aside(folders: Iterable[WorkshopFolder], files: ProjectFiles, today: date, kept: KeptStories) -> None:
    """Reads the stories that were not kept, as far as other processes can, and offers them as if they had been."""
    missing = [(folder, story) for folder in folders for story in folder.story_files() if not kept.is_found(story.path)]

    def work(number: int) -> bytes | None:
        return _read_one(*missing[number], files, today)

    for number, result in done_aside(work, len(missing)):
        head, _, entry = result.partition(b"\n")
        key, own_count, inputs = json.loads(head)
        read = [
            InputFile.at(files.root / path, sha256, Stamp(bytes.fromhex(stamp)) if stamp else None)
            for path, sha256, stamp in inputs
        ]
        for each, (path, _, _) in zip(read, inputs, strict=True):
            files.hashes.note(path, each.sha256, each.stamp)
        kept.offer(missing[number][1].path, bytes.fromhex(key), entry, tuple(read[:own_count]))


def _read_one(folder: WorkshopFolder, story: StoryFiles, files: ProjectFiles, today: date) -> bytes | None:
    """The key, the files and the entry of a story; nothing when it has a fault."""
    own = ProjectFiles(files.root, FaultBook())
    read = StoryReader(folder, own, today, KeptStories(None)).read_files(story)
    if read is None or not read.files_key or own.book.count:
        return None
    start = len(files.root.as_posix()) + 1
    inputs = [(each.place[start:], each.sha256, each.stamp and each.stamp.hex()) for each in own.inputs]
    inputs.sort(key=lambda each: each[0] not in story.paths)  # first its own, then a picture or a sound
    head = json.dumps((read.files_key.hex(), len(story.paths), inputs))
    return head.encode() + b"\n" + pack_story(story_to_keep(read))
