"""What one build carries from event to event of MkDocs."""

from __future__ import annotations

import logging
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from builder.cache import Store
from builder.errors import UsageError
from builder.model.corpus import Corpus, InputFile, InputFolder
from builder.model.public import Edition, ThemeDrawings
from builder.pipeline import refuse_changed
from builder.publishing.built_site import inputs_digest, record_build
from builder.site.addresses import SiteMap
from builder.site.assets import Assets
from builder.site.rebuilt import Rebuilt, compare, count_kinds, keep_compared
from builder.site.site_files import SiteFiles
from builder.site.site_record import digest_of_record, keep_record, read_record
from builder.site.staging import StagedFolder, check_site
from builder.site.stamping import Shell
from builder.site.writing import Progress, SiteParts, write_site
from builder.whole.trees import list_tree
from builder.withdrawal.last_good import keep_inputs, keep_only

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
    """Where it lies and what was read of it; its stories and signals are gone once the edition is made."""
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


def without_private(corpus: Corpus) -> Corpus:
    """What is still needed of it once the edition is made: nothing private, of which there can be much."""
    return replace(corpus, stories=(), workshops=(), services=(), follow_ups=(), kept_signals=(), digest_summaries=())


def unused_folder(staged: StagedFolder) -> Path:
    """Where MkDocs may write: it writes nothing, and what another plugin writes there is refused."""
    return staged.target.parent / f".{staged.target.name}-mkdocs"


def put_in_place(building: Building, staged: StagedFolder, store: Store, progress: Progress) -> Rebuilt:
    """Writes the site, looks at it and at its inputs once more, and puts it in its place.

    Returns: what was made anew.
    Raises: ContentError, UsageError, OSError.
    """
    site, home = staged.target, building.home
    files = SiteFiles(
        folder=staged.folder,
        last=None if building.is_twin else site,
        is_twin=building.is_twin,
        record=read_record(store, site),
    )
    prints = write_site(building.parts, files, progress, store)
    rebuilt, note = compare(store, site, building.edition, prints)
    rebuilt = replace(rebuilt, written=count_kinds(files.written), kept=len(files.entries) - len(files.written))
    refuse_strangers(unused_folder(staged))
    files.clear_stale()
    kept = files.entries.keys() - files.written.keys()
    check_site(staged, files.manifest, kept, is_twin=building.is_twin)
    name = keep_inputs(building.corpus, staged.folder, home, name=digest_of_record(files.entries))
    inputs = inputs_digest(home, building.corpus.inputs)
    refuse_changed(building.corpus)
    gone = files.gone if building.is_twin else files_in(site) - files.entries.keys()
    staged.exchange(files.written.keys() if files.is_much_kept else None, gone)
    record_build(home, site, inputs, name)
    with suppress(OSError):  # the new site stands: a fault from here on takes nothing back
        keep_only(home, name)
    files.settle(site)
    keep_record(store, site, files.entries)
    keep_compared(store, site, note)
    return rebuilt


def files_in(folder: Path) -> set[str]:
    """Every file of the last site, of which nobody has looked yet whether it is as it was noted."""
    return {uri for uri, _ in list_tree(folder) if not uri.endswith("/")} if folder.is_dir() else set()


def refuse_strangers(folder: Path) -> None:
    """Nothing, when no other plugin of MkDocs wrote a file: it did not come through the airlock.

    Raises: UsageError.
    """
    count = sum(path.is_file() or path.is_symlink() for path in folder.rglob("*")) if folder.is_dir() else 0
    if count:
        raise UsageError("tree-not-whole", missing=0, wrong=count)


def refuse_warnings(building: Building, config: MkDocsConfig) -> None:
    """Nothing, when nobody warned of anything or when that may be.

    Raises: UsageError.
    """
    if config.strict and building.warnings.get_counts():
        raise UsageError("page-warnings")
