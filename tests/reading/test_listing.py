"""What lies in `stories/`: clashing, reserved and unexpected names, and links."""

from __future__ import annotations

import sys

import pytest

from tests.reading.project import FRONT, WORKSHOP, Project

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot make these names")


def test_names_that_differ_in_case_are_both_refused(project: Project) -> None:
    project.write_story("Maria", "MARKERWORD")
    project.write_story("maria", "MARKERWORD")
    assert [(fault.code, fault.path, fault.params) for fault in project.faults()] == [
        ("file-name-clash", f"{WORKSHOP}/Maria.md", {"other": "maria.md"}),
        ("file-name-clash", f"{WORKSHOP}/maria.md", {"other": "Maria.md"}),
    ]


def test_names_that_differ_in_composition_are_both_refused(project: Project) -> None:
    project.write_story("caf\u00e9", "MARKERWORD")
    project.write_story("cafe\u0301", "MARKERWORD")
    assert [(fault.code, fault.path, fault.params["other"]) for fault in project.faults()] == [
        ("file-name-clash", f"{WORKSHOP}/cafe\\u0301.md", "café.md"),
        ("file-name-clash", f"{WORKSHOP}/café.md", "cafe\\u0301.md"),
    ]


def test_workshops_that_differ_in_case_are_both_refused(project: Project) -> None:
    project.write("stories/2019-Tafel/workshop.yml", "title: MARKERWORD\n")
    assert [fault.code for fault in project.faults()] == ["file-name-clash", "file-name-clash"]


@pytest.mark.parametrize(
    "slug", ["con", "nul", "com1", "a.", "a..b", "é", "a b", "A", "_a", "a" * 200, "reflection.fr"]
)
def test_a_name_that_is_not_usable_everywhere_is_refused(project: Project, slug: str) -> None:
    project.write_story(slug, "MARKERWORD")
    assert [fault.code for fault in project.faults()] == ["file-name"]


def test_a_name_of_broken_bytes_is_refused_and_can_be_shown(project: Project) -> None:
    project.write_story("caf\udce9", "MARKERWORD")
    assert project.fault_lines() == [f"{WORKSHOP}/caf\\udce9.md:1:1: file-name"]


def test_links_are_refused_wherever_they_are(project: Project) -> None:
    outside = project.root.parent / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(FRONT + "MARKERWORD")
    (project.root / WORKSHOP / "link.md").symlink_to(outside / "a.md")
    (project.root / WORKSHOP / "media" / "link.png").symlink_to(outside / "a.md")
    (project.root / "stories" / "2020-link").symlink_to(outside)
    assert project.fault_lines() == [
        "stories/2019-tafel/link.md:1:1: file-is-link",
        "stories/2019-tafel/media/link.png:1:1: file-is-link",
        "stories/2020-link:1:1: file-is-link",
    ]


def test_a_linked_folder_of_stories_is_refused(project: Project) -> None:
    (project.root / "stories").rename(project.root / "elsewhere")
    (project.root / "stories").symlink_to(project.root / "elsewhere")
    assert project.fault_lines() == ["stories:1:1: file-is-link"]


def test_a_picture_that_is_a_link_is_refused_with_its_story(project: Project) -> None:
    media = project.root / WORKSHOP / "media" / "brug.png"
    media.rename(project.root / "brug.png")
    media.symlink_to(project.root / "brug.png")
    assert project.fault_lines() == [
        "stories/2019-tafel/brug.md:12:8: media-refused: image",
        "stories/2019-tafel/media/brug.png:1:1: file-is-link",
    ]


def test_leftovers_of_editors_are_left_alone(project: Project) -> None:
    for name in (".brug.md.swp", "brug.md~", "#brug.md#", "~$brug.docx", ".DS_Store", "Thumbs.db", "desktop.ini"):
        project.write(f"{WORKSHOP}/{name}", b"\xff MARKERWORD")
    project.write("stories/README.md", "How to add a workshop.\n")
    (project.root / "stories" / "2021-empty").mkdir()
    assert len(project.read().stories) == 2


def test_the_order_of_the_corpus_is_that_of_the_ids(project: Project) -> None:
    project.write("stories/2018-eerder/workshop.yml", "title: Eerder\n")
    project.write("stories/2018-eerder/z.md", FRONT + "Een verhaal.\n")
    project.write_story("a", "Een verhaal.\n")
    assert [story.id for story in project.read().stories] == [
        "2018-eerder/z",
        "2019-tafel/a",
        "2019-tafel/brug",
        "2019-tafel/markt",
    ]
