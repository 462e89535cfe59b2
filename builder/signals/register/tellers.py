"""No teller in a digest: what a trainer typed into a signal is held against the tellers that are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.model.gathering import TellerEntry
from builder.model.story import Signal, Story

FEWEST_DIGITS = 8
"""From so many on, the digits of a contact are a telephone number."""
LAST_DIGITS = 9
"""Of a telephone number: +31 6 1234 5678 and 06-12345678 are one."""
MARKUP = re.compile(r"\]\([^)\n]*\)|[\[\]*_`~\\]")
"""What a page does not show of Markdown; a name may be half in bold."""
UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
SHORTEST_WORD = 2
"""A name or contact of one character says nothing."""


def teller_faults(corpus: Corpus, signals: Iterable[Signal]) -> list[Fault]:
    """A fault for each signal whose text or ask names a teller of its workshop, or says how to reach them."""
    stories = {story.id: story for story in corpus.stories}
    tellers = {workshop.id: workshop.tellers for workshop in corpus.workshops}
    faults = []
    for signal in signals:
        story = stories[signal.story_id]
        known = marks_of(story, tellers.get(signal.workshop_id, ()))
        said = f"{signal.text}\n{signal.head.ask or ''}"
        if any(names(said, mark) for mark in known):
            faults.append(Fault(code="signal-names-teller", path=signal.path, line=signal.line))
    return faults


def marks_of(story: Story, tellers: Iterable[TellerEntry]) -> Iterator[str]:
    """The names and contacts of who may have told it; also of the others at the table."""
    marks = [story.front.teller.name]
    for teller in tellers:
        marks += [teller.name, teller.contact]
    for mark in marks:
        if mark is not None and len(mark) >= SHORTEST_WORD:
            yield mark


def names(said: str, mark: str) -> bool:
    """Whether the words stand in the text, whatever the capitals, the white space and the marks of Markdown; a number
    however it is spaced.
    """
    digits = re.sub(r"\D", "", mark)
    if len(digits) >= FEWEST_DIGITS and digits[-LAST_DIGITS:] in re.sub(r"[\s./()-]", "", said):
        return True
    marks = [r"\s+".join(map(re.escape, each.split())) for each in read_both_ways(mark) if each.strip()]
    return any(re.search(rf"(?<!\w){each}(?!\w)", words) for words in read_both_ways(said) for each in marks)


@lru_cache(maxsize=256)
def read_both_ways(said: str) -> tuple[str, ...]:
    """The text as it was typed and as it is read, without the marks of Markdown; folded."""
    typed = folded(said)
    read = MARKUP.sub("", typed)
    return (typed,) if read == typed else (typed, read)


def folded(text: str) -> str:
    """The text without what an eye does not see: capitals, hidden characters, how an accent is put together."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
