"""What `vertelkaart signals reduce` prints and writes: ids and numbers, never a word of a signal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from builder.errors import UsageError
from builder.languages import Language
from builder.model.corpus import Corpus
from builder.pipeline import CACHE, REDUCING
from builder.signals.register.reducing import Left, Reduction, plan_reductions
from builder.whole.lock import in_turn
from builder.whole.many_files import FileChange, finish_files, read_if_there, write_files

LOG = ".reduced.jsonl"
"""At the root of the project, for its owner only: on which day which signals were reduced."""
LOCK = "reducing.lock"


def finish_reduction(root: Path) -> None:
    """What a killed run left half written is written wholly, before anything is read.

    Raises: UsageError when a person changed one of its files meanwhile.
    """
    with in_turn(root / CACHE, LOCK):
        finish_files(root, root / REDUCING)


def reduce_signals(corpus: Corpus, today: date, language: Language, *, is_sure: bool) -> None:
    """Shows what would be reduced to numbers, and does it when asked to; all files of all workshops, or none.

    Raises: UsageError when the city keeps its signals, or a file changed meanwhile.
    """
    _ = language.gettext
    months = corpus.city.privacy.keep_signals_months
    if months is None:
        raise UsageError("keep-not-set")
    plans = plan_reductions(corpus, months, today)
    show_plans(plans, language)
    count = sum(len(plan.signal_ids) for plan in plans)
    if not count:
        click.echo(_("No signal is old enough."))
        return
    if not is_sure:
        click.echo(_("Nothing was changed. To do it: vertelkaart signals reduce --yes"))
        return
    changes = {path: change for plan in plans for path, change in plan.changes.items()}
    changes[LOG] = log_change(corpus.root, plans, today)
    with in_turn(corpus.root / CACHE, LOCK):
        write_files(corpus.root, corpus.root / REDUCING, changes)
    click.echo(f"{_('reduced to numbers')}: {count}")
    click.echo(_("Old texts are still in git, in copies and in digests that were sent. Build the site again."))


def log_change(root: Path, plans: Sequence[Reduction], today: date) -> FileChange:
    """The log with a line for each workshop: ids and the day."""
    before = read_if_there(root / LOG)
    lines = [
        json.dumps({"on": today.isoformat(), "signals": list(plan.signal_ids), "kept": list(plan.kept_ids)})
        for plan in plans
        if plan.signal_ids
    ]
    return FileChange(before=before, after=(before or b"") + "".join(f"{line}\n" for line in lines).encode())


def show_plans(plans: Sequence[Reduction], language: Language) -> None:
    """Each signal that goes, what stays of it, and what is left and why."""
    _ = language.gettext
    why = {
        Left.NO_DATE: _("it has no date"),
        Left.REWRITTEN: _("a follow-up is about another text: vertelkaart signals settle"),
        Left.LAYOUT: _("its files cannot be changed with certainty: do it by hand"),
    }
    for plan in plans:
        for signal_id in plan.signal_ids:
            marks = [_("its public reply stays")] if signal_id in plan.kept_ids else []
            marks += [_("still open")] if signal_id in plan.open_ids else []
            click.echo(f"- {signal_id}" + (f"  ({', '.join(marks)})" if marks else ""))
    for plan in plans:
        for story_id, reason in plan.left:
            click.echo(f"{_('left')}: {story_id}  ({why[reason]})", err=True)
