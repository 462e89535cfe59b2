"""What lies in `stories/`: which file is what, and which does not belong there."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.reading.files import Entry, ProjectFiles, shown_path
from builder.reading.names import is_language, is_slug

STORIES = "stories"
WORKSHOP_FILE = "workshop.yml"
REFLECTION_FILE = "reflection.md"
FOLLOW_UP_FILE = "follow_up.yml"
TELLERS_FILE = "tellers.yml"
REDUCED_FILE = "reduced.yml"
MEDIA = "media"
_FIXED_FILES = frozenset((WORKSHOP_FILE, REFLECTION_FILE, FOLLOW_UP_FILE, TELLERS_FILE, REDUCED_FILE))
_EXPECTED = "workshop.yml, reflection.md, follow_up.yml, tellers.yml, media/, *.md"


@dataclass(slots=True, kw_only=True)
class WorkshopFolder:
    """The files of one workshop, by what they are."""

    id: str
    path: str
    stories: dict[str, str] = field(default_factory=dict)
    """Slug → path."""
    translations: list[tuple[str, str, str]] = field(default_factory=list)
    """Slug, language and path."""
    fixed: frozenset[str] = frozenset()
    """Which of `reflection.md` and its like are there."""
    media: frozenset[str] = frozenset()
    """Names of plain files in `media/`."""
    refused_media: frozenset[str] = frozenset()
    """Names of links and folders there, which have their own fault."""

    def story_files(self) -> list[StoryFiles]:
        """The stories by slug, each with its translations by language."""
        own: dict[str, list[tuple[str, str]]] = {}
        for slug, language, path in self.translations:
            own.setdefault(slug, []).append((language, path))
        return [
            StoryFiles(slug=slug, path=path, translations=tuple(sorted(own.get(slug, ()))))
            for slug, path in sorted(self.stories.items())
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFiles:
    """The file of a story and those of its translations, by language: path of each in the project."""

    slug: str
    path: str
    translations: tuple[tuple[str, str], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (self.path, *(path for _, path in self.translations))


def list_workshops(files: ProjectFiles) -> tuple[WorkshopFolder, ...]:
    """All workshop folders by id; everything that is not expected is written down."""
    folders = []
    for entry in files.list_folder(STORIES):
        if not entry.is_folder:
            if entry.name != "README.md":
                files.book.add("file-unexpected", shown_path(entry.path), expected="<workshop>/workshop.yml")
        elif not is_slug(entry.name):
            files.book.add("file-name", shown_path(entry.path))
        else:
            folder = _list_workshop(entry, files)
            if folder is not None:
                folders.append(folder)
    return tuple(folders)


def _list_workshop(folder: Entry, files: ProjectFiles) -> WorkshopFolder | None:
    entries = files.list_folder(folder.path)
    if not entries:
        return None
    found = WorkshopFolder(id=folder.name, path=folder.path)
    found.fixed = frozenset(one.name for one in entries if one.name in _FIXED_FILES and not one.is_folder)
    for entry in entries:
        if entry.name == MEDIA and entry.is_folder:
            _list_media(entry, found, files)
        elif entry.is_folder or not entry.name.endswith(".md"):
            if entry.is_folder or entry.name not in _FIXED_FILES:
                files.book.add("file-unexpected", shown_path(entry.path), expected=_EXPECTED)
        elif entry.name not in _FIXED_FILES:
            _sort_story(entry, found, files)
    if WORKSHOP_FILE not in found.fixed and not files.exists(f"{folder.path}/{WORKSHOP_FILE}"):
        files.book.add("file-missing", shown_path(folder.path), name=WORKSHOP_FILE)
    return found


def _sort_story(entry: Entry, found: WorkshopFolder, files: ProjectFiles) -> None:
    """A story `<slug>.md` or a translation `<slug>.<lang>.md`."""
    slug, dot, language = entry.name.removesuffix(".md").partition(".")
    if not is_slug(slug) or slug == "reflection" or (dot and not is_language(language)):
        files.book.add("file-name", shown_path(entry.path))
    elif dot:
        found.translations.append((slug, language, entry.path))
    else:
        found.stories[slug] = entry.path


def _list_media(folder: Entry, found: WorkshopFolder, files: ProjectFiles) -> None:
    before = {one.path for one in files.book.faults}
    media = files.list_folder(folder.path)
    for entry in media:
        if entry.is_folder:
            files.book.add("file-unexpected", shown_path(entry.path), expected="media/*.jpg, *.png, *.webp, *.mp3")
    found.media = frozenset(entry.name for entry in media if not entry.is_folder)
    after = {one.path for one in files.book.faults} - before
    found.refused_media = frozenset(path.rpartition("/")[2] for path in after)
