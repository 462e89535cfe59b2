"""What one build carries from event to event of MkDocs."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.utils import CountHandler

from builder.model.corpus import Corpus, InputFile, InputFolder
from builder.model.public import Edition, ThemeDrawings
from builder.site.addresses import SiteMap
from builder.site.assets import Assets
from builder.site.staging import StagedFolder
from builder.site.stamping import Shell
from builder.site.writing import SiteParts

Remembered = tuple[tuple[InputFile, ...], tuple[InputFolder, ...]]


def count_from(level: int) -> CountHandler:
    """A counter of log records from a level upwards."""
    handler = CountHandler()
    handler.setLevel(level)
    return handler


@dataclass(slots=True)
class Building:
    """What one build carries from event to event."""

    corpus: Corpus
    edition: Edition
    drawings: ThemeDrawings
    assets: Assets
    site_map: SiteMap
    staged: StagedFolder | None
    """Where the site is staged; None while MkDocs serves from a folder of its own."""
    home: Path
    """The project with the cache; another folder than that of the corpus while a story is withdrawn."""
    lock: ExitStack
    theme_files: dict[str, bytes] = field(default_factory=dict)
    """What MkDocs made and would have written: trusted pages, the page for what is not there, styles of the theme."""
    is_twin: bool = False
    """Whether the staged folder has the files of the last site."""
    shells: dict[str, Shell] = field(default_factory=dict)
    trusted: list[dict[str, str]] = field(default_factory=list)
    warnings: CountHandler = field(default_factory=lambda: count_from(logging.WARNING))

    @property
    def parts(self) -> SiteParts:
        """What our own pages are made of; complete after the last shell."""
        return SiteParts(
            edition=self.edition,
            site_map=self.site_map,
            drawings=self.drawings,
            assets=self.assets,
            shells=self.shells,
            trusted=self.trusted,
            trusted_files=self.theme_files,
        )
