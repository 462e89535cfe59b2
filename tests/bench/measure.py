"""What a command costs: seconds on the clock and of processors, most memory of all its processes, what it writes."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

POLL_S = 0.05
MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took, or the middle of several."""

    wall_s: float
    cpu_s: float
    """User and system time of the process and of all that it waited for."""
    peak_mb: float
    """The most memory at once, shared pages counted once; looked at twenty times a second.

    The kernel's own figure (`ru_maxrss`) starts at the memory of whoever started the process, and knows no sum.
    """
    written_mb: float = 0.0
    files: int = 0


class CommandError(RuntimeError):
    """A command of a peer, or of ours, ended badly."""


def cost_of(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """What a command costs, run in a folder.

    Raises: CommandError with the end of what it said.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    memory = MemoryWatch(process.pid)
    memory.start()
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    memory.stop()
    if process.returncode != 0:
        raise CommandError(f"{command[0]} ended with {process.returncode}: {said.decode(errors='replace')[-1500:]}")
    return Cost(wall_s=wall_s, cpu_s=used.ru_utime + used.ru_stime, peak_mb=memory.peak_bytes / MB)


class MemoryWatch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak_bytes = 0
        self.ended = threading.Event()

    def run(self) -> None:
        """Looks, waits, looks again."""
        while not self.ended.wait(POLL_S):
            self.peak_bytes = max(self.peak_bytes, sum(memory_of(pid) for pid in family_of(self.pid)))

    def stop(self) -> None:
        """Looks no more."""
        self.ended.set()
        self.join()


def family_of(pid: int) -> list[int]:
    """A process and all its descendants that are alive."""
    family = [pid]
    for each in family:
        try:
            threads = list(Path(f"/proc/{each}/task").iterdir())
        except OSError:
            continue
        for thread in threads:
            try:
                family += [int(child) for child in (thread / "children").read_text().split()]
            except OSError:
                continue
    return family


def memory_of(pid: int, key: str = "Pss") -> int:
    """Bytes of memory of a process, its share of what it shares with others; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.split(":")[0] == key)


def with_output(cost: Cost, folder: Path) -> Cost:
    """The cost, with what stands in the folder that the command wrote."""
    sizes = [Path(root, name).stat().st_size for root, _, names in os.walk(folder) for name in names]
    return replace(cost, written_mb=sum(sizes) / MB, files=len(sizes))


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""

    def median(figure: Callable[[Cost], float]) -> float:
        return statistics.median(figure(cost) for cost in costs)

    return Cost(
        wall_s=median(lambda cost: cost.wall_s),
        cpu_s=median(lambda cost: cost.cpu_s),
        peak_mb=median(lambda cost: cost.peak_mb),
        written_mb=median(lambda cost: cost.written_mb),
        files=int(median(lambda cost: cost.files)),
    )


def in_turn(runs: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """Every run once, then every run again, so that all meet the same load; the middle of each."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            costs[name].append(run())
    return {name: middle(found) for name, found in costs.items()}


def load_now() -> str:
    """How busy the machine is, in words for the report."""
    one, five, _ = os.getloadavg()
    return f"load {one:.1f} (last minute), {five:.1f} (five minutes), {os.cpu_count()} cores"
