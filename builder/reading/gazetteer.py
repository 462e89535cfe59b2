"""`places/` and the routes: the gazetteer of the city, before its ids are looked up."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.gazetteer import Area, InitiativesFile, PlacesFile, RoutesFile
from builder.model.geo import Bounds
from builder.reading.files import MAX_LIST_BYTES, ProjectFiles, shown_path
from builder.reading.gatherings import FileT, read_yaml_file
from builder.reading.geojson import AREAS_FILE, LANDSCAPE_FILE, read_areas, read_landscape
from builder.reading.typed import Sheet
from builder.reading.yaml_tree import MAX_LIST_NODES

PLACES_FOLDER = "places"
PLACES_FILE = "places/places.yml"
INITIATIVES_FILE = "places/initiatives.yml"
ROUTES_FILE = "site_config/routes.yml"
_READ_ENDINGS = (".yml", ".yaml", ".geojson", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGazetteer:
    """The files of the gazetteer; a file that is refused or optional and missing is not there."""

    places: Sheet[PlacesFile] | None
    initiatives: Sheet[InitiativesFile] | None
    routes: Sheet[RoutesFile] | None
    areas: tuple[Area, ...] | None
    """The city among them; empty when there is no file."""
    landscape: dict[str, object]


def read_gazetteer(files: ProjectFiles, bounds: Bounds | None) -> ReadGazetteer:
    """Places, initiatives, routes, areas and the landscape."""
    report_unexpected(PLACES_FOLDER, (PLACES_FILE, INITIATIVES_FILE, AREAS_FILE, LANDSCAPE_FILE), files)
    if not files.exists(PLACES_FILE):
        files.book.add("file-missing", PLACES_FOLDER, name="places.yml")
    return ReadGazetteer(
        places=_read_list(PLACES_FILE, PlacesFile, files),
        initiatives=_read_list(INITIATIVES_FILE, InitiativesFile, files),
        routes=_read_list(ROUTES_FILE, RoutesFile, files),
        areas=read_areas(files, bounds),
        landscape=read_landscape(files),
    )


def report_unexpected(folder: str, expected: tuple[str, ...], files: ProjectFiles) -> None:
    """A misspelt name would be left unread without a word; only files of the kinds that are read here count."""
    names = ", ".join(path.rpartition("/")[2] for path in expected)
    for entry in files.list_folder(folder):
        if not entry.is_folder and entry.name.endswith(_READ_ENDINGS) and entry.path not in expected:
            files.book.add("file-unexpected", shown_path(entry.path), expected=names)


def _read_list(path: str, model: type[FileT], files: ProjectFiles) -> Sheet[FileT] | None:
    if not files.exists(path):
        return None
    return read_yaml_file(path, model, files, limit_bytes=MAX_LIST_BYTES, max_nodes=MAX_LIST_NODES)
