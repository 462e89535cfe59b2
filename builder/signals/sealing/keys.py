"""Key pairs for services: the public half stays with the coordinator, the private half is handed over.

`.keys/<service>.agepub` seals; `.keys/<service>.agekey` opens, and belongs to the service alone. Give it in person or
on a stick, then delete it here. The folder is never committed. Nothing is ever overwritten.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyrage import IdentityError, x25519

from builder.errors import UsageError
from builder.whole.files import clear_temporaries, create_whole

KEYS_FOLDER = ".keys"
COORDINATOR = "coordinator"
"""The name of the key that the overview is sealed to."""
SAFE_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """Where the two halves of a pair are."""

    service_id: str
    public_path: Path
    private_path: Path
    is_new: bool
    """False when a half was there already and nothing was written."""


def make_keys(root: Path, services: Iterable[str]) -> list[KeyPair]:
    """A pair for each service (or `coordinator`) that has none yet, and where those of the others are.

    Raises: UsageError with `not-a-service` for a name that cannot be a service.
    """
    names = list(dict.fromkeys(services))
    for name in names:
        if not SAFE_NAME.fullmatch(name):
            raise UsageError("not-a-service")
    folder = root / KEYS_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    clear_temporaries(folder, older_than_s=0)  # a private key that was cut off while it was made opens nothing
    return [make_pair(folder, name) for name in names]


def make_pair(folder: Path, name: str) -> KeyPair:
    """A new pair, unless one of its halves is there.

    A private half alone is a pair that was cut off while it was made: it gets its public half.
    """
    public_path, private_path = folder / f"{name}.agepub", folder / f"{name}.agekey"
    is_new = not os.path.lexists(public_path)
    if is_new and not os.path.lexists(private_path):
        identity = x25519.Identity.generate()
        create_whole(private_path, f"# public key: {identity.to_public()}\n{identity}\n".encode())
        create_whole(public_path, f"# public key of {name}: seals, cannot open\n{identity.to_public()}\n".encode())
    elif is_new:
        public = public_half(private_path)
        is_new = public is not None
        if public is not None:
            create_whole(public_path, f"# public key of {name}: seals, cannot open\n{public}\n".encode())
    return KeyPair(service_id=name, public_path=public_path, private_path=private_path, is_new=is_new)


def public_half(private_path: Path) -> str | None:
    """The public key of a private one as `make_pair` writes it; None when the file holds something else."""
    if private_path.is_symlink() or not private_path.is_file():
        return None
    try:
        lines = private_path.read_text("ascii").splitlines()
        return str(x25519.Identity.from_str(lines[-1]).to_public()) if lines else None
    except (UnicodeDecodeError, IdentityError):
        return None
