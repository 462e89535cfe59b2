"""The commands of the private line: `digest`, `signals`, `keys`. Flags, no logic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from builder.answer_command import AnswerWish, take_in_answers
from builder.console import Day, console_language, progress_shown, project_root, read_held_to_site
from builder.digest_command import make_missing_keys, make_summary, write_digests
from builder.letter_command import write_letters, write_thanks
from builder.model.gathering import FollowUpStatus
from builder.model.story import SignalKind, Urgency
from builder.pipeline import read_project
from builder.reduce_command import finish_reduction, reduce_signals
from builder.refused_report import refusals_reported
from builder.register_command import explain_signals, list_overdue, list_signals, show_signal
from builder.schedule_command import show_due
from builder.send_command import SendWish, send_digests, verify_files
from builder.settle_command import read_to_ask, rename_signal, settle_questions
from builder.signals.register.entries import Wanted

EXIT_DUE = 1


@click.group(invoke_without_command=True)
@click.option("--since", type=Day(), help="First day of the period, such as 2024-01-01.")
@click.option("--until", type=Day(), help="Last day of the period.")
@click.option("--service", "services", multiple=True, help="Only for this service; may be given more than once.")
@click.option("--unsealed", is_flag=True, help="Write the digests in clear: anybody who has the files can read them.")
@click.pass_context
def digest(
    context: click.Context, since: date | None, until: date | None, services: tuple[str, ...], unsealed: bool
) -> None:
    """Write the private digests for the services into build/digest/, sealed for each recipient.

    Without a period: the one that ended last in the calendar of each service.
    """
    if context.invoked_subcommand is not None:
        return
    if (since is None) is not (until is None):
        missing = "since" if since is None else "until"
        raise click.MissingParameter(ctx=context, param=next(each for each in digest.params if each.name == missing))
    period = (since, until) if since is not None and until is not None else None
    root, language = project_root(), console_language()
    only = frozenset(services) or None
    with refusals_reported(root), progress_shown(language) as progress:
        corpus, today = read_held_to_site(root)
        write_digests(corpus, period, today, language, progress, is_unsealed=unsealed, only=only)


@digest.command("send")
@click.option("--since", type=Day(), required=True, help="First day of the period, as the digests were made.")
@click.option("--until", type=Day(), required=True, help="Last day of the period.")
@click.option("--service", "services", multiple=True, help="Only this service; may be given more than once.")
@click.option("--dry-run", is_flag=True, help="Show which mails would go, and send nothing.")
@click.option("--again", is_flag=True, help="Send what went before as well.")
def digest_send(since: date, until: date, services: tuple[str, ...], dry_run: bool, again: bool) -> None:
    """Mail the digests of a period to the recipients of each service with `handover: mail`."""
    corpus, today = read_held_to_site(project_root())
    wish = SendWish(period=(since, until), service_ids=services, is_dry=dry_run, is_again=again)
    language = console_language()
    with progress_shown(language) as progress:
        send_digests(corpus, wish, today, language, progress)


@digest.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def digest_verify(files: tuple[Path, ...]) -> None:
    """Tell whether sealed files, or all of a folder, are as the coordinator signed them."""
    verify_files(project_root(), files, console_language())


@digest.command("due")
@click.pass_context
def digest_due(context: click.Context) -> None:
    """Tell which digests are due; ends with 1 when one is, and with 0 when none is."""
    corpus, today = read_held_to_site(project_root())
    if show_due(corpus, today, console_language()):
        context.exit(EXIT_DUE)


def choice_of(words: type[StrEnum]) -> click.Choice[str]:
    """One of the words of a list."""
    return click.Choice([word.value for word in words])


FILTERS = (
    click.option("--service", help="Only of this service."),
    click.option("--status", type=choice_of(FollowUpStatus), help="Only with this status."),
    click.option("--theme", help="Only of this theme."),
    click.option("--kind", type=choice_of(SignalKind), help="Only of this kind."),
    click.option("--urgency", type=choice_of(Urgency), help="Only of this urgency."),
    click.option("--area", help="Only in this neighbourhood."),
    click.option("--workshop", help="Only of this workshop."),
    click.option("--since", type=Day(), help="Only told on this day or later."),
    click.option("--until", type=Day(), help="Only told on this day or earlier."),
    click.option("--csv", "is_csv", is_flag=True, help="As CSV, for a spreadsheet."),
)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options that choose lines of the register."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


def wanted_of(chosen: Mapping[str, Any], *, is_open: bool = False) -> Wanted:  # Any: each option has its own type
    """What the options ask for."""
    words = {"status": FollowUpStatus, "kind": SignalKind, "urgency": Urgency}
    made: dict[str, Any] = {
        name: words[name](each) if name in words and each else each for name, each in chosen.items()
    }
    return Wanted(**made, is_open=is_open)


@click.group()
def signals() -> None:
    """The register of signals: private, for the coordinator."""


@signals.command("list")
@filtered
@click.option("--open", "is_open", is_flag=True, help="Only where something is still expected.")
def signals_list(is_csv: bool, is_open: bool, **chosen: Any) -> None:  # Any: see wanted_of
    """Show the signals and where they stand at each service."""
    corpus, today = read_project(project_root(), datetime.now(UTC))
    list_signals(corpus, wanted_of(chosen, is_open=is_open), today, console_language(), is_csv=is_csv)


@signals.command("overdue")
@filtered
def signals_overdue(is_csv: bool, **chosen: Any) -> None:  # Any: see wanted_of
    """Show what services should have answered by now, the longest ago first."""
    corpus, today = read_project(project_root(), datetime.now(UTC))
    list_overdue(corpus, wanted_of(chosen), today, console_language(), is_csv=is_csv)


@signals.command("show")
@click.argument("signal", metavar="SIGNAL")
def signals_show(signal: str) -> None:
    """Show one signal with its private text, and what became of it."""
    corpus, today = read_project(project_root(), datetime.now(UTC))
    show_signal(corpus, signal, today, console_language())


@signals.command("route")
@click.argument("names", metavar="[SIGNAL]...", nargs=-1)
def signals_route(names: tuple[str, ...]) -> None:
    """Explain why signals go where they go: all of them, or those that are named."""
    corpus, today = read_project(project_root(), datetime.now(UTC))
    explain_signals(corpus, names, today, console_language())


@signals.command("settle")
def signals_settle() -> None:
    """Ask about follow-ups whose signal was renamed or rewritten, and write down what you answer."""
    settle_questions(read_to_ask(project_root(), datetime.now(UTC)), console_language())


@signals.command("rename")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def signals_rename(old: str, new: str) -> None:
    """Give the follow-ups of a signal that was renamed its new name."""
    rename_signal(read_to_ask(project_root(), datetime.now(UTC)), old, new, console_language())


@signals.command("reduce")
@click.option("--yes", is_flag=True, help="Do it; without this nothing is changed.")
def signals_reduce(yes: bool) -> None:
    """Make numbers of signals that were kept long enough (privacy.keep_signals_months); shows first what would go."""
    root = project_root()
    finish_reduction(root)
    corpus, today = read_project(root, datetime.now(UTC))
    reduce_signals(corpus, today, console_language(), is_sure=yes)


@signals.command("answer")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, path_type=Path))
@click.option("--service", metavar="ID", help="The service that answers: asks about its open signals without a FILE.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Write what has no conflict, without a question.")
@click.option("--words", is_flag=True, help="Show the words of signals and replies, too.")
def signals_answer(files: tuple[Path, ...], service: str | None, dry_run: bool, yes: bool, words: bool) -> None:
    """Take in what services answered: filled-in sheets, Open311 updates, or typed here."""
    wish = AnswerWish(paths=files, service=service, is_dry_run=dry_run, is_sure=yes, has_words=words)
    corpus, today = read_held_to_site(project_root())
    take_in_answers(corpus, today, wish, console_language())


@signals.command("letters")
@click.option("--since", type=Day(), required=True, help="First day of the period, such as 2024-01-01.")
@click.option("--until", type=Day(), required=True, help="Last day of the period.")
def signals_letters(since: date, until: date) -> None:
    """Write a letter for each service: what it answered in a period, what is still open, thanks."""
    corpus, today = read_held_to_site(project_root())
    write_letters(corpus, (since, until), today, console_language())


@signals.command("thanks")
@click.argument("workshop")
@click.option("--language", "code", metavar="CODE", help="Only in this language; else in those of the stories.")
def signals_thanks(workshop: str, code: str | None) -> None:
    """Write a thank-you sheet for a workshop: what they said, and what was done with it."""
    corpus, today = read_held_to_site(project_root())
    write_thanks(corpus, workshop, code, today, console_language())


@digest.command("summary")
@click.argument("service")
@click.option("--since", type=Day(), required=True, help="First day of the period, such as 2024-01-01.")
@click.option("--until", type=Day(), required=True, help="Last day of the period.")
def digest_summary(service: str, since: date, until: date) -> None:
    """Make an empty summary.md for page one of the digest of SERVICE: your words. One that exists stays."""
    corpus, _ = read_project(project_root(), datetime.now(UTC))
    make_summary(corpus, service, (since, until), console_language())


@click.group()
def keys() -> None:
    """Keys that digests are sealed with."""


@keys.command("make")
def keys_make() -> None:
    """Make a key pair for each service whose key_file is not there yet."""
    root = project_root()
    corpus, _ = read_project(root, datetime.now(UTC))
    make_missing_keys(corpus, console_language())
