"""What `vertelkaart digest` and `vertelkaart keys make` print: paths, counts and ids, never a word of a signal."""

from __future__ import annotations

from datetime import date

import click

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals import COORDINATOR, DigestReport, make_digests, make_keys, write_summary


def write_digests(
    corpus: Corpus, period: tuple[date, date], today: date, language: Language, *, is_unsealed: bool
) -> None:
    """Writes the digests of a period (first and last day) and tells where they are.

    Raises: UsageError, ContentError.
    """
    since, until = period
    report = make_digests(corpus, root=corpus.root, since=since, until=until, today=today, is_unsealed=is_unsealed)
    show_report(report, corpus, language)


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
    click.echo(f"{_('no service takes')}: {len(report.unrouted)}")
    for signal_id, theme in report.unrouted:
        click.echo(f"  {signal_id} ({theme})")
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
    """Makes a pair for every service with a `key_file` that is not there, and one for the coordinator."""
    _ = language.gettext
    wanted = [
        service.id
        for service in corpus.services
        if any(recipient.key_file == f".keys/{service.id}.agepub" for recipient in service.recipients)
    ]
    made = [pair for pair in make_keys(corpus.root, [*wanted, COORDINATOR]) if pair.is_new]
    if not made:
        click.echo(_("All services have a key."))
        return
    click.echo(f"{_('Keys made')} (.keys/): {', '.join(pair.service_id for pair in made)}")
    click.echo(_("Give the private key (.agekey) to the service and delete it here."))
    if any(pair.service_id == COORDINATOR for pair in made):
        click.echo(_("coordinator.agekey is yours: it opens the overview. Keep it outside this folder."))
