"""Detached signatures in the format of OpenSSH (PROTOCOL.sshsig), by Ed25519: `ssh-keygen -Y verify` checks them.

A signature stands beside its file, as `<file>.sig`. It is over the sealed bytes, so that anybody can check it, also who
cannot open them, and it is the same for the same bytes.

It binds the bytes, not their name: for which service and period a parcel is, the signed list beside it says
(`parcels.json`), and the digest inside, which only that service can open. The one place in the format for more would be
the namespace; then every service would have to type another one for each period, and most would stop checking.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NAMESPACE = b"vertelkaart-digest"
"""What a signature is for: one that was given for something else is worth nothing here."""
MAGIC = b"SSHSIG"
VERSION = 1
HASH_NAME = b"sha512"
KEY_KIND = b"ssh-ed25519"
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
COLUMNS = 70
LARGEST_SIGNATURE_BYTES = 4096


def packed(*parts: bytes) -> bytes:
    """The parts, each after its length."""
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def unpacked(blob: bytes, count: int) -> list[bytes]:
    """`count` parts, and nothing behind them. Raises: ValueError."""
    parts = []
    for _ in range(count):
        if len(blob) < 4:
            raise ValueError("cut off")
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            raise ValueError("cut off")
        parts.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    if blob:
        raise ValueError("something follows")
    return parts


def key_blob(key: Ed25519PublicKey) -> bytes:
    """The public key as OpenSSH writes it, before base64."""
    return packed(KEY_KIND, key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def signed_bytes(content: bytes) -> bytes:
    """What is really signed: the hash of the content, and what the signature is for."""
    return MAGIC + packed(NAMESPACE, b"", HASH_NAME, hashlib.sha512(content).digest())


def sign(content: bytes, key: Ed25519PrivateKey) -> bytes:
    """The signature of the content, as the text of a `.sig` file."""
    signature = packed(KEY_KIND, key.sign(signed_bytes(content)))
    blob = MAGIC + struct.pack(">I", VERSION) + packed(key_blob(key.public_key()), NAMESPACE, b"", HASH_NAME, signature)
    text = base64.b64encode(blob).decode("ascii")
    lines = [text[start : start + COLUMNS] for start in range(0, len(text), COLUMNS)]
    return "\n".join([BEGIN, *lines, END, ""]).encode("ascii")


def is_signed(content: bytes, signature: bytes, key: Ed25519PublicKey) -> bool:
    """Whether the text of a `.sig` file is the signature of the content by this key, for a digest."""
    try:
        lines = signature[: LARGEST_SIGNATURE_BYTES + 1].decode("ascii").split()
        text = "".join(lines).removeprefix("".join(BEGIN.split())).removesuffix("".join(END.split()))
        blob = base64.b64decode(text, validate=True)
        if base64.b64encode(blob).decode("ascii") != text:  # the last letter has bits that say nothing
            return False
        if blob[:6] != MAGIC or blob[6:10] != struct.pack(">I", VERSION):
            return False
        signer, namespace, reserved, hash_name, inner = unpacked(blob[10:], 5)
        kind, raw = unpacked(inner, 2)
        if (signer, namespace, reserved, hash_name) != (key_blob(key), NAMESPACE, b"", HASH_NAME) or kind != KEY_KIND:
            return False
        key.verify(raw, signed_bytes(content))
    except (UnicodeDecodeError, binascii.Error, ValueError, InvalidSignature):
        return False
    return True
