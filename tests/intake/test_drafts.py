"""A draft to fill in: read by the reader as it is, a draft without consent, never over something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.intake import write_draft
from builder.languages import load_language
from builder.model.story import Status
from builder.reading import read_corpus
from tests.conftest import TODAY


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("title", ["De brug", 'De "brug": een # verhaal', "- [x] & *"])
def test_a_new_draft_is_read_without_a_fault(tiny_folder: Path, title: str, code: str) -> None:
    made = write_draft(tiny_folder, "2024-nieuw/een-verhaal", title, TODAY, load_language(code, "errors"))
    assert [path.name for path in made] == ["workshop.yml", "een-verhaal.md"]
    corpus = read_corpus(tiny_folder, today=TODAY)
    story = next(story for story in corpus.stories if story.id == "2024-nieuw/een-verhaal")
    assert story.front.title == title
    assert story.front.status is Status.DRAFT
    assert not story.front.consent.publish


def test_a_workshop_that_is_there_is_not_touched(tiny_folder: Path) -> None:
    before = (tiny_folder / "stories/2019-tafel/workshop.yml").read_bytes()
    made = write_draft(tiny_folder, "2019-tafel/nieuw", "Nieuw", TODAY, load_language("nl", "errors"))
    assert [path.name for path in made] == ["nieuw.md"]
    assert (tiny_folder / "stories/2019-tafel/workshop.yml").read_bytes() == before


@pytest.mark.parametrize("name", ["brug", "2019-tafel/../x", "2019-tafel/De Brug", "/etc/x", "2019-tafel/a/b", ""])
def test_a_name_that_cannot_be_is_refused(tiny_folder: Path, name: str) -> None:
    with pytest.raises(UsageError) as error:
        write_draft(tiny_folder, name, "Nieuw", TODAY, load_language("nl", "errors"))
    assert error.value.code == "story-name"


def test_a_story_that_is_there_is_kept(tiny_folder: Path) -> None:
    with pytest.raises(UsageError) as error:
        write_draft(tiny_folder, "2019-tafel/brug", "Nieuw", TODAY, load_language("nl", "errors"))
    assert error.value.code == "story-exists"


def test_a_fault_in_another_file_does_not_stop_a_draft(tiny_folder: Path) -> None:
    (tiny_folder / "stories/2019-tafel/brug.md").write_text("stuk", "utf-8")
    made = write_draft(tiny_folder, "2019-tafel/nieuw", "Nieuw", TODAY, load_language("nl", "errors"))
    assert made[0].exists()


def test_the_first_story_of_a_new_city_makes_the_folder(tiny_folder: Path) -> None:
    shutil.rmtree(tiny_folder / "stories")
    made = write_draft(tiny_folder, "2024-eerste/een-verhaal", "Een", TODAY, load_language("nl", "errors"))
    assert all(path.is_file() for path in made)
