"""A workshop folder: `workshop.yml`, the trainer's note, the follow-ups and the tellers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from builder.model.base import FileModel
from builder.model.gathering import FollowUpsFile, ReducedFile, TellersFile, WorkshopFile
from builder.reading.faultbook import FaultBook
from builder.reading.files import ProjectFiles
from builder.reading.listing import (
    FOLLOW_UP_FILE,
    REDUCED_FILE,
    REFLECTION_FILE,
    TELLERS_FILE,
    WORKSHOP_FILE,
    WorkshopFolder,
)
from builder.reading.typed import Sheet, parse_typed
from builder.reading.yaml_tree import MAX_NODES, parse_yaml

FileT = TypeVar("FileT", bound=FileModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """The files of a workshop, without its stories; a part that could not be read is not there."""

    folder: WorkshopFolder
    workshop: Sheet[WorkshopFile] | None
    follow_ups: Sheet[FollowUpsFile] | None
    tellers: Sheet[TellersFile] | None
    reduced: Sheet[ReducedFile] | None
    reflection: str | None


def read_gathering(folder: WorkshopFolder, files: ProjectFiles) -> Gathering:
    """Everything in the folder that is not a story."""

    def read(name: str, model: type[FileT]) -> Sheet[FileT] | None:
        if name not in folder.fixed:
            return None
        return read_yaml_file(f"{folder.path}/{name}", model, files)

    reflection = files.read_text(f"{folder.path}/{REFLECTION_FILE}") if REFLECTION_FILE in folder.fixed else None
    return Gathering(
        folder=folder,
        workshop=read(WORKSHOP_FILE, WorkshopFile),
        follow_ups=read(FOLLOW_UP_FILE, FollowUpsFile),
        tellers=read(TELLERS_FILE, TellersFile),
        reduced=read(REDUCED_FILE, ReducedFile),
        reflection=reflection,
    )


def read_yaml_file(
    path: str, model: type[FileT], files: ProjectFiles, *, limit_bytes: int | None = None, max_nodes: int = MAX_NODES
) -> Sheet[FileT] | None:
    """A YAML file as its model; nothing after its faults are written down."""
    text = files.read_text(path) if limit_bytes is None else files.read_text(path, limit_bytes=limit_bytes)
    return None if text is None else parse_yaml_file(text, path, model, files.book, max_nodes=max_nodes)


def parse_yaml_file(
    text: str, path: str, model: type[FileT], book: FaultBook, *, max_nodes: int = MAX_NODES
) -> Sheet[FileT] | None:
    """The text of a YAML file as its model."""
    tree = parse_yaml(text, path, book, max_nodes=max_nodes)
    return None if tree is None else parse_typed(tree, model, path, book)
