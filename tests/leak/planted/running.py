"""Plants each leak in a copy of the builder and looks whether the contrasts notice, two leaks at a time.

The process that does so has the libraries loaded, but nothing of the builder: each leak gets a child of it, which finds
`builder` in the patched copy.
"""

from __future__ import annotations

import compileall
import hashlib
import importlib
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.leak.library_caches import keep_library_caches
from tests.leak.planted.leak import Leak, plant

BUILDER = Path(__file__).parents[3] / "builder"
LIBRARIES = (
    *("pydantic", "geopandas", "folium", "branca.element", "mkdocs.commands.build", "material", "PIL.Image", "PIL.ImageCms"),
    *("PIL.PngImagePlugin", "PIL.WebPImagePlugin", "PIL.JpegImagePlugin", "av", "phonenumbers", "stdnum.iban", "babel"),
    *("babel.dates", "babel.numbers", "babel.messages.pofile", "babel.messages.mofile", "rapidfuzz.process", "nh3", "cmarkgfm"),
    *("feedgen.feed", "pyrage", "xyzservices", "filelock", "click", "rich.progress", "rich.console", "yaml", "hypothesis"),
    *("openpyxl", "watchfiles", "shapely", "stdnum.be.nn", "stdnum.be.bis", "stdnum.fr.nir", "tests.leak.cities.chance"),
)
PARTIALS = ("content", "source-file", "actions", "language", "languages/nl", "languages/en", "icons", "palette", "footer")
CONTROL = Leak("nothing is planted", "", ())
"""What no detector may notice."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a leak."""

    name: str
    kinds: tuple[str, ...]
    """Kinds of findings of the first contrast that noticed; empty when none did."""
    contrast: int
    """Which contrast noticed, from 1; 0 when none did."""
    text: str
    """What was noticed first, or why the leak could not be tried."""


def run_all(leaks: Sequence[Leak], workers: int) -> Iterator[Result]:
    """The results, in the order in which the leaks are done."""
    load_libraries()
    with tempfile.TemporaryDirectory(prefix="vk-planted-", dir=memory()) as folder:
        pristine = Path(folder) / "pristine"
        shutil.copytree(BUILDER, pristine / "builder", ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(pristine, quiet=2)
        waiting, running = list(leaks), dict[int, tuple[Leak, int]]()
        while waiting or running:
            while waiting and len(running) < workers:
                found = waiting.pop(0)
                child, reading = start_child(found, pristine, Path(folder) / f"leak-{len(waiting)}")
                running[child] = (found, reading)
            child, _ = os.wait()
            found, reading = running.pop(child)
            yield read_result(found, reading)


def memory() -> str | None:
    """The folder for files in memory, when there is one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def load_libraries() -> None:
    """Loads what takes long and is not ours."""
    for name in LIBRARIES:
        importlib.import_module(name)
    if any(name == "builder" or name.startswith("builder.") for name in sys.modules):
        raise RuntimeError("the builder was loaded before a leak was planted")
    from mkdocs.theme import Theme  # noqa: PLC0415  # after its libraries

    keep_library_caches()
    environment = Theme(name="material").get_env()
    for name in ("base.html", "main.html", *(f"partials/{each}.html" for each in PARTIALS)):
        environment.get_template(name)


def start_child(found: Leak, pristine: Path, folder: Path) -> tuple[int, int]:
    """The number of the child that tries a leak, and where its result is read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    try:
        result = try_leak(found, pristine, folder)
    except BaseException as error:
        result = Result(found.name, (), 0, "".join(traceback.format_exception_only(error)))
    with os.fdopen(writing, "w") as pipe:
        json.dump(asdict(result), pipe)
    os._exit(0)


def hashes_of(builder: Path) -> set[str]:
    """Hashes of the files of the builder as they are: what no city can change is not searched."""
    files = (path for path in (builder / "site").rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def read_result(found: Leak, reading: int) -> Result:
    """What a child wrote before it ended."""
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    if not text:
        return Result(found.name, (), 0, "the child ended without a result")
    values = json.loads(text)
    return Result(values["name"], tuple(values["kinds"]), values["contrast"], values["text"])


def try_leak(found: Leak, pristine: Path, folder: Path) -> Result:
    """Plants the leak and compares cities until one can be told from another. In a process of its own only."""
    shutil.copytree(pristine, folder, copy_function=os.link)
    plant(found, folder / "builder")
    sys.path.insert(0, str(folder))
    from tests.leak.contrasts import find_contrasts  # noqa: PLC0415  # now it finds the patched builder
    from tests.leak.pairs import open_bench  # noqa: PLC0415

    loaded = Path(str(sys.modules["builder"].__file__))
    if not loaded.is_relative_to(folder):
        raise RuntimeError("another builder was loaded")
    with open_bench() as bench:
        bench.seen |= hashes_of(pristine / "builder")
        for number, findings in enumerate(find_contrasts(bench), start=1):
            if findings:
                kinds = tuple(sorted({each.kind for each in findings}))
                first = next((each for each in findings if each.kind == found.caught_by), findings[0])
                return Result(found.name, kinds, number, str(first)[:300])
    return Result(found.name, (), 0, "")
