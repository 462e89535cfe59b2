"""`python -m tests.bench.index_alone CITY`: what the search index alone costs, as one line of JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from builder.pipeline import open_airlock, read_project
from builder.site.search_files import build_search_files
from tests.bench.measure import MB, MemoryWatch, memory_of


def measure_index(city: Path) -> dict[str, float]:
    """Seconds, megabytes more than before, and files of the index of a city."""
    corpus, today = read_project(city, datetime.now(UTC))
    edition = open_airlock(corpus, today)
    before, memory = memory_of(os.getpid()), MemoryWatch(os.getpid())
    memory.start()
    start, start_cpu = time.perf_counter(), processors_s()
    sizes = [len(content) for content in build_search_files(edition).contents.values()]
    wall_s, cpu_s = time.perf_counter() - start, processors_s() - start_cpu
    memory.stop()
    return {
        "wall_s": wall_s,
        "cpu_s": cpu_s,
        "peak_mb": (memory.peak_bytes - before) / MB,
        "written_mb": sum(sizes) / MB,
        "files": len(sizes),
        "largest_kb": max(sizes) / 1000,
    }


def processors_s() -> float:
    """Processor time of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure_index(Path(sys.argv[1]))) + "\n")
