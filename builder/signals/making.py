"""From the corpus to a delivery: route, make, check that nothing is lost, seal, write. Faults stop all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builder.errors import ContentError, Fault, UsageError
from builder.languages import Language, load_language
from builder.model.corpus import Corpus
from builder.model.services import SealKind, Service
from builder.signals.delivering.folder import write_delivery
from builder.signals.delivering.letters import enclose
from builder.signals.delivering.parcel_list import ListedParcel, ParcelList
from builder.signals.delivering.renewing import Renewal
from builder.signals.digests.digest import Digest, DigestMaker, build_digest_maker
from builder.signals.digests.forms import render_forms
from builder.signals.digests.overview import Overview, build_overview
from builder.signals.digests.overview_page import render_overview_html, render_overview_pdf
from builder.signals.digests.summary import summary_faults
from builder.signals.register.conservation import check_conservation
from builder.signals.register.delivered import DeliveredDigest
from builder.signals.register.period import signals_of_period
from builder.signals.register.routing import is_active, route_signals
from builder.signals.register.tellers import teller_faults
from builder.signals.sealing.age_seals import AgeSeal, read_key_file
from builder.signals.sealing.keys import COORDINATOR, KEYS_FOLDER, read_signing_key
from builder.signals.sealing.parcels import (
    SIGNATURE_SUFFIX,
    Addressee,
    Addressees,
    Parcel,
    ParcelPlan,
    closable_formats,
    close_parcels,
    find_addressees,
    left_out_formats,
    plan_parcels,
)

DIGEST_FOLDER = "build/digest"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDelivery:
    """What one service got: numbers and addresses, no words."""

    service_id: str
    signals: int
    acute: int
    waiting: int
    overdue: int
    recipients: int
    """How many people it is closed for; 0 when it is in clear."""
    expired_recipients: int
    left_out_formats: tuple[str, ...]
    """Forms that the service asks for and that cannot be closed with a password."""
    paths: tuple[Path, ...]
    signal_ids: tuple[str, ...]
    """By their number in the digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestReport:
    """What was delivered; safe to print."""

    since: date
    until: date
    folder: Path
    is_unsealed: bool
    services: tuple[ServiceDelivery, ...]
    """Those with at least one signal, or with something due."""
    total: int
    """Signals of the period, without the withdrawn ones."""
    unrouted: tuple[tuple[str, str], ...]
    """Id and theme of the signals that no service gets."""
    outside: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Id, level and services of the signals that are not for the city itself; without a service they are in `unrouted`
    as well."""
    withdrawn: int
    overview_path: Path | None
    """None when it could not be sealed: there is no `.keys/coordinator.agepub`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Everything of a delivery, still in memory."""

    digests: tuple[Digest, ...] = field(repr=False)
    overview: Overview = field(repr=False)
    maker: DigestMaker = field(repr=False)


def no_progress(service_id: str) -> None:
    """Says nothing."""


def make_digests(
    corpus: Corpus,
    *,
    root: Path,
    since: date,
    until: date,
    today: date,
    is_unsealed: bool = False,
    only: frozenset[str] | None = None,
    deliveries: Sequence[DeliveredDigest] = (),
    progress: Progress = no_progress,
) -> DigestReport:
    """Deliver the signals of a period to the services, as files below `build/digest`.

    `today` is the day in the city's time zone; with `only` the digests of these services are written and no others, but
    all signals are held against all services, and what lies there for other services stays; `progress` hears the id of
    each service each time that a form of its digest is made. `deliveries` tell which signals were in an earlier digest.
    Raises: UsageError (`digest-period`); ContentError with every fault of keys and signals, before anything is
    written; ConservationError when a signal would be lost.
    """
    if since > until:
        raise UsageError("digest-period")
    delivery = build_delivery(corpus, since=since, until=until, today=today, deliveries=deliveries)
    folder = delivery_folder(root, since, until)
    digests = [digest for digest in delivery.digests if only is None or digest.service.id in only]
    closing = None if is_unsealed else prepare_closing(digests, corpus.city.language, root, today)
    files: dict[str, bytes] = {}
    lines, listed = [], []
    for digest in digests:
        is_made = partial(progress, digest.service.id)
        if closing is None:
            made = place_in_clear(digest, corpus, is_made)
            addressees = Addressees(active=())
        else:
            addressees = closing.addressees[digest.service.id]
            parcels = close_digest(digest, corpus, addressees, closing, is_made)
            made = files_of(parcels)
            listed += [list_parcel(parcel, digest) for parcel in parcels]
        files |= made
        lines.append(build_line(digest, folder, tuple(made), addressees))
    overview_files = render_overview(delivery.overview, corpus, closing)
    report = build_report(delivery, folder, tuple(lines), tuple(overview_files), is_unsealed=is_unsealed)
    renewal = Renewal(
        folder=folder,
        shown=folder.relative_to(root).as_posix(),
        only=only,
        files=files | overview_files,
        made=ParcelList(since=since, until=until, parcels=tuple(listed)),
        summary=build_summary(report),
        key=closing.key if closing is not None else None,
    )
    write_delivery(folder, renewal.complete)
    return report


def delivery_folder(root: Path, since: date, until: date) -> Path:
    """Where the digests of a period lie."""
    return root / DIGEST_FOLDER / f"{since.isoformat()}_{until.isoformat()}"


def build_delivery(
    corpus: Corpus, *, since: date, until: date, today: date, deliveries: Sequence[DeliveredDigest] = ()
) -> Delivery:
    """All digests of a period, held against what was told.

    Raises: ContentError when a signal names a teller; ConservationError.
    """
    signals = signals_of_period(corpus, since, until)
    routing = route_signals(corpus, since=since, until=until, today=today)
    maker = build_digest_maker(corpus, routing, since=since, until=until, today=today, deliveries=deliveries)
    made = [maker.digest_of(service) for service in corpus.services]
    digests = tuple(digest for digest in made if digest.blocks or digest.due)
    due = {line.signal_id: maker.signals[line.signal_id] for digest in digests for line in digest.due}
    told = {signal.id: signal for signal in signals.delivered} | due  # an earlier signal is asked about again
    faults = teller_faults(corpus, told.values()) + summary_faults(corpus, since, until)
    if faults:
        raise ContentError(faults)
    overview = build_overview(maker, digests)  # also what a service owes that has ended: it gets no digest any more
    digests = tuple(digest for digest in digests if is_active(digest.service, today))
    check_conservation(
        signals,
        routing,
        {digest.service.id: [block.signal_id for block in digest.blocks] for digest in digests},
        [block.signal_id for block in overview.unrouted],
    )
    return Delivery(digests=digests, overview=overview, maker=maker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What digests are closed and signed with."""

    addressees: Mapping[str, Addressees]
    """By the id of each service that gets a digest."""
    key: Ed25519PrivateKey = field(repr=False)
    coordinator: AgeSeal | None
    """None when the coordinator has no key: then there is no overview."""


