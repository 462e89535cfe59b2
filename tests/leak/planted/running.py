"""Plants each leak in a copy of the builder and looks whether the contrasts notice, two leaks at a time.

The process that does so has built a city with a copy of the builder as it is. Each leak gets a child of it, which has a
copy of its own, patched, and loads from there what the patch may change.
"""

from __future__ import annotations

import compileall
import gc
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.leak.library_caches import keep_library_caches
from tests.leak.planted.leak import Leak, plant
from tests.leak.planted.reloading import forget, known_imports, module_name

BUILDER = Path(__file__).parents[3] / "builder"
LONGEST_S = 600
"""After this a child that hangs ends itself; on a busy machine one takes a minute."""
CONTROL = Leak("nothing is planted", "", ())
"""What no detector may notice."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a leak."""

    name: str
    kinds: tuple[str, ...]
    """Kinds of findings of the first contrast that noticed; empty when none did."""
    contrast: str
    """Which contrast noticed; empty when none did."""
    text: str
    """What was noticed first, or why the leak could not be tried."""


def run_all(leaks: Sequence[Leak], workers: int) -> Iterator[Result]:
    """The results, in the order in which the leaks are done."""
    with tempfile.TemporaryDirectory(prefix="vk-planted-", dir=memory()) as folder:
        pristine = Path(folder) / "pristine"
        shutil.copytree(BUILDER, pristine / "builder", ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(pristine, quiet=2)
        known = hashes_of(pristine / "builder") | get_ready(pristine)
        waiting, running = list(leaks), dict[int, tuple[Leak, int]]()
        while waiting or running:
            while waiting and len(running) < workers:
                found = waiting.pop(0)
                child, reading = start_child(found, pristine, Path(folder) / f"leak-{len(waiting)}", known)
                running[child] = (found, reading)
            child, _ = os.wait()
            found, reading = running.pop(child)
            yield read_result(found, reading)


def memory() -> str | None:
    """The folder for files in memory, when there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def get_ready(pristine: Path) -> set[str]:
    """Loads the builder as it is and builds cities with it: libraries, catalogues and templates are there then.

    Gives the hashes of what these cities have in public: searched, and without a private word.
    """
    if any(name == "builder" or name.startswith("builder.") for name in sys.modules):
        raise RuntimeError("the builder was loaded before it was copied")
    sys.path.insert(0, str(pristine))
    keep_library_caches()
    from tests.leak.contrasts import warm_up  # noqa: PLC0415  # now it finds the copy
    from tests.leak.pairs import open_bench  # noqa: PLC0415

    with open_bench() as bench:
        findings = warm_up(bench)
    if findings:
        raise RuntimeError(str(findings[0]))
    known_imports()
    gc.collect()
    gc.freeze()  # what stays as it is is shared with the children, and none of them walks it again
    return bench.seen


def start_child(found: Leak, pristine: Path, folder: Path, known: set[str]) -> tuple[int, int]:
    """The number of the child that tries a leak, and where its result is read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    signal.alarm(LONGEST_S)
    try:
        result = try_leak(found, pristine, folder, known)
    except BaseException as error:
        result = Result(found.name, (), "", "".join(traceback.format_exception_only(error)))
    with os.fdopen(writing, "w") as pipe:
        json.dump(asdict(result), pipe)
    os._exit(0)


def refuse_unpatched(found: Leak, folder: Path) -> None:
    """Nothing, when the patched files are the ones that ran.

    Raises: RuntimeError otherwise.
    """
    for edit in found.edits:
        loaded = sys.modules.get(module_name(edit.path))
        if edit.path.endswith(".py") and (loaded is None or not Path(str(loaded.__file__)).is_relative_to(folder)):
            raise RuntimeError(f"{edit.path} was not loaded from the patched copy")


def hashes_of(builder: Path) -> set[str]:
    """Hashes of the files of the builder as they are: what no city can change is not searched again for each leak."""
    files = (path for path in (builder / "site").rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def read_result(found: Leak, reading: int) -> Result:
    """What a child wrote before it ended."""
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    if not text:
        return Result(found.name, (), "", "the child ended without a result")
    values = json.loads(text)
    return Result(values["name"], tuple(values["kinds"]), values["contrast"], values["text"])


def try_leak(found: Leak, pristine: Path, folder: Path, known: set[str]) -> Result:
    """Plants the leak and compares cities until one can be told from another. In a process of its own only."""
    shutil.copytree(pristine, folder, copy_function=os.link)
    plant(found, folder / "builder")
    forget([edit.path for edit in found.edits] or ["cli.py"], pristine, folder)
    from tests.leak.contrasts import find_contrasts  # noqa: PLC0415  # now it finds the patched builder
    from tests.leak.pairs import open_bench  # noqa: PLC0415

    with open_bench() as bench:
        bench.seen |= known
        for name, findings in find_contrasts(bench, found.first):
            if findings:
                kinds = tuple(sorted({each.kind for each in findings}))
                refuse_unpatched(found, folder)
                first = next((each for each in findings if each.kind == found.caught_by), findings[0])
                return Result(found.name, kinds, name, str(first)[:300])
    return Result(found.name, (), "", "")
