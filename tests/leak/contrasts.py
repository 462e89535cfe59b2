"""A few fixed pairs, as far apart in private as can be: what every planted leak is held against first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tests.leak.cities.chance import Chance, Least, Most, Seeded
from tests.leak.cities.faults import FAULTS, make_faulty
from tests.leak.cities.making import (
    DAYS_IN_WEEKS_FROM,
    KINDS,
    LEVELS,
    SHARED_BY,
    URGENCIES,
    WEIGHTS,
    make_private_side,
)
from tests.leak.cities.private_side import Placed, PrivateSide, Signal
from tests.leak.cities.public_side import THEMES, PublicSide, make_public_side
from tests.leak.cities.texts import MARKER, PARAGRAPHS, TOUCHY
from tests.leak.pairs import Bench, Finding, find_differences, find_fault_differences

Contrast = Callable[[Bench], list[Finding]]
"""Builds some cities that must look the same, and tells what does not."""
RICH = (14367, 19660, 2086)
"""Seeds of public sides that together hold everything that can be public (`test_pairs` looks whether they do)."""
CODE = next(each for each in PARAGRAPHS if each.startswith("    "))
LINK = next(each for each in PARAGRAPHS if each.startswith("Zie ["))
SEEDED = range(1, 7)
WORDS = {
    "theme": THEMES,
    "kind": KINDS,
    "urgency": URGENCIES,
    "weight": WEIGHTS,
    "shared_by": SHARED_BY,
    "level": LEVELS,
}
"""What the keys of a signal may say."""


def rich_public_side(seed: int) -> PublicSide:
    """The public side of a seed; its first story has code above and below the signals, and a link."""
    public = make_public_side(Seeded(seed))
    workshop, *others = public.workshops
    first, *more = workshop.told
    first = replace(first, paragraphs=(PARAGRAPHS[0], CODE, CODE, CODE, LINK), commented=(1,))
    return replace(public, workshops=(replace(workshop, told=(first, *more)), *others))


def with_every_sign(public: PublicSide, private: PrivateSide) -> PrivateSide:
    """The same private side, with a signal in the first public story that has every sign, each in a line of its own.

    Drawn texts have a few signs each: whether one of them comes to stand in a signal of a public story is left to luck.
    """
    workshop, told = public.stories[0]
    text = "\n".join(f"{MARKER}sign{number} {sign}" for number, sign in enumerate(TOUCHY))
    signal = Signal(id=f"{MARKER}signs".lower(), theme="rust", kind="concern", text=text)
    return replace(private, placed=(*private.placed, Placed(home=(workshop.id, told.slug), signal=signal)))


def first_sides(public: PublicSide) -> list[PrivateSide]:
    """Nothing, everything and every sign, everything in another turn, and what a seed says."""
    nothing, everything, *others = (make_private_side(public, each) for each in first_chances())
    return [nothing, with_every_sign(public, everything), *others]


def more_sides(public: PublicSide) -> list[PrivateSide]:
    """Nothing, and what some seeds say."""
    return [make_private_side(public, each) for each in more_chances()]


def first_chances() -> Sequence[Chance]:
    """Nothing, everything, and everything in another turn."""
    return (Least(), Most(), Most(3), Seeded(0))


def more_chances() -> Sequence[Chance]:
    """Nothing, and some cities of seeds."""
    return (Least(), *map(Seeded, SEEDED))


def warm_up(bench: Bench) -> list[Finding]:
    """A few cities are built, so that everything that a process loads once is loaded; what tells them apart."""
    found: list[Finding] = []
    for seed in RICH:
        public = rich_public_side(seed)
        found += find_differences(public, [make_private_side(public, each) for each in first_chances()[:2]], bench)
    return found


def contrasts() -> dict[str, Contrast]:
    """All contrasts by their names, those that notice most first."""
    return {
        **{f"city {seed}": pairs_of(seed, first_sides) for seed in RICH},
        **{kind: fault_of(kind) for kind in FAULTS},
        **{f"city {seed}, more sides": pairs_of(seed, more_sides) for seed in RICH},
    }


def find_contrasts(bench: Bench, first: str = "") -> Iterator[tuple[str, list[Finding]]]:
    """What tells the cities of each contrast apart, by the name of the contrast, with `first` before all others."""
    found = contrasts()
    for name in dict.fromkeys((first, *found) if first else found):
        yield name, found[name](bench)


def pairs_of(seed: int, sides: Callable[[PublicSide], list[PrivateSide]]) -> Contrast:
    """The contrast of private sides for the public side of a seed."""

    def find(bench: Bench) -> list[Finding]:
        public = rich_public_side(seed)
        return find_differences(public, sides(public), bench)

    return find


def fault_of(kind: str) -> Contrast:
    """The contrast of a fault around a very short text with the same fault around a long one with many signs."""

    def find(bench: Bench) -> list[Finding]:
        public = make_public_side(Least())
        small, large = make_private_side(public, Least()), make_private_side(public, Seeded(1))
        texts = ((Least(), small), (Most(1), large))
        faulty = [(make_faulty(chance, private, kind), FAULTS[kind].shown) for chance, private in texts]
        return find_fault_differences(public, small, faulty, bench)

    return find


def signal_riches(public: PublicSide) -> dict[str, bool]:
    """What the signals of public stories have, in the fixed private sides, of everything that some leak looks for."""
    homes = {(workshop.id, told.slug) for workshop, told in public.stories}
    sides = (*first_sides(public), *more_sides(public))
    signals = [placed.signal for private in sides for placed in private.placed if placed.home in homes]
    lines = [line for each in signals if not each.is_listed for line in each.text.splitlines()]
    return {
        **{f"a line with {sign!r}": any(sign in line for line in lines) for sign in TOUCHY},
        **{
            f"{key}: {word}": any(getattr(each, key) == word for each in signals)
            for key, words in WORDS.items()
            for word in words
        },
        "a last day": any(each.before is not None for each in signals),
        "a long ask": any(len(each.ask or "") > 64 for each in signals),
        "one character": any(len(each.text) == 1 for each in signals),
        "a line of four thousand": any(len(line) > 4000 for line in lines),
        "a comment in the head": any(each.comment for each in signals if not each.is_listed),
        "in the front matter": any(each.is_listed for each in signals),
    }


def riches(public: PublicSide) -> dict[str, bool]:
    """What a public side has of everything that can be public, and that some leak needs."""
    stories = [told for _, told in public.stories]
    frames = {(told.frame.precision, told.is_home, told.is_exact) for told in stories if told.frame}
    days = [told.date for told in stories]
    alike = {(each.theme, each.service, each.answered_on, each.text) for each in public.replies}
    return {
        "a point on the street": any(
            not home and not exact for name, home, exact in frames if name in ("exact", "street")
        ),
        "a home": any(home for name, home, _ in frames if name in ("exact", "street", "area")),
        "a point somewhere in the city": any(name == "city" for name, _, _ in frames),
        "an exact point": any(name == "exact" and exact and not home for name, home, exact in frames),
        "a place that might be another": any(len(told.places) > 1 for told in stories),
        "a picture": any(told.picture is not None for told in stories),
        "no picture": any(told.picture is None for told in stories),
        "a sound": any(told.sound is not None for told in stories),
        "a translation": any(each for told in stories for each in told.translations if not each.is_outdated),
        "a name": any(told.public_name for told in stories),
        "no name and no role": any(not told.public_name and not told.role for told in stories),
        "no summary": any(told.summary is None for told in stories),
        "no date": any(told.date is None and workshop.date is None for workshop, told in public.stories),
        "two stories of a day": len(days) > len(set(days)),
        "two stories of a feeling": len({told.emotion for told in stories}) < len(stories),
        "something withdrawn": any(workshop.withdrawn for workshop in public.workshops),
        "something withdrawn twice": any(times > 1 for each in public.workshops for _, times in each.withdrawn),
        "a telephone number": any(told.has_phone for told in stories),
        "a drawn land": public.has_landscape and public.basemap == "illustrated",
        "two routes": public.routes > 1,
        "an initiative without a story": public.initiatives > 1,
        "a table with few": any(workshop.participants is None for workshop in public.workshops),
        "two tables": len(public.workshops) > 1,
        "replies": len(public.replies) > 1,
        "a reply that was passed on": any(reply.forwarded_to for reply in public.replies),
        "a reply that a story points at": any(reply.story for reply in public.replies),
        "a reply that no story points at": any(reply.story is None for reply in public.replies),
        "two replies that are alike": len(alike) < len(public.replies),
        "a median in days": public.median_days is not None and public.median_days < DAYS_IN_WEEKS_FROM,
        "a median in weeks": (public.median_days or 0) >= DAYS_IN_WEEKS_FROM,
        "days that are too few for a median": public.median_days is None
        and any(reply.has_full_day for reply in public.replies),
        "a number of replies of a status": any(
            number >= public.smallest_group for number in Counter(reply.status for reply in public.replies).values()
        ),
        "too few replies of a theme": any(
            number < public.smallest_group for number in Counter(reply.theme for reply in public.replies).values()
        ),
        "a reply without a day": any(reply.answered_on is None for reply in public.replies),
        "figures": public.passed_on_groups > 0 and public.answered_groups > 0,
    }
