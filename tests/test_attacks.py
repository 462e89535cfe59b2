"""Attacks on a whole build and on the small server: what is published, what is shown, what is reached."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from builder.plugin import build_site
from builder.serving import open_server
from builder.site.staging import StagedFolder

NOW = datetime(2024, 6, 1, tzinfo=UTC)
PAGES = "site_config/pages"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    monkeypatch.delenv("VERTELKAART_DEBUG", raising=False)


def refused(root: Path, why: str) -> None:
    with pytest.raises(Abort, match=why):
        build_site(root, now=NOW)
    assert not (root / "build" / "site").exists()


def change(root: Path, old: str, new: str) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_stories_are_never_the_trusted_pages(tiny_folder: Path) -> None:
    change(tiny_folder, "docs_dir: site_config/pages", "docs_dir: stories/2019-tafel")
    refused(tiny_folder, "docs_dir")


def test_stories_are_never_replaced_by_the_site(tiny_folder: Path) -> None:
    change(tiny_folder, "site_dir: build/site", "site_dir: stories")
    refused(tiny_folder, "site_dir")
    assert (tiny_folder / "stories" / "2019-tafel" / "brug.md").is_file()


def test_a_page_with_broken_front_matter_is_not_published(tiny_folder: Path) -> None:
    (tiny_folder / PAGES / "over.md").write_text("---\nnotes: [geheim\n---\n# Over\n", "utf-8")
    refused(tiny_folder, r"over\.md:1:1: the line cannot be read")


@pytest.mark.parametrize("name", ["en", "assets", "media"])
def test_a_page_does_not_take_the_place_of_ours(name: str, tiny_folder: Path) -> None:
    (tiny_folder / PAGES / f"{name}.md").write_text("# x\n", "utf-8")
    refused(tiny_folder, f"has the name of an address of city.yml: {name}")


def test_what_nobody_expected_shows_no_traceback(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("geheim")

    monkeypatch.setattr("builder.building.write_site", broken)
    with pytest.raises(Abort, match=r"something unexpected \(ValueError\)") as caught:
        build_site(tiny_folder, now=NOW)
    assert caught.value.__suppress_context__
    assert "geheim" not in str(caught.value)


def test_the_last_site_is_back_after_a_kill_even_if_the_stories_are_broken(tiny_folder: Path) -> None:
    site = build_site(tiny_folder, now=NOW)
    site.rename(StagedFolder(target=site).old)
    (tiny_folder / "stories" / "2019-tafel" / "markt.md").write_text("kapot", "utf-8")
    with pytest.raises(Abort):
        build_site(tiny_folder, now=NOW)
    assert (site / "index.html").is_file()


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A server of a small site, beside a folder that is private."""
    site = tmp_path / "build" / "site"
    (site / "media").mkdir(parents=True)
    (site / "index.html").write_text("site", "utf-8")
    (tmp_path / "build" / "digest").mkdir()
    (tmp_path / "build" / "digest" / "a.html").write_text("geheim", "utf-8")
    with open_server(site, 0, None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def ask(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", f"{host}:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_the_server_answers_only_to_this_computer(port: int) -> None:
    assert ask(port, "/") == (200, b"site")
    assert ask(port, "/", "localhost")[0] == 200
    assert ask(port, "/", "evil.example")[0] == 404


@pytest.mark.parametrize(
    "path", ["/../digest/a.html", "/%2e%2e/digest/a.html", "/..%2fdigest/a.html", "/media/", "/%00"]
)
def test_the_server_shows_its_site_and_no_lists(path: str, port: int, capfd: pytest.CaptureFixture[str]) -> None:
    status, content = ask(port, path)
    assert status == 404
    assert b"geheim" not in content
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("name", ["pymdownx.snippets", "pymdownx.b64"])
def test_a_page_cannot_copy_a_story(name: str, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_folder)  # where MkDocs looks for what is copied
    path = tiny_folder / "mkdocs.yml"
    path.write_text(f"{path.read_text('utf-8')}markdown_extensions:\n- {name}\n", "utf-8")
    (tiny_folder / PAGES / "over.md").write_text('# Over\n\n--8<-- "stories/2019-tafel/brug.md"\n', "utf-8")
    refused(tiny_folder, f"{name} in mkdocs.yml can copy any file")


def test_comments_of_a_trusted_page_are_not_published(tiny_folder: Path) -> None:
    page = "# Over <!-- MARKERtitle -->\n\n<!-- MARKERblock\n\nmeer -->\n\n"
    page += "Tekst <!-- MARKERinline --> en `<!-- code -->`.\n"
    (tiny_folder / PAGES / "over.md").write_text(page, "utf-8")
    site = build_site(tiny_folder, now=NOW)
    assert not [path for path in site.rglob("*") if path.is_file() and b"MARKER" in path.read_bytes()]
    assert "<code>&lt;!-- code --&gt;</code>" in (site / "over" / "index.html").read_text("utf-8")


def test_a_comment_without_an_end_is_not_published(tiny_folder: Path) -> None:
    (tiny_folder / PAGES / "over.md").write_text("# Over\n\n<!-- MARKER\n\nTekst.\n", "utf-8")
    refused(tiny_folder, r"over\.md:1:1: a part between <!-- and -->")


@pytest.mark.parametrize("name", ["logo.svg", "favicon.svg", "emotions/blij.svg", "places/square.svg"])
def test_notes_in_a_drawing_are_not_published(name: str, tiny_folder: Path) -> None:
    path = tiny_folder / "site_config" / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shapes = '<path d="M1 2h3"/>'
    note = "<!-- MARKER of the draughtsman, /home/jan -->"
    path.write_text(f'{note}\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{note}{shapes}</svg>', "utf-8")
    site = build_site(tiny_folder, now=NOW)
    contents = [each.read_bytes() for each in site.rglob("*") if each.is_file()]
    assert any(b"M1 2h3" in content for content in contents)
    assert not any(b"MARKER" in content for content in contents)
