"""The commands of the private line: `digest`, `signals`, `keys`. Flags, no logic."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from builder.console import Day, console_language, progress_shown, project_root, read_held_to_site
from builder.digest_command import make_missing_keys, write_digests
from builder.pipeline import read_project
from builder.send_command import SendWish, send_digests, verify_files


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
    language = console_language()
    with progress_shown(language) as progress:
        write_digests(corpus, (since, until), today, language, progress, is_unsealed=unsealed)


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


@click.group()
def keys() -> None:
    """Keys that digests are sealed with."""


@keys.command("make")
def keys_make() -> None:
    """Make a key pair for each service whose key_file is not there yet."""
    root = project_root()
    corpus, _ = read_project(root, datetime.now(UTC))
    make_missing_keys(corpus, console_language())
