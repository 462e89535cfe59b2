"""The ratios that are asked for, from what was measured: each is met or not met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bench.build_bench import Builds
from tests.bench.map_bench import MapFigures
from tests.bench.measure import Cost
from tests.bench.search_bench import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A figure of ours beside what it may be."""

    what: str
    figure: float
    limit: float
    is_at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether it holds."""
        return self.figure >= self.limit if self.is_at_least else self.figure <= self.limit

    def line(self) -> str:
        """One line of the report."""
        sign = "≥" if self.is_at_least else "≤"
        return f"{'met    ' if self.is_met else 'NOT MET'}  {self.what}: {self.figure:.3g} {sign} {self.limit:g}"


def build_checks(builds: Builds, index: Mapping[str, float]) -> Iterator[Check]:
    """Ours beside the peers that ran; on the clock and in processor time.

    `index`: what the search index alone costs; empty when that was not measured.
    """
    costs, count = builds.costs, builds.count
    edited = costs.get("ours: one story edited")
    ours = costs["ours: cold"]
    for unit in ("wall", "cpu"):
        own = seconds(ours, unit)
        if "pagefind" in costs:
            both = seconds(costs["hugo"], unit) + seconds(costs["pagefind"], unit)
            yield Check(what=f"{count}, {unit}: cold build / (Hugo + Pagefind)", figure=own / both, limit=0.25)
        if "pagefind" in costs and index:
            alone = index[f"{unit}_s"] / seconds(costs["pagefind"], unit)
            yield Check(what=f"{count}, {unit}: search index / Pagefind", figure=alone, limit=0.25)
        if "hugo" in costs and index:
            without = max(0.0, own - index[f"{unit}_s"]) / seconds(costs["hugo"], unit)
            yield Check(what=f"{count}, {unit}: cold build without its search index / Hugo", figure=without, limit=1)
        if "mkdocs" in costs:
            figure = own / seconds(costs["mkdocs"], unit)
            yield Check(what=f"{count}, {unit}: cold build / MkDocs with Material (an aim)", figure=figure, limit=0.1)
        if edited is not None:
            limit, figure = 0.1 if count < 100_000 else 0.05, seconds(edited, unit) / own
            yield Check(what=f"{count}, {unit}: one story edited / cold build", figure=figure, limit=limit)
    if "pagefind" in costs and index:
        figure = index["peak_mb"] / costs["pagefind"].peak_mb
        yield Check(what=f"{count}: memory of the search index / Pagefind's", figure=figure, limit=0.1)
    yield Check(what=f"{count}: most memory of a build, MB", figure=ours.peak_mb, limit=1000)
    if index:
        yield Check(what=f"{count}: files of the search index", figure=index["files"], limit=5000)
        yield Check(what=f"{count}: largest file of the search index, kB", figure=index["largest_kb"], limit=500)


def seconds(cost: Cost, unit: str) -> float:
    """On the clock or of processors."""
    return cost.wall_s if unit == "wall" else cost.cpu_s


def growth_checks(by_count: Mapping[int, Builds]) -> Iterator[Check]:
    """How a cold build grows when the city is ten times as large."""
    for count, builds in by_count.items():
        larger = by_count.get(10 * count)
        if larger is not None:
            figure = larger.costs["ours: cold"].cpu_s / builds.costs["ours: cold"].cpu_s
            yield Check(what=f"cpu: cold build of {10 * count} / of {count}", figure=figure, limit=11)


def search_checks(count: int, answers: Mapping[str, Mapping[str, Answer]]) -> Iterator[Check]:
    """First results, bytes and heap."""
    for way, by_engine in answers.items():
        ours = by_engine["ours"]
        if "pagefind" in by_engine:
            figure = ours.ms / by_engine["pagefind"].ms
            yield Check(what=f"{count}: {way}: first results / Pagefind's", figure=figure, limit=0.1)
        if way.startswith("two words"):
            yield Check(what=f"{count}: {way}: kB over the wire from cold", figure=ours.kilobytes, limit=400)
        if "no word" not in way:
            yield Check(what=f"{count}: {way}: heap, MB", figure=ours.heap_mb, limit=60)


def map_checks(count: int, maps: Mapping[str, MapFigures]) -> Iterator[Check]:
    """Time, bytes and frames."""
    ours = maps["ours"]
    if "MarkerCluster" in maps:
        figure = ours.usable_ms / maps["MarkerCluster"].usable_ms
        yield Check(what=f"{count}: map usable / folium's MarkerCluster", figure=figure, limit=0.1)
    yield Check(what=f"{count}: map, kB over the wire", figure=ours.kilobytes, limit=1000)
    yield Check(what=f"{count}: frames a second while panning", figure=ours.frames_per_s, limit=60, is_at_least=True)


def size_checks(count: int, home_bytes: int, story_bytes: int) -> Iterator[Check]:
    """What a page weighs, without pictures."""
    yield Check(what=f"{count}: home page without pictures, kB", figure=home_bytes / 1000, limit=250)
    yield Check(what=f"{count}: a story without pictures, kB", figure=story_bytes / 1000, limit=60)
