"""Parcels: what leaves the program. One closed file, for those recipients of a service who share its language and seal.

```
<service>.zip.age          all recipients with a key of age, when they read one language
<service>.<lang>.zip.age   those who read that language, when there are more
<service>.<n>.eml          an S/MIME message for recipient n of services.yml
<service>.<n>.pdf .xlsx    for recipient n, with their password
```
Beside each lies its signature, `<name>.sig`. The names tell nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builder.errors import Fault
from builder.model.services import DigestFormat, Recipient, SealKind, Service
from builder.model.story import is_past
from builder.signals.sealing.age_seals import AgeSeal, close_with_age, find_age_seal
from builder.signals.sealing.key_files import key_fault
from builder.signals.sealing.padding import pack
from builder.signals.sealing.password_seals import PasswordSeal, find_password_seal, lock_pdf, lock_sheet
from builder.signals.sealing.signatures import sign
from builder.signals.sealing.smime_seals import SmimeSeal, close_with_smime, find_smime_seal

Seal = AgeSeal | SmimeSeal | PasswordSeal
Enclose = Callable[[str, Mapping[str, bytes], str], bytes]
"""Name of a parcel, its files and a language → the MIME entity that S/MIME closes."""
SIGNATURE_SUFFIX = ".sig"
NO_SEAL = {
    SealKind.AGE: "digest-no-key",
    SealKind.SMIME: "digest-no-certificate",
    SealKind.PASSWORD: "digest-no-password",
}
PASSWORD_FORMATS = (DigestFormat.PDF, DigestFormat.XLSX)
"""What can be closed with a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A recipient who gets a digest today."""

    number: int
    """The place in the list of recipients of the service, from 1."""
    name: str
    language: str
    seal: Seal | None = field(repr=False)
    """None when the digest is written in clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """Those who get the digest of a service today, and how many do not."""

    active: tuple[Addressee, ...]
    expired: int = 0
    """Whose last day is past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelPlan:
    """A parcel that is still to be closed: who shares it."""

    service_id: str
    stem: str
    """How its file names start."""
    kind: SealKind
    language: str
    addressees: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A closed file and its signature."""

    service_id: str
    name: str
    kind: SealKind
    language: str
    addressees: tuple[Addressee, ...]
    content: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def find_addressees(
    service: Service, root: Path, today: date, city_language: str
) -> tuple[Addressees, tuple[Fault, ...]]:
    """Who gets the digest of a service today, or every fault that keeps it from being closed.

    A recipient outside their days gets nothing; when nobody is left, that is a fault. A recipient without a key is one
    too: whoever is named would find that they cannot open the digest.
    """
    active, faults, expired, early = [], [], 0, 0
    for number, recipient in enumerate(service.recipients):
        if is_past(recipient.until, today):
            expired += 1
        elif recipient.since is not None and recipient.since > today:
            early += 1
        else:
            where = f"services.{service.id}.recipients.{number}"
            seal, fault = find_seal(service.seal, recipient, where, root, today)
            if seal is None:
                faults.append(fault or key_fault(NO_SEAL[service.seal], where, service=service.id))
            language = recipient.language or service.language or city_language
            active.append(Addressee(number=number + 1, name=recipient.name, language=language, seal=seal))
    if not active:
        code = "digest-nobody" if early else "digest-key-expired" if expired else NO_SEAL[service.seal]
        faults.append(key_fault(code, f"services.{service.id}.recipients", service=service.id))
    if service.seal is SealKind.PASSWORD and not set(service.formats) & set(PASSWORD_FORMATS):
        faults.append(key_fault("password-formats", f"services.{service.id}.formats", service=service.id))
    return Addressees(active=tuple(active), expired=expired), tuple(faults)


def find_seal(
    kind: SealKind, recipient: Recipient, where: str, root: Path, today: date
) -> tuple[Seal | None, Fault | None]:
    """What the parcel of a recipient is closed with; neither seal nor fault when they have none."""
    if kind is SealKind.SMIME:
        return find_smime_seal(recipient, where, root, today)
    if kind is SealKind.PASSWORD:
        return find_password_seal(recipient, where, root)
    return find_age_seal(recipient, where, root)


def closable_formats(service: Service) -> tuple[DigestFormat, ...]:
    """The forms that a service asks for, without those that its seal cannot close."""
    if service.seal is not SealKind.PASSWORD:
        return service.formats
    return tuple(form for form in service.formats if form in PASSWORD_FORMATS)


def left_out_formats(service: Service) -> tuple[str, ...]:
    """The forms that a service asks for and does not get, because its seal cannot close them."""
    return tuple(sorted(set(service.formats) - set(closable_formats(service))))


def plan_parcels(service: Service, addressees: Addressees) -> tuple[ParcelPlan, ...]:
    """The parcels of a service: with age one a language, else one a recipient."""

    def plan(stem: str, language: str, shared_by: tuple[Addressee, ...]) -> ParcelPlan:
        return ParcelPlan(service_id=service.id, stem=stem, kind=service.seal, language=language, addressees=shared_by)

    if service.seal is not SealKind.AGE:
        return tuple(plan(f"{service.id}.{each.number}", each.language, (each,)) for each in addressees.active)
    languages = tuple(dict.fromkeys(each.language for each in addressees.active))
    return tuple(
        plan(
            service.id if len(languages) == 1 else f"{service.id}.{language}",
            language,
            tuple(each for each in addressees.active if each.language == language),
        )
        for language in languages
    )


def close_parcels(
    plan: ParcelPlan, files: Mapping[str, bytes], enclose: Enclose, key: Ed25519PrivateKey
) -> tuple[Parcel, ...]:
    """The files of a digest, closed and signed.

    Of a digest with a password only the PDF and the workbooks go: the other forms cannot be closed.
    """
    closed: dict[str, bytes] = {}
    seals = [each.seal for each in plan.addressees]
    if plan.kind is SealKind.AGE:
        content = close_with_age(pack(files), [seal for seal in seals if isinstance(seal, AgeSeal)])
        closed[f"{plan.stem}.zip.age"] = content
    for seal in seals:
        if isinstance(seal, SmimeSeal):
            closed[f"{plan.stem}.eml"] = close_with_smime(enclose(plan.service_id, files, plan.language), seal)
        elif isinstance(seal, PasswordSeal):
            closed |= lock_files(plan.stem, files, seal)
    return tuple(
        Parcel(
            service_id=plan.service_id,
            name=name,
            kind=plan.kind,
            language=plan.language,
            addressees=plan.addressees,
            content=content,
            signature=sign(content, key),
        )
        for name, content in closed.items()
    )


def lock_files(stem: str, files: Mapping[str, bytes], seal: PasswordSeal) -> dict[str, bytes]:
    """The PDF and the workbook of a digest, each with the password."""
    locked = {}
    for name, content in files.items():
        if name.endswith(".pdf"):
            locked[f"{stem}.pdf"] = lock_pdf(content, seal)
        elif name.endswith(".xlsx"):
            locked[f"{stem}.xlsx"] = lock_sheet(content, seal)
    return locked
