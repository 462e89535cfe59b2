"""The collection: every attack text, numbered, each with its family. Written by us from what is publicly known."""

from __future__ import annotations

from collections import defaultdict

from tests.text_attacks.attack import BEACON, CALL, FOREIGN, HOST, Attack
from tests.text_attacks.families_links import link_families
from tests.text_attacks.families_markup import markup_families
from tests.text_attacks.families_other import other_families


def build_collection() -> tuple[Attack, ...]:
    """The texts in the order of their families; a text that stands in two families counts once."""
    attacks: list[Attack] = []
    seen: set[tuple[str, str]] = set()
    for family, road, fires, texts in (*markup_families(), *link_families(), *other_families()):
        for text in texts:
            number = len(attacks)
            if (road, text) in seen:
                continue
            seen.add((road, text))
            filled = text.replace(CALL, f"{BEACON}({number})").replace(HOST, f"n{number}.{FOREIGN}")
            attacks.append(Attack(number=number, family=family, text=filled, road=road, fires=fires))
    return tuple(attacks)


ATTACKS = build_collection()


def by_family() -> dict[str, list[Attack]]:
    """The texts of each family."""
    families: dict[str, list[Attack]] = defaultdict(list)
    for attack in ATTACKS:
        families[attack.family].append(attack)
    return dict(families)
