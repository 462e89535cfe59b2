"""Which modules a script needs before it runs: a page names them all, so that a browser fetches them at once.

Without that list each module is found only after the one that imports it has arrived: on a slow connection three or
four trips one after the other.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from builder.site.bundling import resolved

ROOM = Path(__file__).parent
STATIC_IMPORT = re.compile(r'^(?:import|export)\b[^;"]*?"(\.{1,2}/[^"]+)";', re.MULTILINE)
"""`import … from "./x.js";`; what is imported later, by a call, is not asked for at once."""


@cache
def modules_of(*entries: str) -> tuple[str, ...]:
    """The paths of modules and of all that they import, by their path in the folder of assets.

    Raises: FileNotFoundError when one imports what is not there.
    """
    found = list(entries)
    for path in found:
        text = (ROOM / path).read_text(encoding="utf-8")
        paths = (resolved(path, name) for name in STATIC_IMPORT.findall(text))
        found += [each for each in dict.fromkeys(paths) if each not in found]
    return tuple(found)
