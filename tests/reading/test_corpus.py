"""A whole project: all faults in one run, the same corpus each time, and no input that exhausts the reader."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builder.errors import ContentError
from builder.reading import read_corpus
from tests.reading.project import FRONT, TODAY, WORKSHOP, Project


def test_every_file_is_remembered_by_its_hash(project: Project) -> None:
    inputs = {one.path.relative_to(project.root).as_posix(): one.sha256 for one in project.read().inputs}
    read = {
        path.relative_to(project.root).as_posix()
        for path in project.root.rglob("*")
        if path.is_file() and path.name not in ("mkdocs.yml", "index.md")
    }
    assert {path for path, sha256 in inputs.items() if sha256} == read
    assert [path for path, sha256 in inputs.items() if not sha256] == [
        "places/landscape.geojson",
        "site_config/digests",
        "site_config/withdrawn.yml",
    ]
    picture = project.root / WORKSHOP / "media" / "brug.png"
    assert inputs[f"{WORKSHOP}/media/brug.png"] == hashlib.sha256(picture.read_bytes()).hexdigest()


def test_reading_twice_gives_the_same(project: Project) -> None:
    assert project.read() == project.read()


def test_an_empty_folder_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_corpus(tmp_path, today=TODAY)
    missing = [(fault.path, fault.params["name"]) for fault in caught.value.faults]
    assert sorted(missing) == [
        ("places", "places.yml"),
        ("site_config", "city.yml"),
        ("site_config", "emotions.yml"),
        ("site_config", "themes.yml"),
    ]


def test_a_project_without_stories_is_whole(project: Project) -> None:
    (project.root / "stories").rename(project.root / "elsewhere")
    assert project.read().stories == ()


def test_faults_of_all_files_come_in_one_run(project: Project) -> None:
    project.write_story("open", "Een.\n", "---\ntitle: a\n")
    project.write_story("bytes", "")
    project.write(f"{WORKSHOP}/bytes.md", b"\xff")
    project.write_story("sleutel", "Een.\n\n:::\n", FRONT.replace("title", "titel"))
    project.replace(f"{WORKSHOP}/workshop.yml", "participants: 7", "participants: zeven")
    project.replace("site_config/emotions.yml", "#f2c14e", "rood")
    project.write("places/areas.geojson", "{")
    assert project.fault_lines() == [
        "places/areas.geojson:1:2: geojson-syntax",
        "site_config/emotions.yml:4:10: not-a-colour: emotions.light",
        f"{WORKSHOP}/bytes.md:1:1: file-not-utf8",
        f"{WORKSHOP}/open.md:1:1: front-matter-open",
        f"{WORKSHOP}/sleutel.md:2:1: missing-key: title",
        f"{WORKSHOP}/sleutel.md:2:1: unknown-key-guess",
        f"{WORKSHOP}/sleutel.md:10:1: signal-stray-close",
        f"{WORKSHOP}/workshop.yml:7:15: not-a-number: participants",
    ]


@pytest.mark.parametrize(
    ("front", "body", "expected"),
    [
        ("place: " + "[" * 30_000, "Een.\n", "yaml-too-deep"),
        ("place: " + "{a: " * 15_000, "Een.\n", "yaml-too-deep"),
        ("place: [" + "a," * 25_000 + "]", "Een.\n", "yaml-too-large"),
        ("place: " + "[" * 100_000, "Een.\n", "file-too-large"),
        ("- " * 30_000, "Een.\n", "yaml-syntax"),
        ("? " * 30_000, "Een.\n", "yaml-syntax"),
        ('place: "' + "a" * 60_000, "Een.\n", "yaml-syntax"),
        ("title: &a [" + "*a," * 15_000 + "]", "Een.\n", "yaml-special"),
        ("", "[" * 20_000, "text-too-complex"),
        ("", "".join("`" * (1 + length % 7) + "a" for length in range(1_500)), "text-too-complex"),
        ("", "::: signal\ntheme: onderweg\nkind: concern\n" + "a: [" * 400 + "\n\nEen.\n:::\n", "yaml-too-deep"),
        ("", "\n".join(["::: signal"] * 2_000), "signal-nested"),
        ("", "a" * 1_100_000, "file-too-large"),
    ],
)
def test_bombs_end_in_a_fault(project: Project, front: str, body: str, expected: str) -> None:
    project.write_story("bom", body, FRONT.replace("place: markt", front) if front else FRONT)
    assert {fault.code for fault in project.faults()} == {expected}


def test_a_block_that_is_too_deep_in_a_list_of_the_city_is_refused(project: Project) -> None:
    project.write("places/places.yml", "places: " + "[" * 1_000_000)
    assert [fault.code for fault in project.faults()] == ["yaml-too-deep"]


def test_a_thousand_places_are_not_too_many(project: Project) -> None:
    keys = "name: Plek, kind: square, names: {{fr: a, en: b}}, locations: [{{lat: 51.005, lon: 4.505}}]"
    place = "- {{id: plek-{0}, " + keys + "}}\n"
    path = project.root / "places" / "places.yml"
    project.write("places/places.yml", path.read_text() + "".join(place.format(number) for number in range(1_500)))
    assert len(project.read().gazetteer.places) == 1_502
