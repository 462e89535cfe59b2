"""The list in which every fault of one reading is written down, so that none hides another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from builder.errors import Fault


class Position(NamedTuple):
    """A spot in a file: line and column, both from 1."""

    line: int = 1
    column: int = 1


FILE_START = Position()


class FaultBook:
    """Faults in the order in which they were met; they are sorted when they are raised."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, code: str, path: str, position: Position = FILE_START, *, key: str = "", **params: str | int) -> None:
        """Write one fault down; the parameters are words of ours, never a value of a file."""
        self.add_with(code, path, position, params, key=key)

    def add_with(
        self, code: str, path: str, position: Position, params: Mapping[str, str | int], *, key: str = ""
    ) -> Fault:
        """The same, for parameters that depend on the code; gives back what was written down."""
        fault = Fault(code=code, path=path, line=position.line, column=position.column, key=key, params=dict(params))
        self.faults.append(fault)
        return fault

    @property
    def count(self) -> int:
        """How many faults stand in it: to see whether a step added some."""
        return len(self.faults)