def prepare_closing(digests: Sequence[Digest], city_language: str, root: Path, today: date) -> Closing:
    """The keys of every service that gets a digest, and the coordinator's.

    Raises: ContentError with the faults of all of them.
    """
    addressees: dict[str, Addressees] = {}
    faults: list[Fault] = []
    for digest in digests:
        service = digest.service
        addressees[service.id], found = find_addressees(service, root, today, city_language)
        faults += found
    shown = f"{KEYS_FOLDER}/{COORDINATOR}.agepub"
    coordinator, fault = read_key_file(root / shown, shown)
    faults += [fault] if fault else []
    try:
        key = read_signing_key(root)
    except ContentError as error:
        raise ContentError([*faults, *error.faults]) from None
    if faults:
        raise ContentError(faults)
    return Closing(addressees=addressees, key=key, coordinator=coordinator)


def language_of(service: Service | None, corpus: Corpus) -> Language:
    """The language of a service, or the city's own."""
    return load_language((service.language if service else None) or corpus.city.language, "digest")


def close_digest(
    digest: Digest, corpus: Corpus, addressees: Addressees, closing: Closing, is_made: Callable[[], None]
) -> tuple[Parcel, ...]:
    """The parcels of a digest; each language is rendered once."""
    rendered: dict[str, dict[str, bytes]] = {}
    parcels: list[Parcel] = []
    formats = closable_formats(digest.service)
    for plan in plan_parcels(digest.service, addressees):
        if plan.language not in rendered:
            language = load_language(plan.language, "digest")
            rendered[plan.language] = render_forms(digest, corpus, language, formats, is_made)

        def enclosed(stem: str, files: Mapping[str, bytes], language: str) -> bytes:
            return enclose(
                stem, files, language, period=(digest.since, digest.until), city=corpus.city, key=closing.key
            )

        parcels += close_parcels(plan, rendered[plan.language], enclosed, closing.key)
    return tuple(parcels)


