"""Taking one story out of the built site, whatever state the files of the project are in.

The site is built again without the story, staged and swapped in like every build: from the inputs that it was made from
when these are kept, so that no unfinished edit of another story becomes public by accident; else from the files as they
are; else from those of them that are without fault; and when none of that can be built, one page takes its place. The
story never stays.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from builder.errors import Fault
from builder.model.withdrawal import marks_of
from builder.pipeline import MADE, read_city_language
from builder.publishing.built_site import inputs_digest, record_build
from builder.reading.files import MAX_MEDIA_BYTES, read_plain_file
from builder.reading.listing import FOLLOW_UP_FILE, STORIES, WORKSHOP_FILE
from builder.reading.settings import WITHDRAWN_FILE
from builder.reading.settings_files import MKDOCS_FILE
from builder.whole.lock import in_turn
from builder.whole.staged_folder import remove_leftover
from builder.whole.workplace import private_workplace
from builder.withdrawal.caretaker import put_caretaker
from builder.withdrawal.last_good import FOLDER, LastGood, find_newest, find_own, unpack
from builder.withdrawal.marks import list_site, withdrawn_in
from builder.withdrawal.record import read_record
from builder.withdrawal.story_files import (
    find_story_files,
    list_project_files,
    reader_of,
    story_id_of,
    without_follow_ups,
)

WORK_PREFIX = "withdraw-"
WORK_LOCK = "work.lock"
MOST_ROUNDS = 25
"""How often files with faults are set aside before it is given up."""
_TOMBSTONE = "vk-page--withdrawn"


class Way(StrEnum):
    """How the story was taken out."""

    NO_SITE = "no-site"
    """There is no built site."""
    LAST_GOOD = "last-good"
    """From the inputs of the site that stood."""
    CURRENT = "current"
    """From the files as they are."""
    OTHER_GOOD = "other-good"
    """From the inputs of another good site: the one that stood was changed by hand."""
    WITHOUT_BROKEN = "without-broken"
    """From the files as they are, without those that have faults."""
    CARETAKER = "caretaker"
    """One page in the place of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """What was done to the site."""

    way: Way
    set_aside: tuple[str, ...] = ()
    """With `without-broken`: the files that were left out, whose stories are not on the site now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where everything stands, and how a site is made; making one belongs to the edges."""

    home: Path
    site: Path
    find_faults: Callable[[Path], tuple[Fault, ...]]
    """Every fault of the inputs in a folder."""
    build: Callable[[Path], bool]
    """Builds `site` from the inputs in a folder, and tells whether that could be done."""


def take_down(project: Project, story_id: str) -> TakenDown:
    """Takes a story, which is in the record already, out of the built site.

    Raises: UsageError when another build is busy.
    """
    if not project.site.is_dir():
        throw_made_away(project.home)
        return TakenDown(way=Way.NO_SITE)
    with work_folder(project.home) as folder:
        for way, fill in ways(project, story_id):
            inputs = folder / way
            inputs.mkdir(mode=0o700)
            if fill(inputs) and project.build(inputs) and is_down(project.site, story_id):
                return TakenDown(way=way)
        inputs = folder / Way.CURRENT
        set_aside = set_faults_aside(project, inputs)
        if set_aside and project.build(inputs) and is_down(project.site, story_id):
            return TakenDown(way=Way.WITHOUT_BROKEN, set_aside=set_aside)
    throw_made_away(project.home)
    made_from = inputs_digest(project.home)
    put_caretaker(project.site, read_city_language(project.home), withdrawn_in(project.site) | marks_in_record(project))
    record_build(project.home, project.site, made_from)
    return TakenDown(way=Way.CARETAKER)


def throw_made_away(home: Path) -> None:
    """Nothing of the story stays in the cache; a build takes it out by itself, and here none could be made."""
    shutil.rmtree(home / MADE, ignore_errors=True)


def marks_in_record(project: Project) -> frozenset[str]:
    """The marks of all stories that are withdrawn by the record."""
    entries = [each for each in read_record(project.home, date.min) if each.is_active and each.has_page]
    return frozenset(mark for each in entries for mark in marks_of(each.story, each.times))


