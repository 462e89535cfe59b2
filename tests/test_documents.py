"""The documents do not lag: what the code knows is named in them, and their examples are really read."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from pydantic_core import PydanticUndefined

from builder.cli import main
from builder.errors import ContentError
from builder.fault_texts import FAULT_TEXTS
from builder.languages.faults import describe_fault
from builder.languages.language import CATALOGUES, load_language
from builder.model import gathering, gazetteer, geo, services, settings, story
from builder.model.base import FileModel
from builder.model.corpus import Corpus
from builder.reading import read_corpus
from builder.reading.annotations import fields_of, nested_model

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "builder" / "docs"
README = ROOT / "README.md"
DOCUMENTS = (README, *sorted(DOCS.glob("*.md")))
TODAY = date(2026, 12, 31)
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
PATH_LINE = re.compile(r"^# ((?:stories|places|site_config)/\S+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)s")

KEYS = {
    "handboek-trainer.md": (
        story.StoryFront,
        story.Consent,
        story.Teller,
        story.Location,
        story.SignalEntry,
        story.TranslationFront,
        story.TranslationOrigin,
        gathering.WorkshopFile,
    ),
    "gids-coordinator.md": (
        gathering.FollowUp,
        gathering.TellerEntry,
        gathering.ReducedFile,
        gathering.ReducedCount,
        gathering.ReducedStep,
        gathering.KeptAnswer,
    ),
    "next-city.md": (
        settings.Theme,
        settings.Emotion,
        services.Service,
        services.Calendar,
        services.Recipient,
        gazetteer.Place,
        gazetteer.PlaceLocation,
        gazetteer.Initiative,
        gazetteer.Route,
    ),
}
WORDS: dict[str, tuple[type[StrEnum], ...]] = {
    "handboek-trainer.md": (
        story.Status,
        story.Setting,
        story.Sensitivity,
        story.Disclosure,
        story.SignalKind,
        story.Urgency,
        story.Weight,
        story.SharedBy,
        story.Level,
        story.MadeBy,
        geo.Precision,
        gathering.WorkshopKind,
    ),
    "gids-coordinator.md": (gathering.FollowUpStatus,),
    "next-city.md": (
        gazetteer.PlaceKind,
        settings.BasemapKind,
        settings.MailSecurity,
        services.SealKind,
        services.DigestFormat,
        services.Handover,
        services.UrgentSignals,
    ),
}


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def marked_words(text: str) -> set[str]:
    """Every word that stands between backticks; examples in fences do not count."""
    prose = FENCE.sub("", text)
    return {word for span in re.findall(r"`([^`\n]+)`", prose) for word in re.findall(r"[\w.+-]+", span)}


def commands(group: click.Group, way: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{way} {name}")
        else:
            yield f"{way} {name}", command


COMMANDS = dict(commands(main, "vertelkaart"))


@pytest.mark.parametrize("way", COMMANDS)
def test_every_command_is_in_the_readme_and_in_a_guide(way: str) -> None:
    assert f"`{way}" in text_of(README)
    assert any(way in text_of(path) for path in DOCS.glob("*.md"))


def test_every_option_is_in_a_guide() -> None:
    guides = "\n".join(text_of(path) for path in DOCS.glob("*.md"))
    options = {
        option
        for command in (main, *COMMANDS.values())
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    assert {option for option in options if option not in guides} == set()


@pytest.mark.parametrize(
    ("document", "model"),
    [pytest.param(document, model, id=model.__name__) for document, models in KEYS.items() for model in models],
)
def test_every_key_is_explained(document: str, model: type[FileModel]) -> None:
    assert set(fields_of(model)) - marked_words(text_of(DOCS / document)) == set()


@pytest.mark.parametrize(
    ("document", "words"),
    [pytest.param(document, words, id=words.__name__) for document, lists in WORDS.items() for words in lists],
)
def test_every_word_of_a_list_is_explained(document: str, words: type[StrEnum]) -> None:
    assert {word.value for word in words} - marked_words(text_of(DOCS / document)) == set()


def settings_of(model: type[FileModel], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Each setting as a path of keys, and its default as it is written in the table."""
    for name, field in fields_of(model).items():
        child = nested_model(model, name)
        if child is not None:
            yield from settings_of(child, f"{prefix}{name}.")
        elif field.default is PydanticUndefined:
            yield f"{prefix}{name}", "required"
        elif field.default is None or field.default == {}:
            yield f"{prefix}{name}", "none"
        else:
            yield (
                f"{prefix}{name}",
                f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`",
            )


def test_the_table_of_settings_is_that_of_the_model() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| .* \| (required|none|`[^`]+`) \|$", text_of(DOCS / "next-city.md"), re.M)
    expected = dict(settings_of(settings.City)) | {"contact.name": "none"}
    assert dict(rows) == expected
    assert len(rows) == len(expected)


def translations() -> dict[str, tuple[str, ...]]:
    """English text → its Dutch forms, from the catalogue of errors."""
    with (CATALOGUES / "nl" / "errors.po").open("rb") as file:
        catalogue = read_po(file, locale="nl")
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        key = message.id if isinstance(message.id, str) else message.id[0]
        found[key] = () if message.fuzzy else forms
    return found


DUTCH = translations()


@pytest.mark.parametrize("code", FAULT_TEXTS)
def test_every_fault_is_said_in_dutch_with_the_same_words_to_fill_in(code: str) -> None:
    for text in FAULT_TEXTS[code]:
        assert DUTCH.get(text), text
        assert all(set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(text)) for form in DUTCH[text])


