"""The base of every model that is filled from a file."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict


class FileModel(BaseModel):
    """Keys of a file: unknown ones are refused, nothing changes after reading, and nothing is printed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, arbitrary_types_allowed=True)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """Nothing: what a file holds may be private."""
        return iter(())

    def __str__(self) -> str:
        return repr(self)
