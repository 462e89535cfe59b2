"""The files of the search index at their addresses; one index for all languages of the interface."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from builder.atlas.search_index import IndexJob, build_search_documents
from builder.cache import Store
from builder.model.public import Edition

FOLDER = "assets/search/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """The index of an edition."""

    uri: str
    """Of the manifest, which a browser fetches first; all other files stand beside it."""
    contents: dict[str, bytes]
    """Address from the root → content."""


class SearchJob:
    """The index of an edition that is being made, where there are two processors beside what else is to be done."""

    def __init__(self, edition: Edition, store: Store | None = None, stories: Sequence[bytes] = ()) -> None:
        """Starts; `stories` are hashes of all that is public of each story, by its number, when somebody has them."""
        documents = build_search_documents(edition)
        prints = [documents.names_digest + each for each in stories] if stories else None
        self._job = IndexJob(documents, store, prints)

    def finish(self) -> SearchFiles:
        """The index with its addresses."""
        index = self._job.finish()
        uri = f"{FOLDER}{hashlib.sha256(index.manifest).hexdigest()[:12]}.json"
        files = {f"{FOLDER}{name}": content for name, content in index.files.items()}
        return SearchFiles(uri=uri, contents={uri: index.manifest, **files})
