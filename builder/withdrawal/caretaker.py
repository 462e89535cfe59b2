"""The last resort: one page in the place of the whole site, when nothing can be built and a story may not stay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.site.caretaker import caretaker_site
from builder.site.staging import StagedFolder, check_site, one_at_a_time, write_new


def put_caretaker(site: Path, language_code: str | None, marks: Iterable[str]) -> None:
    """Replaces the site by one page that says that the map comes back, and the list of what was withdrawn."""
    contents = caretaker_site(language_code, marks)
    staged = StagedFolder(target=site)
    with one_at_a_time(site.parent):
        staged.begin()
        for uri, content in contents.items():
            write_new(staged.folder, uri, content)
        check_site(staged, {uri: len(content) for uri, content in contents.items()})
        staged.exchange()
