"""All files of a project into one corpus: every fault of every file is found in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from builder.cache import Store
from builder.cache.file_hashes import FileHashes
from builder.errors import ContentError
from builder.model.corpus import Corpus, DigestSummary, Gazetteer, InputFile, Vocabulary
from builder.model.gathering import FollowUp, ReducedFile, Workshop, WorkshopFile
from builder.model.story import Signal, SignalHead, Status, Story
from builder.model.withdrawal import WithdrawnEntry
from builder.reading.digest_summaries import read_digest_summaries
from builder.reading.faultbook import FaultBook, Position
from builder.reading.files import ProjectFiles
from builder.reading.fingerprints import text_fingerprint
from builder.reading.gatherings import Gathering, read_gathering
from builder.reading.gazetteer import ReadGazetteer, read_gazetteer
from builder.reading.kept_stories import KeptStories
from builder.reading.listing import STORIES, StoryFiles, WorkshopFolder, list_workshops
from builder.reading.partly_read import PartlyReadError
from builder.reading.reading_aside import read_aside
from builder.reading.references import ReferenceChecker, find_signal, kept_names, signal_name
from builder.reading.settings import ReadSettings, read_settings
from builder.reading.stories import ReadStory, StoryReader
from builder.reading.withdrawals import PublishedText, check_copies, read_withdrawals

STORIES_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWorkshop:
    """A workshop folder and its stories by slug, as far as they could be read."""

    gathering: Gathering
    stories: dict[str, ReadStory] = field(repr=False)


def read_corpus(root: Path, *, today: date, is_asking: bool = False, store: Store | None = None) -> Corpus:
    """Everything in the project, read with certainty.

    `today` is the day in the city's time zone: no consent may be dated after it. `is_asking`: follow-ups whose signal
    is not there are in `lost_follow_ups`, to be asked about, and are no faults. `store`: stories that did not change
    since they were last read are taken from it; what comes out is the same.
    Raises: ContentError with all faults of all files; a PartlyReadError when stories without any can be judged.
    """
    book = FaultBook()
    files, kept = ProjectFiles(root, book, FileHashes(root, store)), KeptStories(store)
    settings = read_settings(files)
    gazetteer = read_gazetteer(files, settings.bounds)
    withdrawals = read_withdrawals(files)
    checker = ReferenceChecker(settings, gazetteer, book, gone=withdrawn_ids(withdrawals))
    checker.check_lists()
    workshops = tuple(_read_workshops(files, today, kept))
    kept.forget_others()
    files.hashes.keep()
    for workshop in workshops:
        for story in workshop.stories.values():
            checker.check_story(story)
            if story.is_whole:
                _check_languages(story, _language_of(story, workshop.gathering, settings), book)
        checker.check_gathering(workshop.gathering, workshop.stories)
    check_copies(withdrawals, _published_texts(workshops), book)
    summaries = read_digest_summaries(files, settings.service_ids)
    faults = [fault for fault in book.faults if not (is_asking and id(fault) in checker.lost)]
    if faults:
        sound = _sound_workshops(workshops, frozenset(fault.path for fault in faults))
        if sound is None:
            raise ContentError(faults)
        raise PartlyReadError(faults, partial(_assemble, files, settings, gazetteer, sound, withdrawals, summaries=()))
    corpus = _assemble(files, settings, gazetteer, workshops, withdrawals, summaries=summaries)
    return replace(corpus, lost_follow_ups=tuple(checker.lost.values())) if is_asking else corpus


def withdrawn_ids(withdrawals: Iterable[WithdrawnEntry]) -> frozenset[str]:
    """The stories that are withdrawn now, whether they still have a file or not."""
    return frozenset(entry.story for entry in withdrawals if entry.is_active)


def _published_texts(workshops: Iterable[ReadWorkshop]) -> Iterator[PublishedText]:
    """Id, path, place of the status, and body of every text that may become public."""
    for workshop in workshops:
        for slug, story in workshop.stories.items():
            if story.sheet.value.status is Status.PUBLISHED:
                story_id = f"{workshop.gathering.folder.id}/{slug}"
                yield story_id, story.path, partial(story.sheet.position, "status"), story.body
                for translation in story.translations:
                    yield story_id, translation.path, Position, translation.body


def _read_workshops(files: ProjectFiles, today: date, kept: KeptStories) -> Iterator[ReadWorkshop]:
    for folders in _in_parts(list_workshops(files)):
        if kept.is_used:
            kept.find(list(_unchanged_stories(folders, files)))
            read_aside(folders, files, today, kept)
        for folder in folders:
            gathering = read_gathering(folder, files)
            stories = {story.slug: story for story in StoryReader(folder, files, today, kept).read_all()}
            yield ReadWorkshop(gathering=gathering, stories=stories)
        kept.write()


def _in_parts(folders: Iterable[WorkshopFolder]) -> Iterator[list[WorkshopFolder]]:
    """The folders in parts of some thousands of stories, so that not all of the cache is in memory at once."""
    part: list[WorkshopFolder] = []
    for folder in folders:
        part.append(folder)
        if sum(len(each.stories) for each in part) >= STORIES_AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _unchanged_stories(
    folders: Iterable[WorkshopFolder], files: ProjectFiles
) -> Iterator[tuple[StoryFiles, tuple[InputFile, ...]]]:
    """The stories whose files are all what they were when an earlier run read them."""
    for folder in folders:
        for story in folder.story_files():
            found = [files.find_unchanged(path) for path in story.paths]
            inputs = tuple(each for each in found if each is not None)
            if len(inputs) == len(found):
                yield story, inputs


def _language_of(story: ReadStory, gathering: Gathering, settings: ReadSettings) -> str | None:
    """The story's own language, else the workshop's, else the city's; nothing when these could not be read."""
    if story.sheet.value.language is not None:
        return story.sheet.value.language
    if gathering.workshop is None:
        return None
    if gathering.workshop.value.language is not None:
        return gathering.workshop.value.language
    return None if settings.city is None else settings.city.value.language


