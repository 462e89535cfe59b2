"""The last look holds the rules itself: also the reply to a story that was taken back may not be public."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.airlock.edition import silent
from builder.publishing.last_look import LastLook
from builder.reading import read_corpus
from tests.conftest import TODAY

REPLY = "Er komt een lamp onder de brug."


@pytest.mark.parametrize(
    ("change", "is_leak"),
    [("", False), ("status: withdrawn\n", True), ("status: published\nsensitivity: high\n", True)],
    ids=["told", "withdrawn", "sensitive"],
)
def test_a_reply_about_a_closed_story_is_no_public_text(
    change: str, is_leak: bool, tiny_folder: Path, tmp_path: Path
) -> None:
    path = tiny_folder / "stories" / "2019-tafel" / "brug.md"
    path.write_text(path.read_text("utf-8").replace("status: published\n", change or "status: published\n"), "utf-8")
    site = tmp_path / "public"
    site.mkdir()
    (site / "index.html").write_text(f"<p>{REPLY}</p>", "utf-8")
    look = LastLook.of(read_corpus(tiny_folder, today=TODAY), TODAY)
    found = [(fault.code, fault.params["source"]) for fault in look.faults_in(site, silent)]
    assert found == ([("public-private-words", "stories/2019-tafel/follow_up.yml:9")] if is_leak else [])
