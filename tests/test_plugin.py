"""The adapter for MkDocs: it needs no options, reads the language of the city, and leaves MkDocs as it was."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from builder.build_errors import describe_error
from builder.errors import UsageError
from builder.mkdocs_pages import in_language
from builder.pipeline import read_city_language
from builder.plugin import build_site
from builder.site.staging import StagedFolder, one_at_a_time

NOW = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_banner(monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme's own announcement is not our output."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")


def test_a_build_says_where_the_site_is_and_leaves_no_handlers(tiny_folder: Path) -> None:
    before = list(logging.getLogger("mkdocs").handlers)
    site = build_site(tiny_folder, now=NOW)
    assert site == tiny_folder / "build" / "site"
    assert (site / "index.html").is_file()
    assert sorted(path.name for path in site.parent.iterdir()) == [".lock", "site"]
    assert logging.getLogger("mkdocs").handlers == before


def test_the_day_of_the_build_decides_which_consent_holds(tiny_folder: Path) -> None:
    story = tiny_folder / "stories" / "2019-tafel" / "markt.md"
    text = story.read_text("utf-8")
    story.write_text(text.replace("given_on: 2019-03-14", "given_on: 2019-03-14, expires_on: 2024-05-31"), "utf-8")
    site = build_site(tiny_folder, now=NOW)
    assert (site / "stories" / "2019-tafel" / "brug" / "index.html").is_file()
    assert not (site / "stories" / "2019-tafel" / "markt").exists()


def test_a_failed_build_raises_the_faults_in_words(tiny_folder: Path) -> None:
    story = tiny_folder / "stories" / "2019-tafel" / "markt.md"
    story.write_text(story.read_text("utf-8").replace("publish: true", "publish: ja"), "utf-8")
    with pytest.raises(Abort, match=r"markt\.md:7:20: consent\.publish: expected true or false"):
        build_site(tiny_folder, now=NOW)
    assert not (tiny_folder / "build" / "site").exists()
    assert not StagedFolder(target=tiny_folder / "build" / "site").folder.exists()


def test_a_build_beside_another_is_refused(tiny_folder: Path) -> None:
    with one_at_a_time(tiny_folder / "build"), pytest.raises(Abort, match="another build is busy"):
        build_site(tiny_folder, now=NOW)


def test_a_usage_error_is_told_in_words(tmp_path: Path) -> None:
    said = describe_error(UsageError("not-a-project", name="mkdocs.yml"), tmp_path)
    assert said.splitlines()[0] == "there is no mkdocs.yml here"


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ("name: X\nlanguages: [fr, nl]\n", "fr"),
        ("languages: [nl]", "nl"),
        ("name: X\n", None),
        ("languages:\n- nl\n", "nl"),
        ("", None),
        (None, None),
    ],
)
def test_the_language_of_a_city_is_read_as_far_as_it_goes(
    settings: str | None, language: str | None, tmp_path: Path
) -> None:
    if settings is not None:
        (tmp_path / "site_config").mkdir()
        (tmp_path / "site_config" / "city.yml").write_text(settings, "utf-8")
    assert read_city_language(tmp_path) == language


def test_a_language_without_words_in_the_theme_is_built(tiny_folder: Path) -> None:
    settings = tiny_folder / "site_config" / "city.yml"
    settings.write_text(settings.read_text("utf-8").replace("[nl, fr, en]", "[nl, fr, ps]"), "utf-8")
    site = build_site(tiny_folder, now=NOW)
    assert '<html lang="ps" dir="rtl"' in (site / "ps" / "index.html").read_text("utf-8")
    assert '<html lang="nl" dir="ltr"' in (site / "404.html").read_text("utf-8")


def test_the_menu_of_a_page_that_is_not_translated_leads_home_in_the_other_language(tiny_folder: Path) -> None:
    (tiny_folder / "site_config" / "pages" / "over.md").write_text("# Over\n", "utf-8")
    html = (build_site(tiny_folder, now=NOW) / "over" / "index.html").read_text("utf-8")
    assert '<a class="vk-language__way" href="../over/" lang="nl"' in html
    assert '<a class="vk-language__way" href="../fr/" lang="fr"' in html


def test_what_mkdocs_is_told_about_the_city_does_not_count(tiny_folder: Path) -> None:
    settings = tiny_folder / "mkdocs.yml"
    page = (build_site(tiny_folder, now=NOW) / "404.html").read_bytes()
    text = settings.read_text("utf-8").replace("Kleinstad", "Elders").replace("language: nl", "language: de")
    settings.write_text(text.replace("kleinstad.example", "elders.example"), "utf-8")
    assert (build_site(tiny_folder, now=NOW) / "404.html").read_bytes() == page


def test_a_city_with_one_language_has_no_menu_of_languages(tiny_folder: Path) -> None:
    settings = tiny_folder / "site_config" / "city.yml"
    settings.write_text(settings.read_text("utf-8").replace("[nl, fr, en]", "[nl]"), "utf-8")
    assert "vk-language" not in (build_site(tiny_folder, now=NOW) / "index.html").read_text("utf-8")


@pytest.mark.parametrize("opening", ['<html lang="en"', '<html lang="ar"'])
def test_a_page_says_its_language_and_direction_whatever_the_theme_says(opening: str) -> None:
    assert in_language(f'{opening} class="no-js">', "ar") == '<html lang="ar" dir="rtl" class="no-js">'


def test_only_a_page_that_holds_what_material_dresses_loads_its_style_sheets(tiny_folder: Path) -> None:
    pages = tiny_folder / "site_config" / "pages"
    pages.joinpath("gewoon.md").write_text("# Gewoon\n\nTekst.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "utf-8")
    pages.joinpath("kader.md").write_text('# Kader\n\n<div class="admonition note">Let op.</div>\n', "utf-8")
    site = build_site(tiny_folder, now=NOW)
    loads = {
        uri: "assets/stylesheets/" in (site / uri).read_text("utf-8")
        for uri in ("gewoon/index.html", "kader/index.html", "404.html", "index.html")
    }
    assert loads == {"gewoon/index.html": False, "kader/index.html": True, "404.html": False, "index.html": False}
