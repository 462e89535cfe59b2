"""One withdrawal from start to end: the record first, then the site, then what is left; and its undoing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from builder.airlock.media_cache import MediaCache
from builder.errors import ContentError, UsageError
from builder.model.story import Status
from builder.model.withdrawal import WithdrawnEntry, is_story_id
from builder.pipeline import media_folder
from builder.publishing.publications import published_at
from builder.reading.faultbook import FaultBook
from builder.reading.files import ProjectFiles
from builder.reading.listing import STORIES, WORKSHOP_FILE
from builder.reading.settings import WITHDRAWN_FILE
from builder.reading.typed import LEAST_LIKENESS
from builder.whole.files import clear_temporaries
from builder.withdrawal.copies import Copies, find_addresses, find_digests, find_mentions, find_products
from builder.withdrawal.git_history import find_history
from builder.withdrawal.last_good import LastGood, find_newest, find_own
from builder.withdrawal.marks import replay_site
from builder.withdrawal.record import read_record, record_in_turn, with_withdrawn, write_record
from builder.withdrawal.story_files import (
    StoryFiles,
    find_story_files,
    fingerprints_of,
    list_project_files,
    read_front,
    reader_of,
    story_id_of,
    write_status,
    written_status,
)
from builder.withdrawal.taking_down import Project, TakenDown, stood_on, take_down

MOST_GUESSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a story before anything is done: its files and where they are."""

    story_id: str
    files: StoryFiles
    """Those in the project."""
    kept: StoryFiles
    """Those among the inputs of the last good site."""
    texts: tuple[str, ...]
    """The text of its files, as they are now and as they were."""
    status: str | None
    entry: WithdrawnEntry | None
    is_on_site: bool
    copies: Copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What was done."""

    entry: WithdrawnEntry
    has_status: bool
    """Whether `status: withdrawn` stands in the file of the story now."""
    taken: TakenDown
    dropped_media: int
    put_back: tuple[str, ...]
    """Other stories that the record had lost and the site had not."""


def known_ids(project: Project) -> frozenset[str]:
    """Every story of which the files, the inputs of the last site or the record know."""
    found = {story_id for path in list_project_files(project.home) if (story_id := story_id_of(path))}
    kept = find_newest(project.home)
    found |= {story_id for path in (kept.files if kept else ()) if (story_id := story_id_of(path))}
    found |= {entry.story for entry in read_record(project.home, date.min)}
    return frozenset(found)


def resolve(word: str, project: Project) -> str:
    """The full id that is meant by an id or by the name of a story alone; an id of which only the site knows will do.

    Raises: UsageError with the nearest ids when there is none, or when several stories have the name.
    """
    named = word.removeprefix(f"{STORIES}/").removesuffix(".md").strip("/")
    if is_story_id(named) and stood_on(project.site, named):
        return named
    ids = known_ids(project)
    matching = sorted(each for each in ids if named in (each, each.partition("/")[2]))
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise UsageError("story-ambiguous", guess=", ".join(matching))
    near = process.extract(named, sorted(ids), scorer=fuzz.WRatio, score_cutoff=LEAST_LIKENESS, limit=MOST_GUESSES)
    if near:
        raise UsageError("story-unknown-guess", guess=", ".join(str(each[0]) for each in near))
    raise UsageError("story-unknown")


def look_up(project: Project, story_id: str, today: date) -> Found:
    """Everything about a story that has to be known while its files are still there."""
    home = project.home
    read_text, paths = reader_of(home), list_project_files(home)
    files = find_story_files(story_id, paths, read_text)
    own = find_own(home, project.site) if project.site.is_dir() else None
    kept_in = own or find_newest(home)
    kept = find_kept(kept_in, story_id)
    now = [text for path in files.texts if (text := read_text(path)) is not None]
    before = [text for path in kept.texts if (text := kept_in.read_text(path) if kept_in else None) is not None]
    texts = tuple(dict.fromkeys((*now, *before)))
    workshop_text = read_text(f"{STORIES}/{story_id.partition('/')[0]}/{WORKSHOP_FILE}") or ""
    original = f"{STORIES}/{story_id}.md"
    of_git = StoryFiles(
        texts=tuple(sorted({*files.texts, *kept.texts})), media=tuple(sorted({*files.media, *kept.media}))
    )
    return Found(
        story_id=story_id,
        files=files,
        kept=kept,
        texts=texts,
        status=written_status(read_text(original)),
        entry=next((each for each in read_record(home, today) if each.story == story_id), None),
        is_on_site=stood_on(project.site, story_id),
        copies=Copies(
            digests=find_digests(home, "\n".join(texts), workshop_text),
            products=find_products(project.site.parent, home),
            addresses=find_addresses(project.site, story_id),
            published=published_at(home),
            mentions=find_mentions(home, story_id, texts, read_text),
            history=find_history(home, story_id, of_git),
        ),
    )


def find_kept(kept_in: LastGood | None, story_id: str) -> StoryFiles:
    """The files of a story among kept inputs."""
    if kept_in is None:
        return StoryFiles(texts=(), media=())
    return find_story_files(story_id, kept_in.files, kept_in.read_text)


def withdraw(project: Project, found: Found, today: date) -> Withdrawn:
    """Takes a story down and sees to it that it stays down. Doing it again does no harm.

    The record comes first: whatever happens after it, no build publishes the story any more.
    Raises: UsageError when another build is busy.
    """
    home, story_id = project.home, found.story_id
    for folder in (home / WITHDRAWN_FILE, home / STORIES / story_id):
        clear_temporaries(folder.parent)  # of a withdrawal that was killed
    with record_in_turn(home):
        entries = with_withdrawn(read_record(home, today), new_entry(project, found, today))
        write_record(home, entries)
    has_status = write_status(home / STORIES / f"{story_id}.md", "withdrawn")
    put_back = replay_site(home, project.site, today)
    taken = take_down(project, story_id)
    dropped = MediaCache(folder=media_folder(home)).keep_only(media_on(project))
    return Withdrawn(
        entry=next(each for each in entries if each.story == story_id),
        has_status=has_status,
        taken=taken,
        dropped_media=dropped,
        put_back=tuple(each for each in put_back if each != story_id),
    )


def new_entry(project: Project, found: Found, today: date) -> WithdrawnEntry:
    """What goes into the record; a story that only ever was a draft gets no page that says that it was there."""
    is_draft = found.status in (None, "draft", "review") and bool(found.files.texts)
    never_public = is_draft and not found.is_on_site and project.site.is_dir()
    return WithdrawnEntry(
        story=found.story_id,
        withdrawn_on=today,
        fingerprints=fingerprints_of(found.texts),
        has_page=not never_public,
    )


def media_on(project: Project) -> frozenset[str]:
    """The names of the media that the site uses now: those that the cache keeps."""
    return frozenset(path.name for path in (project.site / "media").glob("*"))


def lift(project: Project, story_id: str, today: date) -> WithdrawnEntry:
    """The entry of a story whose withdrawal was lifted; the next build publishes it if its file says so.

    Its file says `review` until somebody writes `published`: a build meanwhile, as `serve` makes one at once, would
    take `withdrawn` for a second withdrawal.

    Raises: UsageError when it is not withdrawn, has no file, or no consent from after the withdrawal; ContentError.
    """
    with record_in_turn(project.home):
        entries = read_record(project.home, today)
        entry = next((each for each in entries if each.story == story_id and each.is_active), None)
        if entry is None:
            raise UsageError("not-withdrawn")
        given_on = consent_day(project, story_id)
        if given_on is None or given_on <= entry.withdrawn_on:
            raise UsageError("undo-without-consent", day=entry.withdrawn_on.isoformat())
        lifted = entry.model_copy(update={"lifted_on": today})
        write_record(project.home, [lifted if each.story == story_id else each for each in entries])
    path = f"{STORIES}/{story_id}.md"
    if written_status(reader_of(project.home)(path)) == Status.WITHDRAWN:
        write_status(project.home / path, Status.REVIEW)
    return lifted


def consent_day(project: Project, story_id: str) -> date | None:
    """The day of the consent to publish; none without such a consent.

    Raises: UsageError when the story has no file; ContentError when the file has faults.
    """
    path = f"{STORIES}/{story_id}.md"
    if not (project.home / path).is_file():
        raise UsageError("undo-without-file")
    book = FaultBook()
    text = ProjectFiles(project.home, book).read_text(path)
    front = read_front(text, path, book)
    if front is None:
        raise ContentError(book.faults)
    consent = front.consent
    return consent.given_on if consent.publish else None
