"""A process that has everything loaded and forks a child for each command, so that a build takes a third of a second.

A line of JSON in: what to run and which event goes wrong. A line of JSON out: how it ended, what it said, how many
events it had. Started by `tests.whole.running`.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder import cli, plugin
from builder.whole import exchange
from tests.whole.events import FaultPlan


def run_command(order: dict[str, Any], report: int) -> None:
    """The command in this process, which ends with it."""
    os.chdir(order["root"])
    os.environ |= order["environment"]
    time.tzset()
    os.umask(order["umask"])
    if order["cpus"]:
        os.sched_setaffinity(0, range(order["cpus"]))
    if order["is_without_exchange"]:
        exchange.system_exchange = without_exchange  # type: ignore[assignment]  # it is called and not cached
    if order["shuffle"]:
        shuffle_folders(random.Random(order["shuffle"]))
    if order["file_limit"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_limit"], order["file_limit"]))
    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(said, 1)
    os.dup2(said, 2)
    plan = FaultPlan(
        place=Path(order["place"]),
        number=order["number"],
        error=order["error"],
        is_counting_reads=order["is_counting_reads"],
        is_counting_cache=order["is_counting_cache"],
    )
    plan.install()
    try:
        status = call_main(order["arguments"])
    finally:
        plan.is_on = False
        sys.stdout.flush()
        sys.stderr.flush()
    with os.fdopen(report, "w") as file:
        json.dump({"count": plan.count, "names": plan.names}, file)
    os._exit(status)


def shuffle_folders(choice: random.Random) -> None:
    """From here on every folder is listed in another order."""
    list_folder, scan_folder = os.listdir, os.scandir

    def listdir(*arguments: Any) -> list[Any]:
        names = list_folder(*arguments)
        choice.shuffle(names)
        return names

    class Scan:
        def __init__(self, *arguments: Any) -> None:
            with scan_folder(*arguments) as scan:
                self.entries = list(scan)
            choice.shuffle(self.entries)
            self.rest = iter(self.entries)

        def __iter__(self) -> Iterator[os.DirEntry[Any]]:
            return self.rest

        def __next__(self) -> os.DirEntry[Any]:
            return next(self.rest)

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *error: object) -> None:
            return

        def close(self) -> None:
            return

    os.listdir = listdir  # type: ignore[assignment]  # it does what listdir does
    os.scandir = Scan  # type: ignore[assignment]  # it does what scandir does


def without_exchange() -> None:
    """A system that has no exchange of two names."""
    return


def call_main(arguments: list[str]) -> int:
    """The exit code of a command."""
    try:
        cli.main(arguments, prog_name="vertelkaart")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """Runs an order in a child and tells how it ended: the exit code, or the negative number of a signal."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            run_command(order, writing)
        finally:
            os._exit(99)  # a fault of this test, not of the command
    os.close(writing)
    with os.fdopen(reading) as file:
        report = file.read()
    _, status = os.waitpid(child, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        **(json.loads(report) if report else {"count": 0, "names": []}),
    }


def main() -> None:
    """Serves until the input ends.

    No digest is made here to warm up: typst keeps threads, which a child does not inherit, and would wait for them.
    """
    warm = Path(sys.argv[1])
    plugin.build_site(warm)
    answers = os.dup(1)
    os.dup2(2, 1)
    with os.fdopen(answers, "w") as output:
        print("ready", file=output, flush=True)  # the protocol
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line))), file=output, flush=True)


if __name__ == "__main__":
    main()
