"""Every text through the front door: refused with a fault, or let through as typed; never a crash."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from builder.airlock import make_edition
from builder.errors import ContentError
from builder.model.public import Edition
from builder.reading import read_corpus
from tests.conftest import TODAY
from tests.nightly import examples
from tests.text_attacks.attack import Attack
from tests.text_attacks.collection import ATTACKS
from tests.text_attacks.site import TINY

FOLDER = "stories/2024-aanval"
HEAD = (
    "status: published\nplace: brug\nthemes: [ontmoeting]\n"
    "consent: {publish: true, given_on: 2024-03-14, exact_place: true, photo: true}"
)


def write_story(root: Path, attack: Attack, field: str) -> None:
    """A story with the text in one field; the others are harmless."""
    values = {"title": "Titel", "summary": "Zin.", "image_alt": "Een brug", "image_caption": "Toen"}
    body = attack.text if field == "body" else "Verhaal."
    if field in values:
        values[field] = attack.text
    role = attack.text if field == "role" else "buurman"
    keys = "\n".join(f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in values.items())
    front = (
        f"---\n{keys}\nteller: {{role: {json.dumps(role, ensure_ascii=False)}}}\nimage: media/brug.png\n{HEAD}\n---\n"
    )
    (root / FOLDER / f"a{attack.number}.md").write_bytes(f"{front}{body}\n".encode("utf-8", "surrogatepass"))


def read_edition(root: Path) -> tuple[Edition, dict[int, set[str]]]:
    """What comes through, and for each refused text the codes of its faults; refused files are taken away in turn."""
    refused: dict[int, set[str]] = {}
    for _ in range(4):
        try:
            return make_edition(read_corpus(root, today=TODAY), today=TODAY, cache_folder=root / ".cache"), refused
        except ContentError as error:
            for fault in error.faults:
                refused.setdefault(int(Path(fault.path).stem.removeprefix("a")), set()).add(fault.code)
                (root / fault.path).unlink(missing_ok=True)
    raise AssertionError("faults came up again and again")


@pytest.mark.parametrize("field", ["title", "summary", "body", "image_alt", "image_caption", "role"])
def test_a_text_is_refused_with_a_fault_or_let_through_as_typed(
    tmp_path: Path, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "city"
    shutil.copytree(TINY, root)
    (root / FOLDER / "media").mkdir(parents=True)
    shutil.copy(TINY / "stories" / "2019-tafel" / "media" / "brug.png", root / FOLDER / "media" / "brug.png")
    (root / FOLDER / "workshop.yml").write_text("title: Aanval\ndate: 2024-03-14\nlanguage: nl\n", "utf-8")
    tried = ATTACKS if field in ("title", "body") else ATTACKS[:: examples(ci=8, nightly=1)]
    for attack in tried:
        write_story(root, attack, field)
    edition, refused = read_edition(root)
    stories = {int(story.slug[1:]): story for story in edition.stories if story.workshop_id == "2024-aanval"}
    assert stories.keys() | refused.keys() == {attack.number for attack in tried}
    assert not stories.keys() & refused.keys()
    with capsys.disabled():
        sys.stdout.write(f" {field}: {len(stories)} let through, {len(refused)} refused ")
    assert len(stories) > 0.9 * len(tried)
    for number, story in stories.items():
        typed = " ".join(ATTACKS[number].text.split())
        version = story.original
        shown = {"title": version.title, "summary": version.summary, "image_alt": version.image_alt}
        shown |= {"image_caption": version.image_caption, "role": story.teller}
        if field != "body":
            assert " ".join(shown[field].split()) == typed
        else:
            assert "<script" not in version.html.lower()
