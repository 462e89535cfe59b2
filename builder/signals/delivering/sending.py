"""`digest send`: which mails go for a period, to whom, and which went before; each noted as soon as its fate is known.

What goes lies closed in the folder of the period since `digest` made it. Nothing is closed anew: a run that was cut off
goes on with the same bytes. A mail is noted as `unknown` before the server has the whole of it, and again when it
answered, so that a crash in between sends nothing twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from builder.errors import ContentError, Fault, UsageError
from builder.model.corpus import Corpus
from builder.model.services import Handover, Recipient, SealKind, Service
from builder.model.settings import Mail
from builder.model.story import is_past
from builder.signals.delivering.letters import Period
from builder.signals.delivering.mails import Enclosure, build_mail
from builder.signals.delivering.parcel_list import LIST_NAME, ListedParcel, ParcelList, SignedFolder
from builder.signals.delivering.postbox import Outcome, Postbox
from builder.signals.register.delivered import DeliveredDigest, DeliveryStatus, note_deliveries, read_deliveries
from builder.signals.register.routing import is_active as is_there
from builder.signals.register.routing import route_signals
from builder.signals.sealing.key_files import SERVICES_PATH, key_fault
from builder.signals.sealing.keys import read_verifying_key
from builder.signals.sealing.parcels import find_seal

GONE = frozenset({DeliveryStatus.SENT, DeliveryStatus.UNKNOWN})
"""What does not go again unless it is asked for."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One mail: to one recipient of one service, with their parcels."""

    service_id: str
    recipient: str
    """The name in services.yml: a role."""
    to: str
    kind: SealKind
    language: str
    signals: tuple[str, ...]
    enclosures: Mapping[str, Enclosure] = field(repr=False)
    hashes: Mapping[str, str]
    """File name → SHA-256 of the parcel."""
    before: DeliveryStatus | None
    """What became of the last mail to them about this period."""
    is_made_anew: bool
    """Whether what they got before was another file."""

    @property
    def size_bytes(self) -> int:
        """Of what is attached."""
        return sum(len(each.content) + len(each.signature) for each in self.enclosures.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """All mails of a period."""

    period: Period
    mailings: tuple[Mailing, ...]
    by_hand: tuple[str, ...]
    """Services of the period whose digest the coordinator brings."""


def plan_round(corpus: Corpus, folder: Path, period: Period, today: date, service_ids: Collection[str] = ()) -> Round:
    """Which mails there are for a period. `service_ids`: only these services; empty for all.

    Raises: UsageError when there are no digests of the period, when one holds what was withdrawn since, or for a
    service that does not exist; ContentError when a parcel was changed, or is not for those who would get it.
    """
    unknown = set(service_ids) - {service.id for service in corpus.services}
    if unknown:
        raise UsageError("not-a-service")
    shown = folder.relative_to(corpus.root).as_posix() if folder.is_relative_to(corpus.root) else folder.name
    signed = SignedFolder(path=folder, shown=shown, key=read_verifying_key(corpus.root))
    listed = signed.read_list()
    if (listed.since, listed.until) != period:  # signed, but for another folder
        raise ContentError([Fault(code="signature-wrong", path=f"{shown}/{LIST_NAME}")])
    refuse_outdated(corpus, listed, today)
    history = last_deliveries(corpus.root, period)
    mailings: list[Mailing] = []
    faults: list[Fault] = []
    by_hand: list[str] = []
    for service in corpus.services:
        parcels = [parcel for parcel in listed.parcels if parcel.service == service.id]
        is_asked = not service_ids or service.id in service_ids
        if not parcels or not is_asked or not is_there(service, today):
            continue
        if service.handover is not Handover.MAIL:
            by_hand.append(service.id)
            continue
        for number, recipient in enumerate(service.recipients):
            if is_active(recipient, today):
                try:
                    own = parcels_for(service, number, parcels, corpus.root, today)
                    mailings.append(plan_mailing(recipient, own, signed, history))
                except ContentError as error:
                    faults += error.faults
    if faults:
        raise ContentError(faults)
    return Round(period=period, mailings=tuple(mailings), by_hand=tuple(by_hand))


def is_active(recipient: Recipient, today: date) -> bool:
    """Whether today is one of the days of a recipient."""
    return not is_past(recipient.until, today) and not (recipient.since is not None and recipient.since > today)


def refuse_outdated(corpus: Corpus, listed: ParcelList, today: date) -> None:
    """Nothing, when every signal in the parcels may still go to the service that it was closed for.

    A story may be withdrawn since, a signal given to others, a service ended. Raises: UsageError (`digest-outdated`).
    """
    routing = route_signals(corpus, since=listed.since, until=listed.until, today=today)
    had = {(parcel.service, signal_id) for parcel in listed.parcels for signal_id in parcel.signals}
    gone = {signal_id for service_id, signal_id in had if service_id not in routing.services_of(signal_id)}
    if gone:
        raise UsageError("digest-outdated", count=len(gone))


def last_deliveries(root: Path, period: Period) -> dict[tuple[str, str | None], list[DeliveredDigest]]:
    """Service and recipient → the lines of the last mail to them about this period."""
    found: dict[tuple[str, str | None], list[DeliveredDigest]] = {}
    for each in read_deliveries(root):
        if (each.since, each.until) == period and each.how is Handover.MAIL:
            lines = found.setdefault((each.service, each.recipient), [])
            if lines and lines[0].at != each.at:
                lines.clear()
            lines.append(each)
    return found


def parcels_for(
    service: Service, number: int, parcels: list[ListedParcel], root: Path, today: date
) -> list[ListedParcel]:
    """The parcels that a recipient can open with the key that they have now.

    Raises: ContentError when they have no address, or when no parcel was closed for them.
    """
    recipient = service.recipients[number]
    where = f"services.{service.id}.recipients.{number}"
    if recipient.email is None:
        raise ContentError([key_fault("recipient-no-email", f"{where}.email")])
    seal, fault = find_seal(service.seal, recipient, where, root, today)
    if fault is not None:
        raise ContentError([fault])
    own = [
        parcel
        for parcel in parcels
        if seal is not None
        and parcel.kind is service.seal
        and any((each.name, each.closed_with) == (recipient.name, seal.fingerprint) for each in parcel.recipients)
    ]
    if not own:
        raise ContentError([Fault(code="parcel-not-theirs", path=SERVICES_PATH, key=where)])
    return own


def plan_mailing(
    recipient: Recipient,
    own: list[ListedParcel],
    folder: SignedFolder,
    history: Mapping[tuple[str, str | None], list[DeliveredDigest]],
) -> Mailing:
    """The mail to one recipient. Raises: ContentError when a parcel is not as it was signed."""
    first = own[0]
    enclosures = {}
    for parcel in own:
        content, signature = folder.read(parcel.file)
        if hashlib.sha256(content).hexdigest() != parcel.sha256:  # signed, but for another list
            raise ContentError([Fault(code="signature-wrong", path=f"{folder.shown}/{parcel.file}")])
        enclosures[parcel.file] = Enclosure(content=content, signature=signature)
    before = history.get((first.service, recipient.name), [])
    hashes = {parcel.file: parcel.sha256 for parcel in own}
    return Mailing(
        service_id=first.service,
        recipient=recipient.name,
        to=recipient.email or "",
        kind=first.kind,
        language=first.language,
        signals=first.signals,
        enclosures=enclosures,
        hashes=hashes,
        before=before[-1].status if before else None,
        is_made_anew=bool(before) and {each.sha256 for each in before} != set(hashes.values()),
    )


def mails_to_send(planned: Round, *, is_again: bool) -> tuple[Mailing, ...]:
    """Those that did not go yet; all of them when they must go again."""
    return tuple(each for each in planned.mailings if is_again or each.before not in GONE)


def send_mails(
    mailings: tuple[Mailing, ...], postbox: Postbox, corpus: Corpus, period: Period, clock: Clock
) -> Iterator[tuple[Mailing, Outcome]]:
    """Hands over one mail after another, and what became of each.

    Raises: UsageError when the server cannot be reached safely or does not let us in; those before it are noted.
    """
    for mailing in mailings:
        outcome = send_mail(mailing, postbox, corpus, period, clock)
        yield mailing, outcome


def send_mail(mailing: Mailing, postbox: Postbox, corpus: Corpus, period: Period, clock: Clock) -> Outcome:
    """Hands over one mail and notes what became of it."""
    now = clock()
    content = build_mail(
        mailing.service_id,
        mailing.kind,
        mailing.enclosures,
        mailing.language,
        to=mailing.to,
        mail=mail_of(corpus),
        city=corpus.city,
        period=period,
        now=now,
    )

    def note(status: DeliveryStatus) -> None:
        note_deliveries(corpus.root, lines_of(mailing, period, now, status))

    outcome = postbox.post(content, mailing.to, lambda: note(DeliveryStatus.UNKNOWN))
    note(outcome.status)
    return outcome


def lines_of(mailing: Mailing, period: Period, now: datetime, status: DeliveryStatus) -> list[DeliveredDigest]:
    """A line of the list of deliveries for each file of a mail."""
    return [
        DeliveredDigest(
            at=now.astimezone(UTC),
            service=mailing.service_id,
            since=period[0],
            until=period[1],
            recipient=mailing.recipient,
            how=Handover.MAIL,
            file=name,
            sha256=sha256,
            signals=mailing.signals,
            status=status,
        )
        for name, sha256 in mailing.hashes.items()
    ]


def mail_of(corpus: Corpus) -> Mail:
    """The settings of the mail server. Raises: UsageError (`mail-no-settings`)."""
    if corpus.city.mail is None:
        raise UsageError("mail-no-settings")
    return corpus.city.mail
