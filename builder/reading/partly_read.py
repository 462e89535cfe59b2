"""The error of files with faults, which still knows what was read without any: to look for more faults in it at once.

It is never to be published or sent: a build and a digest need all files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from builder.errors import ContentError, Fault
from builder.model.corpus import Corpus


class PartlyReadError(ContentError):
    """The files have problems; stories whose own files have none can be judged."""

    def __init__(self, faults: Iterable[Fault], assemble_rest: Callable[[], Corpus]) -> None:
        super().__init__(faults)
        self.assemble_rest = assemble_rest
        """The stories that have no fault, with nothing else of their workshops."""
