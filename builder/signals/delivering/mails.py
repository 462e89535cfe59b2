"""A mail with the parcels of one recipient.

What stands in its head, every computer on the way can read: nothing of the content.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from builder.languages import load_language
from builder.model.services import SealKind
from builder.model.settings import City, Mail
from builder.signals.delivering.letters import Period, attach_signature, subject_of, write_letter

SUBTYPES = {".pdf": "pdf", ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
OTHER_SUBTYPE = "octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A parcel as it is attached: its bytes and its signature."""

    content: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def build_mail(
    service_id: str,
    kind: SealKind,
    enclosures: Mapping[str, Enclosure],
    language_code: str,
    *,
    to: str,
    mail: Mail,
    city: City,
    period: Period,
    now: datetime,
) -> bytes:
    """The mail as it goes over the line, each line ended by CR and LF. `enclosures`: file name → parcel."""
    language = load_language(language_code, "mail")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=city.contact.name if city.contact else city.name, addr_spec=mail.sender)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = subject_of(period, language)
    message["Date"] = format_datetime(now.astimezone(UTC))
    message["Message-ID"] = f"<{secrets.token_hex(16)}@{mail.sender.rpartition('@')[2]}>"
    if kind is SealKind.SMIME:  # the parcel is the rest of the mail
        (enclosure,) = enclosures.values()
        return message.as_bytes().rstrip(b"\r\n") + b"\r\n" + enclosure.content
    letter = write_letter(service_id, kind, list(enclosures), language, period=period, city=city)
    message.set_content(letter, cte="base64")
    for name, enclosure in enclosures.items():
        subtype = next((SUBTYPES[end] for end in SUBTYPES if name.endswith(end)), OTHER_SUBTYPE)
        message.add_attachment(enclosure.content, maintype="application", subtype=subtype, filename=name)
        attach_signature(message, name, enclosure.signature)
    return message.as_bytes()
