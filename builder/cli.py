"""The commands: `vertelkaart new | check | build | serve | publish | withdraw | digest | …`. Flags, no logic."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from builder import debugging
from builder.check_command import show_summary
from builder.console import console_language, progress_shown, project_root, read_held_to_site, standing_site
from builder.errors import ContentError, UsageError
from builder.languages import describe_usage_error
from builder.pipeline import (
    check_project,
    describe_content_error,
    describe_debug_file,
    open_airlock,
    read_project,
    summarise,
)
from builder.refused_report import refusals_reported
from builder.whole.files import PUBLIC_MODE, write_whole
from builder.whole.lock import wait_until_free
from builder.whole.troubles import disk_trouble

EXIT_CONTENT, EXIT_USAGE = 1, 2


SIGNAL_COMMANDS = frozenset({"digest", "signals", "keys"})
"""They bring forms, seals and mail with them, which take two seconds to load: only who asks for one waits."""


class CityGroup(click.Group):
    """A group whose commands end with a sentence and an exit code instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*super().list_commands(ctx), *SIGNAL_COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name in SIGNAL_COMMANDS and cmd_name not in self.commands:
            self.add_command(getattr(import_module("builder.signal_commands"), cmd_name))
        return super().get_command(ctx, cmd_name)

    def main(self, *args: Any, **kwargs: Any) -> Any:  # Any: as the base class
        """Runs the program; whatever ends it, the terminal is told the kind of error and no word of a file."""
        with debugging.nothing_said(say_broken):
            try:
                return super().main(*args, **kwargs)
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:  # a panic of a library in Rust is no Exception
                debugging.note(error)
                say_broken(type(error).__name__)
                sys.exit(EXIT_USAGE)

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; problems in the content end with 1, wrong usage with 2."""
        with ExitStack() as closing:
            try:
                if ctx.params["debug"] or debugging.is_asked_for():
                    closing.enter_context(debug_file_shown())
                return super().invoke(ctx)
            except ContentError as error:
                debugging.note(error)
                click.echo(describe_content_error(error, console_language()), err=True)
                sys.exit(EXIT_CONTENT)
            except UsageError as error:
                debugging.note(error)
                click.echo(describe_usage_error(error, console_language()), err=True)
                sys.exit(EXIT_USAGE)
            except (click.ClickException, click.exceptions.Exit, click.Abort):
                raise
            except (SystemExit, KeyboardInterrupt, BrokenPipeError):
                raise
            except OSError as error:
                debugging.note(error)
                click.echo(describe_usage_error(disk_trouble(error), console_language()), err=True)
                sys.exit(EXIT_USAGE)
            except BaseException as error:
                debugging.note(error)
                say_broken(type(error).__name__)  # its text can hold private words
                sys.exit(EXIT_USAGE)


def say_broken(name: str) -> None:
    """One sentence about an error that nobody expected, by the name of its class."""
    click.echo(describe_usage_error(UsageError("build-broken", name=name), console_language()), err=True)


@contextmanager
def debug_file_shown() -> Iterator[None]:
    """A debug file while the command runs, and where it is; none outside a project."""
    try:
        root = project_root()
    except UsageError:
        yield
        return
    with debugging.debug_file(root, datetime.now(UTC)) as path:
        try:
            yield
        finally:
            click.echo(describe_debug_file(path, root, console_language()), err=True)


@click.group(cls=CityGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vertelkaart")
@click.option("--debug", is_flag=True, help="Write what happens, errors in full, into a private file.")
def main(debug: bool) -> None:  # read by CityGroup
    """Stories in, a searchable city map and a sealed digest out."""


@main.command()
def check() -> None:
    """Read all files, show every fault, and tell which stories are public."""
    root, language = project_root(), console_language()
    with refusals_reported(root), progress_shown(language) as progress:
        corpus, today = check_project(root, datetime.now(UTC), progress)
    show_summary(summarise(corpus, today), language)


@main.command()
def build() -> None:
    """Build the public site into build/site/; a failed build leaves the last one as it was."""
    build_once(project_root())


def build_once(root: Path) -> Path:
    """The folder of the site.

    Raises: SystemExit after the faults were shown.
    """
    from mkdocs.exceptions import Abort  # noqa: PLC0415  # MkDocs takes a moment, and only a build needs it

    from builder.plugin import build_site  # noqa: PLC0415
    from builder.rebuilt_words import describe_rebuilt  # noqa: PLC0415
    from builder.site.rebuilt import Rebuilt  # noqa: PLC0415

    language = console_language()
    made: list[Rebuilt] = []
    with quiet_mkdocs(), progress_shown(language) as progress:
        try:
            site = build_site(root, progress=progress, tell=say_aside, tell_rebuilt=made.append)
        except Abort as error:
            click.echo(error.format_message(), err=True)
            raise SystemExit(error.code) from error
    click.echo(f"{language.gettext('The site is in')} {shown_folder(site, root)}/")
    for rebuilt in made:
        click.echo(describe_rebuilt(rebuilt, language))
    return site


def say_aside(text: str) -> None:
    """Says something that is no result."""
    click.echo(text, err=True)


def shown_folder(folder: Path, root: Path) -> str:
    """The folder as seen from the project, or as a whole when it lies elsewhere."""
    return (folder.relative_to(root) if folder.is_relative_to(root) else folder).as_posix()


@contextmanager
def quiet_mkdocs() -> Iterator[None]:
    """MkDocs says only what is wrong."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.setLevel(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@main.command()
