"""Story files and their translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from builder.model.long_texts import LongText
from builder.model.story import (
    Consent,
    SignalHead,
    Status,
    StoryFront,
    Translation,
    TranslationFront,
)
from builder.reading.complexity import check_complexity
from builder.reading.faultbook import FaultBook, Position
from builder.reading.files import MAX_STORY_BYTES, ProjectFiles
from builder.reading.fingerprints import original_fingerprint
from builder.reading.front_matter import Parts, split_front_matter
from builder.reading.kept_stories import (
    KeptSignal,
    KeptStories,
    KeptStory,
    kept_sheet,
    key_of,
    unpack_story,
)
from builder.reading.listing import StoryFiles, WorkshopFolder
from builder.reading.repetition import PublicText, find_repetition, signal_sentences
from builder.reading.signal_blocks import Block, cut_signal_blocks, put_back
from builder.reading.typed import ModelT, Sheet, parse_typed
from builder.reading.yaml_tree import parse_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSignal:
    """A signal and where its keys stand."""

    line: int
    head: SignalHead = field(repr=False)
    text: str = field(repr=False)
    sheet: Sheet[SignalHead] | Sheet[StoryFront] = field(repr=False)
    loc: tuple[str | int, ...] = ()
    """Where its keys are in the sheet."""

    def position(self, key: str) -> Position:
        """Where the value of one of its keys stands."""
        return self.sheet.position(*self.loc, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStory:
    """A story as its file says it, before other files are looked at."""

    slug: str
    path: str
    sheet: Sheet[StoryFront] = field(repr=False)
    stored_body: LongText = field(repr=False)
    body_line: int
    signals: tuple[ReadSignal, ...] = field(repr=False)
    translations: tuple[Translation, ...] = field(repr=False)
    image_path: Path | None = field(repr=False)
    audio_path: Path | None = field(repr=False)
    is_whole: bool
    """Whether its file has no faults; if not, it serves only to find the faults between files in the same run."""
    fingerprint: str
    """Of title, summary and body: what a translation is made of."""
    files_key: bytes = field(default=b"", repr=False)
    """The key under which it can be kept; empty while it has a fault."""

    @property
    def body(self) -> str:
        """The text without the signals."""
        return str(self.stored_body)


class StoryReader:
    """Reads the stories of one workshop folder."""

    def __init__(self, folder: WorkshopFolder, files: ProjectFiles, today: date, kept: KeptStories) -> None:
        self.folder = folder
        self.kept = kept
        self.files = files
        self.book = files.book
        self.today = today

    def read_all(self) -> Iterator[ReadStory]:
        """The stories that could be read, by slug; the faults of the others are in the book."""
        for slug, language, path in self.folder.translations:
            if slug not in self.folder.stories:
                self.book.add("translation-without-original", path, name=f"{slug}.md")
                self._read_translation(language, path)
        for files in self.folder.story_files():
            story = self._take_kept(files) or self.read_files(files)
            if story is not None:
                yield story

    def _take_kept(self, files: StoryFiles) -> ReadStory | None:
        """The story as an earlier run read it; nothing when it must be read anew."""
        found = self.kept.take(files.path)
        if found is None:
            return None
        key, entry, inputs = found
        kept = unpack_story(entry, dict(files.translations))
        if kept.front.consent.given_on is not None and kept.front.consent.given_on > self.today:
            return None  # the clock was put back
        before = self.book.count
        self.files.inputs += inputs
        sheet = kept_sheet(files.path, kept.front, kept.lines, lambda: self._parse_again(files.path))
        image_path = self._read_media(sheet, "image", kept.front.image)
        audio_path = self._read_media(sheet, "audio", kept.front.audio)
        self.kept.use(key, entry)
        return ReadStory(
            slug=files.slug,
            path=files.path,
            sheet=sheet,
            stored_body=LongText.of(kept.body),
            body_line=kept.body_line,
            signals=tuple(self._kept_signal(each, sheet) for each in kept.signals),
            translations=kept.translations,
            image_path=image_path,
            audio_path=audio_path,
            is_whole=self.book.count == before,
            fingerprint=kept.fingerprint,
            files_key=key,
        )

    def _kept_signal(self, kept: KeptSignal, story: Sheet[StoryFront]) -> ReadSignal:
        if kept.index is not None:
            return ReadSignal(line=kept.line, head=kept.head, text=kept.text, sheet=story, loc=("signals", kept.index))
        sheet = kept_sheet(story.path, kept.head, {}, lambda: self._parse_block_again(story.path, kept.line))
        return ReadSignal(line=kept.line, head=kept.head, text=kept.text, sheet=sheet)

    def _again(self) -> StoryReader:
        """A reader whose faults nobody sees: what it reads was read without one before."""
        files = ProjectFiles(self.files.root, FaultBook())
        return StoryReader(self.folder, files, self.today, KeptStories(None))

    def _parse_again(self, path: str) -> Sheet[StoryFront] | None:
        return self._again()._read_front(path, StoryFront)[1]

    def _parse_block_again(self, path: str, line: int) -> Sheet[SignalHead] | None:
        reader = self._again()
        parts, _ = reader._read_front(path, StoryFront)
        for signal in reader._read_body(parts, path)[1] if parts is not None else ():
            if signal.line == line and isinstance(signal.sheet.value, SignalHead):
                return signal.sheet
        return None

    def read_files(self, files: StoryFiles) -> ReadStory | None:
        """The story with its translations, read; kept for the next run when none of the files has a fault."""
        before = self.book.count
        read = (self._read_translation(language, path) for language, path in files.translations)
        story = self._read_story(files.slug, files.path, tuple(one for one in read if one is not None))
        if story is None or self.book.count > before:
            return story
        languages = ("", *(language for language, _ in files.translations))
        key = key_of(zip(languages, (self.files.shas[path] for path in files.paths), strict=True))
        if self.kept.is_used:
            self.kept.add(key, story_to_keep(story))
        return replace(story, files_key=key)

    def _read_front(self, path: str, model: type[ModelT]) -> tuple[Parts | None, Sheet[ModelT] | None]:
        text = self.files.read_text(path, limit_bytes=MAX_STORY_BYTES)
        parts = split_front_matter(text, path, self.book) if text is not None else None
        if parts is None:
            return None, None
        tree = parse_yaml(parts.front, path, self.book, first_line=parts.front_line, is_file=False)
        return parts, None if tree is None else parse_typed(tree, model, path, self.book)

    def _read_story(self, slug: str, path: str, translations: tuple[Translation, ...]) -> ReadStory | None:
        before = self.book.count
        parts, sheet = self._read_front(path, StoryFront)
        if parts is None:
            return None
        body, signals = self._read_body(parts, path)
        if sheet is None:
            return None
        listed = list(_listed_signals(sheet))
        image_path = self._read_media(sheet, "image", sheet.value.image)
        audio_path = self._read_media(sheet, "audio", sheet.value.audio)
        story = ReadStory(
            slug=slug,
            path=path,
            sheet=sheet,
            stored_body=LongText.of(body),
            body_line=parts.body_line,
            signals=(*listed, *signals),
            translations=translations,
            image_path=image_path,
            audio_path=audio_path,
            is_whole=self.book.count == before,
            fingerprint=original_fingerprint(sheet.value.title, sheet.value.summary, body),
        )
        check_story(story, self.today, self.book)
        return story if self.book.count == before else replace(story, is_whole=False)

    def _read_body(self, parts: Parts, path: str) -> tuple[str, list[ReadSignal]]:
        """The body without signals and the signals in it, as far as they can be told apart."""
        if not check_complexity(parts.body, parts.body_line, path, self.book):
            return "", []
        cut = cut_signal_blocks(parts.body, parts.body_line, path, self.book)
        if cut is None:
            return "", []
        body, blocks = cut
        signals = []
        for block in blocks:
            signal = self._read_signal(block, path)
            if signal is None:
                continue
            signals.append(signal)
            if signal.head.public_too:
                body = put_back(body, block)
        return body, signals

    def _read_signal(self, block: Block, path: str) -> ReadSignal | None:
        tree = parse_yaml(block.head, path, self.book, first_line=block.head_line, is_file=False)
        sheet = None if tree is None else parse_typed(tree, SignalHead, path, self.book)
        if sheet is None:
            return None
        return ReadSignal(line=block.line, head=sheet.value, text=block.text, sheet=sheet)

    def _read_media(self, sheet: Sheet[StoryFront], key: str, media_name: str | None) -> Path | None:
        """The file of a picture or sound, which must stand in the folder with exactly this name."""
        if media_name is None:
            return None
        name = media_name.removeprefix("media/")
        if name in self.folder.media:
            return self.files.read_media(f"{self.folder.path}/{media_name}")
        code = "media-refused" if name in self.folder.refused_media else "media-missing"
        self.book.add(code, sheet.path, sheet.position(key), key=key)
        return None

    def _read_translation(self, language: str, path: str) -> Translation | None:
        before = self.book.count
        parts, sheet = self._read_front(path, TranslationFront)
        if parts is None:
            return None
        if check_complexity(parts.body, parts.body_line, path, self.book):
            cut = cut_signal_blocks(parts.body, parts.body_line, path, self.book)
            if cut is not None:
                for block in cut[1]:
                    self.book.add("signal-in-translation", path, Position(block.line))
        if sheet is None or self.book.count > before:
            return None
        return Translation(
            language=language,
            path=path,
            front=sheet.value,
            stored_body=LongText.of(parts.body),
            body_line=parts.body_line,
            key_lines=sheet.key_lines(),
        )


def story_to_keep(story: ReadStory) -> KeptStory:
    """What is kept of a story."""
    return KeptStory(
        front=story.sheet.value,
        lines=story.sheet.key_lines(),
        body=story.body,
        body_line=story.body_line,
        fingerprint=story.fingerprint,
        signals=tuple(
            KeptSignal(
                line=each.line,
                index=each.loc[1] if each.loc and isinstance(each.loc[1], int) else None,
                head=each.head,
                text=each.text,
            )
            for each in story.signals
        ),
        translations=story.translations,
    )


def check_story(story: ReadStory, today: date, book: FaultBook) -> None:
    """What a story owes to itself; what it owes to other files is in `references`."""
    sheet, front = story.sheet, story.sheet.value
    _check_consent(sheet, front.consent, today, book)
    if front.place and front.location is not None:
        book.add("place-and-location", story.path, sheet.key_position("location"), key="location")
    if front.image is not None and front.image_alt is None and (sheet.is_whole or "image_alt" not in sheet.key_lines()):
        book.add("image-alt-missing", story.path, sheet.key_position("image"), key="image")
    if front.status is Status.PUBLISHED:
        if not front.themes and sheet.is_whole:
            book.add("theme-missing", story.path, sheet.key_position("themes"), key="themes")
        if story.is_whole and not story.body.strip():
            book.add("body-empty", story.path, Position(story.body_line))
    _check_signal_ids(story, book)
    _check_repetition(story, book)


def _check_consent(sheet: Sheet[StoryFront], consent: Consent, today: date, book: FaultBook) -> None:
    if consent.publish and consent.given_on is None:
        position = sheet.key_position("consent", "publish")
        book.add("consent-date-missing", sheet.path, position, key="consent.publish")
    if consent.given_on is not None and consent.given_on > today:
        position = sheet.position("consent", "given_on")
        book.add("consent-in-future", sheet.path, position, key="consent.given_on")
    if consent.given_on is not None and consent.expires_on is not None and consent.expires_on < consent.given_on:
        position = sheet.position("consent", "expires_on")
        book.add("consent-expires-first", sheet.path, position, key="consent.expires_on")


def _listed_signals(sheet: Sheet[StoryFront]) -> Iterator[ReadSignal]:
    """Signals that belong to no passage, from the front matter."""
    for index, entry in enumerate(sheet.value.signals):
        line = sheet.position("signals", index).line
        yield ReadSignal(line=line, head=entry, text=entry.text, sheet=sheet, loc=("signals", index))


def _check_signal_ids(story: ReadStory, book: FaultBook) -> None:
    lines: dict[str, int] = {}
    for signal in story.signals:
        name = signal.head.id
        if name is None:
            if len(story.signals) > 1:
                book.add("signal-id-missing", story.path, Position(signal.line))
        elif name in lines:
            book.add("signal-id-repeated", story.path, signal.position("id"), key="id", other_line=lines[name])
        else:
            lines[name] = signal.position("id").line


def public_texts(story: ReadStory) -> Iterator[PublicText]:
    """Every text of the story that may become public."""
    front = story.sheet.value
    for key in ("title", "summary", "image_alt", "image_caption", "image_credit"):
        text = getattr(front, key)
        if text is not None:
            yield PublicText(path=story.path, position=story.sheet.position(key), key=key, text=text)
    yield PublicText(path=story.path, position=Position(story.body_line), key="", text=story.body)
    for translation in story.translations:
        for key in ("title", "summary", "image_alt", "image_caption"):
            text = getattr(translation.front, key)
            if text is not None:
                position = Position(translation.key_lines.get(key, 1))
                yield PublicText(path=translation.path, position=position, key=key, text=text)
        body_position = Position(translation.body_line)
        yield PublicText(path=translation.path, position=body_position, key="", text=translation.body)


def _check_repetition(story: ReadStory, book: FaultBook) -> None:
    texts = tuple(public_texts(story)) if story.signals else ()
    for signal in story.signals:
        if signal.head.public_too:
            continue
        sentences = signal_sentences((signal.text, signal.head.ask or ""))
        for public in texts:
            position = find_repetition(sentences, public)
            if position is not None:
                code = "signal-repeated-in-public"
                book.add(code, public.path, position, key=public.key, other_line=signal.line)