def ways(project: Project, story_id: str) -> Iterator[tuple[Way, Callable[[Path], bool]]]:
    """The ways to fill a folder with inputs without the story, the best one first."""
    own, newest = find_own(project.home, project.site), find_newest(project.home)
    if own is not None:
        yield Way.LAST_GOOD, lambda folder: fill_from_list(project, own, story_id, folder)
    yield Way.CURRENT, lambda folder: fill_from_files(project, story_id, folder)
    if newest is not None and newest != own:
        yield Way.OTHER_GOOD, lambda folder: fill_from_list(project, newest, story_id, folder)


def fill_from_list(project: Project, found: LastGood, story_id: str, folder: Path) -> bool:
    """Whether the kept inputs could be unpacked, without the story and with the record as it is now."""
    files = find_story_files(story_id, found.files, found.read_text)
    replaced = {WITHDRAWN_FILE: (project.home / WITHDRAWN_FILE).read_bytes()}
    answers = f"{STORIES}/{story_id.partition('/')[0]}/{FOLLOW_UP_FILE}"
    if answers in found.files:
        text = found.read_text(answers) or ""
        replaced[answers] = without_follow_ups(text, story_id.partition("/")[2]).encode()
    return unpack(found, folder, files.paths, replaced)


def fill_from_files(project: Project, story_id: str, folder: Path) -> bool:
    """Whether the files of the project could be copied, without the story."""
    home = project.home
    files = find_story_files(story_id, list_project_files(home), reader_of(home))
    gone = {str(home / path) for path in files.paths}
    try:
        for name in (STORIES, "places", "site_config"):
            if (home / name).is_dir():
                shutil.copytree(
                    home / name,
                    folder / name,
                    symlinks=True,
                    copy_function=copy_plain,
                    ignore=lambda parent, names: [each for each in names if str(Path(parent) / each) in gone],
                )
        shutil.copy(home / MKDOCS_FILE, folder)
    except OSError:
        return False
    return True


def copy_plain(source: str, target: str) -> None:
    """Copies a file; of one that cannot be read, such as a pipe, an empty one, which then has a fault of its own."""
    code, content = read_plain_file(Path(source), MAX_MEDIA_BYTES)
    Path(target).write_bytes(b"" if code is not None else content)


def set_faults_aside(project: Project, folder: Path) -> tuple[str, ...]:
    """The files with faults that were taken out of a folder of inputs; none when that does not help."""
    gone: set[str] = set()
    for _ in range(MOST_ROUNDS):
        faults = project.find_faults(folder)
        if not faults:
            return tuple(sorted(gone))
        present = list_project_files(folder)
        wanted = {path for fault in faults for path in files_with(fault.path, present)}
        wanted |= {fault.path for fault in faults if os.path.lexists(folder / fault.path)}
        if not wanted or any(not fault.path.startswith(f"{STORIES}/") for fault in faults):
            return ()
        for path in wanted:
            remove_leftover(folder / path)
        gone |= wanted
    return ()


def files_with(path: str, present: tuple[str, ...]) -> Iterator[str]:
    """What goes with a file that has a fault: a story with its translations, a workshop with all that is in it."""
    folder, _, name = path.rpartition("/")
    owner = story_id_of(path)
    for each in present:
        is_workshop = (name == WORKSHOP_FILE and each.startswith(f"{folder}/")) or each.startswith(f"{path}/")
        if each == path or is_workshop or (owner is not None and story_id_of(each) == owner):
            yield each


def is_down(site: Path, story_id: str) -> bool:
    """Whether nothing but a page that says so stands at any address of the story."""
    inside = re.compile(rf"(?:^|/){re.escape(story_id)}/(?:[^/]+/)?index\.html$")
    pages = [path for path in list_site(site) if inside.search(path)]
    return all(_TOMBSTONE in (site / path).read_text("utf-8", "replace") for path in pages)


@contextmanager
def work_folder(home: Path) -> Iterator[Path]:
    """A folder for its owner only, which is gone afterwards; what an interrupted run left goes first.

    Raises: UsageError when another command works there for more than a minute.
    """
    parent = home / FOLDER.parent
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with in_turn(parent, WORK_LOCK), private_workplace(parent, WORK_PREFIX) as folder:
        yield folder


def stood_on(site: Path, story_id: str) -> bool:
    """Whether the site has a page at an address of the story, a page that it was withdrawn included."""
    return any(f"/{story_id}/" in f"/{path}" for path in list_site(site)) if os.path.lexists(site) else False
