"""No private field without a canary: a new field of the models is public, or has a marker in the marked city."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from builder.model import gathering, services, settings, story
from builder.model.base import FileModel
from builder.model.scalars import PartialDate
from builder.pipeline import read_project
from tests.leak.marked import Build, copy_marked
from tests.leak.searching import MARKER, find_in_tree

PUBLIC_MODELS = {
    "Addresses", "Basemap", "BoundsEntry", "Centre", "City", "Contact", "Emotion", "Figures", "Theme", "Zoom",
}  # fmt: skip
"""Everything in them is for everybody."""
CONTAINERS = {"EmotionsFile", "FollowUpsFile", "ReducedFile", "ServicesFile", "TellersFile", "ThemesFile"}
"""They hold other models and nothing else."""
PUBLIC = {
    *(f"StoryFront.{name}" for name in ("title", "date", "language", "themes", "emotion", "summary", "initiative")),
    *(f"StoryFront.{name}" for name in ("image_alt", "image_caption", "source", "example", "place")),
    *(f"TranslationFront.{name}" for name in ("title", "summary", "image_alt", "image_caption")),
    *(f"WorkshopFile.{name}" for name in ("title", "kind", "date", "language", "place", "host", "prompt", "about")),
    *("WorkshopFile.times_played", "WorkshopFile.example", "TranslationOrigin.by", "TranslationOrigin.reviewed"),
    *("FollowUp.service", "FollowUp.status", "FollowUp.answered_on", "Teller.role", "SignalHead.theme"),
}
"""What the airlock may release of a story, a workshop and an answer. Its private uses are in `test_leak.WHERE`."""
HOLDERS = {
    *("StoryFront.consent", "StoryFront.location", "StoryFront.teller", "StoryFront.signals"),
    *("TranslationFront.translation", "Service.recipients", "Service.calendar", "ReducedCount.steps"),
}
"""Their values are models that are looked at themselves."""
WORDLESS = {
    # a word of a list, or yes and no: no value of it is like no other
    *(f"SignalHead.{name}" for name in ("kind", "urgency", "weight", "shared_by", "level", "public_too")),
    *(f"StoryFront.{name}" for name in ("status", "setting", "sensitivity")),
    *(f"Consent.{name}" for name in ("publish", "name", "photo", "exact_place", "discloses", "given_on")),
    "Mail.security",
    *("FollowUp.public", "FollowUp.on_story", "Location.precision", "Privacy.grid_m", "Privacy.smallest_group"),
    *("Privacy.keep_signals_months", "ReducedCount.kind", "ReducedCount.count", "KeptAnswer.kind"),
    *("ReducedStep.status", "ReducedStep.was"),
    *(f"Service.{name}" for name in ("partner", "finest_place", "formats", "seal", "handover")),
    *(f"Calendar.{name}" for name in ("every_months", "urgent", "answer_days", "urgent_answer_days")),
    # ids of other things, or checked for what they are
    *("FollowUp.signal", "FollowUp.forwarded_to", "TellerEntry.stories", "Recipient.key", "Recipient.language"),
    *("ReducedCount.theme", "ReducedStep.service", "KeptAnswer.theme"),
    *(f"Service.{name}" for name in ("id", "language", "themes", "areas", "kinds", "levels", "default")),
    *("Service.since", "Service.until"),
}
UNIQUE = {
    "SignalHead.before": "2027-09-17",
    "FollowUp.due_on": "2031-07-23",
    "FollowUp.received_on": "2019-04-01",
    "Mail.port": "50587",
    "Recipient.since": "2018-02-13",
    "Recipient.until": "2033-05-29",
    "ReducedCount.year": "1987",
    "Consent.expires_on": "2020-01-01",
    "Location.lat": "51.010537",
    "Location.lon": "4.511873",
    "WorkshopFile.participants": "4",
}
"""No word, but a value that stands nowhere else."""


def models_of(module: ModuleType) -> Iterator[type[FileModel]]:
    for _, model in inspect.getmembers(module, inspect.isclass):
        if issubclass(model, FileModel) and model.__module__ == module.__name__:
            yield model


def fields_of(model: type[FileModel]) -> Iterator[str]:
    """Each field under the name of the model that brings it in."""
    for name in model.model_fields:
        owner = next(each for each in reversed(model.__mro__) if name in getattr(each, "model_fields", {}))
        yield f"{owner.__name__}.{name}"


FIELDS = sorted({field for module in (story, gathering, services, settings) for each in models_of(module)
                 if each.__name__ not in PUBLIC_MODELS | CONTAINERS for field in fields_of(each)})  # fmt: skip
PRIVATE_FIELDS = [field for field in FIELDS if field not in PUBLIC | HOLDERS | WORDLESS]


def values_in(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every leaf below a value, with the field that holds it."""
    if isinstance(value, FileModel):
        names = {field.partition(".")[2]: field for field in fields_of(type(value))}
        for key, field in names.items():
            yield from values_in(getattr(value, key), field)
    elif isinstance(value, PartialDate | date):
        yield name, str(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from values_in(getattr(value, each.name), name)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from values_in(entry, name)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from values_in(entry, name)
    elif isinstance(value, str | int | float):
        yield name, str(value)


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The values of each field in the marked city."""
    corpus = read_project(copy_marked(tmp_path_factory.mktemp("complete") / "city"), datetime.now(UTC))[0]
    found: dict[str, set[str]] = {}
    signals = [signal.head for signal in corpus.signals]
    everything = [corpus.city, corpus.services, corpus.workshops, corpus.stories, corpus.follow_ups, signals]
    for field, value in values_in(everything):
        found.setdefault(field, set()).add(value)
    return found


@pytest.mark.parametrize("field", PRIVATE_FIELDS)
def test_every_private_field_has_a_canary(field: str, values: dict[str, set[str]]) -> None:
    found = values.get(field, set())
    wanted = UNIQUE.get(field, MARKER).casefold()
    assert any(wanted in value.casefold() for value in found), f"{field}: add a marker to tests/sites/marked"


def test_no_field_of_the_lists_is_gone() -> None:
    known = set(FIELDS)
    for listed in (PUBLIC, HOLDERS, WORDLESS, set(UNIQUE)):
        assert listed - known == set()


@pytest.mark.parametrize("field", ["SignalHead.before", "FollowUp.due_on", "Recipient.since", "Recipient.until"])
def test_no_date_of_a_private_field_is_in_the_site(field: str, marked_build: Build) -> None:
    day = date.fromisoformat(UNIQUE[field])
    forms = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%Y%m%d}", f"{day.day}/{day.month}/{day.year}"]
    forms += [
        str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())),
        f"{day.day:02}-{day.month:02}-{day.year}",
    ]
    assert find_in_tree(marked_build.tree, *forms) == []


def test_the_year_of_signals_that_became_numbers_is_on_no_page(marked_build: Build) -> None:
    pages = [content.decode() for path, content in marked_build.tree.items() if path.endswith(".html")]
    assert pages
    assert not any(re.search(r"\b1987\b", re.sub(r"<[^<>]*>", " ", page)) for page in pages)


def test_a_group_that_is_too_small_is_not_counted(marked_build: Build) -> None:
    page = marked_build.tree["workshops/2019-tafel/index.html"].decode()
    text = re.sub(r"<[^<>]*>", " ", page)
    assert not re.search(r"\b4 deelnemers\b|deelnemers\W+4\b", text)


def test_exiftool_finds_nothing_private_in_published_media(marked_build: Build) -> None:
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("exiftool (libimage-exiftool-perl) is not installed")
    command = [program, "-json", "-a", "-G1", "-u", "-U", "-ee3", "-b", "-r", str(marked_build.site / "media")]
    said = subprocess.run(command, capture_output=True, check=True).stdout
    files = json.loads(said)
    assert {Path(each["SourceFile"]).suffix for each in files} == {".webp", ".mp3"}
    root = str(marked_build.root)
    assert find_in_tree({"exiftool": said.replace(root.encode(), b"")}) == []
    groups = {key.partition(":")[0] for each in files for key in each} - {"SourceFile", "ExifTool", "System", "File"}
    assert groups <= {"RIFF", "MPEG", "Composite", "ID3v2_4", "ICC_Profile"}, groups


RARE = "Straatverlichting spoorwegonderdoorgang vrachtwagenchauffeurs zebrapadschildering nachtelijke"


def test_words_of_a_private_text_in_a_search_file_are_found_without_their_order(tmp_path: Path) -> None:
    from builder.publishing.last_look import LastLook  # noqa: PLC0415

    root = copy_marked(tmp_path / "city")
    (root / "stories/2019-tafel/reflection.md").write_text(f"{RARE} {MARKER}reflection.", "utf-8")
    corpus, today = read_project(root, datetime.now(UTC))
    look = LastLook.of(corpus, today)
    site = tmp_path / "site"
    site.mkdir()
    stems = [word.casefold()[:-2] for word in reversed(RARE.split())]
    (site / "search.json").write_text(json.dumps({"index": {stem: [1] for stem in stems}}), "utf-8")
    faults = look.faults_in(site, lambda *_: None)
    assert [(fault.code, fault.params["source"]) for fault in faults] == [
        ("public-private-words", "stories/2019-tafel/reflection.md:1")
    ]
    (site / "search.json").write_text(json.dumps({"index": {stem: [1] for stem in stems[:3]}}), "utf-8")
    assert look.faults_in(site, lambda *_: None) == []
