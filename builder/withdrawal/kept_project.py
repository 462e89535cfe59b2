"""The project as it was when the site that stands was made, for publishing while other files have faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from builder.errors import ContentError
from builder.model.corpus import Corpus
from builder.pipeline import read_project
from builder.withdrawal.last_good import find_own, unpack
from builder.withdrawal.taking_down import work_folder


def read_kept_project(root: Path, site: Path, now: datetime) -> tuple[Corpus, date] | None:
    """What the site was made from, and the day for which it is judged; None when that was not kept.

    Names and contacts of tellers and notes of trainers are not in it: a last look cannot look for those.
    """
    found = find_own(root, site) if site.is_dir() else None
    if found is None:
        return None
    with work_folder(root) as folder:
        if not unpack(found, folder, (), {}):
            return None
        try:
            corpus, today = read_project(folder, now)
        except ContentError:
            return None
    return replace(corpus, root=root), today
