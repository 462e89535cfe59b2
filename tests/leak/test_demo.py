"""The demo city: nothing private of it stands in its site."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.airlock import reason_left_out
from builder.model.corpus import Corpus
from builder.model.story import Story
from builder.pipeline import read_project
from builder.publishing.readings import undo_escapes
from tests.leak.marked import TESTS, Build, build

ROOT = TESTS.parent
LEAST_LENGTH = 25
"""Letters, folded: a shorter sentence may stand in a public text by chance."""
PARTS = ("stories", "places", "site_config", "mkdocs.yml", "keys")
SENTENCE_END = re.compile(r"[.!?…؟]+[\"'»”’)*_]*(?:\s+|$)|\n\s*\n|\n\s*[-*+>]\s|\n#+ ")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The demo, built in a copy."""
    root = tmp_path_factory.mktemp("demo") / "city"
    root.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
        elif (ROOT / name).exists():
            shutil.copyfile(ROOT / name, root / name)
    done = build(root)
    assert done.status == 0, done.stderr.decode()
    return done


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_project(ROOT, datetime.now(UTC))[0]


@pytest.fixture(scope="module")
def published_words(demo: Build) -> str:
    """All words of the site, folded, page after page, as they are read and as they stand in files."""
    texts = (".html", ".json", ".xml", ".geojson", ".txt", ".js", ".svg")
    theirs = re.compile(r"assets/(javascripts|stylesheets|images)/|assets/vk-[0-9a-f]+/vendor/")
    pages = []
    for path, content in demo.tree.items():
        if path.endswith(texts) and not theirs.match(path):
            text = content.decode("utf-8")
            pages.append(fold(html.unescape(re.sub(r"<[^<>]*>", "", text))))
            pages.append(fold(html.unescape(undo_escapes(text))))
    return "\n".join(f" {page} " for page in pages)


def fold(text: str) -> str:
    """The words without case, punctuation and mark-up."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))


def sentences(*texts: str | None) -> Iterator[str]:
    """The sentences that are long enough to betray a text, folded."""
    for text in texts:
        for part in SENTENCE_END.split(text or ""):
            if len(fold(part)) >= LEAST_LENGTH:
                yield fold(part)


def is_left_out(story: Story) -> bool:
    return reason_left_out(story, datetime.now(UTC).date()) is not None


def private_sentences(corpus: Corpus) -> dict[str, list[str]]:
    """Every private sentence of the demo, by what it is."""
    kept_back = [story for story in corpus.stories if is_left_out(story)]
    return {
        "signals": [
            each
            for signal in corpus.signals
            for each in sentences(signal.head.ask, None if signal.head.public_too else signal.text)
        ],
        "reasons": [each for _, follow_up in corpus.follow_ups for each in sentences(follow_up.reason)],
        "replies that are not public": [
            each
            for _, follow_up in corpus.follow_ups
            if not follow_up.public
            for each in sentences(*(follow_up.reply or {}).values())
        ],
        "notes": [each for workshop in corpus.workshops for each in sentences(workshop.file.notes)],
        "words of the coordinator": [each for one in corpus.digest_summaries for each in sentences(one.text)],
        "reflections": [each for workshop in corpus.workshops for each in sentences(workshop.reflection)],
        "stories that are left out": [
            each
            for story in kept_back
            for each in sentences(story.body, story.front.summary, *(other.body for other in story.translations))
        ],
    }


def public_texts(corpus: Corpus) -> str:
    """What its authors wrote in public files as well: a sentence that stands here is no leak of the builder."""
    texts = [text for _, each in corpus.follow_ups if each.public for text in (each.reply or {}).values()]
    for initiative in corpus.gazetteer.initiatives:
        texts += [*initiative.about.values(), *initiative.seeks.values(), *initiative.offers.values()]
    texts += [text for place in corpus.gazetteer.places for text in place.about.values()]
    texts += [story.body for story in corpus.stories if not is_left_out(story)]
    return "\n".join(f" {fold(text)} " for text in texts)


@pytest.mark.parametrize(
    "kind",
    [
        *("signals", "reasons", "replies that are not public", "notes", "words of the coordinator", "reflections"),
        "stories that are left out",
    ],
)
def test_no_private_sentence_of_the_demo_is_published(kind: str, corpus: Corpus, published_words: str) -> None:
    told = public_texts(corpus)
    found = [sentence for sentence in private_sentences(corpus)[kind] if f" {sentence} " not in told]
    leaked = [number for number, sentence in enumerate(found) if f" {sentence} " in published_words]
    assert leaked == []  # numbers, not texts: what fails is printed


def test_the_demo_has_private_sentences_to_look_for(corpus: Corpus) -> None:
    told = public_texts(corpus)
    counts = {
        kind: sum(f" {sentence} " not in told for sentence in found)
        for kind, found in private_sentences(corpus).items()
    }
    assert counts["signals"] >= 40
    assert counts["reasons"] + counts["notes"] + counts["reflections"] >= 10
    assert counts["words of the coordinator"] >= 3
    assert counts["stories that are left out"] >= 10


def test_every_public_sentence_of_the_demo_is_published(corpus: Corpus, published_words: str) -> None:
    told = [each for story in corpus.stories if not is_left_out(story) for each in sentences(story.body)]
    missing = sum(f" {sentence} " not in published_words for sentence in told)
    assert len(told) > 150
    assert missing <= len(told) // 20  # mark-up in the middle of a sentence


def test_no_title_of_a_story_that_is_left_out_is_published(corpus: Corpus, published_words: str) -> None:
    titles = [fold(story.front.title) for story in corpus.stories if is_left_out(story)]
    shown = {fold(story.front.title) for story in corpus.stories if not is_left_out(story)}
    assert [
        title for title in titles if len(title) > 12 and title not in shown and f" {title} " in published_words
    ] == []


def test_no_code_of_a_trainer_is_a_value_in_the_site(corpus: Corpus, demo: Build) -> None:
    codes = {code for workshop in corpus.workshops for code in workshop.file.trainers}
    for path, content in demo.tree.items():
        if path.endswith((".json", ".geojson")):
            assert not codes & set(values_of(json.loads(content))), path
        elif path.endswith(".html"):
            words = set(re.findall(r"\b[A-Z][0-9]{2}\b", re.sub(r"<[^<>]*>", " ", content.decode())))
            assert not codes & words, path


def values_of(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield str(key)
            yield from values_of(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from values_of(entry)
    elif isinstance(value, str):
        yield value


def test_no_name_of_a_source_file_of_media_is_in_the_demo(corpus: Corpus, demo: Build) -> None:
    media = [path for story in corpus.stories for path in (story.image_path, story.audio_path) if path]
    published = {Path(path).name for path in demo.tree if path.startswith("media/")}
    assert published
    assert not published & {path.name for path in media}


def test_no_exact_point_of_a_blurred_story_is_in_the_demo(corpus: Corpus, demo: Build) -> None:
    kinds = (".html", ".json", ".geojson", ".js", ".xml")
    texts = "\n".join(content.decode() for path, content in demo.tree.items() if path.endswith(kinds))
    blurred = 0
    for story in corpus.stories:
        location = story.front.location
        if location and (story.front.setting == "home" or location.precision != "exact"):
            lat, lon = (rf"(?<![\d.]){re.escape(str(degrees))}(?!\d)" for degrees in (location.lat, location.lon))
            assert not re.search(rf"{lat}\D{{1,20}}{lon}|{lon}\D{{1,20}}{lat}", texts), story.path
            blurred += 1
    assert blurred
