"""The commands of the private line: `digest`, `signals`, `keys`. Flags, no logic."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from builder.answer_command import AnswerWish, take_in_answers
from builder.console import Day, console_language, project_root, read_held_to_site
from builder.digest_command import make_missing_keys, make_summary, write_digests
from builder.letter_command import write_letters, write_thanks
from builder.pipeline import read_project


@click.group(invoke_without_command=True)
@click.option("--since", type=Day(), help="First day of the period, such as 2024-01-01.")
@click.option("--until", type=Day(), help="Last day of the period.")
@click.option("--unsealed", is_flag=True, help="Write the digests in clear: anybody who has the files can read them.")
@click.pass_context
def digest(context: click.Context, since: date | None, until: date | None, unsealed: bool) -> None:
    """Write the private digests for the services into build/digest/, sealed for each recipient."""
    if context.invoked_subcommand is not None:
        return
    if since is None or until is None:
        missing = "since" if since is None else "until"
        raise click.MissingParameter(ctx=context, param=next(each for each in digest.params if each.name == missing))
    root = project_root()
    corpus, today = read_held_to_site(root)
    write_digests(corpus, (since, until), today, console_language(), is_unsealed=unsealed)


@digest.command("summary")
@click.argument("service")
@click.option("--since", type=Day(), required=True, help="First day of the period, such as 2024-01-01.")
@click.option("--until", type=Day(), required=True, help="Last day of the period.")
def digest_summary(service: str, since: date, until: date) -> None:
    """Make an empty summary.md for page one of the digest of SERVICE: your words. One that exists stays."""
    corpus, _ = read_project(project_root(), datetime.now(UTC))
    make_summary(corpus, service, (since, until), console_language())


@click.group()
def signals() -> None:
    """The register of signals: what became of each."""


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


@click.group()
def keys() -> None:
    """Keys that digests are sealed with."""


@keys.command("make")
def keys_make() -> None:
    """Make a key pair for each service whose key_file is not there yet."""
    root = project_root()
    corpus, _ = read_project(root, datetime.now(UTC))
    make_missing_keys(corpus, console_language())
