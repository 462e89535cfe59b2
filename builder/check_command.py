"""What `vertelkaart check` prints when nothing is wrong: counts and ids, for the coordinator's own terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from builder.languages import Language
from builder.model.story import LeftOut
from builder.pipeline import Summary

MOST_SHOWN = 20
"""Names behind one count; the count itself is always whole."""


def show_summary(summary: Summary, language: Language) -> None:
    """How many stories, how many public, and why the others are not."""
    _ = language.gettext
    reasons = {
        LeftOut.DRAFT: _("draft"),
        LeftOut.REVIEW: _("in review"),
        LeftOut.NO_CONSENT: _("no consent"),
        LeftOut.EXPIRED: _("consent expired"),
        LeftOut.WITHDRAWN: _("withdrawn"),
        LeftOut.SENSITIVE: _("sensitive"),
    }
    click.echo(_("No problems found."))
    click.echo(f"{_('stories')}: {summary.stories}  ({_('workshops')}: {summary.workshops})")
    click.echo(f"{_('public')}: {summary.public}")
    left_out = summary.stories - summary.public
    why = ", ".join(f"{reasons[reason]} {count}" for reason, count in summary.left_out.items())
    click.echo(f"{_('left out')}: {left_out}" + (f"  ({why})" if why else ""))
    click.echo(f"{_('signals')}: {summary.signals}")
    if summary.hidden_pictures:
        label = _("pictures without consent.photo, not shown")
        click.echo(f"{label}: {len(summary.hidden_pictures)}  ({few_of(summary.hidden_pictures)})")
    if summary.stale_follow_ups:
        click.echo(f"{_('follow-ups of a signal that was rewritten since, not public')}: {summary.stale_follow_ups}")
        click.echo("  vertelkaart signals settle")
    for service_id, formats in summary.left_out_formats.items():
        click.echo(f"{service_id}: {_('a password closes only a PDF and a sheet; left out')}: {', '.join(formats)}")
    if summary.coarsened:
        label = _("shown less finely than they ask, because another story comes from the same spot")
        click.echo(f"{label}: {len(summary.coarsened)}  ({few_of(summary.coarsened)})")
    if summary.same_texts:
        click.echo(f"{_('the same text in more than one file, probably a copy')}: {len(summary.same_texts)}")
        for paths in summary.same_texts[:MOST_SHOWN]:
            click.echo(f"  {few_of(paths, ' = ')}")
        if len(summary.same_texts) > MOST_SHOWN:
            click.echo("  …")


def few_of(names: Sequence[str], between: str = ", ") -> str:
    """The first of many names: a screen full of them is not read."""
    return between.join((*names[:MOST_SHOWN], *(["…"] if len(names) > MOST_SHOWN else [])))
