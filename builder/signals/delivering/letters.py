"""The letter that goes with a parcel: how to open it and how to see that it is really ours. No word of a signal.

A mail shows it to every computer that it passes, so it tells no more than that a service gets a digest of a period.
Within an S/MIME message it is closed in with the digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builder.languages import Language, load_language
from builder.model.services import SealKind
from builder.model.settings import City
from builder.signals.sealing.padding import pack
from builder.signals.sealing.signatures import sign

Period = tuple[date, date]
BOUNDARY = "vertelkaart-parcel-bound-closed-for-you"
"""Between the parts of what S/MIME closes in: fixed, so that a drawn one does not change the size."""


def period_words(period: Period) -> str:
    """`2026-01 – 2026-04` for whole months, else both days."""
    since, until = period
    if since.day == 1 and (until + timedelta(days=1)).day == 1:
        return f"{since:%Y-%m} – {until:%Y-%m}"
    return f"{since} – {until}"


def subject_of(period: Period, language: Language) -> str:
    """What a mail is called: only that there is a digest, and of when."""
    return f"Vertelkaart: {language.gettext('digest')} {period_words(period)}"


def write_letter(
    service_id: str, kind: SealKind, names: Sequence[str], language: Language, *, period: Period, city: City
) -> str:
    """The letter as plain text. `names`: the attached files, without their signatures."""
    _ = language.gettext
    opening = {
        SealKind.AGE: [
            _("It is sealed: only your key opens it. Put the file and your key in one folder, and type there:"),
            f"    age -d -i {service_id}.agekey -o {service_id}.zip {names[0]}",
            _("Then unpack the new file. How to install age stands in the guide for services."),
        ],
        SealKind.SMIME: [_("Your mail program opened this message with your certificate. Unpack the attached file.")],
        SealKind.PASSWORD: [
            _("Each file asks for the password that you got in another way. It never stands in a mail.")
        ],
    }
    checks = [
        f"    ssh-keygen -Y verify -f coordinator.signers -I coordinator -n vertelkaart-digest -s {name}.sig < {name}"
        for name in names
    ]
    paragraphs = [
        _("Hello,"),
        f"{_('Here is the digest for your service: what residents told at the table and what concerns you.')}"
        f" {_('Period')}: {period_words(period)}.",
        _("HOW TO OPEN IT"),
        *opening[kind],
        _("HOW TO SEE THAT IT IS REALLY OURS"),
        _("You got the file coordinator.signers from the coordinator. Save the attachments, and type:"),
        "\n".join(checks),
        _('Does the answer start with "Good"? Then nothing was changed. If not, do not trust it, and call us.'),
        _("Do not forward what you opened: it was told in confidence. Answers go back as the guide for services says."),
        city.contact.name if city.contact else city.name,
    ]
    return "\n\n".join(paragraphs) + "\n"


def enclose(
    name: str, files: Mapping[str, bytes], language_code: str, *, period: Period, city: City, key: Ed25519PrivateKey
) -> bytes:
    """The MIME entity that S/MIME closes: the letter, the digest as a zip file, and the signature of that file."""
    language = load_language(language_code, "mail")
    archive, content = f"{name}.zip", pack(files)
    entity = EmailMessage(policy=SMTP)
    letter = write_letter(name, SealKind.SMIME, [archive], language, period=period, city=city)
    entity.set_content(letter, cte="base64")
    entity.add_attachment(content, maintype="application", subtype="zip", filename=archive)
    attach_signature(entity, archive, sign(content, key))
    entity.set_boundary(BOUNDARY)
    return entity.as_bytes()


def attach_signature(message: EmailMessage, name: str, signature: bytes) -> None:
    """The signature of an attachment, beside it."""
    message.add_attachment(signature, maintype="application", subtype="octet-stream", filename=f"{name}.sig")
