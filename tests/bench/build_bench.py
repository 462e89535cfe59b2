"""Builds of one city: ours cold, again and after an edit; the peers with the same texts, in turn with ours."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.generate import generate
from tests.bench.measure import Cost, cost_of, in_turn, load_now, with_output
from tests.bench.peer_sites import MAKERS, present_peers, split_page
from tests.bench.peers import has, pagefind_command
from tests.bench.plain_stories import PlainStory, read_plain_stories

PROJECT = Path(__file__).parents[2]
OURS = [sys.executable, "-m", "builder.cli", "build"]
ENVIRONMENT = {"PYTHONPATH": str(PROJECT)}
HERE = {"nl": "ours", None: "ours, 4 languages"}
"""The language of the site → its name in the table; the peers make one language, so ours does too, once."""
MOST_IN_ALL_LANGUAGES = 20_000
"""Stories; more of them in four languages take a quarter of an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Builds:
    """What was measured for one size."""

    count: int
    costs: dict[str, Cost]
    """The name of a run, such as `ours: cold` or `hugo` → its cost."""
    left_out: tuple[str, ...]
    """Peers that are not installed, or that are not asked to make so many pages."""
    load: str


def city_folder(workplace: Path, count: int, language: str | None = "nl") -> Path:
    """A generated city of that many stories, made when it is not there."""
    folder = workplace / f"city-{count}-{language or 'all'}"
    if not (folder / "mkdocs.yml").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        generate(folder, count, language)
    return folder


def build_ours(city: Path) -> Cost:
    """A build as the city stands, whatever is remembered of the last one."""
    return with_output(cost_of(OURS, city, ENVIRONMENT), city / "build" / "site")


def build_cold(city: Path) -> Cost:
    """A build of a city that was just unpacked."""
    shutil.rmtree(city / "build", ignore_errors=True)
    shutil.rmtree(city / ".cache", ignore_errors=True)
    return build_ours(city)


def build_edited(city: Path) -> Cost:
    """A build after one story got other words."""
    edit_story(city)
    return build_ours(city)


def edit_story(city: Path) -> None:
    """Gives one story in the middle words that it never had."""
    stories = sorted((city / "stories").glob("*/s*.md"))
    path = stories[len(stories) // 2]
    text = path.read_text("utf-8")
    number = int(found[1]) + 1 if (found := re.search(r"Aangepast: keer (\d+)\.", text)) else 1
    changed = re.sub(r"\n\nAangepast: keer \d+\.", "", text)
    head, _, body = changed.partition("\n---\n")
    first, _, rest = body.partition("\n\n")
    path.write_text(f"{head}\n---\n{first}\n\nAangepast: keer {number}.\n\n{rest}", "utf-8")


def page_frame(city: Path, story: PlainStory) -> tuple[str, str]:
    """The frame of our pages around the text of a story."""
    page = next((city / "build" / "site" / "verhalen" / story.path).glob("index.html"))
    return split_page(page.read_text("utf-8"), story)


def build_peer(command: list[str], folder: Path, target: str) -> Cost:
    """A peer's build into an empty folder."""
    for name in (target, ".cache", "resources"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return with_output(cost_of(command, folder), folder / target)


def measure_builds(
    workplace: Path, count: int, rounds: int, peers: list[str] | None = None, *, is_short: bool = False
) -> Builds:
    """All builds of a city of one size; in short, of ours the cold one in one language only.

    `peers`: only these, of those that are here; all of them when None.
    """
    city = city_folder(workplace, count)
    stories = read_plain_stories(city)
    wanted = [name for name in present_peers() if peers is None or name in peers]
    frame = ("", "")
    first: list[Cost] = []
    if any(takes_frame for _, takes_frame, _ in (MAKERS[name] for name in wanted)):
        if not (city / "build" / "site" / "verhalen" / stories[0].path).exists():
            first.append(build_cold(city))  # the peers get the frame of its pages
        frame = page_frame(city, stories[0])
    runs: dict[str, Callable[[], Cost]] = {"ours: cold": lambda: first.pop() if first else build_cold(city)}
    for name in wanted:
        runs |= peer_runs(workplace, name, stories, frame)
    if "hugo" in wanted and has("pagefind") and (peers is None or "pagefind" in peers):
        runs["pagefind"] = lambda: index_pagefind(workplace / f"hugo-{count}" / "public")
    if not is_short and count <= MOST_IN_ALL_LANGUAGES:
        whole_city = city_folder(workplace, count, None)
        runs["ours, 4 languages: cold"] = lambda: build_cold(whole_city)
    if not is_short:
        runs["ours: nothing changed"] = lambda: build_ours(city)
        runs["ours: one story edited"] = lambda: build_edited(city)
    costs = in_turn(runs, rounds)
    left_out = tuple(name for name in (*MAKERS, "pagefind") if name not in costs)
    return Builds(count=count, costs=costs, left_out=left_out, load=load_now())


def peer_runs(
    workplace: Path, name: str, stories: list[PlainStory], frame: tuple[str, str]
) -> dict[str, Callable[[], Cost]]:
    """The builds of one peer; of Zensical also the one that finds nothing changed, for it remembers."""
    make, takes_frame, target = MAKERS[name]
    folder = workplace / f"{name}-{len(stories)}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    command = make(folder, stories, frame) if takes_frame else make(folder, stories)
    runs: dict[str, Callable[[], Cost]] = {name: lambda: build_peer(command, folder, target)}
    if name == "zensical":
        runs["zensical: nothing changed"] = lambda: with_output(cost_of(command, folder), folder / target)
    return runs


def index_pagefind(site: Path) -> Cost:
    """Pagefind's index of a site, made anew."""
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    cost = cost_of([*pagefind_command(), "--site", str(site)], site)
    return replace(with_output(cost, site / "pagefind"))
