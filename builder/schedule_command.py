"""What `vertelkaart digest due` prints: services, periods, ids and the command to type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.register_command import show_lines
from builder.signals.register.delivered import read_deliveries
from builder.signals.register.schedule import DueSignals, build_schedule

MOST_SHOWN = 10
"""Ids that are named one by one."""


def show_due(corpus: Corpus, today: date, language: Language) -> bool:
    """Whether a digest is due, after everything that is due was told; answers that are overdue are told as well."""
    _ = language.gettext
    schedule = build_schedule(corpus, read_deliveries(corpus.root), today)
    show_kind(_("Due by the calendar"), schedule.periods, language)
    show_kind(_("NOT CERTAIN whether it came: ask"), schedule.doubtful, language, verb="digest send --again")
    if schedule.doubtful:
        click.echo("    " + _("It came? Then write status: received in follow_up.yml. If not, send it again."))
    show_kind(_("Urgent, in no digest yet"), schedule.urgent, language)
    show_kind(_("Of an earlier period, in no digest yet"), schedule.late, language)
    if schedule.overdue:
        click.echo(f"{_('Overdue answers')}: {len(schedule.overdue)}")
        show_lines(corpus, schedule.overdue, today, language, is_csv=False)
    if not schedule.is_due:
        click.echo(_("No digest is due."))
    return schedule.is_due


def show_kind(title: str, lines: Sequence[DueSignals], language: Language, *, verb: str = "digest") -> None:
    """What is due for one reason: a command for each service, and the first ids."""
    if not lines:
        return
    click.echo(f"{title}:")
    for line in lines:
        label = language.gettext("signals")
        click.echo(f"  {line.service_id}  {line.since} – {line.until}  ({label}: {len(line.signal_ids)})")
        click.echo(f"    vertelkaart {verb} --service {line.service_id} --since {line.since} --until {line.until}")
        for signal_id in line.signal_ids[:MOST_SHOWN]:
            click.echo(f"    {signal_id}")
        if len(line.signal_ids) > MOST_SHOWN:
            click.echo(f"    … (+{len(line.signal_ids) - MOST_SHOWN})")
