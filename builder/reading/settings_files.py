"""Files that MkDocs reads by itself (`mkdocs.yml`, the trusted pages), remembered as a whole before it does."""

from __future__ import annotations

import hashlib
from pathlib import Path

from builder.model.corpus import InputFile, InputFolder
from builder.reading.files import MAX_MEDIA_BYTES, names_of, read_stamped_file, scan_folder
from builder.reading.settings import SETTINGS_FOLDER

MKDOCS_FILE = "mkdocs.yml"


def remember_settings(root: Path) -> tuple[tuple[InputFile, ...], tuple[InputFolder, ...]]:
    """`mkdocs.yml` and everything below `site_config/` as it is now; links are not followed."""
    files = [remember_file(root / MKDOCS_FILE)]
    folders = []
    waiting = [root / SETTINGS_FOLDER]
    while waiting:
        folder = waiting.pop()
        try:
            entries = scan_folder(folder)
        except OSError:
            entries = []
        folders.append(InputFolder(path=folder, names=names_of(entries)))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(folder / entry.name)
            elif entry.is_file(follow_symlinks=False):
                files.append(remember_file(folder / entry.name))
    return tuple(files), tuple(folders)


def remember_file(path: Path) -> InputFile:
    """The file as it is now; without a hash when it is not there or no plain file."""
    code, content, stamp = read_stamped_file(path, MAX_MEDIA_BYTES)
    return InputFile.at(path, "" if code else hashlib.sha256(content).hexdigest(), stamp)
