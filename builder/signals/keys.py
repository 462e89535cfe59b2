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

from pyrage import x25519

from builder.errors import UsageError

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
    return [make_pair(folder, name) for name in names]


def make_pair(folder: Path, name: str) -> KeyPair:
    """A new pair, unless one of its halves is there."""
    public_path, private_path = folder / f"{name}.agepub", folder / f"{name}.agekey"
    is_new = not (os.path.lexists(public_path) or os.path.lexists(private_path))
    if is_new:
        identity = x25519.Identity.generate()
        public = str(identity.to_public())
        create_private_file(private_path, f"# public key: {public}\n{identity}\n")
        create_private_file(public_path, f"# public key of {name}: seals, cannot open\n{public}\n")
    return KeyPair(service_id=name, public_path=public_path, private_path=private_path, is_new=is_new)


def create_private_file(path: Path, text: str) -> None:
    """Write a file that is not there yet, for its owner only.

    Raises: FileExistsError when there is one, or a link.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
