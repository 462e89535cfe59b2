"""Closing with S/MIME: an enveloped message (CMS, RFC 5652) that Outlook and Thunderbird open with a certificate.

AES-256 in CBC mode, as both programs read it. CMS of this kind does not notice a change by itself: the signature inside
and beside it does.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import ExtendedKeyUsageOID

from builder.errors import Fault
from builder.model.services import Recipient
from builder.signals.sealing.key_files import LARGEST_KEY_FILE_BYTES, find_key_file, secret_line

SMALLEST_RSA_BITS = 2048
PEM_START = b"-----BEGIN"
MAIL_PURPOSES = frozenset({ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE})
SMIME_HEAD = (
    "MIME-Version: 1.0\r\n"
    'Content-Type: application/pkcs7-mime; smime-type=enveloped-data;\r\n name="smime.p7m"\r\n'
    "Content-Transfer-Encoding: base64\r\n"
    'Content-Disposition: attachment; filename="smime.p7m"\r\n'
    "\r\n"
)
BASE64_COLUMNS = 76
SECRET_STARTS = (b"\x02\x01\x00", b"\x02\x01\x01\x04", b"\x02\x01\x03\x30")
"""How private keys (PKCS 8 and 1, SEC 1) and chests with one (PKCS 12) go on after the head of their sequence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmimeSeal:
    """The certificate that a parcel is closed with."""

    certificate: x509.Certificate = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Tells this certificate from another one."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


def find_smime_seal(recipient: Recipient, where: str, root: Path, today: date) -> tuple[SmimeSeal | None, Fault | None]:
    """The certificate of one recipient; neither seal nor fault when there is no such file."""
    shown = recipient.certificate_file
    if shown is None:
        return None, None
    content, fault = find_key_file(shown, f"{where}.certificate_file", root)
    if content is None:
        return None, fault
    line = secret_line(content.decode("latin-1"))
    if line is not None or holds_private_key(content):
        return None, Fault(code="certificate-private-key", path=shown, line=line or 1)
    certificate = parse_certificate(content)
    code = "not-a-certificate" if certificate is None else wrong_certificate(certificate, today)
    if certificate is None or code is not None:
        return None, Fault(code=code or "not-a-certificate", path=shown)
    return SmimeSeal(certificate=certificate), None


def holds_private_key(content: bytes) -> bool:
    """Whether a file in DER has a private key, or is a chest that holds one, also behind a password."""
    if content[:1] != b"\x30" or len(content) < 2:
        return False
    head = 2 + (content[1] & 0x7F if content[1] & 0x80 else 0)
    return content[head:].startswith(SECRET_STARTS)


def parse_certificate(content: bytes) -> x509.Certificate | None:
    """The one certificate of a file in PEM or DER."""
    if len(content) > LARGEST_KEY_FILE_BYTES or content.count(PEM_START) > 1:
        return None
    try:
        if PEM_START in content:
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except ValueError:
        return None


def wrong_certificate(certificate: x509.Certificate, today: date) -> str | None:
    """The code of what keeps a certificate from being used today."""
    if certificate.not_valid_after_utc.date() < today:
        return "certificate-expired"
    if certificate.not_valid_before_utc.date() > today:
        return "certificate-not-yet"
    try:
        key = certificate.public_key()
        if not isinstance(key, rsa.RSAPublicKey) or key.key_size < SMALLEST_RSA_BITS:
            return "certificate-weak"
        return None if is_for_mail(certificate.extensions) else "certificate-purpose"
    except ValueError:  # cryptography reads keys and extensions only when they are asked for
        return "not-a-certificate"


def is_for_mail(extensions: x509.Extensions) -> bool:
    """Whether its maker lets this certificate take a key in a mail; one that says nothing may."""
    try:
        if not extensions.get_extension_for_class(x509.KeyUsage).value.key_encipherment:
            return False
    except x509.ExtensionNotFound:
        pass
    try:
        return not MAIL_PURPOSES.isdisjoint(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
    except x509.ExtensionNotFound:
        return True


def close_with_smime(entity: bytes, seal: SmimeSeal) -> bytes:
    """A MIME entity as an S/MIME message, to be opened only with the private key of the certificate.

    It lacks only the lines that say from whom, to whom and when: a mail puts them before it.
    """
    envelope = (
        pkcs7.PKCS7EnvelopeBuilder()
        .set_data(entity)
        .set_content_encryption_algorithm(algorithms.AES256)
        .add_recipient(seal.certificate)
        .encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    )
    text = base64.b64encode(envelope).decode("ascii")
    lines = (text[start : start + BASE64_COLUMNS] for start in range(0, len(text), BASE64_COLUMNS))
    return (SMIME_HEAD + "\r\n".join(lines) + "\r\n").encode("ascii")
