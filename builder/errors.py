"""What can be wrong, and how it is said: faults with a place, gathered into one error.

A fault never holds a value from a file, only where it is and which words were expected there: a value may be
private, and a fault is printed, logged and mailed. The English texts stand here, beside their codes; the Dutch
ones are in `languages/catalogues/nl/errors.po`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from builder.fault_texts import FAULT_TEXTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong in one spot of one file."""

    code: str
    """A key of `FAULT_TEXTS`, for example `unknown-key`."""
    path: str
    """The file, relative to the project, with `/`."""
    line: int = 1
    """The line in the file, from 1."""
    column: int = 1
    """The column in the line, from 1, in characters."""
    key: str = ""
    """The key as a path of known keys, for example `consent.given_on`; empty for a whole file."""
    params: Mapping[str, str | int] = field(default_factory=dict)
    """Words for the text of the fault: known words of ours, line numbers and file names, never a value."""

    def __post_init__(self) -> None:
        if self.code not in FAULT_TEXTS:
            raise KeyError(f"no text for the fault {self.code}")

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """The order in which faults are shown: by file, then by place in it."""
        return (self.path, self.line, self.column, self.code)


class VertelkaartError(Exception):
    """The base of every error that a caller may want to catch."""


class ContentError(VertelkaartError):
    """The files have problems; every one of them is in `faults`."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.sort_key))
        super().__init__(f"{len(self.faults)} problem(s) in the content")


class UsageError(VertelkaartError):
    """A command was asked for something that it cannot do; the text is a code of `FAULT_TEXTS`."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params: Mapping[str, str | int] = params
        super().__init__(code)