def said_texts(path: Path) -> Iterator[str]:
    """The texts that a module hands to gettext."""
    for node in ast.walk(ast.parse(text_of(path))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ("_", "gettext", "ngettext") and node.args and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


@pytest.mark.parametrize(
    "module",
    [
        "cli",
        "check_command",
        "digest_command",
        "send_command",
        "register_command",
        "schedule_command",
        "settle_command",
        "reduce_command",
        "answer_command",
        "answer_questions",
        "letter_command",
        "publish_command",
        "withdraw_command",
        "asking",
        "pipeline",
        "refused_report",
        "intake/drafts",
    ],
)
def test_every_sentence_of_a_command_is_said_in_dutch(module: str) -> None:
    texts = set(said_texts(ROOT / "builder" / f"{module}.py"))
    assert texts
    assert {text for text in texts if not all(DUTCH.get(text, ("",)))} == set()


def examples(path: Path) -> Iterator[tuple[str, str]]:
    """Kind and text of each fenced example, without the indent of the list it stands in."""
    for indent, kind, block in FENCE.findall(text_of(path)):
        yield kind, "\n".join(line.removeprefix(indent) for line in block.split("\n"))


def place_of(path: Path, kind: str, block: str) -> str:
    """The file that an example shows; in the README, which names it in the sentence above, by its kind."""
    named = PATH_LINE.search(block)
    if named is not None:
        return named[1]
    assert path == README, f"{path.name}: an example without a line `# stories/…`"
    return f"stories/2026-bib-tafel/{'workshop.yml' if kind == 'yaml' else 'de-brug.md'}"


def read_examples(path: Path, root: Path) -> Corpus:
    """The project that the examples of a document make together."""
    if path.name == "next-city.md":
        icons = root / "site_config" / "theme" / "emotions"
        icons.mkdir(parents=True)
        shutil.copy(ROOT / "site_config" / "theme" / "emotions" / "blij.svg", icons / "glad.svg")
    else:
        for folder in ("places", "site_config"):
            shutil.copytree(ROOT / folder, root / folder)
    for kind, block in examples(path):
        if kind in ("yaml", "markdown"):
            file = root / place_of(path, kind, block)
            assert not file.is_file(), f"{path.name}: two examples of one file"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block, "utf-8")
    for workshop in (root / "stories").iterdir():
        if not (workshop / "workshop.yml").exists():
            (workshop / "workshop.yml").write_text("title: Tafel\n", "utf-8")
    return read_corpus(root, today=TODAY)