def place_in_clear(digest: Digest, corpus: Corpus, is_made: Callable[[], None]) -> dict[str, bytes]:
    """The files of a digest in a folder of the service, in its own language."""
    files = render_forms(digest, corpus, language_of(digest.service, corpus), digest.service.formats, is_made)
    return {f"{digest.service.id}/{name}": content for name, content in files.items()}


def files_of(parcels: Sequence[Parcel]) -> dict[str, bytes]:
    """Each parcel with its signature beside it."""
    files: dict[str, bytes] = {}
    for parcel in parcels:
        files |= {parcel.name: parcel.content, parcel.name + SIGNATURE_SUFFIX: parcel.signature}
    return files


def list_parcel(parcel: Parcel, digest: Digest) -> ListedParcel:
    """What `digest send` must know of a parcel."""
    return ListedParcel.of(parcel, tuple(block.signal_id for block in digest.blocks))


def render_overview(overview: Overview, corpus: Corpus, closing: Closing | None) -> dict[str, bytes]:
    """The coordinator's overview, sealed to their key or in clear; nothing when there is no key."""
    if closing is not None and closing.coordinator is None:
        return {}
    language = language_of(None, corpus)
    pages = {
        "overview.html": render_overview_html(overview, corpus, language).encode(),
        "overview.pdf": render_overview_pdf(overview, corpus, language),
    }
    if closing is None:
        return {f"{COORDINATOR}/{name}": content for name, content in pages.items()}
    plan = ParcelPlan(
        service_id=COORDINATOR,
        stem=COORDINATOR,
        kind=SealKind.AGE,
        language=language.code,
        addressees=(Addressee(number=1, name=COORDINATOR, language=language.code, seal=closing.coordinator),),
    )
    return files_of(close_parcels(plan, pages, no_letter, closing.key))


def no_letter(stem: str, files: Mapping[str, bytes], language: str) -> bytes:
    """Never asked for: the coordinator's overview is closed with age."""
    raise NotImplementedError


def build_line(digest: Digest, folder: Path, names: Sequence[str], addressees: Addressees) -> ServiceDelivery:
    """What one service got."""
    return ServiceDelivery(
        service_id=digest.service.id,
        signals=len(digest.blocks),
        acute=sum(block.is_acute for block in digest.blocks),
        waiting=sum(block.is_open for block in digest.blocks),
        overdue=sum(line.is_overdue and not line.is_decision for line in digest.due),
        recipients=len(addressees.active),
        expired_recipients=addressees.expired,
        left_out_formats=left_out_formats(digest.service),
        paths=tuple(folder / name for name in names),
        signal_ids=tuple(block.signal_id for block in digest.blocks),
    )


def build_report(
    delivery: Delivery,
    folder: Path,
    lines: tuple[ServiceDelivery, ...],
    overview_names: Sequence[str],
    *,
    is_unsealed: bool,
) -> DigestReport:
    """What was delivered, in numbers and ids."""
    overview = delivery.overview
    return DigestReport(
        since=overview.since,
        until=overview.until,
        folder=folder,
        is_unsealed=is_unsealed,
        services=lines,
        total=overview.total,
        unrouted=tuple((block.signal_id, block.head.theme) for block in overview.unrouted),
        outside=outside_lines(delivery.maker),
        withdrawn=overview.withdrawn,
        overview_path=folder / overview_names[0] if overview_names else None,
    )


def outside_lines(maker: DigestMaker) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Id, level and services of the signals that somebody else than the city must act on."""
    routing, signals = maker.routing, maker.signals
    return tuple((each, signals[each].head.level.value, routing.services_of(each)) for each in routing.outside)


def build_summary(report: DigestReport) -> str:
    """The report as lines of text: what may lie on a disk in clear."""
    lines = [
        f"period {report.since} {report.until}",
        f"signals {report.total}",
        f"withdrawn {report.withdrawn}",
        *(f"service {line.service_id} {line.signals}" for line in report.services),
        *(f"unrouted {signal_id} {theme}" for signal_id, theme in report.unrouted),
        *(f"outside {signal_id} {level}" for signal_id, level, _ in report.outside),
    ]
    return "\n".join(lines) + "\n"
