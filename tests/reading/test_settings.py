"""`site_config/`: the city, its words and drawings, and the services."""

from __future__ import annotations

import pyrage
import pytest

from tests.reading.project import Project

CITY = "site_config/city.yml"
SERVICES = "site_config/services.yml"


def test_the_settings_are_read_in_the_order_of_their_files(project: Project) -> None:
    corpus = project.read()
    assert corpus.city.language == "nl"
    assert [theme.id for theme in corpus.vocabulary.themes] == ["ontmoeting", "onderweg"]
    assert [emotion.id for emotion in corpus.vocabulary.emotions] == ["blij", "trots"]
    assert sorted(corpus.vocabulary.icons) == ["blij", "trots"]
    assert corpus.vocabulary.icons["blij"].startswith("<svg ")
    assert [service.id for service in corpus.services] == ["openbare-werken", "samenleven"]
    assert [route.places for route in corpus.gazetteer.routes] == [("markt", "brug")]


@pytest.mark.parametrize("name", ["city.yml", "themes.yml", "emotions.yml"])
def test_a_file_that_every_city_has_may_not_be_missing(project: Project, name: str) -> None:
    (project.root / "site_config" / name).unlink()
    assert [(fault.code, fault.path, fault.params) for fault in project.faults()] == [
        ("file-missing", "site_config", {"name": name})
    ]


def test_services_routes_and_initiatives_may_be_missing(project: Project) -> None:
    for path in (SERVICES, "site_config/routes.yml", "places/initiatives.yml", "stories/2019-tafel/follow_up.yml"):
        (project.root / path).unlink()
    project.replace("stories/2019-tafel/brug.md", "initiative: leenschuur\n", "")
    corpus = project.read()
    assert (corpus.services, corpus.gazetteer.routes, corpus.gazetteer.initiatives, corpus.follow_ups) == (
        (),
        (),
        (),
        (),
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("south: 50.99", "south: 51.99", f"{CITY}:8:1: bounds-order: bounds"),
        ("west: 4.49", "west: 190", f"{CITY}:8:1: bounds-order: bounds"),
        ("lat: 51.006, lon: 4.51", "lat: 4.51, lon: 51.006", f"{CITY}:9:1: swapped: centre"),
        ("lat: 51.006, lon: 4.51", "lat: 0, lon: 0", f"{CITY}:9:1: outside-city: centre"),
        ("start: 13", "start: 18", f"{CITY}:10:1: zoom-order: zoom"),
        ("Europe/Brussels", "Brussel", f"{CITY}:6:11: not-a-time-zone: timezone"),
        ("[nl, fr, en]", "[]", f"{CITY}:7:12: empty-value: languages"),
        ("[nl, fr, en]", "[Nederlands]", f"{CITY}:7:13: not-a-language: languages"),
        ("https://kleinstad.example/", "kleinstad.example", f"{CITY}:5:11: not-a-url: site_url"),
        ("nl: Kleinstad vertelt, ", "", f"{CITY}:3:1: default-language-missing: title"),
        (
            "email: kaart@kleinstad.example",
            'email: "a@b.example\\nBcc: c@d.example"',
            f"{CITY}:11:40: not-an-email: contact.email",
        ),
    ],
)
def test_settings_that_do_not_fit_are_refused(project: Project, old: str, new: str, expected: str) -> None:
    project.replace(CITY, old, new)
    assert project.fault_lines() == [expected]


@pytest.mark.parametrize("icon", ["emotions/weg.svg", "../city.yml", "/etc/passwd", "emotions/Blij.svg", "emotions"])
def test_a_drawing_that_is_not_there_is_refused(project: Project, icon: str) -> None:
    project.replace("site_config/emotions.yml", "emotions/blij.svg", icon)
    assert project.fault_lines() == ["site_config/emotions.yml:6:9: icon-missing: emotions.icon"]


def test_a_colour_is_six_digits(project: Project) -> None:
    project.replace("site_config/emotions.yml", '"#f2c14e"', "geel")
    assert project.fault_lines() == ["site_config/emotions.yml:4:10: not-a-colour: emotions.light"]


