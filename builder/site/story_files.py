"""The files that the home page fetches of the stories: columns, a head a language, chunks of cards, buckets of ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.atlas.story_cards import build_card_chunks
from builder.atlas.story_columns import Chunks, build_id_buckets, build_story_columns, build_story_head
from builder.languages import Language
from builder.model.public import Edition
from builder.site.addresses import SiteMap

FOLDER = "assets/data/"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFiles:
    """Where they stand, by address from the root, and what is in them."""

    columns_uri: str
    head_uris: dict[str, str]
    """Interface language → the head."""
    contents: dict[str, bytes]


@dataclass(slots=True)
class Keeper:
    """Collects files that are named after their content."""

    contents: dict[str, bytes] = field(default_factory=dict)

    def keep(self, stem: str, value: object, signs: int = 12) -> str:
        """The hash in the name of the file with this value as JSON."""
        content = compact(value).encode()
        digest = hashlib.sha256(content).hexdigest()[:signs]
        self.contents[f"{FOLDER}{stem}-{digest}.json"] = content
        return digest

    def keep_chunks(self, folder: str, chunks: Sequence[object]) -> Chunks:
        """A file for each chunk: `<folder>/<number>-<hash>.json`."""
        hashes = tuple(self.keep(f"{folder}/{number}", chunk, signs=8) for number, chunk in enumerate(chunks))
        return Chunks(folder=f"{FOLDER}{folder}/", hashes=hashes)


def build_story_files(edition: Edition, languages: Sequence[Language], site_map: SiteMap) -> StoryFiles:
    """All of them, from the edition; what does not depend on the language once."""
    keeper = Keeper()
    columns_uri = f"{FOLDER}columns-{keeper.keep('columns', build_story_columns(edition))}.json"
    ids = keeper.keep_chunks("ids", build_id_buckets(edition))
    heads = {}
    for language in languages:
        cards = keeper.keep_chunks(f"cards-{language.code}", build_card_chunks(edition, language, site_map))
        stem = f"stories-{language.code}"
        heads[language.code] = (
            f"{FOLDER}{stem}-{keeper.keep(stem, build_story_head(edition, language, site_map, cards, ids))}.json"
        )
    return StoryFiles(columns_uri=columns_uri, head_uris=heads, contents=keeper.contents)


def compact(value: object) -> str:
    """JSON without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
