"""Modules of a page in one file: on a slow line a browser asks once, and not once for each of sixty.

Bundlers of others need node, which nobody who builds a site has to have. Each module stays a function of its own, which
runs when it is first asked for, so that names and order stay what they were. Only what our own modules use is
understood; anything else is refused, and a test makes every bundle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from posixpath import dirname, join, normpath, relpath

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.{1,2}/[^"]+)";$', re.MULTILINE)
NAMED_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
OTHER_EXPORT = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
LATER = re.compile(r'\bimport\("(\.{1,2}/[^"]+)"\)(?!\.[A-Z])')
"""A module that is asked for by a call; with a capital behind it, it is the name of a type in a comment."""
UNKNOWN = re.compile(r"^(?:import [^(]|export )", re.MULTILINE)
ONCE = "const once = (make) => { let made; return () => (made ??= make()); };"


class Bundle:
    """The modules that one file is made of, each after those that it needs."""

    def __init__(self, read: Callable[[str], str], apart: Collection[str] = ()) -> None:
        """`read` gives the text of a module by its path; those `apart` stay files of their own."""
        self._read = read
        self._apart = apart
        self._texts: dict[str, str] = {}
        self._open: list[str] = []
        self._outside: set[str] = set()

    @property
    def paths(self) -> Collection[str]:
        """What is inside."""
        return self._texts.keys()

    def add(self, path: str) -> None:
        """Takes in a module with all that it imports.

        Raises: ValueError when modules need each other in a circle, or one has a line that nobody thought of.
        """
        if path in self._open:
            raise ValueError(f"{path} needs itself, by way of {self._open}")
        if path in self._texts:
            return
        if path in self._apart:
            self._outside.add(path)
            return
        self._open.append(path)
        text = self._read(path)
        for _, name in IMPORT.findall(text):
            self.add(resolved(path, name))
        for name in LATER.findall(text):
            self.add(resolved(path, name))
        self._texts[path] = self._as_function(path, text)
        self._open.pop()

    def text(self, entry: str) -> str:
        """The file that stands at the address of the entry, and runs it."""
        imports = [f'import * as {name_of(path)} from "{beside(entry, path)}";' for path in sorted(self._outside)]
        return "\n".join([*imports, ONCE, *self._texts.values(), f"{name_of(entry)}();\n"])

    def _as_function(self, path: str, text: str) -> str:
        exported = [name for _, name in NAMED_EXPORT.findall(text)]
        exported += [name.strip() for names in OTHER_EXPORT.findall(text) for name in names.split(",")]
        text = IMPORT.sub(lambda match: self._as_constants(match[1], resolved(path, match[2])), text)
        text = LATER.sub(lambda match: f"Promise.resolve().then({name_of(resolved(path, match[1]))})", text)
        text = OTHER_EXPORT.sub("", NAMED_EXPORT.sub(r"\1 \2", text))
        if unknown := UNKNOWN.search(text):
            raise ValueError(f"{path}: {text[unknown.start() :].splitlines()[0]}")
        return f"const {name_of(path)} = once(() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}});"

    def _as_constants(self, names: str | None, path: str) -> str:
        module = name_of(path) if path in self._outside else f"{name_of(path)}()"
        return f"{module};" if names is None else f"const {{{names.replace(' as ', ': ')}}} = {module};"


def resolved(path: str, name: str) -> str:
    """The path of a module that another one names."""
    return normpath(join(dirname(path), name))


def beside(path: str, other: str) -> str:
    """How one module names another."""
    way = relpath(other, dirname(path))
    return way if way.startswith(".") else f"./{way}"


def name_of(path: str) -> str:
    """The name of a module inside a bundle."""
    return re.sub(r"\W", "_", path.removesuffix(".js"))


def bundle(entry: str, read: Callable[[str], str], apart: Sequence[str] = ()) -> tuple[str, Collection[str]]:
    """One file for an entry and all that it imports, at once or later, and the paths of what is in it.

    Raises: ValueError.
    """
    made = Bundle(read, apart)
    made.add(entry)
    return made.text(entry), made.paths
