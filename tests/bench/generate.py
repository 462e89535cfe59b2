"""A city of generated stories: `python -m tests.bench.generate FOLDER COUNT [LANGUAGE]`.

The demo's places and settings, and stories of 150 to 400 words drawn from the words of the demo with a fixed seed, with
years, counts and ages as real stories have them: same count, same bytes. A site in one language, with its code, to
compare with programs that make a page a story.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from pathlib import Path

import shapely
import shapely.geometry
import yaml
from shapely.geometry.base import BaseGeometry

from builder.airlock.spoken_numbers import words_of_house_numbers

PROJECT = Path(__file__).parents[2]
STORIES_A_WORKSHOP = 20
SEED = 20190314
NUMBERED = (
    "In {year} kwamen er {count} mensen kijken.",
    "Het duurde {few} jaar.",
    "De jongste was {age} jaar en de oudste {old}.",
    "Sinds {year} is dat anders.",
    "Er deden {count} gezinnen mee.",
    "Ongeveer {share} procent zei ja.",
    "Het was {few} keer feest tussen {year} en vandaag.",
)
"""Sentences with the numbers of real stories, none of which could be a telephone number, an address or a birthday."""


def demo_words() -> list[str]:
    """The words of the public texts of the demo's Dutch stories, in their order, repetitions kept."""
    words: list[str] = []
    for path in sorted((PROJECT / "stories").glob("*/*.md")):
        if path.name.count(".") == 1 and path.name != "reflection.md":
            body = path.read_text("utf-8").split("\n---\n", 1)[1].split("::: signal")[0]
            words += re.findall(r"[^\W\d_]+", body)
    numbers = words_of_house_numbers()  # behind a street by chance, one of these would be a home address
    return [word for word in words if word.casefold() not in numbers]


def ids_in(name: str, key: str) -> list[str]:
    """The ids of a file of the demo."""
    with (PROJECT / name).open("rb") as file:
        return [entry["id"] for entry in yaml.load(file, Loader=yaml.CSafeLoader)[key]]


def numbered_sentence(chance: random.Random) -> str:
    """A sentence with a number or two."""
    return chance.choice(NUMBERED).format(
        year=chance.randrange(1950, 2025),
        count=chance.randrange(11, 900),
        few=chance.randrange(2, 40),
        age=chance.randrange(3, 20),
        old=chance.randrange(60, 99),
        share=chance.randrange(5, 96),
    )


def own_spot(chance: random.Random, city: BaseGeometry) -> str:
    """A spot in the city that is no place of the gazetteer, half of them blurred to a street."""
    west, south, east, north = city.bounds
    while True:
        lat, lon = round(chance.uniform(south, north), 5), round(chance.uniform(west, east), 5)
        if shapely.contains_xy(city, lon, lat):
            return f"location: {{lat: {lat}, lon: {lon}, precision: {chance.choice(('exact', 'street'))}}}"


def read_city_shape(project: Path) -> BaseGeometry:
    """All neighbourhoods of a project as one shape, a little smaller, for rounded points."""
    collection = json.loads((project / "places" / "areas.geojson").read_text("utf-8"))
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in collection["features"]]
    shape = shapely.union_all(shapes).buffer(-0.001)
    shapely.prepare(shape)
    return shape


def write_story(
    path: Path, chance: random.Random, words: list[str], ids: dict[str, list[str]], city: BaseGeometry
) -> None:
    """One story, every tenth with a signal."""
    start = chance.randrange(len(words) - 500)
    text = words[start : start + chance.randrange(150, 400)]
    sentences = [" ".join(text[at : at + 12]).capitalize() + "." for at in range(0, len(text), 12)]
    paragraphs = [
        " ".join([*sentences[at : at + 6], *([numbered_sentence(chance)] if chance.random() < 0.6 else [])])
        for at in range(0, len(sentences), 6)
    ]
    title = " ".join(chance.sample(words, 4)).capitalize()
    themes = ", ".join(chance.sample(ids["themes"], chance.randrange(1, 3)))
    where = f"place: {chance.choice(ids['places'])}" if chance.random() < 0.5 else own_spot(chance, city)
    head = (
        f'---\ntitle: "{title}"\n{where}\n'
        f"date: {chance.randrange(2012, 2026)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}\n"
        f"themes: [{themes}]\nemotion: {chance.choice(ids['emotions'])}\nstatus: published\n"
        f"consent: {{publish: true, given_on: 2024-03-01, exact_place: true}}\n---\n"
    )
    signal = "\n::: signal\ntheme: natuur\nkind: request\n\nMeer bomen in onze straat graag.\n:::\n"
    body = "\n\n".join(paragraphs) + "\n" + (signal if chance.random() < 0.1 else "")
    path.write_text(head + body, "utf-8")


def generate(folder: Path, count: int, language: str | None = None) -> None:
    """A project with that many stories in an empty folder, in all languages of the demo or in one."""
    for name in ("places", "site_config"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    if language is not None:
        settings_of_city = folder / "site_config" / "city.yml"
        text = settings_of_city.read_text("utf-8")
        text = re.sub(r"^languages: .*$", f"languages: [{language}]", text, flags=re.MULTILINE)
        settings_of_city.write_text(text, "utf-8")
    chance = random.Random(SEED)
    words, shape = demo_words(), read_city_shape(folder)
    ids = {
        "themes": ids_in("site_config/themes.yml", "themes"),
        "emotions": ids_in("site_config/emotions.yml", "emotions"),
        "places": ids_in("places/places.yml", "places"),
    }
    for number in range(count):
        workshop = folder / "stories" / f"w{number // STORIES_A_WORKSHOP:05d}"
        if not workshop.exists():
            workshop.mkdir(parents=True)
            title = f"Workshop {number // STORIES_A_WORKSHOP}"
            settings = f"title: {title}\ndate: 2024-02-01\nlanguage: nl\nparticipants: 7\n"
            (workshop / "workshop.yml").write_text(settings, "utf-8")
        write_story(workshop / f"s{number:06d}.md", chance, words, ids, shape)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit("expected: FOLDER COUNT [LANGUAGE]")
    generate(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
