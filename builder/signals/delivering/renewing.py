"""Digests of some services take the place of their old ones; what lies beside them for the others stays as it is.

The list of parcels is one for the folder and signed, so it is written anew: with the new parcels, and with what the
old list says of the others. Their hashes are those of then: a file that was changed since is noticed as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builder.signals.delivering.parcel_list import LIST_NAME, ListedParcel, ParcelList, SignedFolder
from builder.signals.sealing.keys import COORDINATOR
from builder.signals.sealing.parcels import SIGNATURE_SUFFIX
from builder.signals.sealing.signatures import sign

SUMMARY_NAME = "summary.txt"
SERVICE_LINE = "service "
SUMMARY_HEAD = 3
"""The lines above those of services: the period, and how many signals there are and were withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The new files of some services, or of all, before the list and the summary of the folder."""

    folder: Path
    shown: str
    """The folder, as faults name it."""
    only: frozenset[str] | None
    """The services whose digests were made anew; None for all: then nothing is kept."""
    files: Mapping[str, bytes] = field(repr=False)
    """Parcels or digests in clear, and the overview."""
    made: ParcelList
    """The new parcels; empty when they are in clear."""
    summary: str
    key: Ed25519PrivateKey | None = field(repr=False)
    """None when the digests are in clear."""

    def complete(self, standing: Mapping[str, bytes]) -> dict[str, bytes]:
        """Everything that the folder holds from now on, when it held `standing`.

        Raises: ContentError when the list of what stands is not as it was signed.
        """
        kept = {} if self.only is None else dict(self._kept(standing, self._old_parcels(standing)))
        files = kept | dict(self.files) | {SUMMARY_NAME: self._summary(kept.get(SUMMARY_NAME, b"").decode()).encode()}
        if self.key is not None:
            parcels = sorted((*self._others(standing), *self.made.parcels), key=lambda each: each.file)
            content = self.made.model_copy(update={"parcels": tuple(parcels)}).content
            files |= {LIST_NAME: content, LIST_NAME + SIGNATURE_SUFFIX: sign(content, self.key)}
        return files

    def _old_parcels(self, standing: Mapping[str, bytes]) -> tuple[ListedParcel, ...]:
        """What the standing list names; nothing in clear, for then the sealed files stay as they are."""
        if self.key is None or self.only is None or LIST_NAME not in standing:
            return ()
        return SignedFolder(path=self.folder, shown=self.shown, key=self.key.public_key()).read_list().parcels

    def _others(self, standing: Mapping[str, bytes]) -> tuple[ListedParcel, ...]:
        """The standing parcels of the other services."""
        return tuple(each for each in self._old_parcels(standing) if each.service not in (self.only or ()))

    def _kept(self, standing: Mapping[str, bytes], parcels: tuple[ListedParcel, ...]) -> Iterator[tuple[str, bytes]]:
        """What stays: all but the old digests of these services and the overview, which is of all."""
        renewed = {*(self.only or ()), COORDINATOR}
        going = {each.file for each in parcels if each.service in renewed}
        for name, content in standing.items():
            is_renewed = name.partition("/")[0] in renewed and "/" in name
            is_sealed_anew = self.key is not None and (
                name.removesuffix(SIGNATURE_SUFFIX) in going or name.startswith(f"{COORDINATOR}.")
            )
            if not is_renewed and not is_sealed_anew:
                yield name, content

    def _summary(self, before: str) -> str:
        """The new summary, with the lines of the services that were not made anew as they were."""
        lines = self.summary.splitlines()
        told = {line.split()[1] for line in lines if line.startswith(SERVICE_LINE)} | (self.only or set())
        others = [line for line in before.splitlines() if line.startswith(SERVICE_LINE) and line.split()[1] not in told]
        return "\n".join([*lines[:SUMMARY_HEAD], *others, *lines[SUMMARY_HEAD:]]) + "\n"
