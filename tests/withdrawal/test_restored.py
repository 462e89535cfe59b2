"""A restored backup does not bring a withdrawn story back; a copy under another name does not either."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from builder.cache import Store
from builder.model.withdrawal import mark_of
from builder.pipeline import read_project
from builder.site.fingerprints import Fingerprints
from builder.site.site_files import SiteFiles
from builder.site.writing import Progress, SiteParts
from builder.withdrawal.marks import add_marks, replay, withdrawn_in
from builder.withdrawal.record import format_record, read_record, write_record
from tests.withdrawal.cities import NOW, TODAY, TOMBSTONE, build, copy_tiny, differing, take_back, write_story

GONE = "2019-tafel/brug"
PAGE = "stories/2019-tafel/brug/index.html"
RECORD = "site_config/withdrawn.yml"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """The city as it was before the withdrawal."""
    return copy_tiny(tmp_path / "backup")


def restore(backup: Path, city: Path, *names: str) -> None:
    """Puts folders of a backup back in the place of what is there."""
    for name in names:
        shutil.rmtree(city / name)
        shutil.copytree(backup / name, city / name)


@pytest.mark.parametrize(
    "names", [("stories",), ("stories", "site_config"), ("stories", "site_config", "places")], ids="+".join
)
@pytest.mark.parametrize("has_cache", [True, False], ids=["with the cache", "without the cache"])
def test_a_restored_backup_does_not_bring_it_back(
    names: tuple[str, ...], has_cache: bool, city: Path, backup: Path
) -> None:
    build(city)
    take_back(city, GONE)
    expected = build(city)
    restore(backup, city, *names)
    if not has_cache:
        shutil.rmtree(city / ".cache")
    assert "status: published" in (city / f"stories/{GONE}.md").read_text("utf-8")
    tree = build(city)
    assert TOMBSTONE in tree[PAGE]
    assert differing(tree, expected) == []
    assert [(entry.story, entry.is_active) for entry in read_record(city, TODAY)] == [(GONE, True)]


def test_a_restored_project_without_its_site_is_stopped_by_the_list_of_the_published_one(
    city: Path, backup: Path
) -> None:
    build(city)
    take_back(city, GONE)
    published = build(city)
    assert replay(backup, withdrawn_in(published), TODAY) == (GONE,)
    assert TOMBSTONE in build(backup)[PAGE]
    assert replay(backup, withdrawn_in(published), TODAY) == ()


def test_the_page_stays_when_the_file_of_the_story_is_gone(city: Path) -> None:
    build(city)
    take_back(city, GONE)
    expected = build(city)
    for name in ("brug.md", "brug.fr.md", "media/brug.png"):
        (city / "stories/2019-tafel" / name).unlink()
    assert differing(build(city), expected) == []


def test_the_record_is_stronger_than_the_file(city: Path) -> None:
    write_record(city, read_record(city, TODAY))
    (city / RECORD).write_text(f"withdrawn:\n- story: {GONE}\n  withdrawn_on: 2024-01-01\n", "utf-8")
    tree = build(city)
    assert TOMBSTONE in tree[PAGE]
    assert withdrawn_in(tree) == {mark_of(GONE)}


def test_a_copy_under_another_name_is_refused_until_it_is_a_draft(city: Path) -> None:
    build(city)
    text = (city / f"stories/{GONE}.md").read_text("utf-8")
    take_back(city, GONE)
    copy = city / "stories/2019-tafel/oversteek.md"
    copy.write_text(text.replace("De brug over de beek", "De oversteek"), "utf-8")
    with pytest.raises(Abort, match=r"oversteek\.md:7:9: status: this text was withdrawn as 2019-tafel/brug"):
        build(city)
    copy.write_text(copy.read_text("utf-8").replace("status: published", "status: draft"), "utf-8")
    assert "stories/2019-tafel/oversteek/index.html" not in build(city)


def test_a_translation_as_a_story_of_its_own_is_refused(city: Path) -> None:
    take_back(city, GONE)
    body = (city / f"stories/{GONE}.fr.md").read_text("utf-8").split("\n---\n", 1)[1]
    write_story(city, "2019-tafel/le-pont", body, language="fr")
    with pytest.raises(Abort, match="withdrawn as 2019-tafel/brug"):
        build(city)


def test_a_later_withdrawal_is_not_undone_by_a_record_in_which_an_earlier_one_was_lifted(city: Path) -> None:
    (city / RECORD).write_text(
        f"withdrawn:\n- story: {GONE}\n  withdrawn_on: 2024-01-01\n  lifted_on: 2024-02-01\n", "utf-8"
    )
    lifted = (city / RECORD).read_text("utf-8")
    assert TOMBSTONE not in build(city)[PAGE]
    take_back(city, GONE)
    (city / RECORD).write_text(lifted, "utf-8")
    story = city / f"stories/{GONE}.md"
    story.write_text(story.read_text("utf-8").replace("status: withdrawn", "status: published"), "utf-8")
    assert TOMBSTONE in build(city)[PAGE]
    assert read_record(city, TODAY)[0].times == 2


def test_a_story_that_was_withdrawn_in_its_own_file_stays_down_after_a_restore(city: Path, backup: Path) -> None:
    story = city / f"stories/{GONE}.md"
    story.write_text(story.read_text("utf-8").replace("status: published", "status: withdrawn"), "utf-8")
    build(city)
    build(city)
    assert not (city / RECORD).exists()
    restore(backup, city, "stories")
    assert TOMBSTONE in build(city)[PAGE]
    assert [entry.story for entry in read_record(city, TODAY)] == [GONE]


def test_a_consent_that_goes_from_a_withdrawn_file_puts_the_story_on_the_record(city: Path) -> None:
    story = city / f"stories/{GONE}.md"
    story.write_text(story.read_text("utf-8").replace("status: published", "status: withdrawn"), "utf-8")
    site = build(city)
    assert TOMBSTONE in site[PAGE]
    assert not (city / RECORD).exists()
    text, found = re.subn("^consent: .*$", "consent: {publish: false}", story.read_text("utf-8"), flags=re.MULTILINE)
    assert found == 1
    story.write_text(text, "utf-8")
    assert differing(build(city), site) == []
    (entry,) = read_record(city, TODAY)
    assert (entry.story, entry.is_active, entry.has_page, entry.times) == (GONE, True, True, 1)
    assert entry.fingerprints
    record = (city / RECORD).read_bytes()
    shutil.rmtree(city / "build")  # from here on the record alone knows
    assert differing(build(city), site) == []
    assert (city / RECORD).read_bytes() == record


def test_a_broken_record_takes_too_much_down_rather_than_too_little(city: Path) -> None:
    (city / RECORD).write_text(f"withdrawn:\n- story: {GONE}\n  reason: niet nodig\n", "utf-8")
    with pytest.raises(Abort, match=r"withdrawn\.yml:3:3: withdrawn: unknown key"):
        build(city)
    assert [entry.story for entry in read_record(city, TODAY)] == [GONE]
    take_back(city, "2019-tafel/markt")
    assert [entry.story for entry in read_record(city, TODAY)] == [GONE, "2019-tafel/markt"]
    assert "niet nodig" in (city / f"{RECORD}.bak").read_text("utf-8")
    assert TOMBSTONE in build(city)[PAGE]


def test_a_story_twice_in_the_record_is_a_fault(city: Path) -> None:
    entry = f"- story: {GONE}\n  withdrawn_on: 2024-01-01\n"
    (city / RECORD).write_text(f"withdrawn:\n{entry}{entry}", "utf-8")
    with pytest.raises(Abort, match=r"withdrawn\.yml:4:10: withdrawn\.story: this id is already used on line 2"):
        build(city)


def test_what_is_written_is_read_again(city: Path) -> None:
    take_back(city, GONE)
    take_back(city, "2019-tafel/markt")
    entries = read_record(city, TODAY)
    write_record(city, entries)
    assert format_record(read_record(city, TODAY)) == format_record(entries) == (city / RECORD).read_text("utf-8")
    corpus, _ = read_project(city, NOW)
    assert [entry.story for entry in corpus.withdrawals] == [GONE, "2019-tafel/markt"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"withdrawn": 3}', b"\xff"])
def test_a_list_in_another_form_is_an_empty_list(content: bytes) -> None:
    assert withdrawn_in({"withdrawn.json": content}) == frozenset()
    assert withdrawn_in({"withdrawn.json": add_marks(content, ["a"])}) == {"a"}
    assert withdrawn_in({}) == frozenset()


def test_a_withdrawal_during_a_build_stops_that_build(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder import building as subject  # noqa: PLC0415  # the name that is patched

    write_site = subject.write_site  # type: ignore[attr-defined]  # imported there, and patched there

    def withdraw_meanwhile(parts: SiteParts, files: SiteFiles, progress: Progress, store: Store) -> Fingerprints:
        (city / RECORD).write_text(f"withdrawn:\n- story: {GONE}\n  withdrawn_on: 2024-01-01\n", "utf-8")
        return write_site(parts, files, progress, store)

    monkeypatch.setattr(subject, "write_site", withdraw_meanwhile)
    with pytest.raises(Abort, match=r"withdrawn\.yml:1:1: the file changed during the build"):
        build(city)
    assert not (city / "build" / "site").exists()


@pytest.mark.parametrize(
    ("line", "is_fault"), [("lifted_on: 2023-12-31", False), ("times: 99999999", True), ("times: 0", True)]
)
def test_a_mistake_in_the_record_never_gives_a_story_back(line: str, is_fault: bool, city: Path) -> None:
    (city / RECORD).write_text(f"withdrawn:\n- story: {GONE}\n  withdrawn_on: 2024-01-01\n  {line}\n", "utf-8")
    if is_fault:
        with pytest.raises(Abort, match=r"withdrawn\.yml:4:"):
            build(city)
    else:
        assert TOMBSTONE in build(city)[PAGE]
