"""The list of publications, private: where the site was put and when. A withdrawal needs it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from builder.publishing.private_repository import without_password

LOG = ".published.jsonl"
"""At the root of the project, where no cleaning up of `build/` or `.cache/` touches it: one line a publication."""


def note_publication(root: Path, *, to: str, branch: str = "", commit: str = "", tree: str = "") -> None:
    """Adds a line to the list.

    Raises: OSError.
    """
    when = datetime.now(UTC).isoformat(timespec="seconds")
    line = {"when": when, "to": without_password(to), "branch": branch, "commit": commit, "tree": tree}
    with (root / LOG).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def published_at(root: Path) -> tuple[str, ...]:
    """Every target that is in the list, with its branch; a line that cannot be read is passed over."""
    try:
        lines = (root / LOG).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    found: dict[str, None] = {}
    for line in lines:
        try:
            entry = json.loads(line)
            branch = f" ({entry['branch']})" if entry["branch"] else ""
            found[f"{entry['to']}{branch}"] = None
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(found)
