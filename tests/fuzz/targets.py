"""What must hold for a damaged file, whatever the damage.

*Private text is either recognised or the file is refused.* Every private word of the seeds holds `ZQX`, every word of
a signal starts with `ZQXS`, and no public word does.
"""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.airlock import make_edition
from builder.errors import ContentError
from builder.languages.faults import describe_fault
from builder.languages.language import load_language
from builder.model.corpus import Corpus
from builder.reading import read_corpus

TODAY = date(2024, 6, 1)
TESTS = Path(__file__).parent.parent
SEEDS = Path(__file__).parent / "seeds"
STORY_SEEDS = tuple(sorted((SEEDS / "stories").glob("*.md")))
WORKSHOP = "stories/2019-tafel"
STORY = f"{WORKSHOP}/verhaal.md"
OTHERS = {
    "workshop.yml": f"{WORKSHOP}/workshop.yml",
    "tellers.yml": f"{WORKSHOP}/tellers.yml",
    "follow_up.yml": f"{WORKSHOP}/follow_up.yml",
    "reflection.md": f"{WORKSHOP}/reflection.md",
    "translation.md": f"{WORKSHOP}/brug.fr.md",
    "services.yml": "site_config/services.yml",
    "city.yml": "site_config/city.yml",
    "places.yml": "places/places.yml",
}
"""Seed, and the file of the tiny city that it takes the place of."""
PRIVATE = "zqx"
SIGNAL_WORD = re.compile(r"zqxs\w+")
MOST_S = 1.0
"""Of the processor, for the whole project."""


def prepare(root: Path) -> Path:
    """The tiny city without what would only take time."""
    shutil.copytree(TESTS / "sites" / "tiny", root)
    for name in ("site_config/routes.yml", f"{WORKSHOP}/markt.md"):
        (root / name).unlink()
    for path in root.rglob("*"):
        if path.suffix in (".yml", ".md"):
            path.write_text(path.read_text("utf-8").replace("MARKERWORD", "ZQX"), "utf-8")
    return root


def signal_words(text: str) -> set[str]:
    """The private words of signals that are still whole in a text."""
    return set(SIGNAL_WORD.findall(text.casefold()))


def recognised_words(corpus: Corpus) -> set[str]:
    """The private words that the signals of a corpus hold."""
    return set().union(*(signal_words(f"{signal.text} {signal.head.ask} {signal.id}") for signal in corpus.signals))


def is_private_kept(root: Path, path: str, text: str) -> bool:
    """Whether the project could be read with the text in place of a file, which is put back.

    Raises: AssertionError when a private word is in the edition or in a fault, or a signal is lost; anything that is
    no error of ours.
    """
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return is_kept(root, text if path == STORY else "")
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


def is_kept(root: Path, story: str) -> bool:
    """The same for the project as it stands; the signals of the story must be in it."""
    started = time.process_time()
    try:
        corpus = read_corpus(root, today=TODAY)
        edition = make_edition(corpus, today=TODAY, cache_folder=root / ".cache")
    except ContentError as error:
        check_faults(error)
        return False
    finally:
        assert time.process_time() - started < MOST_S, "too slow"
    assert PRIVATE not in repr(replace(edition, landscape={})).casefold(), "a private word is public"
    assert signal_words(story) <= recognised_words(corpus), "a signal is lost"
    return True


def check_faults(error: ContentError) -> None:
    """Nothing, when the faults hold no private word in either language."""
    assert error.faults
    for code in ("en", "nl"):
        described = "\n".join(describe_fault(fault, load_language(code, "errors")) for fault in error.faults)
        assert PRIVATE not in described.casefold(), "a fault repeats a private word"
    assert PRIVATE not in repr(error.faults).casefold(), "a fault holds a private word"
