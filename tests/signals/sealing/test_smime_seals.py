from __future__ import annotations

import email
import subprocess
from datetime import timedelta
from email import policy
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from builder.languages import describe_fault, load_language
from builder.signals.sealing.parcels import Addressees, find_addressees
from builder.signals.sealing.smime_seals import SmimeSeal, close_with_smime
from tests.signals.corpora import TODAY, build_service
from tests.signals.sealing.certificates import certificate, pem, private_pem, rsa_key

DAY = timedelta(days=1)
FILE = ".keys/a.crt"


def seal_with(root: Path, content: bytes | None) -> tuple[Addressees, list[tuple[str, str, int]]]:
    (root / ".keys").mkdir(exist_ok=True)
    if content is not None:
        (root / FILE).write_bytes(content)
    service = build_service("a", seal="smime", recipients=[{"name": "Diensthoofd", "certificate_file": FILE}])
    addressees, faults = find_addressees(service, root, TODAY, "nl")
    return addressees, [(fault.code, fault.path, fault.line) for fault in faults]


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER], ids=["pem", "der"])
@pytest.mark.parametrize(
    "purposes", [(), (ExtendedKeyUsageOID.EMAIL_PROTECTION,), (ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,)]
)
def test_a_certificate_seals(tmp_path: Path, encoding: Encoding, purposes: tuple[object, ...]) -> None:
    good = certificate(rsa_key(), purposes=purposes)  # type: ignore[arg-type]  # object ids, as parametrize gives them
    addressees, faults = seal_with(tmp_path, good.public_bytes(encoding))
    assert faults == []
    (addressee,) = addressees.active
    assert isinstance(addressee.seal, SmimeSeal)
    assert addressee.seal.certificate == good


BAD = {
    "no file": (None, "digest-no-certificate"),
    "empty": (b"", "not-a-certificate"),
    "words": (b"\xff geen certificaat", "not-a-certificate"),
    "two": (pem(certificate(rsa_key())) * 2, "not-a-certificate"),
    "cut off": (pem(certificate(rsa_key()))[:200], "not-a-certificate"),
    "too long": (b"#" * 20_000 + pem(certificate(rsa_key())), "not-a-certificate"),
    "expired": (pem(certificate(rsa_key(), first=TODAY - 9 * DAY, last=TODAY - DAY)), "certificate-expired"),
    "not yet": (pem(certificate(rsa_key(), first=TODAY + DAY)), "certificate-not-yet"),
    "rsa of 1024": (pem(certificate(rsa_key(1024))), "certificate-weak"),
    "elliptic": (pem(certificate(ec.generate_private_key(ec.SECP256R1()))), "certificate-weak"),
    "signs only": (pem(certificate(rsa_key(), seals=False)), "certificate-purpose"),
    "of a server": (
        pem(certificate(rsa_key(), purposes=[ExtendedKeyUsageOID.SERVER_AUTH])),
        "certificate-purpose",
    ),
    "private": (private_pem(rsa_key()), "certificate-private-key"),
    "both": (pem(certificate(rsa_key())) + private_pem(rsa_key()), "certificate-private-key"),
    "private der": (
        rsa_key().private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        "certificate-private-key",
    ),
    "private pkcs1": (
        rsa_key().private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
        "certificate-private-key",
    ),
    "chest": (
        pkcs12.serialize_key_and_certificates(
            b"x", rsa_key(), certificate(rsa_key()), None, BestAvailableEncryption(b"geheim")
        ),
        "certificate-private-key",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_anything_else_is_refused(tmp_path: Path, name: str) -> None:
    content, code = BAD[name]
    _, faults = seal_with(tmp_path, content)
    line = (pem(certificate(rsa_key())).count(b"\n") + 1) if name == "both" else 1
    path = "site_config/services.yml" if content is None else FILE
    assert faults == [(code, path, line)]


@pytest.mark.parametrize("edge", [TODAY - DAY, TODAY])
def test_the_first_and_last_day_count(tmp_path: Path, edge: object) -> None:
    first, last = (TODAY - DAY, TODAY) if edge == TODAY else (TODAY, TODAY + DAY)
    assert seal_with(tmp_path, pem(certificate(rsa_key(), first=first, last=last)))[1] == []


def test_a_private_key_is_refused_loudly_in_two_languages(tmp_path: Path) -> None:
    (tmp_path / ".keys").mkdir()
    secret = private_pem(rsa_key())
    (tmp_path / FILE).write_bytes(secret)
    service = build_service("a", seal="smime", recipients=[{"name": "x", "certificate_file": FILE}])
    _, (fault,) = find_addressees(service, tmp_path, TODAY, "nl")
    for code, said in {"en": "THIS IS A PRIVATE KEY", "nl": "DIT IS EEN PRIVÉSLEUTEL"}.items():
        text = describe_fault(fault, load_language(code, "errors"))
        assert text.startswith(f"{FILE}:1:1: {said}. ")
        assert text.partition("\n")[2].startswith(("  hint: remove it now", "  tip: wis hem nu"))
        assert not any(line.decode() in text for line in secret.splitlines())


def open_with_openssl(message: bytes, folder: Path, *arguments: str) -> bytes:
    (folder / "key.pem").write_bytes(private_pem(rsa_key()))
    (folder / "message.eml").write_bytes(message)
    command = ["openssl", *arguments, "-decrypt", "-in", str(folder / "message.eml")]
    return subprocess.run([*command, "-inkey", str(folder / "key.pem")], capture_output=True, check=True).stdout


@pytest.mark.parametrize("program", ["cms", "smime"])
def test_openssl_opens_it(tmp_path: Path, program: str) -> None:
    entity = b"Content-Type: text/plain\r\n\r\n.geheim\r\n\xc3\xa9\r\n"
    message = close_with_smime(entity, SmimeSeal(certificate=certificate(rsa_key())))
    assert b"geheim" not in message
    assert open_with_openssl(message, tmp_path, program) == entity
    assert max(len(line) for line in message.split(b"\r\n")) <= 78


def test_the_envelope_is_aes_256_and_named_as_mail_programs_want_it(tmp_path: Path) -> None:
    message = close_with_smime(b"x" * 4096, SmimeSeal(certificate=certificate(rsa_key())))
    parsed = email.message_from_bytes(message, policy=policy.default)
    assert parsed.get_content_type() == "application/pkcs7-mime"
    assert parsed["content-type"].params == {"smime-type": "enveloped-data", "name": "smime.p7m"}
    (tmp_path / "a.eml").write_bytes(message)
    command = ["openssl", "cms", "-cmsout", "-print", "-in", str(tmp_path / "a.eml")]
    shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert "aes-256-cbc" in shown
    assert "pkcs7-data" in shown


def test_messages_of_about_one_size_are_of_one_size() -> None:
    seal = SmimeSeal(certificate=certificate(rsa_key()))
    assert len({len(close_with_smime(bytes([n]) * 4096, seal)) for n in range(5)}) == 1
