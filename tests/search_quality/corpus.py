"""The stories that the questions are asked of: the demo's, those of `stories.yml`, and hundreds without a subject.

The last are made of words that no judged story has for itself, with a fixed seed: they stand in the way of a good
answer and are never one, but by their place or theme.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from builder.airlock.spoken_numbers import words_of_house_numbers
from builder.model.public import Edition, PublicStory, text_in
from builder.pipeline import open_airlock, read_project
from tests.bench.generate import ids_in

FOLDER = Path(__file__).parent
PROJECT = Path(__file__).parents[2]
LANGUAGES = ("nl", "fr", "en", "ar")
CLASSES = ("title", "place", "theme", "paraphrase", "typo1", "typo2", "prefix", "inflection", "accent")
FIELDS = ("title", "place", "theme", "summary", "body")
OTHERS = {"nl": 300, "fr": 90, "en": 90, "ar": 90}
"""How many stories without a subject, by language."""
SEED = 20190314
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What somebody types, and the stories that answer it."""

    language: str
    kind: str
    """One of `CLASSES`."""
    text: str
    answers: tuple[str, ...]
    """Slugs of stories, or `place:<id>`, `theme:<id>` for all stories that have it."""


def read_queries() -> list[Query]:
    """The questions of `queries.csv`, in their order."""
    with (FOLDER / "queries.csv").open(encoding="utf-8", newline="") as file:
        return [
            Query(language=row["language"], kind=row["class"], text=row["query"], answers=tuple(row["answers"].split()))
            for row in csv.DictReader(file)
        ]


def judged_numbers(query: Query, edition: Edition) -> set[int]:
    """The numbers of the stories that answer a question.

    Raises: ValueError when one of its answers is no story.
    """
    numbers: set[int] = set()
    for answer in query.answers:
        kind, _, wanted = answer.rpartition(":")
        found = {story.number for story in edition.stories if wanted in names_of(story, kind)}
        if not found:
            raise ValueError(f"{query.text}: {answer} is no story")
        numbers |= found
    return numbers


def names_of(story: PublicStory, kind: str) -> tuple[str, ...]:
    """By what an answer of that kind names a story."""
    return {"place": story.place_ids, "theme": story.theme_ids}.get(kind, (story.slug,))


