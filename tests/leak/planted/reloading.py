"""Which modules a leak changes, and how a process that has the builder loaded comes to run the patched one.

Loading all of the builder takes longer than building a tiny city. So a process loads the builder as it is once, and a
child of it forgets the patched modules and every module that imports one of them, however indirectly.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

from mkdocs.config.defaults import MkDocsConfig

OURS = ("builder", "tests.leak")
KEPT = "tests.leak.planted"
"""The modules that plant leaks are not forgotten: they run."""


def loaded_modules() -> dict[str, ModuleType]:
    """Our modules that are loaded, by name."""
    return {name: module for name, module in sys.modules.items() if is_ours(name) and not name.startswith(KEPT)}


def is_ours(name: str) -> bool:
    """Whether the module is of the builder or of the leak test."""
    return any(name == own or name.startswith(f"{own}.") for own in OURS)


@cache
def imports_of(name: str, path: str) -> frozenset[str]:
    """Names of our modules that a module may import anywhere in its text, the packages around them included."""
    found = set()
    for node in ast.walk(ast.parse(Path(path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    ours = {each for each in found if is_ours(each)}
    return frozenset(ours | {each.rpartition(".")[0] for each in ours if "." in each})


def dependents(changed: Iterable[str], imports: Mapping[str, frozenset[str]]) -> set[str]:
    """The changed modules, and those that import one of them or a package that does."""
    found = set(changed)
    while True:
        more = {name for name, imported in imports.items() if not found.isdisjoint(imported)} - found
        if not more:
            return found
        found |= more


def module_name(path: str) -> str:
    """The module of a file of `builder/`: `site/pages/story.py` is `builder.site.pages.story`."""
    return f"builder.{path.removesuffix('.py').removesuffix('/__init__').replace('/', '.')}"


def known_imports() -> dict[str, frozenset[str]]:
    """What each of our loaded modules imports; asked before there are children, it is read once for all of them."""
    return {name: imports_of(name, module.__file__) for name, module in loaded_modules().items() if module.__file__}


def forget(paths: Iterable[str], pristine: Path, patched: Path) -> None:
    """Makes this process load these files, and what depends on them, from the patched builder when they are asked for.

    A file that is no module is read by modules of its folder: then all of the builder is forgotten.
    """
    modules, changed, imports = loaded_modules(), list(paths), known_imports()
    is_code = all(path.endswith(".py") for path in changed)
    gone = dependents(map(module_name, changed), imports) if is_code else set(modules)
    for name in gone & modules.keys():
        parent, _, own = name.rpartition(".")
        sys.modules.pop(name)
        if parent in modules and getattr(modules[parent], own, None) is modules[name]:
            delattr(modules[parent], own)
    for name, module in modules.items():
        if name not in gone and hasattr(module, "__path__") and name.startswith("builder"):
            module.__path__ = [str(each).replace(str(pristine), str(patched), 1) for each in module.__path__]
    for _, option in MkDocsConfig()._schema:
        getattr(option, "plugin_cache", {}).clear()  # MkDocs keeps one plugin for all builds of a process
    sys.path[:] = [str(patched), *(each for each in sys.path if each != str(pristine))]
