"""What `vertelkaart digest` and `vertelkaart keys make` print: paths, counts and ids, never a word of a signal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import click

from builder.airlock.edition import Progress
from builder.errors import UsageError
from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals import (
    COORDINATOR,
    DigestReport,
    make_digests,
    make_keys,
    make_password,
    make_signing_key,
    write_summary,
)
from builder.signals.delivering.noting import folder_deliveries
from builder.signals.register.delivered import note_deliveries, read_deliveries
from builder.signals.register.schedule import periods_by_service
from builder.signals.sealing.keys import SIGNERS


def write_digests(
    corpus: Corpus,
    period: tuple[date, date] | None,
    today: date,
    language: Language,
    progress: Progress,
    *,
    is_unsealed: bool,
    only: frozenset[str] | None = None,
) -> None:
    """Writes the digests of a period (first and last day), notes them as delivered and tells where they are.

    Without a period each service gets that of its calendar which ended last; with `only` no other services get one.
    Raises: UsageError, ContentError.
    """
    if only is not None and not only <= {service.id for service in corpus.services}:
        raise UsageError("filter-unknown", option="--service")
    deliveries = read_deliveries(corpus.root)  # a list that cannot be read is told before anything is written
    periods = {period: only} if period is not None else wanted_periods(corpus, today, only)
    for (since, until), service_ids in periods.items():
        forms = [len(each.formats) for each in corpus.services if service_ids is None or each.id in service_ids]
        with steps_shown(progress, sum(forms)) as step:
            report = make_digests(
                corpus,
                root=corpus.root,
                since=since,
                until=until,
                today=today,
                is_unsealed=is_unsealed,
                only=service_ids,
                deliveries=deliveries,
                progress=step,
            )
        note_deliveries(corpus.root, folder_deliveries(report, corpus, datetime.now(UTC)))
        show_report(report, corpus, language)


@contextmanager
def steps_shown(progress: Progress, count: int) -> Iterator[Callable[[str], None]]:
    """A bar that moves by one for each form of a digest, for one of ten thousand signals takes a minute.

    It goes when all are made, or when a fault stops them.
    """
    made: list[str] = []

    def step(service_id: str) -> None:
        made.append(service_id)
        progress("digests", min(len(made), count - 1), count)

    progress("digests", 0, count)
    try:
        yield step
    finally:
        progress("digests", count, count)


def wanted_periods(
    corpus: Corpus, today: date, only: frozenset[str] | None
) -> dict[tuple[date, date], frozenset[str] | None]:
    """The periods that ended last, each with its services; all services when they have one calendar."""
    found = periods_by_service(corpus, today)
    if only is None and len(found) == 1:
        return dict.fromkeys(found)
    return {period: ids if only is None else ids & only for period, ids in found.items() if only is None or ids & only}


def show_report(report: DigestReport, corpus: Corpus, language: Language) -> None:
    """Counts by service, what no service takes, and a warning when nothing is sealed."""
    _ = language.gettext
    if report.is_unsealed:
        text = _("UNSEALED: anybody who has these files can read them. Keep them off shared folders and mail.")
        click.secho(text, fg="red", bold=True, err=True)
    folder = report.folder.relative_to(corpus.root).as_posix()
    click.echo(f"{_('The digests are in')} {folder}/" + ("" if report.is_unsealed else f" ({_('sealed')})"))
    click.echo(f"{_('signals in this period')}: {report.total}")
    for line in report.services:
        click.echo(f"  {line.service_id}: {line.signals}")
        if line.left_out_formats:
            text = _("a password closes only a PDF and a sheet; left out")
            click.echo(f"    {text}: {', '.join(line.left_out_formats)}")
    click.echo(f"{_('no service takes')}: {len(report.unrouted)}")
    for signal_id, theme in report.unrouted:
        click.echo(f"  {signal_id} ({theme})")
    if report.outside:
        click.echo(f"{_('not for the city itself')}: {len(report.outside)}")
    for signal_id, level, service_ids in report.outside:
        click.echo(f"  {signal_id} ({level}) → {', '.join(service_ids) or '–'}")
    if report.overview_path is None:
        click.echo(
            _("There is no overview: the coordinator has no key. Make it with `vertelkaart keys make`."), err=True
        )
    if report.withdrawn:
        click.echo(f"{_('of withdrawn stories, not delivered')}: {report.withdrawn}")


def make_summary(corpus: Corpus, service: str, period: tuple[date, date], language: Language) -> None:
    """Makes an empty summary for a service and a period, and says where. Raises: UsageError."""
    _ = language.gettext
    hint = _(
        "Your own words for page one of the digest: what struck you, what you ask of this service. At most {most} "
        "characters and {most_lines} paragraphs or lines of a list. No names of tellers. This note is not shown; "
        "write below it."
    )
    path, is_new = write_summary(corpus, service, *period, hint)
    click.echo(f"{_('Write your own words in') if is_new else _('It is already there, and stays as it is')}: {path}")


def make_missing_keys(corpus: Corpus, language: Language) -> None:
    """Makes what is not there: a pair for a `key_file`, a password for a `password_file`, and the coordinator's own."""
    _ = language.gettext
    recipients = [(service.id, each) for service in corpus.services for each in service.recipients]
    wanted = [service_id for service_id, each in recipients if each.key_file == f".keys/{service_id}.agepub"]
    made = [pair for pair in make_keys(corpus.root, [*wanted, COORDINATOR]) if pair.is_new]
    is_signing_new = make_signing_key(corpus.root)
    files = [each.password_file for _service, each in recipients if each.password_file]
    passwords = [name for name in dict.fromkeys(files) if make_password(corpus.root, name)]
    if not made and not passwords and not is_signing_new:
        click.echo(_("All services have a key."))
        return
    if made:
        click.echo(f"{_('Keys made')} (.keys/): {', '.join(pair.service_id for pair in made)}")
    if any(pair.service_id != COORDINATOR for pair in made):
        click.echo(_("Give the private key (.agekey) to the service and delete it here."))
    if any(pair.service_id == COORDINATOR for pair in made):
        click.echo(_("coordinator.agekey is yours: it opens the overview. Keep it outside this folder."))
    if passwords:
        click.echo(f"{_('Passwords made; give each by another way than the digest')}: {', '.join(passwords)}")
    if is_signing_new:
        click.echo(_("Every digest is signed from now on. Give .keys/coordinator.signers to each service; it holds:"))
        click.echo((corpus.root / SIGNERS).read_text("ascii").strip())
