"""What `vertelkaart signals answer` asks and prints: ids, statuses, days and rows; words only with `--words`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from builder.answer_questions import ask_answers
from builder.answer_words import describe_conflict, describe_note
from builder.asking import is_yes
from builder.console import progress_shown
from builder.errors import ContentError, UsageError
from builder.languages import Language
from builder.model.corpus import Corpus
from builder.pipeline import CACHE, read_project
from builder.reading.names import shown_name
from builder.signals.answers.answer import Answer
from builder.signals.answers.asked import Asked
from builder.signals.answers.changes import Change, Plan, Unplaced, plan_changes, with_handed_on
from builder.signals.answers.incoming import Incoming, read_incoming
from builder.signals.answers.writing import FileChange, plan_files, write_files
from builder.whole.lock import in_turn

ANSWERS_LOCK = "answers.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWish:
    """What was asked on the command line."""

    paths: tuple[Path, ...] = ()
    service: str | None = None
    is_dry_run: bool = False
    is_sure: bool = False
    has_words: bool = False


def take_in_answers(corpus: Corpus, today: date, wish: AnswerWish, language: Language) -> None:
    """Shows what the answers change, asks, and writes it.

    Raises: UsageError, ContentError; SystemExit when something was left unwritten.
    """
    asked = Asked(corpus=corpus, today=today)
    check_wish(asked, wish)
    if wish.paths:
        incoming = take_in_files(corpus, wish, language)
        answers: Sequence[Answer] = incoming.answers
        show_incoming(incoming, language)
    else:
        answers = ask_answers(asked, wish.service or "", language, has_words=wish.has_words)
    plan = plan_changes(answers, asked)
    show_plan(plan, language, has_words=wish.has_words)
    if wish.is_dry_run:
        click.echo(language.gettext("Nothing was written: this was a dry run."), err=True)
        raise SystemExit(1 if plan.doubtful or plan.unplaced else 0)
    chosen = with_handed_on(choose(plan, wish, language), asked)
    with progress_shown(language) as progress:
        step = language.gettext("answers")
        files = plan_files(corpus, chosen, lambda done, total: progress(step, done, total))
    if files and agree(files, wish, language):
        write(corpus, files)
        show_written(files, language)
    left = len(plan.unplaced) + sum(change.key not in {one.key for one in chosen} for change in plan.changes)
    if left or (not files and plan.changes):
        raise SystemExit(1)


def check_wish(asked: Asked, wish: AnswerWish) -> None:
    """Nothing, when the command can be followed. Raises: UsageError."""
    known = ", ".join(sorted(asked.services))
    if wish.service is not None and wish.service not in asked.services:
        raise UsageError("answer-no-service", expected=known)
    if not wish.paths and wish.service is None:
        raise UsageError("answer-no-service", expected=known)
    if wish.paths and not (wish.is_sure or wish.is_dry_run or is_watched()):
        raise UsageError("answer-without-yes")


def is_watched() -> bool:
    """Whether a person can answer a question here."""
    return sys.stdin is not None and sys.stdin.isatty()  # None: it was closed


def take_in_files(corpus: Corpus, wish: AnswerWish, language: Language) -> Incoming:
    """The answers in the files.

    Raises: ContentError with every fault of all files; nothing is written then.
    """

    def ask_password(path: str) -> str | None:
        if not is_watched():
            return None
        return str(click.prompt(f"{language.gettext('Password of')} {path}", hide_input=True, err=True))

    with progress_shown(language) as progress:
        step, rows = language.gettext("answers"), language.gettext("rows")
        incoming = read_incoming(
            wish.paths,
            corpus,
            service_id=wish.service,
            ask_password=ask_password,
            progress=lambda done, total: progress(step, done, total),
            row_progress=lambda done, total: progress(rows, done, total),
        )
    if incoming.faults:
        raise ContentError(incoming.faults)
    return incoming


def show_incoming(incoming: Incoming, language: Language) -> None:
    """How many answers there are, in how many files."""
    _ = language.gettext
    click.echo(f"{_('files')}: {incoming.files}, {_('answers')}: {len(incoming.answers)}")


def show_plan(plan: Plan, language: Language, *, has_words: bool) -> None:
    """Each change on a line, what does not fit below it, and what one should know."""
    _ = language.gettext
    for change in plan.changes:
        show_change(change, language, has_words=has_words)
    for unplaced in plan.unplaced:
        show_unplaced(unplaced, language)
    click.echo(
        f"{_('changes')}: {len(plan.changes)}, {_('written down already')}: {plan.same}, "
        f"{_('with a conflict')}: {len(plan.doubtful) + len(plan.unplaced)}"
    )


def show_change(change: Change, language: Language, *, has_words: bool) -> None:
    """One change: what it was, what it becomes."""
    _ = language.gettext
    before, after, answer = change.last, change.after, change.answer
    parts = [f"{before.status.value if before else '–'} → {after.status.value}"]
    parts += [str(day) for day in [after.answered_on or after.received_on] if day is not None]
    parts += [f"{_('passed on to')} {after.forwarded_to}"] if after.forwarded_to else []
    parts += [f"{_('reply')}: {', '.join(answer.reply)}"] if answer.reply else [_("no reply")]
    parts += [_("public")] if after.public else []
    click.echo(f"{change.signal_id} · {after.service}{where_from(answer)}")
    click.echo(f"  {' · '.join(parts)}")
    if has_words:
        for code, text in answer.reply.items():
            click.echo(indented(f"{code}: {text}"))
        if answer.reason:
            click.echo(indented(f"{_('reason')}: {answer.reason}"))
    for conflict in change.conflicts:
        click.secho(f"  ! {describe_conflict(conflict, language)}", fg="yellow")
    for note in change.notes:
        click.echo(f"  - {describe_note(note, language)}")


def show_unplaced(unplaced: Unplaced, language: Language) -> None:
    """An answer that cannot be written, and why."""
    answer = unplaced.answer
    click.echo(f"{shown_name(answer.signal_id)} · {shown_name(answer.service_id)}{where_from(answer)}")
    click.echo(f"  {language.gettext('cannot be written')}")
    for conflict in unplaced.conflicts:
        click.secho(f"  ! {describe_conflict(conflict, language)}", fg="yellow")


def where_from(answer: Answer) -> str:
    """The row of an answer; nothing for what was typed."""
    return f" ({answer.origin.path}:{answer.origin.row})" if answer.origin.path else ""


def indented(text: str) -> str:
    """The text below its line."""
    return "\n".join(f"      {line}" for line in text.split("\n"))


def choose(plan: Plan, wish: AnswerWish, language: Language) -> tuple[Change, ...]:
    """The changes to write: those in which all fits, and those of the others that a person wants."""
    chosen = list(plan.fitting)
    taken = {change.key for change in chosen}
    for change in () if wish.is_sure else plan.doubtful:
        if change.key in taken:
            continue
        question = f"{change.signal_id} · {change.after.service}{where_from(change.answer)}: "
        if is_yes(question + language.gettext("write it although it does not fit?"), language):
            chosen.append(change)
            taken.add(change.key)
    return tuple(chosen)


def agree(files: Sequence[FileChange], wish: AnswerWish, language: Language) -> bool:
    """Whether the files may be written. Raises: SystemExit when not."""
    if wish.is_sure:
        return True
    count = sum(file.entries for file in files)
    text = language.ngettext("Write %(num)s entry?", "Write %(num)s entries?", count) % {"num": count}
    if is_yes(text, language):
        return True
    click.echo(language.gettext("Nothing was changed."), err=True)
    raise SystemExit(1)


def write(corpus: Corpus, files: Sequence[FileChange]) -> None:
    """All files, and a proof that the project can still be read.

    Raises: ContentError, OSError, UsageError.
    """
    with in_turn(corpus.root / CACHE, ANSWERS_LOCK):
        write_files(files, lambda: read_project(corpus.root, datetime.now(UTC)))


def show_written(files: Sequence[FileChange], language: Language) -> None:
    """The files that were written, and what comes next."""
    _ = language.gettext
    for file in files:
        click.echo(f"{_('written')}: {file.shown} ({file.entries})")
    click.echo(_("Read the replies, and write public: true where everybody may read them. Then build and publish."))