def make_project(folder: Path) -> None:
    """A project with all stories, in an empty folder."""
    for name in ("places", "site_config", "stories"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    for path in (folder / "stories").glob("*/*.md"):  # media would be made anew, and nobody searches them
        path.write_text(re.sub(r"^(image|audio)\w*: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    written = yaml.safe_load((FOLDER / "stories.yml").read_text("utf-8"))
    chance = random.Random(SEED)
    places, themes = ids_in("places/places.yml", "places"), ids_in("site_config/themes.yml", "themes")
    for language in LANGUAGES:
        workshop = folder / "stories" / f"other-{language}"
        workshop.mkdir()
        settings = f"title: Tafel {language}\ndate: 2024-02-01\nlanguage: {language}\nparticipants: 7\n"
        (workshop / "workshop.yml").write_text(settings, "utf-8")
        mine = [story for story in written if story["language"] == language]
        for story in mine:
            write_story(workshop / f"{story['id']}.md", story["title"], story["place"], story["themes"], story["text"])
        words = words_of_nobody(
            language, demo_texts(language) + [f"{story['title']} {story['text']}" for story in mine]
        )
        for number in range(OTHERS[language]):
            text = sentences(chance.choices(words, k=chance.randrange(90, 240)))
            title = " ".join(chance.choices(words, k=chance.randrange(3, 6))).capitalize()
            chosen = chance.sample(themes, chance.randrange(1, 3))
            write_story(workshop / f"z{number:03d}.md", title, chance.choice(places), chosen, text)


def demo_texts(language: str) -> list[str]:
    """The public words of the demo's stories in a language, a text a story."""
    texts = []
    for path in sorted((PROJECT / "stories").glob("*/*.md")):
        head, _, body = path.read_text("utf-8").partition("\n---\n")
        written_in = re.search(r"^language: (\w+)", head, re.MULTILINE)
        suffix = re.search(r"\.(\w+)\.md$", path.name)
        own = suffix[1] if suffix else written_in[1] if written_in else "nl"
        if own == language and path.name != "reflection.md":
            titles = re.findall(r"^(?:title|summary): (.*)", head, re.MULTILINE)
            texts.append(" ".join([*titles, body.split("::: signal")[0]]))
    return texts


def words_of_nobody(language: str, texts: list[str]) -> list[str]:
    """Words, those in many stories often, that no judged story has for itself and that no question means."""
    stories_with = Counter(word for text in texts for word in set(words_in(text)))
    asked = {
        fold(word)[:4]
        for query in read_queries()
        if query.language == language
        for word in words_in(query.text)
        if stories_with[word] < 3
    }
    spare = words_in((FOLDER / "words" / f"{language}.txt").read_text("utf-8"))
    counted = {word: count for word, count in stories_with.items() if count > 1} | {
        word: 1 for word in spare if word not in stories_with
    }
    numbers = words_of_house_numbers()  # behind a street by chance, one of these would be a home address
    kept = [word for word in sorted(counted) if fold(word)[:4] not in asked and word.casefold() not in numbers]
    return [word for word in kept for _ in range(counted[word])]


def words_in(text: str) -> list[str]:
    """The words of a text in small letters; numbers are left out, for beside a street they would be an address."""
    return [word.lower() for word in re.findall(r"[^\W\d_]{2,}", text)]


def fold(word: str) -> str:
    """A word without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def sentences(words: list[str]) -> str:
    """Words as sentences of a dozen."""
    return "\n".join(" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, len(words), 12))


def write_story(path: Path, title: str, place: str, themes: Iterable[str], text: str) -> None:
    """One published story that names its place."""
    path.write_text(
        f'---\ntitle: "{title}"\nplace: {place}\nthemes: [{", ".join(themes)}]\nstatus: published\n'
        f"consent: {{publish: true, given_on: 2024-03-01, exact_place: true}}\n---\n{text}\n",
        "utf-8",
    )


def read_edition(folder: Path) -> Edition:
    """The public edition of a project."""
    corpus, today = read_project(folder, NOW)
    return open_airlock(corpus, today)


def documents_in(edition: Edition, language: str) -> list[list[str]]:
    """The texts of each story in the order of `FIELDS`, the same for every engine.

    A story that is read in translation is also found by the words of the original; a place by all its names.
    """
    own = edition.city.language
    names = {f"place:{place.id}": [place.name, *place.names.values(), *place.also] for place in edition.places}
    names |= {f"area:{area.id}": [area.name, *area.names.values()] for area in edition.areas}
    labels = {
        theme.id: [text_in(theme.label, language, own), text_in(theme.label, own, own)] for theme in edition.themes
    }
    return [document_of(story, language, names, labels) for story in edition.stories]


def document_of(
    story: PublicStory, language: str, names: dict[str, list[str]], labels: dict[str, list[str]]
) -> list[str]:
    """The texts of one story."""
    shown = story.version_in(language)
    versions = [shown] if shown.is_original else [shown, story.original]
    places = [f"place:{item}" for item in story.place_ids] + [f"area:{item}" for item in story.area_ids]
    return [
        join(version.title for version in versions),
        join(name for key in places for name in names[key]),
        join(label for theme in story.theme_ids for label in labels[theme]),
        join(version.summary for version in versions),
        join(version.text for version in versions),
    ]


def join(texts: Iterable[str]) -> str:
    """The texts that are not empty, each once, on one line."""
    return " ".join(" ".join(text.split()) for text in dict.fromkeys(texts) if text)
