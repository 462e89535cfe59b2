"""From the corpus to a delivery: route, make, check that nothing is lost, seal, write. Faults stop all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builder.errors import ContentError, Fault, UsageError
from builder.languages import Language, load_language
from builder.model.corpus import Corpus
from builder.model.services import Service
from builder.signals.delivering.folder import write_delivery
from builder.signals.digests.digest import Digest, DigestMaker, build_digest_maker
from builder.signals.digests.forms import render_forms
from builder.signals.digests.overview import Overview, build_overview
from builder.signals.digests.overview_page import render_overview_html, render_overview_pdf
from builder.signals.digests.summary import summary_faults
from builder.signals.register.conservation import check_conservation
from builder.signals.register.period import signals_of_period
from builder.signals.register.routing import route_signals
from builder.signals.register.tellers import teller_faults
from builder.signals.sealing.age_seals import Seal, find_seal, pack, read_key_file, seal_bytes
from builder.signals.sealing.keys import COORDINATOR, KEYS_FOLDER

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
    """How many keys it is sealed to; 0 when it is in clear."""
    expired_recipients: int
    paths: tuple[Path, ...]


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
    progress: Progress = no_progress,
) -> DigestReport:
    """Deliver the signals of a period to the services, as files below `build/digest`.

    `today` is the day in the city's time zone; `progress` hears the id of each service when its digest is made.
    Raises: UsageError (`digest-period`); ContentError with every fault of keys and signals, before anything is
    written; ConservationError when a signal would be lost.
    """
    if since > until:
        raise UsageError("digest-period")
    delivery = build_delivery(corpus, since=since, until=until, today=today)
    seals = {} if is_unsealed else find_seals(delivery.digests, root, today)
    folder = root / DIGEST_FOLDER / f"{since.isoformat()}_{until.isoformat()}"
    files: dict[str, bytes] = {}
    lines = []
    for digest in delivery.digests:
        made = render_digest(digest, corpus)
        own = place_files(digest.service.id, made, seals.get(digest.service.id))
        files |= own
        lines.append(build_line(digest, folder, tuple(own), seals.get(digest.service.id)))
        progress(digest.service.id)
    overview_files = render_overview(delivery.overview, corpus, root, is_unsealed=is_unsealed)
    report = build_report(delivery, folder, tuple(lines), tuple(overview_files), is_unsealed=is_unsealed)
    files |= overview_files
    files["summary.txt"] = build_summary(report).encode()
    write_delivery(folder, files)
    return report


def build_delivery(corpus: Corpus, *, since: date, until: date, today: date) -> Delivery:
    """All digests of a period, held against what was told.

    Raises: ContentError when a signal names a teller; ConservationError.
    """
    signals = signals_of_period(corpus, since, until)
    faults = teller_faults(corpus, signals.delivered) + summary_faults(corpus, since, until)
    if faults:
        raise ContentError(faults)
    routing = route_signals(corpus, since=since, until=until, today=today)
    maker = build_digest_maker(corpus, routing, since=since, until=until, today=today)
    made = [maker.digest_of(service) for service in corpus.services]
    digests = tuple(digest for digest in made if digest.blocks or digest.due)
    overview = build_overview(maker, digests)
    check_conservation(
        signals,
        routing,
        {digest.service.id: [block.signal_id for block in digest.blocks] for digest in digests},
        [block.signal_id for block in overview.unrouted],
    )
    return Delivery(digests=digests, overview=overview, maker=maker)


def find_seals(digests: Sequence[Digest], root: Path, today: date) -> dict[str, Seal]:
    """The keys of every service that gets a digest. Raises: ContentError with the faults of all of them."""
    seals: dict[str, Seal] = {}
    faults: list[Fault] = []
    for digest in digests:
        seal, found = find_seal(digest.service, root, today)
        faults += found
        if seal is not None:
            seals[digest.service.id] = seal
    if faults:
        raise ContentError(faults)
    return seals


def language_of(service: Service | None, corpus: Corpus) -> Language:
    """The language of a service, or the city's own."""
    return load_language((service.language if service else None) or corpus.city.language, "digest")


def render_digest(digest: Digest, corpus: Corpus) -> dict[str, bytes]:
    """The files of a digest, in the forms and the language of the service."""
    return render_forms(digest, corpus, language_of(digest.service, corpus), digest.service.formats)


def place_files(name: str, files: Mapping[str, bytes], seal: Seal | None) -> dict[str, bytes]:
    """The files sealed as one, or in clear in a folder when there is no seal."""
    if seal is not None:
        return {f"{name}.zip.age": seal_bytes(pack(files), seal)}
    return {f"{name}/{file}": content for file, content in files.items()}


def render_overview(overview: Overview, corpus: Corpus, root: Path, *, is_unsealed: bool) -> dict[str, bytes]:
    """The coordinator's overview, sealed to their key or in clear; nothing when there is no key."""
    shown = f"{KEYS_FOLDER}/{COORDINATOR}.agepub"
    key, fault = (None, None) if is_unsealed else read_key_file(root / shown, shown)
    if fault is not None:
        raise ContentError([fault])
    if key is None and not is_unsealed:
        return {}
    language = language_of(None, corpus)
    pages = {
        "overview.html": render_overview_html(overview, corpus, language).encode(),
        "overview.pdf": render_overview_pdf(overview, corpus, language),
    }
    return place_files(COORDINATOR, pages, Seal(keys=(key,)) if key else None)


def build_line(digest: Digest, folder: Path, names: Sequence[str], seal: Seal | None) -> ServiceDelivery:
    """What one service got."""
    return ServiceDelivery(
        service_id=digest.service.id,
        signals=len(digest.blocks),
        acute=sum(block.is_acute for block in digest.blocks),
        waiting=sum(block.is_open for block in digest.blocks),
        overdue=sum(line.is_overdue and not line.is_decision for line in digest.due),
        recipients=len(seal.keys) if seal else 0,
        expired_recipients=seal.expired if seal else 0,
        paths=tuple(folder / name for name in names),
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
        withdrawn=overview.withdrawn,
        overview_path=folder / overview_names[0] if overview_names else None,
    )


def build_summary(report: DigestReport) -> str:
    """The report as lines of text: what may lie on a disk in clear."""
    lines = [
        f"period {report.since} {report.until}",
        f"signals {report.total}",
        f"withdrawn {report.withdrawn}",
        *(f"service {line.service_id} {line.signals}" for line in report.services),
        *(f"unrouted {signal_id} {theme}" for signal_id, theme in report.unrouted),
    ]
    return "\n".join(lines) + "\n"
