"""Key pairs for services: the public half stays with the coordinator, the private half is handed over.

`.keys/<service>.agepub` seals; `.keys/<service>.agekey` opens, and belongs to the service alone. Give it in person or
on a stick, then delete it here. `.keys/coordinator-signing.key` signs every parcel and stays here; who gets parcels
checks them with `.keys/coordinator.signers`. The folder is never committed. Nothing is ever overwritten.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
    load_ssh_public_key,
)
from pyrage import IdentityError, x25519

from builder.errors import ContentError, Fault, UsageError
from builder.signals.sealing.signatures import NAMESPACE
from builder.whole.files import clear_temporaries, create_whole

KEYS_FOLDER = ".keys"
COORDINATOR = "coordinator"
"""The name of the key that the overview is sealed to."""
SIGNING_KEY = f"{KEYS_FOLDER}/{COORDINATOR}-signing.key"
SIGNING_PUBLIC = f"{KEYS_FOLDER}/{COORDINATOR}-signing.pub"
SIGNERS = f"{KEYS_FOLDER}/{COORDINATOR}.signers"
"""What `ssh-keygen -Y verify -f` asks for: who signs (`-I coordinator`), for what, and with which key."""
PASSWORD_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without l, o, 0 and 1: a password is read out and typed over."""
PASSWORD_GROUPS, PASSWORD_GROUP_SIGNS = 5, 4
"""Twenty signs of 32: 100 bits."""
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


def make_signing_key(root: Path) -> bool:
    """The pair that parcels are signed with is there; True when it was made now.

    A private half alone is a pair that was cut off while it was made: it gets its public half.
    """
    folder = root / KEYS_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    is_new = not os.path.lexists(root / SIGNING_KEY) and not os.path.lexists(root / SIGNING_PUBLIC)
    if is_new:
        key = Ed25519PrivateKey.generate()
        create_whole(root / SIGNING_KEY, key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    elif not os.path.lexists(root / SIGNING_KEY):
        return False  # the private half lies elsewhere
    line = public_line(read_signing_key(root).public_key())
    for name, text in (
        (SIGNING_PUBLIC, f"{line} {COORDINATOR}\n"),
        (SIGNERS, f'{COORDINATOR} namespaces="{NAMESPACE.decode()}" {line}\n'),
    ):
        if not os.path.lexists(root / name):
            create_whole(root / name, text.encode())
    return is_new


def public_line(key: Ed25519PublicKey) -> str:
    """The key as OpenSSH writes it: `ssh-ed25519 AAAA…`."""
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def read_signing_key(root: Path) -> Ed25519PrivateKey:
    """The key that parcels are signed with.

    Raises: ContentError (`no-signing-key`, `signing-key-broken`).
    """
    try:
        key = load_ssh_private_key((root / SIGNING_KEY).read_bytes(), None)
    except FileNotFoundError:
        raise ContentError([Fault(code="no-signing-key", path=SIGNING_KEY)]) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):  # TypeError: it has a password
        raise ContentError([Fault(code="signing-key-broken", path=SIGNING_KEY)]) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ContentError([Fault(code="signing-key-broken", path=SIGNING_KEY)])
    return key


def read_verifying_key(root: Path) -> Ed25519PublicKey:
    """The key that signatures are checked with. Raises: ContentError (`no-signing-key`, `signing-key-broken`)."""
    try:
        key = load_ssh_public_key((root / SIGNING_PUBLIC).read_bytes())
    except FileNotFoundError:
        raise ContentError([Fault(code="no-signing-key", path=SIGNING_PUBLIC)]) from None
    except (ValueError, UnsupportedAlgorithm):
        raise ContentError([Fault(code="signing-key-broken", path=SIGNING_PUBLIC)]) from None
    if not isinstance(key, Ed25519PublicKey):
        raise ContentError([Fault(code="signing-key-broken", path=SIGNING_PUBLIC)])
    return key


def make_password(root: Path, name: str) -> bool:
    """The file in `.keys/` holds a password; True when it was drawn now."""
    path = root / name
    if os.path.lexists(path):
        return False
    groups = (
        "".join(secrets.choice(PASSWORD_SIGNS) for _ in range(PASSWORD_GROUP_SIGNS)) for _ in range(PASSWORD_GROUPS)
    )
    create_whole(path, f"{'-'.join(groups)}\n".encode())
    return True
