"""Stories, their signals and their translations."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model.scalars import PartialDate
from builder.model.story import Level, SharedBy, SignalKind, Urgency, Weight
from builder.reading import original_fingerprint, text_fingerprint
from tests.reading.project import FRONT, WORKSHOP, Project

TWO_SIGNALS = """\
Een.

::: signal
id: licht
theme: onderweg
kind: obstacle
urgency: acute
weight: high
ask: Een lamp.
shared_by: 2-5
level: region
before: 2019-09-01

Het is er donker.
:::

Twee.

::: signal
id: bank
theme: ontmoeting
kind: offer
public_too: true

Wij maken zelf een bank voor wie even wil zitten.
:::

Drie.
"""


def test_a_story_is_read_with_its_signals_cut_out(project: Project) -> None:
    project.write_story("twee", TWO_SIGNALS)
    story = project.story("twee")
    assert (story.id, story.workshop_id, story.path) == ("2019-tafel/twee", "2019-tafel", f"{WORKSHOP}/twee.md")
    assert story.body_line == 8
    lines = story.body.split("\n")
    assert [(number, line) for number, line in enumerate(lines, 8) if line] == [
        (8, "Een."),
        (24, "Twee."),
        (32, "Wij maken zelf een bank voor wie even wil zitten."),
        (35, "Drie."),
    ]
    light, bench = story.signals
    assert (light.id, bench.id) == ("2019-tafel/twee#licht", "2019-tafel/twee#bank")
    assert (light.line, bench.line) == (10, 26)
    assert (light.text, light.fingerprint) == ("Het is er donker.", text_fingerprint("Het is er donker."))
    head = light.head
    assert (head.kind, head.urgency, head.weight) == (SignalKind.OBSTACLE, Urgency.ACUTE, Weight.HIGH)
    assert (head.shared_by, head.level, head.before) == (SharedBy.FEW, Level.REGION, date(2019, 9, 1))


def test_a_signal_without_an_id_is_named_after_its_story(project: Project) -> None:
    project.write_story("een", "Een.\n\n::: signal\ntheme: onderweg\nkind: concern\n\nDaar.\n:::\n")
    assert [signal.id for signal in project.story("een").signals] == ["2019-tafel/een"]


def test_signals_of_no_passage_come_from_the_front_matter(project: Project) -> None:
    front = FRONT.replace(
        "status", "signals:\n- {id: a, theme: onderweg, kind: request, text: Graag een bank.}\nstatus"
    )
    project.write_story("lijst", TWO_SIGNALS, front)
    signals = project.story("lijst").signals
    assert [(signal.id, signal.line) for signal in signals] == [
        ("2019-tafel/lijst#a", 6),
        ("2019-tafel/lijst#licht", 12),
        ("2019-tafel/lijst#bank", 28),
    ]
    assert signals[0].text == "Graag een bank."


def test_what_a_story_does_not_say_comes_from_its_workshop(project: Project) -> None:
    project.replace(f"{WORKSHOP}/workshop.yml", "participants: 7", "example: true")
    project.write_story("eigen", "Een.\n", FRONT.replace("status", "date: 2018\nlanguage: fr\nexample: false\nstatus"))
    market, own = project.story("markt"), project.story("eigen")
    assert (market.date, market.language, market.is_example) == (PartialDate(year=2019, month=3, day=14), "nl", True)
    assert (own.date, own.language, own.is_example) == (PartialDate(year=2018), "fr", False)


def test_what_the_workshop_does_not_say_comes_from_the_city(project: Project) -> None:
    project.replace(f"{WORKSHOP}/workshop.yml", "language: nl\n", "")
    assert project.story("markt").language == "nl"


def test_a_translation_belongs_to_its_story(project: Project) -> None:
    story = project.story("brug")
    (translation,) = story.translations
    assert (translation.language, translation.front.title) == ("fr", "Le pont sur le ruisseau")
    assert translation.front.translation.of is None
    assert translation.body.startswith("Le pont est étroit.")
    assert translation.body_line == 8
    assert story.fingerprint == original_fingerprint(story.front.title, story.front.summary, story.body)


def test_a_changed_signal_does_not_outdate_a_translation(project: Project) -> None:
    before = project.story("brug").fingerprint
    project.replace(f"{WORKSHOP}/brug.md", "durft niemand er nog door", "durft geen mens er meer door")
    assert project.story("brug").fingerprint == before
    project.replace(f"{WORKSHOP}/brug.md", "smal", "breed")
    assert project.story("brug").fingerprint != before


@pytest.mark.parametrize(
    "text", ["<script>a()</script> {{7*7}}", "]]> {% raw %} onerror=x", "=HYPERLINK(1)", "+1 @a -b", "'; DROP"]
)
def test_markup_and_formulas_are_kept_as_typed(project: Project, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    front = FRONT.replace("title: Een verhaal", f"title: {quoted}")
    project.write_story("getypt", f"{text}\n\n::: signal\ntheme: onderweg\nkind: concern\n\n\t{text} !\n:::\n", front)
    story = project.story("getypt")
    assert story.front.title == text
    assert story.body.startswith(f"{text}\n")
    assert story.signals[0].text == f"\t{text} !"


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("themes: [ontmoeting]\n", "theme-missing"),
        ("", "body-empty"),
    ],
)
def test_a_draft_may_be_unfinished_and_a_published_story_may_not(project: Project, front: str, code: str) -> None:
    text = FRONT.replace(front, "")
    project.write_story("nieuw", "" if code == "body-empty" else "Een.\n", text)
    assert [fault.code for fault in project.faults()] == [code]
    for status in ("draft", "review", "withdrawn"):
        project.write_story("nieuw", "", text.replace("published", status))
        assert project.story("nieuw").front.status == status


def test_a_draft_is_read_as_strictly(project: Project) -> None:
    project.write_story("nieuw", "Een.\n:::\n", FRONT.replace("published", "draft").replace("title", "titel"))
    assert [fault.code for fault in project.faults()] == ["missing-key", "unknown-key-guess", "signal-stray-close"]


def test_an_expired_consent_is_no_fault(project: Project) -> None:
    project.write_story("oud", "Een.\n", FRONT.replace("2019-03-14}", "2019-03-14, expires_on: 2020-01-01}"))
    assert project.story("oud").front.consent.expires_on == date(2020, 1, 1)


def test_picture_and_sound_are_files_of_the_workshop(project: Project) -> None:
    story = project.story("brug")
    assert story.image_path == project.root / WORKSHOP / "media" / "brug.png"
    assert story.audio_path is None
    project.write_story("oog", "Een.\n", FRONT.replace("status", "image: media/oog.png\naudio: media/oor.mp3\nstatus"))
    assert project.fault_lines() == [
        f"{WORKSHOP}/oog.md:5:1: image-alt-missing: image",
        f"{WORKSHOP}/oog.md:5:8: media-missing: image",
        f"{WORKSHOP}/oog.md:6:8: media-missing: audio",
    ]


def test_private_texts_are_not_in_the_repr(project: Project) -> None:
    assert "MARKERWORD" not in repr(project.read())


def test_line_ends_of_other_systems_make_no_difference(project: Project) -> None:
    before = project.story("brug")
    for name in ("brug.md", "brug.fr.md"):
        path = project.root / WORKSHOP / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert project.story("brug") == before
