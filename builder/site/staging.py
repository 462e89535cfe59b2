"""The site is staged beside the last good one and takes its place in the end. The order of the steps of a build:

1. the lock of the build folder, before anything is read: a slow build cannot put an older site over a newer one;
2. a swap that was cut in two is repaired, and a folder that is no site is refused;
3. the inputs are read and remembered, the airlock opens, everything is written to `.site-staging`;
4. checks: exactly the files that were meant, of their sizes, plain files only, modes 0644 and 0755;
5. the inputs are kept under the digest of the staged tree (`withdrawal.last_good`); step 6 may still refuse that site;
6. the inputs are looked at again: what changed, came or went since step 3 stops the build;
7. everything is flushed to the disk, one exchange, the parent is flushed, the old site is removed.

The steps for a folder of any name are in `builder.whole.staged_folder`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from builder.errors import UsageError
from builder.whole.lock import one_at_a_time
from builder.whole.staged_folder import StagedFolder, is_real_folder, write_new
from builder.whole.trees import Manifest, tree_digest

__all__ = [
    "ALWAYS_THERE",
    "Manifest",
    "StagedFolder",
    "check_site",
    "one_at_a_time",
    "refuse_foreign",
    "tree_digest",
    "write_new",
]

ALWAYS_THERE = ("index.html", "404.html")


def refuse_foreign(site: Path) -> None:
    """Nothing, when the folder may be replaced as a whole: it is not there, it is empty, or it is a site.

    Raises: UsageError when it holds anything else, such as the stories of the project.
    """
    try:
        site.lstat()
    except FileNotFoundError:
        return
    if not is_real_folder(site) or (any(site.iterdir()) and not (site / "index.html").is_file()):
        raise UsageError("site-folder")


def check_site(
    staged: StagedFolder, manifest: Mapping[str, int | None], kept: Collection[str] = (), *, is_twin: bool = False
) -> None:
    """Nothing, when the staged site is whole: what was meant is there, and it has a first page and one for no page.

    Raises: UsageError.
    """
    staged.check(manifest, kept, is_twin=is_twin)
    missing = sum(name not in manifest for name in ALWAYS_THERE)
    if missing:
        raise UsageError("tree-not-whole", missing=missing, wrong=0)