STORIES = {"README.md": 1, "handboek-trainer.md": 5, "next-city.md": 1}
FOLLOW_UP_STORIES = {
    "de-tunnel": "::: signal\nid: verlichting\ntheme: mobiliteit\nkind: obstacle\n\nHet is er donker.\n:::\n",
    "de-bank": "::: signal\ntheme: publieke-ruimte\nkind: suggestion\n\nEen bank erbij.\n:::\n",
    "de-brug": "",
}


@pytest.mark.parametrize("name", ["README.md", "handboek-trainer.md", "gids-coordinator.md", "next-city.md"])
def test_every_example_is_read_without_a_fault(name: str, tmp_path: Path) -> None:
    path = README if name == "README.md" else DOCS / name
    if name == "gids-coordinator.md":  # its answers are about stories of the handbook
        folder = tmp_path / "stories" / "2026-bib-tafel"
        folder.mkdir(parents=True)
        for slug, signals in FOLLOW_UP_STORIES.items():
            front = f"---\ntitle: {slug}\nconsent: {{publish: false}}\n---\nTekst.\n\n"
            (folder / f"{slug}.md").write_text(front + signals, "utf-8")
    try:
        corpus = read_examples(path, tmp_path)
    except ContentError as error:
        raise AssertionError([describe_fault(fault, load_language("en")) for fault in error.faults]) from None
    assert len(corpus.stories) == STORIES.get(name, len(FOLLOW_UP_STORIES))
    assert bool(corpus.follow_ups) == (name == "gids-coordinator.md")
    assert sum(len(each.translations) for each in corpus.stories) == (name == "handboek-trainer.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(path: Path) -> None:
    targets = [target for target in LINK.findall(FENCE.sub("", text_of(path))) if "://" not in target]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_commands_of_the_readme_are_those_of_ci() -> None:
    see, test = (block.strip() for kind, block in examples(README) if kind == "sh")
    lines = text_of(ROOT / ".ci" / "run").splitlines()
    assert test in lines
    install, extra, run = test.partition("'.[test]' && ")
    assert extra
    assert run == ".venv/bin/python -m tests"
    assert see == f"{install}. && .venv/bin/vertelkaart serve"


def headings(path: Path) -> list[str]:
    """The marks of the headings of a document, in their order."""
    return re.findall(r"^(#+) ", FENCE.sub("", text_of(path)), re.MULTILINE)


def test_the_page_on_privacy_says_the_same_in_both_languages() -> None:
    dutch, english = DOCS / "privacy.nl.md", DOCS / "privacy.en.md"
    assert headings(dutch) == headings(english)
    for pattern in (r"^\d+\. ", r"^- "):
        assert len(re.findall(pattern, text_of(dutch), re.M)) == len(re.findall(pattern, text_of(english), re.M))
    places = re.compile(r"https://[^/\s]+/\w+")
    commands_of = [
        [places.sub("X", line) for line in re.findall(r"vertelkaart [^`\n]+", text_of(each))]
        for each in (dutch, english)
    ]
    assert commands_of[0] == commands_of[1]
    assert all(len(text_of(each).splitlines()) < 90 for each in (dutch, english))


@pytest.mark.parametrize("name", ["privacy.nl.md", "privacy.en.md"])
def test_the_page_on_privacy_names_commands_that_exist(name: str) -> None:
    lines = re.findall(r"vertelkaart ([a-z]+)([^`\n]*)", text_of(DOCS / name))
    assert {command for command, _ in lines} == {"build", "publish", "withdraw"}
    for command, rest in lines:
        known = {option for parameter in COMMANDS[f"vertelkaart {command}"].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known
