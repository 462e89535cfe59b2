"""A pattern in words: first what its signals share, then a quotation, then the question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from builder.model.story import SignalKind
from builder.signals.digests.digest_view import Names
from builder.signals.digests.digest_words import KINDS
from builder.signals.digests.patterns import Pattern, Reach
from builder.signals.digests.told import cut_words, quote_of

QUOTE = 120
QUESTION = 90
"""Characters on page one: a line each."""
NUMBERS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPage:
    """A pattern, ready to be placed."""

    title: str
    """Up to its colon."""
    numbers: str
    """Of its members; on page one the last of very many are a count."""
    all_numbers: str
    quote: str = field(repr=False)
    quote_number: int
    question: str = field(repr=False)
    """What its members ask; empty when none of them does."""
    is_acute: bool


def build_pattern_pages(patterns: Iterable[Pattern], names: Names) -> tuple[PatternPage, ...]:
    """Patterns in words, in their order."""
    return tuple(build_pattern_page(pattern, names) for pattern in patterns)


def build_pattern_page(pattern: Pattern, names: Names) -> PatternPage:
    """One pattern in words."""
    said = pattern.blocks[0]
    return PatternPage(
        title=names.language.gettext("{words}:").format(words=pattern_title(pattern, names)),
        numbers=number_words(pattern.numbers),
        all_numbers=", ".join(map(str, pattern.numbers)),
        quote=quote_of(said.text, QUOTE),
        quote_number=said.number,
        question=question_words(pattern, names),
        is_acute=any(block.is_acute and block.is_open for block in pattern.blocks),
    )


def pattern_title(pattern: Pattern, names: Names) -> str:
    """How many signals share what, such as `3 signals about Mobility near Nekkerspoel`."""
    say, count = names.language.gettext, len(pattern.blocks)
    theme = names.themes.get(pattern.theme, pattern.theme)
    if pattern.reach is Reach.PLACE:
        place = names.places.get(pattern.shared, pattern.shared)
        return say("{count} signals about {theme} at {place}").format(count=count, theme=theme, place=place)
    if pattern.reach is Reach.AREA:
        area = names.areas.get(pattern.shared, pattern.shared)
        return say("{count} signals about {theme} in {area}").format(count=count, theme=theme, area=area)
    kind = say(KINDS[SignalKind(pattern.shared)])
    return say("{count} signals about {theme} of one kind ({kind})").format(count=count, theme=theme, kind=kind.lower())


def question_words(pattern: Pattern, names: Names) -> str:
    """The first question, and how many others there are."""
    asks = list(dict.fromkeys(block.head.ask for block in pattern.blocks if block.head.ask))
    if not asks:
        return ""
    first = cut_words(asks[0], QUESTION)
    if len(asks) == 1:
        return first
    return names.language.gettext("{first} (and {count} other questions)").format(first=first, count=len(asks) - 1)


def number_words(numbers: Sequence[int]) -> str:
    """The numbers of signals; the last of very many are a count."""
    shown = ", ".join(str(number) for number in numbers[:NUMBERS_SHOWN])
    return shown if len(numbers) <= NUMBERS_SHOWN else f"{shown} +{len(numbers) - NUMBERS_SHOWN}"
