"""The copies of a story that no program can take back: what to chase by hand, as paths, ids and addresses only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from builder.model.scalars import PartialDate
from builder.reading.faultbook import Position
from builder.reading.repetition import PublicText, find_repetition, signal_sentences
from builder.signals.making import DIGEST_FOLDER
from builder.signals.register.period import is_in_period
from builder.withdrawal.git_history import History
from builder.withdrawal.marks import list_site
from builder.withdrawal.story_files import ReadText, list_project_files, story_id_of

_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")
_SEALED = ".zip.age"
_NOT_PRODUCTS = frozenset(("site", "digest"))
_SIGNAL = re.compile(r"^(?:::: signal|signals:)", re.MULTILINE)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
_DATE = re.compile(r"^date:[ \t]*[\"']?(\d{4}(?:-\d{2}(?:-\d{2})?)?)", re.MULTILINE)
"""A date in the front matter of a story, or in `workshop.yml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDigest:
    """A delivery in which signals of the story may be."""

    period: str
    services: tuple[str, ...]
    path: str
    is_unsealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What to chase."""

    digests: tuple[SentDigest, ...]
    products: tuple[str, ...]
    """Files below `build/` that may have been printed or passed on."""
    addresses: tuple[str, ...]
    """The web addresses of the story; search engines and archives know them."""
    published: tuple[str, ...]
    """Where the site was published, by the list of publications."""
    mentions: tuple[str, ...]
    """Files of other stories that name the address of this one or repeat a sentence of it."""
    history: History | None


def find_digests(home: Path, text: str, workshop_text: str) -> tuple[SentDigest, ...]:
    """The deliveries of a period in which the story falls, when it has signals.

    Sealed files cannot be looked into, and services may have changed since: every service of such a delivery counts.
    """
    if not _SIGNAL.search(text):
        return ()
    written = _DATE.search(text.split("\n---", 1)[0]) or _DATE.search(workshop_text)
    day = parse_date(written[1]) if written else None
    found = []
    for folder in sorted((home / DIGEST_FOLDER).glob("*_*")):
        match = _PERIOD.fullmatch(folder.name)
        if match and is_in_period(day, date.fromisoformat(match[1]), date.fromisoformat(match[2])):
            found.append(delivery_in(folder, home))
    return tuple(found)


def parse_date(text: str) -> PartialDate | None:
    """The date; none when it cannot be one, so that the story counts for every period."""
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def delivery_in(folder: Path, home: Path) -> SentDigest:
    """The services that got something in a delivery, by the names of its files."""
    sealed = {path.name.removesuffix(_SEALED) for path in folder.glob(f"*{_SEALED}")}
    in_clear = {path.name for path in folder.iterdir() if path.is_dir()}
    return SentDigest(
        period=folder.name.replace("_", " – "),
        services=tuple(sorted(sealed | in_clear)),
        path=folder.relative_to(home).as_posix(),
        is_unsealed=bool(in_clear),
    )


def find_products(build_folder: Path, home: Path) -> tuple[str, ...]:
    """Everything that was made beside the site and the digests, by folder or file."""
    if not build_folder.is_dir():
        return ()
    names = sorted(path for path in build_folder.iterdir() if path.name not in _NOT_PRODUCTS and path.name[0] != ".")
    return tuple((path.relative_to(home) if path.is_relative_to(home) else path).as_posix() for path in names)


def find_addresses(site: Path, story_id: str) -> tuple[str, ...]:
    """The web addresses of the story; from the root of the site when that does not say where it stands."""
    home = site / "index.html"
    canonical = _CANONICAL.search(home.read_text("utf-8", "replace")) if home.is_file() else None
    base = unescape(canonical[1]) if canonical else ""
    inside = (path for path in list_site(site) if f"/{story_id}/" in f"/{path}" and path.endswith("/index.html"))
    return tuple(sorted(f"{base}{path.removesuffix('index.html')}" for path in inside))


def find_mentions(home: Path, story_id: str, texts: Sequence[str], read_text: ReadText) -> tuple[str, ...]:
    """The files of other stories in which the address or a sentence of the story stands."""
    sentences = signal_sentences(text.split("\n---", 1)[-1] for text in texts)
    found = []
    for path in list_project_files(home):
        owner = story_id_of(path)
        text = read_text(path) if owner is not None and owner != story_id else None
        if text is None:
            continue
        public = PublicText(path=path, position=Position(), key="", text=text)
        if f"{story_id}/" in text or find_repetition(sentences, public) is not None:
            found.append(path)
    return tuple(found)
