"""With a cache of earlier runs a project gives what it gives without one: the same edition, or the same faults."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builder import side_processes
from builder.airlock import make_edition
from builder.cache import file_hashes
from builder.errors import ContentError
from builder.model.public import Edition, PublicStory
from builder.pipeline import MADE, open_airlock, read_project, summarise
from tests.nightly import examples

START = datetime(2024, 6, 1, 12, tzinfo=UTC)
AT_REST_S = 0.02
"""In the place of the two seconds of an old disk: longer than a tick of this one."""
TINY = Path(__file__).parents[1] / "sites" / "tiny"
WORKSHOP = "stories/2019-tafel"
STORY = """---
title: {title}
{place}
themes: [{theme}]
status: {status}
consent: {{publish: true, given_on: 2019-03-14{expires}, exact_place: {exact}}}
teller: {{role: buur, name: "{teller}"}}
---
{body}

::: signal
theme: {theme}
kind: request

Meer bomen in onze straat, en banken om op te zitten.
:::
"""
BODIES = (
    "Op het plein was het druk. Jan Peeters kwam ook.",
    "Bel mij op 015 29 40 00.",
    "Op *zondag* was het stil.\n\n- soep\n- brood",
    "Ik woon in de Kerkstraat 12.",
    "Een zin.",
    "Meer bomen in onze straat, en banken om op te zitten.",
)
PLACES = ("place: brug", "place: markt", "location: {lat: 51.0052, lon: 4.5048, precision: exact}", "place: nergens")
TELLERS = ("Ann Bo", "Jan Peeters", "An Zondag", "Bea De Boer")
Change = Callable[[Path, random.Random], None]


def story_paths(root: Path) -> list[Path]:
    return sorted(
        path for path in root.glob("stories/*/*.md") if path.name.count(".") == 1 and "reflection" not in path.name
    )


def any_story(root: Path, chance: random.Random) -> Path:
    return chance.choice(story_paths(root))


def write_story(path: Path, chance: random.Random) -> None:
    text = STORY.format(
        title=chance.choice(("Een", "Twee", "Drie: vier"))
        if chance.random() < 0.06
        else chance.choice(("Een", "Twee")),
        place=chance.choices(PLACES, (4, 4, 4, 0.3))[0],
        theme=chance.choices(("ontmoeting", "onderweg", "nergens"), (5, 5, 0.3))[0],
        status=chance.choices(("published", "draft", "withdrawn"), (6, 1, 1))[0],
        expires=chance.choice(("", "", ", expires_on: 2024-06-03")),
        exact=chance.choice(("true", "false")),
        teller=chance.choice(TELLERS),
        body=chance.choices(BODIES, (4, 0.4, 4, 0.4, 4, 0.3))[0],
    )
    path.write_text(text, "utf-8")


def add(root: Path, chance: random.Random) -> None:
    write_story(root / WORKSHOP / f"verhaal-{chance.randrange(9)}.md", chance)


def edit(root: Path, chance: random.Random) -> None:
    write_story(any_story(root, chance), chance)


def replace_with_as_many_bytes(root: Path, chance: random.Random) -> None:
    path = any_story(root, chance)
    path.write_text(
        path.read_text("utf-8").replace("e", "o", 1)
        if chance.random() < 0.2
        else path.read_text("utf-8").swapcase().swapcase(),
        "utf-8",
    )


def change_a_letter_at_the_end(root: Path, chance: random.Random) -> None:
    path = any_story(root, chance)
    text = path.read_text("utf-8").rstrip()
    path.write_text(
        f"{text}{chance.choice('abc')}\n" if not text.endswith(":::") else f"{text}\n\nNog iets.\n", "utf-8"
    )


def remove(root: Path, chance: random.Random) -> None:
    if len(story_paths(root)) > 2:
        any_story(root, chance).unlink()


def rename(root: Path, chance: random.Random) -> None:
    path = any_story(root, chance)
    path.rename(path.with_name(f"hernoemd-{chance.randrange(5)}.md"))


def swap(root: Path, chance: random.Random) -> None:
    one, other, aside = any_story(root, chance), any_story(root, chance), root / "aside"
    one.rename(aside)
    if one != other:
        other.rename(one)
    aside.rename(other)


def touch(root: Path, chance: random.Random) -> None:
    any_story(root, chance).touch()


def translate(root: Path, chance: random.Random) -> None:
    path = any_story(root, chance)
    body = chance.choice(("Un pont.", "Un banc, où Jan Peeters était.", "Appelez le 015 29 40 00."))
    front = f"title: Traduit\ntranslation: {{by: {chance.choice(('person', 'machine'))}, reviewed: true}}"
    path.with_name(f"{path.stem}.fr.md").write_text(f"---\n{front}\n---\n{body}\n", "utf-8")


def drop_translation(root: Path, chance: random.Random) -> None:
    paths = sorted(root.glob("stories/*/*.fr.md"))
    if paths:
        chance.choice(paths).unlink()


def move_workshop(root: Path, chance: random.Random) -> None:
    other = root / "stories" / "2020-tafel"
    if not other.exists():
        shutil.copytree(root / WORKSHOP, other)
        for path in [*other.glob("*.yml"), *other.glob("*.md")]:
            if path.name not in ("workshop.yml", "markt.md"):
                path.unlink()
    else:
        shutil.rmtree(other)


def in_file(name: str, *pairs: tuple[str, str]) -> Change:
    """A change of the first of these texts that stands in the file into the other of its pair, or back."""

    def change(root: Path, chance: random.Random) -> None:
        path = root / name
        if not path.exists():
            return
        text = path.read_text("utf-8")
        one, other = chance.choice(pairs)
        path.write_text(text.replace(one, other) if one in text else text.replace(other, one), "utf-8")

    change.__name__ = f"in {name}"
    return change


def tell_a_name(root: Path, chance: random.Random) -> None:
    names = "\n".join(f"- {{role: buur, name: {name}}}" for name in chance.sample(TELLERS, 2))
    (root / WORKSHOP / "tellers.yml").write_text(f"tellers:\n{names}\n", "utf-8")


def record_withdrawal(root: Path, chance: random.Random) -> None:
    path = any_story(root, chance)
    story = f"{path.parent.name}/{path.stem}"
    (root / "site_config" / "withdrawn.yml").write_text(f"withdrawn:\n- story: {story}\n  on: 2024-05-01\n", "utf-8")


def drop_record(root: Path, chance: random.Random) -> None:
    (root / "site_config" / "withdrawn.yml").unlink(missing_ok=True)


def throw_cache_away(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / MADE, ignore_errors=True)


def mend(root: Path) -> None:
    """The city as it was at first."""
    for name in ("stories", "places", "site_config"):
        shutil.rmtree(root / name)
        shutil.copytree(TINY / name, root / name)


CHANGES: tuple[Change, ...] = (
    *(add, add, edit, edit, edit, replace_with_as_many_bytes, change_a_letter_at_the_end, remove, rename, swap, touch),
    *(translate, drop_translation, move_workshop, tell_a_name, record_withdrawal, drop_record, throw_cache_away),
    in_file(f"{WORKSHOP}/workshop.yml", ("example: false", "example: true"), ("title: ", "title: Nieuw ")),
    in_file(f"{WORKSHOP}/brug.md", ("image_alt: Een", "image_alt: Geen"), ("exact_place: true}", "photo: true}")),
    in_file("site_config/city.yml", ("51.006", "51.007"), ("Brussels", "Paris"), ("[nl, fr, en]", "[nl, en, fr]")),
    in_file(
        "places/places.yml", ("51.0081", "51.0085"), ("kind: square", "kind: street"), ("name: Markt", "name: Kerk")
    ),
    in_file("places/areas.geojson", ("Noord", "Boven")),
    in_file("site_config/themes.yml", ("Onderweg", "Op weg")),
)


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_hashes, "AT_REST_NS", int(AT_REST_S * 1e9))


def outcome(root: Path, home: Path | None, now: datetime) -> tuple[Edition, object] | list[str]:
    """The edition and what is said of it, or the faults in their order."""
    try:
        corpus, today = read_project(root, now, home)
        if home is None:
            edition = make_edition(corpus, today=today, cache_folder=root.parent / "media")
        else:
            edition = open_airlock(corpus, today, home=home)
    except ContentError as error:
        return [str((each.path, each.line, each.column, each.code, each.key, each.params)) for each in error.faults]
    return without_places_on_disk(edition), summarise(corpus, today)


def without_places_on_disk(edition: Edition) -> Edition:
    """The edition, with the names of pictures in the place of where each cache has them."""

    def bare(story: PublicStory) -> PublicStory:
        if story.picture is None:
            return story
        renditions = tuple(replace(each, path=Path(each.name)) for each in story.picture.renditions)
        return replace(story, picture=replace(story.picture, renditions=renditions))

    return replace(edition, stories=tuple(map(bare, edition.stories)))


@pytest.mark.parametrize("seed", range(examples(ci=3, nightly=300)))
def test_a_warm_cache_changes_nothing(
    seed: int, tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    if seed % 2:
        monkeypatch.setattr(side_processes, "LEAST_PARTS", 2)
    now, whole = START, 0
    for _ in range(examples(ci=9, nightly=25)):
        changes = chance.choices(CHANGES, k=chance.choice((0, 1, 1, 2, 3)))
        for change in changes:
            change(tiny_folder, chance)
        now += timedelta(days=chance.choice((0, 0, 0, 1)))
        time.sleep(AT_REST_S * chance.choice((0, 1.5)))
        warm = outcome(tiny_folder, tiny_folder, now)
        again = outcome(tiny_folder, tiny_folder, now)
        cold = outcome(tiny_folder, tmp_path / "cold", now)
        shutil.rmtree(tmp_path / "cold")
        alone = outcome(tiny_folder, None, now)
        names = [change.__name__ for change in changes]
        assert warm == cold, names
        assert again == cold, names
        assert alone == cold, names
        whole += isinstance(cold, tuple)
        if isinstance(cold, list) and chance.random() < 0.7:
            mend(tiny_folder)
    assert whole, "every city had a fault"
