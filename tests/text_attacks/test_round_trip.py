"""Strict parsers read what other programs get, and find each text as it was typed."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from builder.airlock.markdown import ALLOWED_TAGS
from builder.model.public import PublicStory
from builder.site.feeds import FEED_LENGTH
from tests.nightly import examples
from tests.text_attacks.city import ALL_IN_ONE, SINKABLE
from tests.text_attacks.conftest import Attacked

ATOM = {"a": "http://www.w3.org/2005/Atom"}
VOID = frozenset({"meta", "link", "img", "input", "br", "hr", "source", "path", "use", "image", "circle", "rect"})


class PageTexts(HTMLParser):
    """The texts of a page by where they stand, and its JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.texts: dict[str, str] = {}
        self.metas: dict[str, str] = {}
        self.pictures: list[str] = []
        self.blocks: list[str] = []
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas[values.get("property") or values.get("name", "")] = values.get("content", "")
        if tag == "img":
            self.pictures.append(values.get("alt", ""))
        self.is_data = tag == "script" and values.get("type") == "application/ld+json"
        if self.is_data:
            self.blocks.append("")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_data = False
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.is_data:
            self.blocks[-1] += data
        for tag in ("title", "h1", "figcaption"):
            if tag in self.stack:
                self.texts[tag] = self.texts.get(tag, "") + data


def read_page(path: Path) -> PageTexts:
    """The parsed page."""
    page = PageTexts()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def flat(text: str) -> str:
    """White space counts once, as a browser shows it."""
    return " ".join(text.split())


def texts_of(attacked: Attacked) -> list[PublicStory]:
    """The stories that have one text each; in a short run every fourth."""
    step = examples(ci=4, nightly=1)
    return [story for story in attacked.edition.stories[::step] if story.slug != ALL_IN_ONE]


def test_the_feed_holds_every_text_as_typed(attacked: Attacked) -> None:
    for language in ("nl", "ar"):
        path = attacked.folder / ("" if language == "nl" else language) / "feed.xml"
        entries = ElementTree.fromstring(path.read_bytes()).findall("a:entry", ATOM)
        shown = [(entry.findtext("a:title", "", ATOM), entry.findtext("a:summary", "", ATOM)) for entry in entries]
        versions = [story.version_in(language) for story in attacked.edition.stories[:FEED_LENGTH]]
        assert [tuple(map(flat, pair)) for pair in shown] == [
            (flat(each.title), flat(each.summary)) for each in versions
        ]


def test_geojson_holds_every_text_as_typed(attacked: Attacked) -> None:
    content = (attacked.folder / "stories.geojson").read_bytes()
    features = json.loads(content, parse_constant=lambda word: (_ for _ in ()).throw(ValueError(word)))["features"]
    titles = [feature["properties"]["title"] for feature in features]
    assert titles == [story.original.title for story in attacked.edition.stories]
    assert {attack.text for attack in SINKABLE} <= set(titles)


def test_the_site_map_has_addresses_only(attacked: Attacked) -> None:
    root = ElementTree.fromstring((attacked.folder / "sitemap.xml").read_bytes())
    addresses = [each.text or "" for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(addresses) > 1000
    assert all(address.startswith("https://stad.example/") for address in addresses)


def test_a_story_page_says_every_text_as_typed(attacked: Attacked) -> None:
    for story in texts_of(attacked):
        page = read_page(attacked.folder / "stories" / story.id / "index.html")
        version = story.original
        assert flat(page.texts["h1"]) == flat(version.title)
        assert flat(page.texts["title"]).startswith(flat(version.title))
        assert flat(version.image_caption) in flat(page.texts["figcaption"])
        assert version.image_alt in page.pictures
        assert (page.metas["og:title"], page.metas["description"]) == (version.title, version.summary)
        nodes = json.loads(page.blocks[0])["@graph"]
        assert version.title in [node.get("headline") for node in nodes]


def test_the_body_keeps_its_words_and_only_the_allowed_tags(attacked: Attacked) -> None:
    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)
            names.update(name for name, _ in attrs)

    found: set[str] = set()
    names: set[str] = set()
    for story in attacked.edition.stories:
        for version in story.versions:
            Tags().feed(version.html)
    assert found <= ALLOWED_TAGS
    assert names <= {"href", "title", "rel", "start"}


def test_the_files_of_the_map_and_the_search_hold_every_text_as_typed(attacked: Attacked) -> None:
    folder = attacked.folder / "assets" / "data"
    head = json.loads(next(folder.glob("stories-nl-*.json")).read_bytes())
    assert [value["label"] for value in head["facets"]["theme"]] == [
        theme.label["nl"] for theme in attacked.edition.themes
    ]
    stories = list(reversed(attacked.edition.stories))  # cards are counted from the oldest one
    versions = [story.version_in("nl") for story in stories]
    chunks = sorted((folder / "cards-nl").iterdir(), key=lambda path: int(path.name.partition("-")[0]))
    cards = [json.loads(path.read_bytes()) for path in chunks]
    for field, texts in {
        "title": [version.title for version in versions],
        "first": [version.summary for version in versions],
        "picture_alt": [
            version.image_alt if story.picture else "" for story, version in zip(stories, versions, strict=True)
        ],
    }.items():
        assert [text for chunk in cards for text in chunk[field]] == texts
    for path in [*folder.glob("areas-ar-*.geojson"), *(folder.parent / "search").glob("*.json")]:
        json.loads(path.read_bytes())
