"""`withdrawn.json`: what stands for the stories that were taken back, so that browsers and later builds drop them.

No id, no title and no day: a mark means something only to who has the address of the story.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

PURGE_LIST = "withdrawn.json"


def build_purge_list(marks: Iterable[str]) -> bytes:
    """The file, from the marks of an edition."""
    return json.dumps({"withdrawn": sorted(set(marks))}, separators=(",", ":")).encode() + b"\n"