def _check_languages(story: ReadStory, language: str | None, book: FaultBook) -> None:
    for translation in story.translations:
        if translation.language == language:
            book.add("translation-same-language", translation.path, Position())


def _assemble(
    files: ProjectFiles,
    settings: ReadSettings,
    gazetteer: ReadGazetteer,
    workshops: Iterable[ReadWorkshop],
    withdrawals: tuple[WithdrawnEntry, ...],
    *,
    summaries: tuple[DigestSummary, ...],
) -> Corpus:
    """The corpus of files without faults."""
    if settings.city is None or settings.themes is None or settings.emotions is None or gazetteer.places is None:
        raise AssertionError("a file that is missing or refused has a fault")
    areas = gazetteer.areas or ()
    read = tuple(workshops)
    gone = withdrawn_ids(withdrawals)
    return Corpus(
        root=files.root,
        city=settings.city.value,
        vocabulary=Vocabulary(
            themes=settings.themes.value.themes, emotions=settings.emotions.value.emotions, icons=settings.icons
        ),
        gazetteer=Gazetteer(
            places=gazetteer.places.value.places,
            initiatives=() if gazetteer.initiatives is None else gazetteer.initiatives.value.initiatives,
            areas=tuple(area for area in areas if not area.is_city),
            city_area=next((area for area in areas if area.is_city), None),
            routes=() if gazetteer.routes is None else gazetteer.routes.value.routes,
            landscape=gazetteer.landscape,
        ),
        services=settings.keyed_services,
        workshops=tuple(_workshop(one.gathering) for one in read),
        stories=tuple(sorted(_stories(read, settings, gone), key=lambda story: story.id)),
        follow_ups=tuple(_follow_ups(read, gone)),
        kept_signals=tuple(signal for one in read for signal in _kept_signals(one)),
        inputs=tuple(sorted(files.inputs, key=lambda one: one.place)),
        input_folders=tuple(sorted(files.input_folders, key=lambda one: one.path.as_posix())),
        withdrawals=withdrawals,
        digest_summaries=summaries,
    )


def _sound_workshops(workshops: Iterable[ReadWorkshop], faulty: frozenset[str]) -> list[ReadWorkshop] | None:
    """The stories none of whose files is faulty, with nothing else of their workshops.

    Nothing when settings or places are faulty, which say what is personal data here.
    """
    if not all(path.startswith(f"{STORIES}/") for path in faulty):
        return None
    return [
        ReadWorkshop(
            gathering=replace(one.gathering, follow_ups=None, reduced=None, tellers=None, reflection=None),
            stories={slug: story for slug, story in one.stories.items() if _is_sound(story, faulty)},
        )
        for one in workshops
        if one.gathering.workshop is not None and one.gathering.workshop.path not in faulty
    ]


