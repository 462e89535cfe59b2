"""The files of the search index at their addresses; one index for all languages of the interface."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from builder.atlas.search_index import IndexPlan, build_search_documents
from builder.atlas.search_index.building import NOTHING
from builder.model.public import Edition

FOLDER = "assets/search/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """The index of an edition."""

    uri: str
    """Of the manifest, which a browser fetches first; all other files stand beside it."""
    contents: dict[str, bytes]
    """Address from the root → content."""
    segments: dict[bytes, bytes]
    """Key → content of the segments that had to be made, for whoever wants to keep them."""


class SearchPlan:
    """The index of an edition that is to be made; segments of it that were made before may be given back to it."""

    def __init__(self, edition: Edition, stories: Sequence[bytes] = ()) -> None:
        """`stories` are hashes of all that is public of each story, by its number, when somebody has them."""
        documents = build_search_documents(edition)
        names = documents.digest_names() if stories else b""
        prints = [names + each for each in stories] if stories else None
        self._plan = IndexPlan(documents, prints)

    @property
    def keys(self) -> tuple[bytes, ...]:
        """What its segments are kept under."""
        return self._plan.keys

    def steps(self, kept: Mapping[bytes, bytes] = NOTHING) -> list[Callable[[], None]]:
        """Making each segment that has to be made."""
        return self._plan.steps(kept)

    def build(self, kept: Mapping[bytes, bytes] = NOTHING) -> SearchFiles:
        """The index with its addresses."""
        index, made = self._plan.build(kept)
        uri = f"{FOLDER}{hashlib.sha256(index.manifest).hexdigest()[:12]}.json"
        files = {f"{FOLDER}{name}": content for name, content in index.files.items()}
        return SearchFiles(uri=uri, contents={uri: index.manifest, **files}, segments=made)


def build_search_files(edition: Edition) -> SearchFiles:
    """The index of an edition, all of it made anew."""
    return SearchPlan(edition).build()
