"""From the files of a project to its edition: reading, then the airlock. Used by the commands and the plugin."""

from __future__ import annotations

import gc
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from builder.airlock import make_edition, reason_left_out
from builder.airlock.early_look import find_early_faults
from builder.airlock.edition import Progress, silent
from builder.airlock.shared_spots import coarsened_stories, spot_limits
from builder.cache import Store, code_version
from builder.cache.file_hashes import is_unchanged
from builder.errors import ContentError, Fault, UsageError
from builder.languages import Language, describe_fault, load_language, terminal_language
from builder.model.corpus import Corpus, InputFolder
from builder.model.public import Edition
from builder.model.story import LeftOut, Story
from builder.reading import read_corpus
from builder.reading.files import names_of, scan_folder, shown_path
from builder.reading.partly_read import PartlyReadError
from builder.reading.settings import WITHDRAWN_FILE
from builder.reading.settings_files import remember_file
from builder.reading.withdrawals import body_fingerprint
from builder.whole.memory import give_memory_back

CACHE = Path(".cache") / "vertelkaart"
MADE = CACHE / "made"
"""What was read and let through before, see `builder.cache`."""
REDUCING = CACHE / "reducing.json"
"""What `signals reduce` still has to write; gone when it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many stories there are, how many are public, and why the others are left out."""

    stories: int
    public: int
    left_out: dict[LeftOut, int]
    workshops: int
    signals: int
    hidden_pictures: tuple[str, ...]
    """Pictures of public stories without `consent.photo`: not shown."""
    stale_follow_ups: int
    """Follow-ups of a signal that was rewritten since: their replies are not public."""
    left_out_formats: dict[str, tuple[str, ...]]
    """Service → the forms of its digest that a password cannot close."""
    same_texts: tuple[tuple[str, ...], ...]
    """Files of stories with one and the same text: probably copies."""
    coarsened: tuple[str, ...]
    """Public stories that are shown less finely than they ask, because of another one from the same spot."""


def find_root(start: Path) -> Path:
    """The folder of the project: the nearest one upwards with `mkdocs.yml` and `site_config/`.

    `stories/` does not count: git does not keep it while a new city has no story.

    Raises: UsageError when there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "site_config").is_dir():
            return folder
    raise UsageError("not-a-project", name="mkdocs.yml")


def read_city_language(root: Path) -> str | None:
    """The city's own language as its settings say it, when they can be read that far."""
    try:
        text = (root / "site_config" / "city.yml").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    match = re.search(r"^languages:[\s\[-]*[\"']?([a-z]{2})\b", text, re.MULTILINE)
    return match[1] if match else None


def today_in(corpus: Corpus, now: datetime) -> date:
    """The day in the time zone of the city."""
    return now.astimezone(ZoneInfo(corpus.city.timezone)).date()


def read_project(root: Path, now: datetime, home: Path | None = None) -> tuple[Corpus, date]:
    """Everything that the files say, and the day for which it is judged.

    `home`: the project whose cache is used and filled; without one everything is read anew.
    Raises: ContentError with all faults of all files.
    """
    refuse_half_reduced(root)
    with no_garbage_collected(), ExitStack() as closing:
        store = closing.enter_context(open_store(home)) if home is not None else None
        corpus = read_corpus(root, today=latest_day(now), store=store)
    return corpus, today_in(corpus, now)


def check_project(root: Path, now: datetime, progress: Progress) -> tuple[Corpus, date]:
    """The same, once the airlock has nothing against it.

    While files have faults, the texts of the others are judged all the same, so that they need no second round.
    Raises: ContentError.
    """
    progress("reading", 0, 1)
    try:
        corpus, today = read_project(root, now, root)
    except PartlyReadError as error:
        rest = error.assemble_rest()
        with open_store(root) as store:
            early = find_early_faults(rest, today_in(rest, now), store)
        raise ContentError([*error.faults, *early]) from None
    progress("reading", 1, 1)
    open_airlock(corpus, today, progress)
    return corpus, today


