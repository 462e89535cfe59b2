"""What a build made anew and why, in numbers of public things and ids of public stories.

It is told from two editions, that of the last site and this one, and from what was written: nothing private is asked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.cache import Store
from builder.model.public import Edition
from builder.site.fingerprints import Fingerprints
from builder.site.site_record import key_of

KIND = "site-stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What was done."""

    is_first: bool
    """Whether nothing was known of an earlier site."""
    is_all: bool
    """Whether something changed that is on every page."""
    changed: tuple[str, ...]
    """Ids of stories."""
    new: tuple[str, ...]
    gone: tuple[str, ...]
    written: Mapping[str, int]
    """Kind of file → how many were written."""
    kept: int
    """Files that are those of the last site."""


def compare(store: Store, site: Path, edition: Edition, prints: Fingerprints) -> tuple[Rebuilt, bytes]:
    """How the stories differ from those of the last site, and what to note of them when this one stands."""
    key = key_of(site)
    content = store.get_many(KIND, [key]).get(key)
    last: dict[str, Any] = json.loads(content) if content else {"around": "", "stories": {}}  # Any: JSON
    now = {story.id: prints.stories[story.number].hex() for story in edition.stories}
    before: dict[str, str] = last["stories"]
    found = Rebuilt(
        is_first=content is None,
        is_all=last["around"] != prints.around.hex(),
        changed=tuple(sorted(each for each in now.keys() & before.keys() if now[each] != before[each])),
        new=tuple(sorted(now.keys() - before.keys())),
        gone=tuple(sorted(before.keys() - now.keys())),
        written={},
        kept=0,
    )
    return found, json.dumps({"around": prints.around.hex(), "stories": now}).encode()


def keep_compared(store: Store, site: Path, note: bytes) -> None:
    """Notes the stories of a site that stands."""
    store.put_many(KIND, {key_of(site): note})


def count_kinds(written: Mapping[str, str]) -> dict[str, int]:
    """How many files of each kind."""
    return dict(Counter(written.values()))
