"""The last resort: one page in the place of the whole site, when nothing can be built and a story may not stay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.site.caretaker import caretaker_page
from builder.site.purge_list import PURGE_LIST, build_purge_list
from builder.site.staging import begin_staging, one_build_at_a_time, swap_in, write_new


def put_caretaker(site: Path, language_code: str | None, marks: Iterable[str]) -> None:
    """Replaces the site by one page that says that the map comes back, and the list of what was withdrawn."""
    page = caretaker_page(language_code).encode()
    with one_build_at_a_time(site.parent):
        staging = begin_staging(site)
        write_new(staging, "index.html", page)
        write_new(staging, "404.html", page)
        write_new(staging, PURGE_LIST, build_purge_list(marks))
        swap_in(staging, site)
