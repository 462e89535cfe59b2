"""The commands of the private line: `digest`, `signals`, `keys`. Flags, no logic."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from builder.console import Day, console_language, project_root, read_held_to_site
from builder.digest_command import make_missing_keys, make_summary, write_digests
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
def keys() -> None:
    """Keys that digests are sealed with."""


@keys.command("make")
def keys_make() -> None:
    """Make a key pair for each service whose key_file is not there yet."""
    root = project_root()
    corpus, _ = read_project(root, datetime.now(UTC))
    make_missing_keys(corpus, console_language())
