"""The same stories as a site of each peer, with pages as large as ours where the peer lets us choose the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.peers import eleventy_command, has, hugo_command, mkdocs_command, zensical_command
from tests.bench.plain_stories import PlainStory

NAV_FREE = "Alle verhalen staan in de zoekfunctie.\n"


def split_page(page: str, story: PlainStory) -> tuple[str, str]:
    """What stands before and after the text of a story in one of our pages: the frame that peers get as their template.

    Raises: ValueError when its text is not found.
    """
    words = re.findall(r"[^\W\d_]+", story.body)
    start, end = page.find("<p>" + words[0]), page.rfind("</p>", 0, page.rfind(words[-1]) + 200)
    if start < 0 or end < start:
        raise ValueError(f"the text of {story.path} is not in its page")
    return page[:start], page[end + len("</p>") :]


def make_hugo(folder: Path, stories: Sequence[PlainStory], frame: tuple[str, str]) -> list[str]:
    """A site for Hugo; the command that builds it. Its body and facets are marked for Pagefind."""
    write(
        folder / "hugo.toml",
        'baseURL = "https://x.example/"\nlanguageCode = "nl"\ndisableKinds = ["taxonomy", "term"]\n',
    )
    before, after = (part.replace("{{", '{{ "{{" }}') for part in frame)
    facets = (
        '{{ range .Params.themes }}<span hidden data-pagefind-filter="theme">{{ . }}</span>{{ end }}'
        '{{ range slice "place" "emotion" "year" }}<span hidden data-pagefind-filter="{{ . }}">'
        "{{ index $.Params . }}</span>{{ end }}"
    )
    article = f"<article data-pagefind-body><h1>{{{{ .Title }}}}</h1>{facets}{{{{ .Content }}}}</article>"
    write(folder / "layouts" / "_default" / "single.html", before + article + after)
    links = "<ul>{{ range .Pages }}<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a></li>{{ end }}</ul>"
    write(folder / "layouts" / "_default" / "list.html", before + links + after)
    for story in stories:
        write(folder / "content" / f"{story.path}.md", story.front_matter() + story.body)
    return [*hugo_command(), "--quiet"]


def make_mkdocs(folder: Path, stories: Sequence[PlainStory]) -> list[str]:
    """A site for MkDocs with Material and its search, without navigation; the command that builds it."""
    settings = {
        "site_name": "Stad",
        "theme": {"name": "material", "font": False, "language": "nl"},
        "plugins": ["search"],
        "nav": ["index.md"],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    write(folder / "mkdocs.yml", json.dumps(settings))
    write_docs(folder, stories)
    return [*mkdocs_command(), "build", "--quiet", "--site-dir", str(folder / "site")]


def make_zensical(folder: Path, stories: Sequence[PlainStory]) -> list[str]:
    """The same site for Zensical; the command that builds it."""
    make_mkdocs(folder, stories)
    return [*zensical_command(), "build"]


def write_docs(folder: Path, stories: Sequence[PlainStory]) -> None:
    """The stories as MkDocs wants them."""
    write(folder / "docs" / "index.md", NAV_FREE)
    for story in stories:
        write(folder / "docs" / f"{story.path}.md", f"{story.front_matter()}\n# {story.title}\n\n{story.body}")


def make_eleventy(folder: Path, stories: Sequence[PlainStory], frame: tuple[str, str]) -> list[str]:
    """A site for Eleventy; the command that builds it."""
    before, after = frame
    raw = ("{% raw %}", "{% endraw %}")
    layout = f"{raw[0]}{before}{raw[1]}<h1>{{{{ title }}}}</h1>{{{{ content | safe }}}}{raw[0]}{after}{raw[1]}"
    write(folder / "in" / "_includes" / "story.njk", layout)
    write(folder / "in" / "in.json", '{"layout": "story.njk"}')
    for story in stories:
        write(folder / "in" / f"{story.path}.md", story.front_matter() + story.body)
    return [*eleventy_command(), "--quiet", "--input=in", "--output=site"]


def write(path: Path, text: str) -> None:
    """A file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


MAKERS: dict[str, tuple[Callable[..., list[str]], bool, str]] = {
    "hugo": (make_hugo, True, "public"),
    "mkdocs": (make_mkdocs, False, "site"),
    "zensical": (make_zensical, False, "site"),
    "eleventy": (make_eleventy, True, "site"),
}
"""The name of a peer → what makes its site, whether it takes our frame, and the folder that it writes."""


def present_peers() -> list[str]:
    """The peers that can run here."""
    return [name for name in MAKERS if has(name)]
