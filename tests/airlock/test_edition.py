"""From corpus to edition: order, absences, faults at the door, and no private type in reach."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.airlock import make_edition
from builder.errors import ContentError
from builder.languages import describe_fault, load_language
from builder.model.base import FileModel
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp, Workshop
from builder.model.public import Edition
from builder.model.settings import Addresses, Basemap, Zoom
from builder.model.story import Signal, Story, Translation
from tests.airlock.makers import (
    edition_of,
    make_follow_up,
    make_story,
    make_translation,
    make_workshop,
    with_signals,
    with_stories,
)
from tests.conftest import TODAY

PUBLIC_SETTINGS = (Zoom, Basemap, Addresses)
"""Models of files that hold public settings only, and that pages read as they are."""
PRIVATE = (Story, Signal, Translation, Workshop, FollowUp, Corpus)


def walk(value: Any, path: str = "edition") -> Iterator[tuple[str, Any]]:  # Any: whatever is reachable
    """Everything that can be reached from a value, with how to get there."""
    yield path, value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from walk(getattr(value, each.name), f"{path}.{each.name}")
    elif isinstance(value, FileModel):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from walk(key, f"{path} key")
            yield from walk(entry, f"{path}[…]")
    elif isinstance(value, list | tuple | set | frozenset):
        for entry in value:
            yield from walk(entry, f"{path}[]")


def test_no_private_type_can_be_reached_from_an_edition(tiny: Corpus, tmp_path: Path) -> None:
    edition = make_edition(tiny, today=TODAY, cache_folder=tmp_path)
    assert edition.replies
    assert edition.stories
    seen = set()
    for path, value in walk(edition):
        assert not isinstance(value, PRIVATE), path
        assert not isinstance(value, FileModel) or isinstance(value, PUBLIC_SETTINGS), path
        assert not isinstance(value, str) or "MARKERWORD" not in value, path
        assert isinstance(value, Path) or not isinstance(value, str) or str(tiny.root) not in value, path
        seen.add(type(value))
    assert {Edition, str, int, shapely.Polygon} <= seen


def test_a_walk_finds_a_private_value(tiny: Corpus) -> None:
    assert any(isinstance(value, Story) for _, value in walk(tiny))
    assert any(isinstance(value, FollowUp) for _, value in walk({"a": [(make_follow_up("b"),)]}))


def test_stories_come_newest_first_then_by_id(tiny: Corpus, tmp_path: Path) -> None:
    stories = [
        make_story("c", date="2019"),
        make_story("a", date="2020-05-01"),
        make_story("b", date="2020-05"),
        make_story("d"),
    ]
    edition = edition_of(with_stories(tiny, *stories), tmp_path)
    assert [(story.number, story.slug) for story in edition.stories] == [(0, "a"), (1, "b"), (2, "c"), (3, "d")]


def test_a_workshop_without_public_stories_is_absent(tiny: Corpus, tmp_path: Path) -> None:
    stories = [make_story("a"), make_story("b", status="draft", workshop_id="2020-stil")]
    workshops = [make_workshop(date="2019"), make_workshop("2020-stil", date="2018"), make_workshop("2021-leeg")]
    edition = edition_of(with_stories(tiny, *stories, workshops=workshops), tmp_path)
    assert [(workshop.id, workshop.story_numbers) for workshop in edition.workshops] == [("2019-tafel", (0,))]


def test_workshops_come_by_date_and_their_stories_by_slug(tiny: Corpus, tmp_path: Path) -> None:
    stories = [
        make_story("z", date="2022"),
        make_story("a", date="2019"),
        make_story("m", workshop_id="2020-later"),
    ]
    workshops = [make_workshop("2020-later", date="2020"), make_workshop(date="2019")]
    edition = edition_of(with_stories(tiny, *stories, workshops=workshops), tmp_path)
    assert [workshop.id for workshop in edition.workshops] == ["2019-tafel", "2020-later"]
    assert [edition.stories[number].slug for number in edition.workshops[0].story_numbers] == ["a", "z"]


def test_a_withdrawn_story_leaves_its_id_only(tiny: Corpus, tmp_path: Path) -> None:
    stories = [make_story("a"), make_story("b", status="withdrawn", title="Weg")]
    edition = edition_of(with_stories(tiny, *stories), tmp_path)
    assert edition.withdrawn_ids == ("2019-tafel/b",)
    assert [story.slug for story in edition.stories] == ["a"]
    assert not any(value == "Weg" for _, value in walk(edition))


def lines_of(error: ContentError) -> list[str]:
    return [
        f"{fault.path}:{fault.line}:{fault.column}: {fault.code}: {fault.key}".rstrip(": ") for fault in error.faults
    ]


def faults_of(corpus: Corpus, tmp_path: Path) -> list[str]:
    """Where the airlock stops a corpus; no fault may hold a value."""
    with pytest.raises(ContentError) as caught:
        edition_of(corpus, tmp_path)
    said = "".join(describe_fault(fault, load_language("en")) for fault in caught.value.faults)
    assert not any(value in said for value in ("0475", "Janssens", "jan@", "Kerkstraat"))
    return lines_of(caught.value)


VERHAAL, FRENCH = "stories/2019-tafel/verhaal.md", "stories/2019-tafel/verhaal.fr.md"


def test_every_public_text_of_a_story_is_searched(tiny: Corpus, tmp_path: Path) -> None:
    said = "Bel 0475 12 34 56"
    keys = dict.fromkeys(("title", "summary", "image_alt", "image_caption", "image_credit"), said)
    translation = make_translation(body=said)
    story = make_story(body=f"Een.\n\n{said}", teller={"role": said}, translations=[translation], **keys)
    found = faults_of(with_stories(tiny, story), tmp_path)
    others = [
        f"{VERHAAL}:1:5: personal-phone: {key}" for key in ("image_alt", "image_caption", "image_credit", "summary")
    ]
    others += [f"{VERHAAL}:1:5: personal-phone: teller.role", f"{VERHAAL}:2:5: personal-phone: title"]
    assert sorted(found) == sorted([*others, f"{VERHAAL}:10:5: personal-phone", f"{FRENCH}:5:5: personal-phone"])


@pytest.mark.parametrize(
    ("discloses", "codes"),
    [
        ([], {"personal-phone", "personal-email", "personal-address", "personal-bank-account"}),
        (["phone"], {"personal-email", "personal-address", "personal-bank-account"}),
        (["phone", "email", "address"], {"personal-bank-account"}),
    ],
)
def test_consent_lets_through_what_it_names_and_nothing_else(
    discloses: list[str], codes: set[str], tiny: Corpus, tmp_path: Path
) -> None:
    consent = {"publish": "true", "given_on": "2019-03-14", "discloses": discloses}
    body = "0475 12 34 56, jan@example.be, Kerkstraat 12, BE68 5390 0754 7034"
    found = faults_of(with_stories(tiny, make_story(body=body, consent=consent)), tmp_path)
    assert {line.split(": ")[1] for line in found} == codes


def test_a_national_number_never_passes(tiny: Corpus, tmp_path: Path) -> None:
    consent = {"publish": "true", "given_on": "2019-03-14", "discloses": ["phone", "email", "address", "bank-account"]}
    story = make_story(body="Nummer 85.07.30-033.28.", consent=consent)
    assert faults_of(with_stories(tiny, story), tmp_path) == [f"{VERHAAL}:8:8: personal-national-number"]


def test_personal_data_that_only_shows_when_rendered_is_found(tiny: Corpus, tmp_path: Path) -> None:
    story = make_story(body="Mail jan&#64;example.be of 04<!-- -->75 **12** 34 56.")
    found = faults_of(with_stories(tiny, story), tmp_path)
    assert found == [f"{VERHAAL}:8:6: personal-email", f"{VERHAAL}:8:28: personal-phone"]


def test_a_draft_may_hold_anything(tiny: Corpus, tmp_path: Path) -> None:
    stories = [make_story("a"), make_story("b", body="0475 12 34 56", status="draft")]
    assert len(edition_of(with_stories(tiny, *stories), tmp_path).stories) == 1


TELLERS = [{"code": "A1", "name": "Marie-José Janssens"}]


@pytest.mark.parametrize(
    "body",
    [
        "Toen kwam Marie-José Janssens.",
        "Toen kwam MARIE JOSÉ JANSSENS.",
        "Toen kwam Marie-Jose\nJanssens binnen.",
        "Janssens, Marie-José",
    ],
)
def test_the_name_of_a_teller_stops_a_text(body: str, tiny: Corpus, tmp_path: Path) -> None:
    if body.startswith("Janssens"):
        body = "Mevrouw José Janssens Marie kwam."
    corpus = with_stories(tiny, make_story(body=body), workshops=[make_workshop(tellers=TELLERS)])
    assert [line.split(": ")[1] for line in faults_of(corpus, tmp_path)] == ["personal-name"]


@pytest.mark.parametrize("slug", ["het-huis-van-marie-jose-janssens", "marie-jose-janssens"])
def test_the_name_of_a_teller_stops_an_address(slug: str, tiny: Corpus, tmp_path: Path) -> None:
    corpus = with_stories(tiny, make_story(slug), workshops=[make_workshop(tellers=TELLERS)])
    assert faults_of(corpus, tmp_path) == [f"stories/2019-tafel/{slug}.md:1:{slug.index('marie') + 1}: personal-name"]


def test_a_first_name_alone_is_too_common_to_stop(tiny: Corpus, tmp_path: Path) -> None:
    corpus = with_stories(
        tiny, make_story(body="Marie en Jan."), workshops=[make_workshop(tellers=[{"code": "A", "name": "Marie"}])]
    )
    assert edition_of(corpus, tmp_path).stories


def test_a_named_teller_may_be_named_only_while_the_consent_is_public(tiny: Corpus, tmp_path: Path) -> None:
    consent = {"publish": "true", "given_on": "2019-03-14", "name": "true"}
    teller = {"role": "buur", "name": "An Peeters"}
    other = make_story("b", body="Dat weet An Peeters.")
    named = make_story("a", consent=consent, teller=teller)
    assert len(edition_of(with_stories(tiny, named, other), tmp_path).stories) == 2
    withdrawn = make_story("a", consent=consent, teller=teller, status="withdrawn")
    assert faults_of(with_stories(tiny, withdrawn, other), tmp_path) == ["stories/2019-tafel/b.md:8:10: personal-name"]


def test_public_replies_workshops_and_initiatives_are_searched(tiny: Corpus, tmp_path: Path) -> None:
    story = with_signals(make_story(), 1)
    reply = make_follow_up("x", public="true", reply={"nl": "Dag, we bellen u op 0475 12 34 56."})
    workshops = [make_workshop(about="Mail jan@example.be.")]
    corpus = with_stories(tiny, story, workshops=workshops, follow_ups=[(story.signals[0].id, reply)])
    assert faults_of(corpus, tmp_path) == [
        "stories/2019-tafel/follow_up.yml:1:21: personal-phone: follow_ups.reply",
        "stories/2019-tafel/workshop.yml:1:6: personal-email: about",
    ]


def test_a_picture_and_a_sound_that_are_none_stop_the_story(tiny: Corpus, tmp_path: Path) -> None:
    fake = tmp_path / "fake.jpg"
    fake.write_text("<html></html>")
    story = make_story(image="media/fake.jpg", image_alt="x", image_path=fake, audio="media/fake.mp3", audio_path=fake)
    found = faults_of(with_stories(tiny, story), tmp_path)
    assert found == [f"{VERHAAL}:5:1: picture-html: image", f"{VERHAAL}:6:1: sound-type: audio"]


def test_a_picture_is_shown_only_with_consent_for_it(tiny: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "foto.png"
    Image.new("RGB", (20, 20)).save(file)
    keys: dict[str, Any] = {
        "image": "media/foto.png",
        "image_alt": "Wie erop staat",
        "image_caption": "Wie",
        "image_path": file,
    }
    shown = edition_of(with_stories(tiny, make_story(**keys)), tmp_path).stories[0]
    consent = {"publish": "true", "given_on": "2019-03-14", "photo": "false"}
    hidden = edition_of(with_stories(tiny, make_story(consent=consent, **keys)), tmp_path).stories[0]
    assert shown.picture
    assert shown.original.image_alt == "Wie erop staat"
    assert (hidden.picture, hidden.original.image_alt, hidden.original.image_caption) == (None, "", "")


def test_a_picture_inside_the_text_is_refused(tiny: Corpus, tmp_path: Path) -> None:
    story = make_story(body="Een.\n\n![brug](https://elders.example/brug.jpg)")
    assert faults_of(with_stories(tiny, story), tmp_path) == [f"{VERHAAL}:10:1: picture-in-text"]


secrets = st.sampled_from(["", "x", "Geheim " * 9, '"<&>\\', "=HYPERLINK()", "é" * 256, "::: signal"])


privates = st.tuples(
    st.lists(secrets, max_size=4), st.integers(0, 4), st.sampled_from(["draft", "review"]), st.booleans()
)


@given(privates)
def test_an_edition_does_not_depend_on_private_content(
    tiny: Corpus, tmp_path_factory: pytest.TempPathFactory, private: tuple[list[str], int, str, bool]
) -> None:
    texts, count, status, is_told = private
    folder = tmp_path_factory.getbasetemp() / "noninterference"
    plain = edition_of(with_stories(tiny, make_story(teller={"role": "x"}), workshops=[make_workshop()]), folder)
    drafts = [make_story(f"d{number}", title=text or "T", status=status) for number, text in enumerate(texts)]
    teller = {"role": "x", "name": "Een Naam"} if is_told else {"role": "x"}
    story = with_signals(make_story(teller=teller), count)
    tellers = [{"code": f"T{number}", "name": f"Naam {number}"} for number in range(count)]
    workshop = make_workshop(tellers=tellers, trainers=[f"T{count}"], participants=str(count))
    follow_ups = [(signal.id, make_follow_up(signal.id, status="done")) for signal in story.signals]
    other = with_stories(tiny, story, *drafts, workshops=[workshop], follow_ups=follow_ups)
    shown = edition_of(other, folder)
    assert shown == plain