@contextmanager
def no_garbage_collected() -> Iterator[None]:
    """For what makes many objects that stay and hardly any circles: looking for those took a third of the time.

    Afterwards they are set aside, so that no later look goes through them; what nobody uses is freed all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
        give_memory_back()


def open_store(home: Path) -> Store:
    """What earlier runs made from the files of a project; it can be thrown away at any time."""
    return Store.open(home / MADE, code_version())


def refuse_half_reduced(root: Path) -> None:
    """Nothing, unless `signals reduce` was killed half way: what was done would be told as new.

    Raises: ContentError.
    """
    if (root / REDUCING).exists():
        raise ContentError([Fault(code="half-reduced", path=REDUCING.as_posix())])


def latest_day(now: datetime) -> date:
    """The day where it is latest on Earth: a consent of today is not in the future, whatever the zone of the city.

    Whether a story is public is judged by the day in the city itself (`today_in`).
    """
    return (now.astimezone(UTC) + timedelta(hours=14)).date()


def open_airlock(corpus: Corpus, today: date, progress: Progress = silent, home: Path | None = None) -> Edition:
    """The public edition of a corpus; `home` is the project whose cache is used, when the corpus was read elsewhere.

    Raises: ContentError when a public text or picture cannot be let through.
    """
    home = home or corpus.root
    with no_garbage_collected(), open_store(home) as store:
        return make_edition(corpus, today=today, cache_folder=media_folder(home), progress=progress, store=store)


def media_folder(home: Path) -> Path:
    """Where a project keeps pictures and sounds that were made."""
    return home / CACHE / "media"


def summarise(corpus: Corpus, today: date) -> Summary:
    """The counts of a corpus."""
    from builder.signals.sealing.parcels import left_out_formats  # noqa: PLC0415  # forms and seals take a second

    reasons = [reason_left_out(story, today) for story in corpus.stories]
    public = [story for story, reason in zip(corpus.stories, reasons, strict=True) if reason is None]
    places = {place.id: place for place in corpus.gazetteer.places}
    fingerprints = {signal.id: signal.fingerprint for signal in corpus.signals}
    left_out = Counter(reason for reason in reasons if reason is not None)
    return Summary(
        stories=len(reasons),
        public=len(public),
        left_out={reason: left_out[reason] for reason in LeftOut if left_out[reason]},
        workshops=len(corpus.workshops),
        signals=sum(len(story.signals) for story in corpus.stories),
        hidden_pictures=tuple(
            sorted(story.id for story in public if story.image_path is not None and not story.front.consent.photo)
        ),
        stale_follow_ups=sum(
            follow_up.fingerprint not in (None, fingerprints[signal_id]) for signal_id, follow_up in corpus.follow_ups
        ),
        left_out_formats={service.id: left for service in corpus.services if (left := left_out_formats(service))},
        same_texts=find_same_texts(corpus.stories),
        coarsened=coarsened_stories(public, spot_limits(public, places)),
    )


def find_same_texts(stories: Iterable[Story]) -> tuple[tuple[str, ...], ...]:
    """The paths of stories that have the same text, white space aside; texts that say too little do not count."""
    paths: dict[str, list[str]] = {}
    for story in stories:
        fingerprint = body_fingerprint(story.body)
        if fingerprint is not None:
            paths.setdefault(fingerprint, []).append(story.path)
    return tuple(sorted(tuple(sorted(same)) for same in paths.values() if len(same) > 1))


def describe_content_error(error: ContentError, language: Language) -> str:
    """Every fault in words, how many there are, and what was noted with the error on its way."""
    count = len(error.faults)
    text = language.ngettext("%(num)s problem. Nothing was written.", "%(num)s problems. Nothing was written.", count)
    faults = [describe_fault(fault, language) for fault in error.faults]
    return "\n".join([*faults, text % {"num": count}, *getattr(error, "__notes__", ())])


def describe_debug_file(path: Path, root: Path, language: Language) -> str:
    """Where the debug file is, and what must not be done with it."""
    told = language.gettext("It can hold private words: do not mail it, do not commit it, delete it afterwards.")
    return f"{language.gettext('Debug file')}: {path.relative_to(root).as_posix()}\n  {told}"


def describe_put_back(story_ids: Sequence[str], root: Path) -> str:
    """Which stories were withdrawn once more, because the record had lost them and the site had not."""
    language = load_language(terminal_language(os.environ, read_city_language(root)), "errors")
    text = language.gettext(
        "The site says that these stories were withdrawn. They are on the list again, and stay down"
    )
    return f"{text}: {', '.join(story_ids)}"


def refuse_changed(corpus: Corpus) -> None:
    """Nothing, when every file and folder is still as it was when it was read.

    Raises: ContentError that names the files that changed, came or went during the build.
    """
    changed = {
        each.path
        for each in corpus.inputs
        if not is_unchanged(each.place, each.stamp) and remember_file(each.path).sha256 != each.sha256
    }
    came_or_went = {path for each in corpus.input_folders for path in find_differing(each)} - changed
    faults = [
        Fault(code=code, path=shown_path(path.relative_to(corpus.root).as_posix()))
        for code, paths in (("changed-during-build", changed), ("came-during-build", came_or_went))
        for path in paths
    ]
    record = corpus.root / WITHDRAWN_FILE
    if record.exists() and all(each.place != record.as_posix() for each in corpus.inputs):
        faults.append(Fault(code="changed-during-build", path=WITHDRAWN_FILE))  # a story was withdrawn meanwhile
    if faults:
        raise ContentError(faults)


def find_differing(folder: InputFolder) -> list[Path]:
    """What came into the folder or went since it was listed."""
    try:
        names = names_of(scan_folder(folder.path))
    except OSError:
        names = ()
    return [folder.path / name for name in set(names) ^ set(folder.names)]
