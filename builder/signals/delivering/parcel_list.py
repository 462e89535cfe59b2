"""The list of parcels in a folder of digests, `parcels.json`: for whom each is, and what it was closed with.

It holds ids, names of roles and hashes; no address and no word of a signal. `digest send` reads it, and refuses a list
or a parcel that is not as it was signed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, ValidationError

from builder.errors import ContentError, Fault, UsageError
from builder.model.services import SealKind
from builder.signals.sealing.parcels import SIGNATURE_SUFFIX, Parcel
from builder.signals.sealing.signatures import is_signed

LIST_NAME = "parcels.json"


class ListModel(BaseModel):
    """Nothing changes, nothing is added, no value is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ListedRecipient(ListModel):
    """One who can open a parcel."""

    name: str
    closed_with: str
    """The fingerprint of their key or certificate; empty for a password."""


class ListedParcel(ListModel):
    """One parcel."""

    service: str
    file: str
    sha256: str
    kind: SealKind
    language: str
    recipients: tuple[ListedRecipient, ...]
    signals: tuple[str, ...]

    @classmethod
    def of(cls, parcel: Parcel, signal_ids: tuple[str, ...]) -> ListedParcel:
        """As a parcel is when it was just closed."""
        return cls(
            service=parcel.service_id,
            file=parcel.name,
            sha256=hashlib.sha256(parcel.content).hexdigest(),
            kind=parcel.kind,
            language=parcel.language,
            recipients=tuple(
                ListedRecipient(name=each.name, closed_with=each.seal.fingerprint if each.seal else "")
                for each in parcel.addressees
            ),
            signals=signal_ids,
        )


class ParcelList(ListModel):
    """All parcels of one period."""

    since: date
    until: date
    parcels: tuple[ListedParcel, ...]

    @property
    def content(self) -> bytes:
        """As a file."""
        return f"{self.model_dump_json(indent=1)}\n".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFolder:
    """A folder of digests, and the key that everything in it was signed with."""

    path: Path
    shown: str
    """As faults name it."""
    key: Ed25519PublicKey = field(repr=False)

    def read(self, name: str) -> tuple[bytes, bytes]:
        """A file and its signature. Raises: ContentError when it is not as it was signed; OSError."""
        try:
            content = (self.path / name).read_bytes()
            signature = (self.path / (name + SIGNATURE_SUFFIX)).read_bytes()
        except FileNotFoundError:
            raise ContentError([Fault(code="parcel-missing", path=f"{self.shown}/{name}")]) from None
        if not is_signed(content, signature, self.key):
            raise ContentError([Fault(code="signature-wrong", path=f"{self.shown}/{name}")])
        return content, signature

    def read_list(self) -> ParcelList:
        """The list of parcels.

        Raises: UsageError (`digest-not-made`) when there is none; ContentError when it is not as it was signed.
        """
        if not (self.path / LIST_NAME).is_file():
            raise UsageError("digest-not-made")
        try:
            return ParcelList.model_validate_json(self.read(LIST_NAME)[0])
        except ValidationError:
            raise ContentError([Fault(code="signature-wrong", path=f"{self.shown}/{LIST_NAME}")]) from None
