"""The list of deliveries, private: which digest went to whom, with which hash, and which signals were in it.

`.delivered.jsonl` stands at the root of the project, for its owner only; one line for each recipient of each digest. It
holds ids, days and hashes, never a word of a signal. What is due, and what need not go again, is known from it, so a
line that cannot be read is a fault and is not passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from builder.errors import ContentError, Fault
from builder.model.services import Handover
from builder.whole.files import PRIVATE_MODE, write_whole
from builder.whole.lock import in_turn

LOG = ".delivered.jsonl"
"""At the root of the project, where no cleaning up of `build/` or `.cache/` touches it."""
LOCK_FOLDER, LOCK = ".cache/vertelkaart", ".delivered.lock"


class DeliveryStatus(StrEnum):
    """What became of a delivery to one recipient."""

    SENT = "sent"
    """It lies in the folder, or the server of the recipient took it."""
    REFUSED = "refused"
    DEFERRED = "deferred"
    """The server asked to come back later."""


class DeliveredDigest(BaseModel):
    """One digest that went, or was tried to go, to one recipient."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    at: AwareDatetime
    service: str
    since: date
    until: date
    """First and last day of its period."""
    recipient: str | None
    """The name of the recipient as in services.yml; None for a digest in a folder, which is for all of them."""
    how: Handover
    file: str
    """The name of the file that went."""
    sha256: str
    """Of the bytes that went, 64 hexadecimal digits."""
    signals: tuple[str, ...]
    """The ids of the signals in it, by number in the digest."""
    status: DeliveryStatus

    @property
    def line(self) -> str:
        """As one line of the log, without its end."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False)


def read_deliveries(root: Path) -> tuple[DeliveredDigest, ...]:
    """Everything that was delivered or tried, in the order in which it happened; nothing when there is no list.

    Raises: ContentError with a fault for each line that cannot be read; OSError.
    """
    found, faults = [], []
    for number, line in enumerate(read_log(root).splitlines(), start=1):
        try:
            found.append(DeliveredDigest.model_validate_json(line))
        except ValidationError:
            faults.append(Fault(code="delivered-unreadable", path=LOG, line=number))
    if faults:
        raise ContentError(faults)
    return tuple(found)


def note_deliveries(root: Path, deliveries: Iterable[DeliveredDigest]) -> None:
    """Adds lines to the list: all of them or none, on the disk when this comes back, readable by the owner only.

    Raises: UsageError when another program holds the list for a minute; OSError.
    """
    with in_turn(root / LOCK_FOLDER, LOCK):
        before = read_log(root)
        if before and not before.endswith(b"\n"):
            before += b"\n"
        added = "".join(f"{delivery.line}\n" for delivery in deliveries).encode()
        if added:
            write_whole(root / LOG, before + added, PRIVATE_MODE)


def read_log(root: Path) -> bytes:
    """The list as it is on the disk; empty when there is none."""
    try:
        return (root / LOG).read_bytes()
    except FileNotFoundError:
        return b""
