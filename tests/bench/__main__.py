"""`python -m tests.bench`: ours beside its peers, in builds, searching and maps, over generated cities.

It installs the peers by name into a folder outside the project, makes the cities, measures in turn (A B A B …), and
prints the figures and each ratio that is asked for. `--short` installs nothing and measures what is here, once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.build_bench import Builds, city_folder, measure_builds
from tests.bench.checks import Check, build_checks, growth_checks, map_checks, search_checks, size_checks
from tests.bench.map_bench import FOLIUM_MAPS, measure_maps
from tests.bench.measure import load_now
from tests.bench.page_sizes import measure_sizes, sent_before_pictures
from tests.bench.peers import install_peers
from tests.bench.plain_stories import read_plain_stories
from tests.bench.search_bench import SEARCHERS, measure_search

PROJECT = Path(__file__).parents[2]
PARTS = ("build", "search", "map", "sizes")
SHORT_SIZE = 60


def main(arguments: Sequence[str]) -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of stories, with commas")
    parser.add_argument("--only", default=",".join(PARTS), help="which of build, search, map and sizes")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured; the middle counts")
    parser.add_argument("--peers", help="only these peers, with commas; all that are here when left out")
    parser.add_argument("--folder", type=Path, help="where cities and sites stay, to use them again")
    parser.add_argument("--short", action="store_true", help="a small city, the first of each kind, once")
    chosen = parser.parse_args(arguments)
    if not chosen.short:
        install_peers()
    sizes = [SHORT_SIZE] if chosen.short else [int(size) for size in chosen.sizes.split(",")]
    peers = None if chosen.peers is None else chosen.peers.split(",")
    parts = chosen.only.split(",")
    with workplace(chosen.folder) as folder:
        bench = Bench(folder, 1 if chosen.short else chosen.rounds, peers, is_short=chosen.short)
        for count in sizes:
            bench.measure(count, parts)
    bench.conclude()


class Bench:
    """Measures size after size, prints each part as soon as it is known, and keeps what is asked for."""

    def __init__(self, folder: Path, rounds: int, peers: list[str] | None, *, is_short: bool) -> None:
        self.folder = folder
        self.is_short = is_short
        self.rounds = rounds
        self.peers = peers
        self.builds: dict[int, Builds] = {}
        self.checks: list[Check] = []

    def measure(self, count: int, parts: Sequence[str]) -> None:
        """All parts of one size. Searching and maps need the sites that builds leave."""
        if "build" in parts:
            self.measure_build(count)
        city = city_folder(self.folder, count)
        site = city / "build" / "site"
        if "search" in parts:
            self.measure_search(count, city)
        if "map" in parts:
            self.measure_map(count, site)
        if "sizes" in parts:
            self.measure_sizes(count, site)

    def measure_build(self, count: int) -> None:
        """Builds of ours and of the peers."""
        builds = measure_builds(self.folder, count, self.rounds, self.peers, is_short=self.is_short)
        self.builds[count] = builds
        say(f"\nBuilds, {count} stories ({builds.load})")
        say(f"{'':30}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'writes MB':>11}{'files':>9}")
        for name, cost in builds.costs.items():
            figures = f"{cost.wall_s:9.2f}{cost.cpu_s:9.2f}{cost.peak_mb:9.0f}{cost.written_mb:11.1f}{cost.files:9}"
            say(f"{name:30}{figures}")
        say(f"left out: {', '.join(builds.left_out) or 'nothing'}")
        index = {} if self.is_short else index_alone(city_folder(self.folder, count))
        say(f"our search index alone: {json.dumps({name: round(value, 2) for name, value in index.items()})}")
        self.checks += build_checks(builds, index)

    def measure_search(self, count: int, city: Path) -> None:
        """Searching in a browser, over the sites that were built."""
        sites = {"ours": city / "build" / "site"}
        built = {
            "pagefind": self.folder / f"hugo-{count}" / "public",
            "mkdocs": self.folder / f"mkdocs-{count}" / "site",
        }
        signs = {"pagefind": "pagefind/pagefind.js", "mkdocs": "search/search_index.json"}
        sites |= {name: site for name, site in built.items() if (site / signs[name]).exists()}
        answers = measure_search(sites, read_plain_stories(city), self.rounds, is_short=self.is_short)
        say(f"\nSearching, {count} stories, gzip as a static host does it ({load_now()})")
        for way, by_engine in answers.items():
            for engine, answer in by_engine.items():
                say(
                    f"{way:40}{engine:10}{answer.ms:9.0f} ms{answer.kilobytes:9.0f} kB{answer.requests:6} requests"
                    f"{answer.heap_mb:8.1f} MB heap{answer.memory_mb:8.0f} MB process"
                )
        say(f"left out: {', '.join(name for name in SEARCHERS if name not in sites) or 'nothing'}")
        self.checks += search_checks(count, answers)

    def measure_map(self, count: int, site: Path) -> None:
        """Maps in a browser."""
        maps = measure_maps(self.folder, site, self.rounds)
        say(f"\nMaps, {count} stories ({load_now()})")
        for name, each in maps.items():
            say(
                f"{name:20} save {each.save_s:6.2f} s cpu, usable {each.usable_ms:7.0f} ms, {each.kilobytes:8.0f} kB, "
                f"{each.frames_per_s:5.1f} frames/s, 95 % of them within {each.worst_ms:.0f} ms"
            )
        say(f"left out: {', '.join(name for name in FOLIUM_MAPS if name not in maps) or 'nothing'}")
        self.checks += map_checks(count, maps)

    def measure_sizes(self, count: int, site: Path) -> None:
        """Every file of a first visit."""
        visits = measure_sizes(site, "verhalen/w00000/s000000/")
        for name, files in visits.items():
            say(f"\nFiles of a first visit, {name}, {count} stories: bytes, over the wire")
            for file in files:
                say(f"{file.raw:10}{file.sent:10}  {file.path}{'  (when idle)' if file.is_late else ''}")
            say(f"{sum(file.raw for file in files):10}{sum(file.sent for file in files):10}  together")
        early = {name: [file for file in files if not file.is_late] for name, files in visits.items()}
        weights = {name: sent_before_pictures(files) for name, files in early.items()}
        self.checks += size_checks(count, weights["home"], weights["story"])

    def conclude(self) -> None:
        """Every ratio, met or not."""
        say("\nWhat is asked for")
        for check in (*self.checks, *growth_checks(self.builds)):
            say(check.line())


def index_alone(city: Path) -> dict[str, float]:
    """What our search index alone costs, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.index_alone", str(city)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@contextmanager
def workplace(named: Path | None) -> Iterator[Path]:
    """A folder that goes away, or one that was named and stays."""
    if named is None:
        with tempfile.TemporaryDirectory(prefix="vertelkaart-bench-") as made:
            yield Path(made)
    else:
        named.mkdir(parents=True, exist_ok=True)
        yield named


def say(line: str) -> None:
    """One line of the report, at once: a run may take long."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