def test_ids_stand_once_in_their_list(project: Project) -> None:
    project.replace("site_config/emotions.yml", "id: trots", "id: blij")
    found = [(fault.code, fault.path, fault.line, fault.params) for fault in project.faults()]
    assert found == [
        ("id-repeated", "site_config/emotions.yml", 7, {"other_line": 2}),
        ("unknown-id", "stories/2019-tafel/markt.md", 5, {"where": "site_config/emotions.yml"}),
    ]


def test_the_key_of_a_key_file_is_filled_in(project: Project) -> None:
    key = str(pyrage.x25519.Identity.generate().to_public())
    project.write("keys/a.agepub", f"# of a test\n{key}\n")
    project.replace(
        SERVICES,
        "themes: [onderweg]\n",
        "themes: [onderweg]\n  recipients:\n"
        "  - {name: Hoofd, key_file: keys/a.agepub}\n  - {name: Hulp, key_file: .keys/b.agepub}\n",
    )
    first, second = project.read().services[0].recipients
    assert (first.key, second.key) == (key, None)


def test_a_misspelt_file_of_settings_is_noticed(project: Project) -> None:
    project.write("site_config/theme.yml", "themes: []\n")
    project.write("site_config/README.md", "Settings.\n")
    project.write("places/place.yml", "places: []\n")
    assert project.fault_lines() == [
        "places/place.yml:1:1: file-unexpected",
        "site_config/theme.yml:1:1: file-unexpected",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("contact:", "privacy: {smallest_group: 1}\ncontact:", "privacy-too-small: privacy"),
        ("contact:", "privacy: {grid_m: 0}\ncontact:", "privacy-too-small: privacy"),
        ("languages: [nl, fr, en]", "languages: [nl, xx]", "language-without-customs: languages"),
        ("contact:", "addresses: {places: plek, stories: plek}\ncontact:", "addresses-repeated: addresses"),
        ("contact:", "basemap: {kind: tiles, tiles: Nergens.Niets}\ncontact:", "tiles-unknown: basemap.tiles"),
        ("contact:", "basemap: {kind: tiles}\ncontact:", "tiles-unknown: basemap.tiles"),
        ("contact:", "basemap: {kind: pmtiles}\ncontact:", "archive-unknown: basemap.archive"),
        (
            "contact:",
            "basemap: {kind: pmtiles, archive: ../stad.pmtiles}\ncontact:",
            "archive-unknown: basemap.archive",
        ),
        ("contact:", "basemap: {kind: pmtiles, archive: Stad.pmtiles}\ncontact:", "archive-unknown: basemap.archive"),
        (
            "contact:",
            'basemap: {kind: pmtiles, archive: "http://kaart.example/stad.pmtiles"}\ncontact:',
            "archive-unknown: basemap.archive",
        ),
        (
            "contact:",
            'basemap: {kind: pmtiles, archive: "https://kaart.example/stad.pmtiles?key=1"}\ncontact:',
            "archive-unknown: basemap.archive",
        ),
        ("zoom: {min: 12, start: 13, max: 17}", "zoom: {min: 12, start: 13, max: 99}", "zoom-order: zoom"),
    ],
)
def test_settings_that_cannot_work_are_refused(project: Project, old: str, new: str, expected: str) -> None:
    project.replace(CITY, old, new)
    assert [line.partition(": ")[2] for line in project.fault_lines()] == [expected]


@pytest.mark.parametrize("archive", ["stad.pmtiles", "https://kaart.example:8443/van/ons/stad.pmtiles"])
def test_an_archive_may_be_a_file_or_an_address(project: Project, archive: str) -> None:
    project.replace(CITY, "contact:", f'basemap: {{kind: pmtiles, archive: "{archive}"}}\ncontact:')
    assert project.read().city.basemap.archive == archive


@pytest.mark.parametrize("tiles", ["OpenStreetMap.Mapnik", "https://tiles.example/{z}/{x}/{y}.png"])
def test_tiles_may_be_a_known_name_or_an_address(project: Project, tiles: str) -> None:
    project.replace(CITY, "contact:", f'basemap: {{kind: tiles, tiles: "{tiles}"}}\ncontact:')
    assert project.read().city.basemap.tiles == tiles
