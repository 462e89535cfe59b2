"""The files of the search index at their addresses; one index for all languages of the interface."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from builder.atlas.search_index import build_search_documents, build_search_index
from builder.model.public import Edition

FOLDER = "assets/search/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """The index of an edition."""

    uri: str
    """Of the manifest, which a browser fetches first; all other files stand beside it."""
    contents: dict[str, bytes]
    """Address from the root → content."""


def build_search_files(edition: Edition) -> SearchFiles:
    """The index of the stories of an edition."""
    index = build_search_index(list(build_search_documents(edition)))
    uri = f"{FOLDER}{hashlib.sha256(index.manifest).hexdigest()[:12]}.json"
    files = {f"{FOLDER}{name}": content for name, content in index.files.items()}
    return SearchFiles(uri=uri, contents={uri: index.manifest, **files})
