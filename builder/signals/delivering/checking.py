"""`digest verify`: whether parcels are as they were signed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from builder.errors import UsageError
from builder.signals.sealing.parcels import SIGNATURE_SUFFIX
from builder.signals.sealing.signatures import LARGEST_SIGNATURE_BYTES, is_signed

UNSIGNED = frozenset({"summary.txt"})
"""What lies in a folder of digests without a signature: it goes to nobody."""


def files_to_check(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files, and everything in a folder that ought to have a signature; a signature stands for its file.

    Raises: UsageError (`parcel-nowhere`).
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            names = sorted(each for each in path.iterdir() if each.is_file() and each.name not in UNSIGNED)
            found |= dict.fromkeys(signed_file(each) for each in names)
        elif path.is_file() or signed_file(path).is_file():
            found[signed_file(path)] = None
        else:
            raise UsageError("parcel-nowhere")
    if not found:
        raise UsageError("parcel-nowhere")
    return tuple(found)


def signed_file(path: Path) -> Path:
    """The file itself, or the one that a signature belongs to."""
    return path.with_name(path.name.removesuffix(SIGNATURE_SUFFIX))


def check_parcel(path: Path, key: Ed25519PublicKey) -> str | None:
    """The code of what is wrong with a file, None for one that is as it was signed. Raises: OSError."""
    if not path.is_file():
        return "parcel-missing"
    try:
        with path.with_name(path.name + SIGNATURE_SUFFIX).open("rb") as file:
            signature = file.read(LARGEST_SIGNATURE_BYTES + 1)
    except FileNotFoundError:
        return "signature-missing"
    return None if is_signed(path.read_bytes(), signature, key) else "signature-wrong"
