"""From a withdrawal to the web, in the commands that a coordinator types."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.model.withdrawal import mark_of
from builder.withdrawal.marks import withdrawn_in
from builder.withdrawal.record import read_record
from tests.publishing.repositories import bare, files_at
from tests.withdrawal.cities import TODAY, TOMBSTONE, copy_tiny, tree_of

GONE = "2019-tafel/brug"
PAGE = f"stories/{GONE}/index.html"
NOW = datetime.now(UTC).date()


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output + result.stderr
    return result


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny city, built, as the current folder."""
    root = copy_tiny(tmp_path / "city")
    monkeypatch.chdir(root)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    run("build")
    return root


def test_a_restored_backup_is_noticed_at_the_target_and_two_commands_put_it_right(city: Path, tmp_path: Path) -> None:
    target = bare(tmp_path / "site.git")
    shutil.copytree(city, tmp_path / "backup")
    run("withdraw", GONE, "--yes")
    run("publish", "--to", str(target), "--yes")
    for name in ("stories", "site_config", "build", ".cache"):
        shutil.rmtree(city / name)
        shutil.copytree(tmp_path / "backup" / name, city / name)
    run("publish", "--to", str(target), "--dry-run", code=2)  # publish-revives
    assert not (city / "site_config/withdrawn.yml").exists()
    said = run("publish", "--to", str(target), code=2).stderr  # publish-put-back
    assert said.startswith("stories that were withdrawn at this address would come back")
    assert GONE in said
    run("build")
    run("publish", "--to", str(target))
    assert TOMBSTONE in files_at(target)[PAGE]


def test_a_story_that_was_given_back_can_be_published_again(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "web" / "site"
    run("withdraw", GONE, "--yes")
    run("publish", "--to", str(out), "--yes")
    record, story = city / "site_config/withdrawn.yml", city / f"stories/{GONE}.md"
    record.write_text(record.read_text("utf-8").replace(NOW.isoformat(), (NOW - timedelta(9)).isoformat()), "utf-8")
    new = f"given_on: {(NOW - timedelta(1)).isoformat()}"
    story.write_text(re.sub(r"given_on: [0-9-]+", new, story.read_text("utf-8")), "utf-8")
    run("withdraw", GONE, "--undo")
    run("build")  # as `serve` does, before anybody can write `status: published`
    story.write_text(story.read_text("utf-8").replace("status: review", "status: published"), "utf-8")
    run("build")
    run("publish", "--to", str(out))
    assert TOMBSTONE not in (out / PAGE).read_bytes()
    assert [entry.is_active for entry in read_record(city, TODAY)] == [False]


@pytest.mark.parametrize("is_folder", [True, False], ids=["folder", "branch"])
def test_the_page_of_the_last_resort_goes_to_the_web_as_well(is_folder: bool, city: Path, tmp_path: Path) -> None:
    target = tmp_path / "web" / "site" if is_folder else bare(tmp_path / "site.git")
    run("publish", "--to", str(target), "--yes")
    shutil.rmtree(city / ".cache")
    settings = city / "site_config/city.yml"
    whole = settings.read_text("utf-8")
    settings.write_text("x: [", "utf-8")
    assert "NOTHING COULD BE BUILT" in run("withdraw", GONE, "--yes").stdout
    run("publish", "--to", str(target))
    there = tree_of(target) if is_folder else files_at(target)
    assert there.keys() - {".nojekyll"} == {"index.html", "404.html", "sw.js", "withdrawn.json"}
    assert mark_of(GONE) in withdrawn_in(there)
    (city / "build/site/index.html").write_text("<p>somebody's", "utf-8")
    run("publish", "--to", str(target), code=1)  # it is no longer that page
    settings.write_text(whole, "utf-8")
    run("build")
    run("publish", "--to", str(target))
    assert TOMBSTONE in (tree_of(target) if is_folder else files_at(target))[PAGE]


def test_a_site_that_stands_elsewhere_is_the_one_that_counts(city: Path, tmp_path: Path) -> None:
    settings = city / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("site_dir: build/site", "site_dir: ../elsewhere/www")
    shutil.rmtree(city / "build")
    settings.write_text(text, "utf-8")
    shutil.copytree(city, tmp_path / "backup")
    run("build")
    run("withdraw", GONE, "--yes")
    out = tmp_path / "web" / "site"
    run("publish", "--to", str(out), "--yes")
    assert TOMBSTONE in (out / PAGE).read_bytes()
    for name in ("stories", "site_config"):
        shutil.rmtree(city / name)
        shutil.copytree(tmp_path / "backup" / name, city / name)
    said = run("digest", "--since", "2019-01-01", "--until", "2019-12-31", "--unsealed").stdout
    assert "of withdrawn stories, not delivered: 1" in said
