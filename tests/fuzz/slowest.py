"""`python -m tests.fuzz.slowest STEPS SEED`: looks for the slowest story text that is still let through."""

from __future__ import annotations

import random
import sys
import time

from builder.airlock.markdown import first_sentence, render_markdown
from builder.airlock.private_names import PrivateNames
from builder.airlock.public_texts import PublicText
from builder.airlock.stops import Stops
from builder.model.sanitised_html import plain_blocks, plain_text
from builder.reading.complexity import check_complexity
from builder.reading.faultbook import FILE_START, FaultBook
from builder.reading.repetition import PublicText as RepeatedText
from builder.reading.repetition import find_repetition, signal_sentences
from builder.reading.signal_blocks import cut_signal_blocks
from tests.reading.bombs import BODY_PIECES, MOST_BYTES

STOPS = Stops(names=PrivateNames.of(["a b", "woord woord", "een zin"]), region="BE")
SENTENCES = signal_sentences(["a " * 40, "woord " * 40, "Een zin die er niet staat, hoe lang men ook zoekt."])
PIECES = (
    *BODY_PIECES.values(),
    "\n",
    "\n\n",
    " ",
    "    ",
    "é",
    "[x]: https://a.example 'b'\n",
    "[x]",
    "- > 1. ",
    "`a`",
)
Recipe = tuple[tuple[str, int], ...]
"""Pieces and how often each stands in a round; rounds fill the text."""


def text_of(recipe: Recipe) -> str:
    """The text of a recipe, as long as a file may be."""
    one = "".join(piece * count for piece, count in recipe)
    return (one * (MOST_BYTES // max(1, len(one.encode())) + 1)).encode()[:MOST_BYTES].decode("utf-8", "ignore")


def seconds_of(text: str) -> float | None:
    """What reading, rendering and searching it costs the processor; None when it is refused before that."""
    if not check_complexity(text, 1, "a.md", FaultBook()):
        return None
    started = time.process_time()
    check_complexity(text, 1, "a.md", FaultBook())
    book = FaultBook()
    cut = cut_signal_blocks(text, 1, "a.md", book)
    body = text if cut is None else cut[0]
    find_repetition(SENTENCES, RepeatedText(path="a.md", position=FILE_START, key="", text=body))
    list(STOPS.faults_in(PublicText(path="a.md", line=1, key="", text=body, is_body=True)))
    html = render_markdown(body)
    first_sentence(plain_text(html))
    plain_blocks(html)
    return time.process_time() - started


def changed(recipe: Recipe, luck: random.Random) -> Recipe:
    """A recipe a little different: one piece more, less, other or another number of times."""
    parts = list(recipe)
    at = luck.randrange(len(parts))
    way = luck.randrange(4)
    if way == 0 and len(parts) < 6:
        parts.insert(at, (luck.choice(PIECES), luck.choice((1, 1, 2, 5, 30, 1_000))))
    elif way == 1 and len(parts) > 1:
        del parts[at]
    elif way == 2:
        parts[at] = (luck.choice(PIECES), parts[at][1])
    else:
        parts[at] = (parts[at][0], max(1, int(parts[at][1] * luck.choice((0.2, 0.5, 2, 10)))))
    return tuple(parts)


def find_slowest(steps: int, seed: int) -> tuple[float, Recipe]:
    """The most seconds that were found, and of which recipe; a climb that no longer rises starts elsewhere."""
    luck = random.Random(seed)
    best: tuple[float, Recipe] = (0.0, ())
    here_s, tired = 0.0, 0
    here: Recipe = (("a", 1),)
    for _ in range(steps):
        if tired > 12:
            here_s, here, tired = 0.0, ((luck.choice(PIECES), 1), (luck.choice(PIECES), 1)), 0
        tried = changed(here, luck)
        spent_s = seconds_of(text_of(tried))
        if spent_s is None or spent_s <= here_s:
            tired += 1
            continue
        here_s, here, tired = spent_s, tried, 0
        best = max(best, (here_s, here))
    return best


if __name__ == "__main__":
    found_s, found = find_slowest(int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{found_s * 1000:.0f} ms: {found!r}\n")
