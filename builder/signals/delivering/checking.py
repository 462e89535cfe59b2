"""`digest verify`: whether parcels are as they were signed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from builder.errors import ContentError, UsageError
from builder.signals.delivering.parcel_list import LIST_NAME, SignedFolder
from builder.signals.sealing.keys import COORDINATOR
from builder.signals.sealing.parcels import SIGNATURE_SUFFIX
from builder.signals.sealing.signatures import LARGEST_SIGNATURE_BYTES, is_signed

UNSIGNED = frozenset({"summary.txt"})
"""What lies in a folder of digests without a signature: it goes to nobody."""
PERIOD = re.compile(r"\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d")
"""How a folder of digests is called; a copy may be called otherwise."""


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


def misplaced_files(folder: Path, key: Ed25519PublicKey) -> tuple[Path, ...]:
    """The files of a folder that are not those of its list: of another service or another period, each rightly signed.

    Nothing when the folder has no list as it was signed: that is told of the list itself. Raises: OSError.
    """
    try:
        listed = SignedFolder(path=folder, shown=folder.name, key=key).read_list()
    except (ContentError, UsageError):
        return ()
    if PERIOD.fullmatch(folder.name) and folder.name != f"{listed.since}_{listed.until}":
        return (folder / LIST_NAME,)
    hashes = {parcel.file: parcel.sha256 for parcel in listed.parcels}
    found = [path for path in files_to_check([folder]) if path.name != LIST_NAME and path.is_file()]
    return tuple(
        path
        for path in found
        if not path.name.startswith(f"{COORDINATOR}.")
        and hashlib.sha256(path.read_bytes()).hexdigest() != hashes.get(path.name)
    )


def missing_files(folder: Path, key: Ed25519PublicKey) -> tuple[Path, ...]:
    """The files that the list of a folder names and that are not there, without a signature either."""
    try:
        listed = SignedFolder(path=folder, shown=folder.name, key=key).read_list()
    except (ContentError, UsageError):
        return ()
    return tuple(folder / parcel.file for parcel in listed.parcels if not (folder / parcel.file).is_file())


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