def _is_sound(story: ReadStory, faulty: frozenset[str]) -> bool:
    return story.is_whole and faulty.isdisjoint((story.path, *(each.path for each in story.translations)))


def _workshop_file(gathering: Gathering) -> WorkshopFile:
    if gathering.workshop is None:
        raise AssertionError("a workshop without its file has a fault")
    return gathering.workshop.value


def _workshop(gathering: Gathering) -> Workshop:
    return Workshop(
        id=gathering.folder.id,
        path=gathering.folder.path,
        file=_workshop_file(gathering),
        reflection=gathering.reflection,
        follow_ups=() if gathering.follow_ups is None else gathering.follow_ups.value.follow_ups,
        tellers=() if gathering.tellers is None else gathering.tellers.value.tellers,
        reduced=ReducedFile() if gathering.reduced is None else gathering.reduced.value,
    )


def _follow_ups(workshops: Iterable[ReadWorkshop], gone: frozenset[str]) -> Iterator[tuple[str, FollowUp]]:
    """Each follow-up with the full id of its signal, in the order of the files.

    Not those whose signal went with a withdrawn story, or that are to be asked about.
    """
    for workshop in workshops:
        sheet, folder_id = workshop.gathering.follow_ups, workshop.gathering.folder.id
        for follow_up in () if sheet is None else sheet.value.follow_ups:
            name = find_signal(follow_up.signal, workshop.stories, kept_names(workshop.gathering)).name
            if name is not None and not is_kept_of_gone(workshop, name, gone):
                yield f"{folder_id}/{name}", follow_up


def is_kept_of_gone(workshop: ReadWorkshop, name: str, gone: frozenset[str]) -> bool:
    """Whether only the public reply is left of a signal, and its story was withdrawn and has no file any more."""
    slug = name.partition("#")[0]
    return slug not in workshop.stories and f"{workshop.gathering.folder.id}/{slug}" in gone


def _kept_signals(workshop: ReadWorkshop) -> Iterator[Signal]:
    """The signals of which only the public reply is left, without a text."""
    reduced, folder = workshop.gathering.reduced, workshop.gathering.folder
    for kept in () if reduced is None else reduced.value.kept:
        slug, _, name = kept.signal.partition("#")
        yield Signal(
            id=f"{folder.id}/{kept.signal}",
            story_id=f"{folder.id}/{slug}",
            workshop_id=folder.id,
            head=SignalHead(id=name or None, theme=kept.theme, kind=kept.kind),
            text="",
            fingerprint=kept.fingerprint,
            path=reduced.path if reduced else "",
            line=1,
        )


def _stories(workshops: Iterable[ReadWorkshop], settings: ReadSettings, gone: frozenset[str]) -> Iterator[Story]:
    """The stories; what the record says is withdrawn is so, whatever its own file says."""
    for workshop in workshops:
        for story in workshop.stories.values():
            language = _language_of(story, workshop.gathering, settings)
            made = _story(story, workshop.gathering, language or "")
            if made.id in gone:
                made = replace(made, front=made.front.model_copy(update={"status": Status.WITHDRAWN}))
            yield made


def _story(story: ReadStory, gathering: Gathering, language: str) -> Story:
    file, front = _workshop_file(gathering), story.sheet.value
    return Story(
        id=f"{gathering.folder.id}/{story.slug}",
        workshop_id=gathering.folder.id,
        slug=story.slug,
        path=story.path,
        front=front,
        language=language,
        date=front.date if front.date is not None else file.date,
        is_example=front.example if front.example is not None else file.example,
        stored_body=story.stored_body,
        body_line=story.body_line,
        key_lines=story.sheet.key_lines(),
        fingerprint=story.fingerprint,
        signals=tuple(_signals(story, gathering.folder.id)),
        translations=story.translations,
        image_path=story.image_path,
        audio_path=story.audio_path,
        files_key=story.files_key,
    )


def _signals(story: ReadStory, workshop_id: str) -> Iterator[Signal]:
    for signal in story.signals:
        yield Signal(
            id=f"{workshop_id}/{signal_name(story.slug, signal.head.id)}",
            story_id=f"{workshop_id}/{story.slug}",
            workshop_id=workshop_id,
            head=signal.head,
            text=signal.text,
            fingerprint=text_fingerprint(signal.text),
            path=story.path,
            line=signal.line,
        )