@click.option("--port", default=8000, show_default=True, help="Where to listen; the next free one is taken.")
@click.option("--once", is_flag=True, help="Build and serve, without watching the files.")
def serve(port: int, once: bool) -> None:
    """Build the site, show it at an address, and build again when a file changes."""
    from builder.serving import serve_site  # noqa: PLC0415

    root = project_root()
    site = standing_site(root)
    language = console_language()
    rebuild = rebuilding(root, site)
    if not rebuild():
        if once:
            sys.exit(EXIT_CONTENT)
        click.echo(language.gettext("The build failed. It is tried again when a file changes."), err=True)

    def show_address(address: str) -> None:
        click.echo(f"{language.gettext('Your map is at')} {address}   ({language.gettext('stop with Ctrl+C')})")

    serve_site(root, site, port, rebuild, show_address, is_watching=not once)


def rebuilding(root: Path, site: Path) -> Callable[[], bool]:
    """A function that builds again and tells whether it went well; a fault is shown and the last site stays.

    While another build is busy it waits: a change that was saved meanwhile must not be missed.
    """

    def tell_busy() -> None:
        click.echo(describe_usage_error(UsageError("build-locked"), console_language()), err=True)

    def rebuild() -> bool:
        try:
            wait_until_free(site.parent, tell_busy)
            build_once(root)
        except SystemExit:
            return False
        except UsageError as error:
            click.echo(describe_usage_error(error, console_language()), err=True)
            return False
        return True

    return rebuild


@main.command()
@click.option("--to", required=True, help="A folder, or the address of a git repository for the site alone.")
@click.option("--branch", default="gh-pages", show_default=True, help="With a repository: the branch of the site.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask when nothing stands there yet.")
def publish(to: str, branch: str, dry_run: bool, yes: bool) -> None:
    """Put the built site, and nothing else, at its public address, after a last look for private words."""
    from builder.publish_command import Publication, Wish, read_for_publishing  # noqa: PLC0415  # readers of all kinds

    root = project_root()
    site = standing_site(root)
    language = console_language()
    corpus, today = read_for_publishing(root, site, datetime.now(UTC), language)
    wish = Wish(to=to, branch=branch, is_dry=dry_run, is_sure=yes)
    with progress_shown(language) as progress:
        Publication(
            root=root, corpus=corpus, site=site, today=today, wish=wish, language=language, progress=progress
        ).publish()


@main.command()
@click.argument("name", metavar="WORKSHOP/STORY")
@click.option("--title", default="…", help="The title of the story.")
def new(name: str, title: str) -> None:
    """Make an empty draft of a story, with its keys, to fill in."""
    from builder.intake import write_draft  # noqa: PLC0415

    root = project_root()
    language = console_language()
    for path in write_draft(root, name, title, datetime.now(UTC).date(), language):
        click.echo(f"{language.gettext('Made')}: {path.relative_to(root).as_posix()}")


@main.command()
def routes() -> None:
    """Write the routes of the city into build/routes/, as GPX for walking apps."""
    from builder.products import build_gpx  # noqa: PLC0415

    root = project_root()
    corpus, today = read_held_to_site(root)
    edition = open_airlock(corpus, today)
    folder = root / "build" / "routes"
    folder.mkdir(parents=True, exist_ok=True)
    for route in edition.routes:
        write_whole(folder / f"{route.id}.gpx", build_gpx(route, edition, edition.city.language), PUBLIC_MODE)
    click.echo(f"{console_language().gettext('The routes are in')} {folder.relative_to(root).as_posix()}/")


@main.command()
@click.argument("story", metavar="STORY")
@click.option("--yes", is_flag=True, help="Do not ask whether it is the right story.")
@click.option("--undo", is_flag=True, help="Lift a withdrawal, when the teller gave consent again.")
def withdraw(story: str, yes: bool, undo: bool) -> None:
    """Take a story out of the built site at once, whatever else is broken, and tell which copies to chase."""
    from builder.withdraw_command import lift_withdrawal, withdraw_story  # noqa: PLC0415  # MkDocs takes a moment

    root, now = project_root(), datetime.now(UTC)
    if undo:
        lift_withdrawal(root, story, console_language(), now)
    else:
        withdraw_story(root, story, console_language(), now, is_sure=yes)


@main.command()
@click.argument("story", required=False)
def fingerprint(story: str | None) -> None:
    """Show the fingerprint of a story (or of all) and of its signals, for translations and follow-ups."""
    corpus, _ = read_project(project_root(), datetime.now(UTC))
    found = [each for each in corpus.stories if story in (None, each.id, each.slug)]
    if story is not None and not found:
        raise UsageError("story-unknown")
    for each in found:
        click.echo(f"{each.id}  {each.fingerprint}")
        for signal in each.signals:
            click.echo(f"  {signal.id}  {signal.fingerprint}")


if __name__ == "__main__":
    main()
