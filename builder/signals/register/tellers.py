"""No teller in a digest: what a trainer typed into a signal is held against the tellers that are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.model.gathering import TellerEntry
from builder.model.story import Signal, Story

FEWEST_DIGITS = 8
"""From so many on, the digits of a contact are a telephone number."""
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
    """Whether the words stand in the text, whatever the capitals and the white space; a number however it is spaced."""
    digits = re.sub(r"\D", "", mark)
    if len(digits) >= FEWEST_DIGITS and digits in re.sub(r"[\s./()-]", "", said):
        return True
    pattern = r"\s+".join(re.escape(part) for part in mark.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", said, re.IGNORECASE) is not None
