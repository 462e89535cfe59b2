"""Records of withdrawn stories for a made-up city: what is withdrawn, what never was public, what was given back."""

from __future__ import annotations

from collections.abc import Iterator

from tests.leak.cities.chance import Chance
from tests.leak.cities.private_side import Home, KeptBack, Recorded, Secrets, WorkshopSecrets
from tests.leak.cities.public_side import PublicSide
from tests.leak.cities.texts import Words

DAYS = ("2025-06-01", "2019-04-01", "2024-02-28")
LIFTED_ON = "2025-07-01"


def make_record(
    chance: Chance, words: Words, public: PublicSide, stories: dict[Home, Secrets], folders: dict[str, WorkshopSecrets]
) -> tuple[Recorded, ...] | None:
    """The record of withdrawn stories, in any order: of those of which it is known, those that never were public, also
    at tables that nobody knows, and those that were given back.
    """
    times = {f"{each.id}/{slug}": count for each in public.workshops for slug, count in each.withdrawn}
    entries: list[Recorded] = []
    for workshop_id, secrets in folders.items():
        for kept in secrets.kept_back:
            entries += recorded_story(chance, f"{workshop_id}/{kept.slug}", kept, times)
    for (workshop_id, slug), own in stories.items():
        if own.was_withdrawn:
            entries.append(make_recorded(chance, f"{workshop_id}/{slug}", lifted_on=LIFTED_ON))
    for _ in range(chance.number(0, 2)):
        story = f"{chance.pick(('1901-weg', public.workshops[0].id))}/weg-{words.next().lower()}"
        entries.append(make_recorded(chance, story, has_page=False))
    entries = list(reversed(entries)) if chance.flag() else entries
    return tuple(entries) if entries or chance.flag() else None


def recorded_story(chance: Chance, story: str, kept: KeptBack, times: dict[str, int]) -> Iterator[Recorded]:
    """The entry of a story that is kept back: always of one that is withdrawn, perhaps of one that was."""
    if kept.reason == "unseen":
        yield make_recorded(chance, story, times=chance.number(1, 2), has_page=False)
    elif kept.reason == "withdrawn":
        yield from recorded_withdrawal(chance, story, times[story], is_in_file=kept.status == "withdrawn")
    elif chance.number(0, 3) == 3:
        has_page = chance.flag() and kept.status != "withdrawn"
        yield make_recorded(chance, story, has_page=has_page, lifted_on=LIFTED_ON)


def recorded_withdrawal(chance: Chance, story: str, times: int, *, is_in_file: bool) -> Iterator[Recorded]:
    """The entry of a story that is withdrawn in public; none, or an older one, when its own file says the rest."""
    if not is_in_file or chance.flag():
        yield make_recorded(chance, story, times=times)
    elif times > 1:
        yield make_recorded(chance, story, times=times - 1, lifted_on=LIFTED_ON)


def make_recorded(
    chance: Chance, story: str, *, times: int = 1, has_page: bool = True, lifted_on: str | None = None
) -> Recorded:
    """An entry of the record."""
    return Recorded(
        story=story,
        withdrawn_on=chance.pick(DAYS),
        fingerprints=tuple(f"{chance.number(0, 2**48 - 1):012x}" for _ in range(chance.number(0, 2))),
        times=times,
        has_page=has_page,
        lifted_on=lifted_on,
    )
