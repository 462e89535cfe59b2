"""Ids of other files, points in the city, and signals that follow-ups name."""

from __future__ import annotations

import pytest

from tests.reading.project import FRONT, WORKSHOP, Project

FOLLOW_UP = f"{WORKSHOP}/follow_up.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            f"{WORKSHOP}/markt.md",
            "[ontmoeting]",
            "[ontmoeting, groen]",
            f"{WORKSHOP}/markt.md:4:22: unknown-id: themes",
        ),
        (f"{WORKSHOP}/markt.md", "trots", "troost", f"{WORKSHOP}/markt.md:5:10: unknown-id-guess: emotion"),
        (
            f"{WORKSHOP}/brug.md",
            "place: brug",
            "place: [markt, burg]",
            f"{WORKSHOP}/brug.md:3:16: unknown-id-guess: place",
        ),
        (f"{WORKSHOP}/brug.md", "leenschuur", "schuur", f"{WORKSHOP}/brug.md:11:13: unknown-id-guess: initiative"),
        (f"{WORKSHOP}/brug.md", "theme: onderweg", "theme: weg", f"{WORKSHOP}/brug.md:21:8: unknown-id: theme"),
        (f"{WORKSHOP}/brug.md", "theme: onderweg", "theme: onderwegs", f"{WORKSHOP}/brug.md:21:8: unknown-id: theme"),
        (FOLLOW_UP, "openbare-werken", "openbare-werk", f"{FOLLOW_UP}:3:12: unknown-id: follow_ups.service"),
        (f"{WORKSHOP}/workshop.yml", "place: markt", "place: plein", f"{WORKSHOP}/workshop.yml:4:8: unknown-id: place"),
        (FOLLOW_UP, "openbare-werken", "werken", f"{FOLLOW_UP}:3:12: unknown-id: follow_ups.service"),
        (
            FOLLOW_UP,
            "reason: MARKERWORDreason",
            "forwarded_to: markerword",
            f"{FOLLOW_UP}:7:17: unknown-id: follow_ups.forwarded_to",
        ),
        ("places/places.yml", "area: noord", "area: west", "places/places.yml:9:9: unknown-id: places.area"),
        (
            "places/initiatives.yml",
            "[ontmoeting]",
            "[delen]",
            "places/initiatives.yml:5:12: unknown-id: initiatives.themes",
        ),
        ("places/initiatives.yml", "markt", "mark", "places/initiatives.yml:4:10: unknown-id-guess: initiatives.place"),
        ("site_config/routes.yml", "brug]", "bos]", "site_config/routes.yml:4:19: unknown-id: routes.places"),
        (
            "site_config/services.yml",
            "[onderweg]",
            "[onderwegs]",
            "site_config/services.yml:5:12: unknown-id-guess: services.themes",
        ),
    ],
)
def test_an_id_that_nothing_has_is_refused_where_it_stands(
    project: Project, path: str, old: str, new: str, expected: str
) -> None:
    project.replace(path, old, new)
    assert project.fault_lines() == [expected]


def test_a_list_that_cannot_be_read_casts_no_doubt_on_who_names_it(project: Project) -> None:
    project.write("places/places.yml", "places: [\n")
    assert [fault.code for fault in project.faults()] == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        ("51.0052", "4.5048", []),
        ("51.0", "4.5", []),
        ("4.5048", "51.0052", ["swapped"]),
        ("0", "0", ["outside-city"]),
        ("51.013", "4.5048", ["outside-city"]),
        ("-51.0052", "4.5048", ["outside-city"]),
        ("910", "4.5", ["outside-city"]),
    ],
)
def test_a_point_lies_in_the_municipality(project: Project, lat: str, lon: str, expected: list[str]) -> None:
    front = FRONT.replace("place: markt", f"location: {{lat: {lat}, lon: {lon}, precision: area}}")
    project.write_story("punt", "Een.\n", front)
    assert [fault.code for fault in project.faults()] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("brug", "2019-tafel/brug#licht"),
        ("brug#licht", "2019-tafel/brug#licht"),
        ("brug#lamp", "reference-missing"),
        ("brug#", "2019-tafel/brug#licht"),
        ("markt", "reference-missing"),
        ("weg", "reference-missing"),
        ("2019-tafel/brug", "reference-missing"),
        ("twee", "reference-ambiguous"),
        ("twee#b", "2019-tafel/twee#b"),
        ("een", "2019-tafel/een"),
        ("een#a", "reference-missing"),
    ],
)
def test_a_follow_up_names_exactly_one_signal(project: Project, written: str, expected: str) -> None:
    block = "\n::: signal\n{}theme: onderweg\nkind: concern\n\nDaar.\n:::\n"
    project.write_story("een", "Een.\n" + block.format(""))
    project.write_story("twee", "Een.\n" + block.format("id: a\n") + block.format("id: b\n"))
    project.replace(FOLLOW_UP, "signal: brug#licht", f'signal: "{written}"')
    codes = [fault.code for fault in project.faults()]
    assert (codes or [project.read().follow_ups[0][0]]) == [expected]


def test_a_follow_up_of_a_story_with_faults_is_not_doubted(project: Project) -> None:
    project.replace(f"{WORKSHOP}/brug.md", "kind: obstacle", "kind: obstakel")
    assert [fault.code for fault in project.faults()] == ["not-in-list-guess"]


def test_a_follow_up_is_kept_with_its_workshop_and_its_signal(project: Project) -> None:
    corpus = project.read()
    ((signal_id, follow_up),) = corpus.follow_ups
    assert signal_id == "2019-tafel/brug#licht"
    (workshop,) = corpus.workshops
    assert workshop.follow_ups == (follow_up,)
    assert workshop.reflection == "MARKERWORDreflection: de groep kwam traag op gang.\n"
    assert [teller.code for teller in workshop.tellers] == ["A1"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("public: true", "public: true\n  on_story: true", []),
        ("public: true", "public: false\n  on_story: false", []),
        (
            "public: true",
            "public: false\n  on_story: true",
            [f"{FOLLOW_UP}:9:13: on-story-not-public: follow_ups.on_story"],
        ),
        ("public: true", "on_story: true", [f"{FOLLOW_UP}:8:13: on-story-not-public: follow_ups.on_story"]),
        (
            "public: true\n  reply: {nl: Er komt een lamp onder de brug., fr: Une lampe sera placée sous le pont.}",
            "public: true\n  on_story: true",
            [f"{FOLLOW_UP}:9:13: on-story-not-public: follow_ups.on_story"],
        ),
    ],
    ids=["a public reply", "no mark", "a private reply", "not said to be public", "no reply"],
)
def test_a_story_points_at_public_replies_only(project: Project, old: str, new: str, expected: list[str]) -> None:
    project.replace(FOLLOW_UP, old, new)
    assert project.fault_lines() == expected
