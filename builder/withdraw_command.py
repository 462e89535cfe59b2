"""What `vertelkaart withdraw` asks and prints: ids, paths, days, commits and commands, never a word of the story."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from mkdocs.exceptions import MkDocsException

from builder.asking import is_yes
from builder.errors import ContentError, Fault, UsageError
from builder.languages import Language
from builder.pipeline import open_airlock, read_project
from builder.plugin import build_site, site_folder
from builder.whole.lock import in_turn
from builder.withdrawal.copies import Copies
from builder.withdrawal.git_history import History, removal_commands
from builder.withdrawal.taking_down import Project, Way
from builder.withdrawal.withdrawing import Found, Withdrawn, lift, look_up, resolve, withdraw

MOST_SHOWN = 20


def withdraw_story(root: Path, word: str, language: Language, now: datetime, *, is_sure: bool) -> None:
    """Takes a story down, after a question when a person is there to answer it, and tells what is left to do.

    Raises: UsageError, also when it is done and cannot be told; SystemExit when the answer is no.
    """
    project = project_of(root, now)
    story_id = resolve(word, project)
    found = look_up(project, story_id, now.astimezone(UTC).date())
    show_plan(found, language)
    if not is_sure and not is_watched():
        raise UsageError("withdraw-without-yes")
    if not is_sure and not is_yes(language.gettext("Withdraw it now?"), language):
        click.echo(language.gettext("Nothing was changed."), err=True)
        raise SystemExit(1)
    with silent_mkdocs():
        done = withdraw(project, found, now.astimezone(UTC).date())
    try:
        show_done(done, language)
        show_copies(found.copies, language)
    except BrokenPipeError:
        raise
    except OSError:  # where the words go is full; as a trouble of the disk it would sound as if nothing was done
        raise UsageError("withdrawn-not-shown") from None


def is_watched() -> bool:
    """Whether a person can answer a question here."""
    return sys.stdin is not None and sys.stdin.isatty()  # None: it was closed


def lift_withdrawal(root: Path, word: str, language: Language, now: datetime) -> None:
    """Lifts the withdrawal of a story, and says what to do next.

    Raises: UsageError, ContentError.
    """
    project = project_of(root, now)
    entry = lift(project, resolve(word, project), now.astimezone(UTC).date())
    _ = language.gettext
    click.echo(f"{_('No longer withdrawn')}: {entry.story}")
    click.echo(_("Write status: published in its file, and build. Only then is it on the map again."))


def project_of(root: Path, now: datetime) -> Project:
    """The project, with the ways to read and to build it."""
    site = site_folder(root)

    def find_faults(inputs: Path) -> tuple[Fault, ...]:
        try:
            corpus, today = read_project(inputs, now)
            open_airlock(corpus, today, home=root)
        except ContentError as error:
            return error.faults
        return ()

    def build(inputs: Path) -> bool:
        wait_for_other_build(site.parent)
        try:
            build_site(inputs, now, site=site, home=root)
        except (MkDocsException, UsageError, ContentError):
            return False
        return True

    return Project(home=root, site=site, find_faults=find_faults, build=build)


def wait_for_other_build(build_folder: Path) -> None:
    """Nothing, as soon as no other build is busy.

    Raises: UsageError when one still is after a minute.
    """
    if build_folder.is_dir():
        with in_turn(build_folder):
            return


@contextmanager
def silent_mkdocs() -> Iterator[None]:
    """MkDocs says nothing: a try that fails is followed by another one."""
    logger, handler = logging.getLogger("mkdocs"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def show_plan(found: Found, language: Language) -> None:
    """Which story it is, and what will happen."""
    _ = language.gettext
    click.echo(f"{_('Story')}: {found.story_id}", err=True)
    for path in (*found.files.paths, *(each for each in found.kept.paths if each not in found.files.paths)):
        click.echo(f"  {path}", err=True)
    if found.entry is not None and found.entry.is_active:
        text = _("It was withdrawn already, on {day}. Everything is done once more.")
        click.echo(text.format(day=found.entry.withdrawn_on.isoformat()), err=True)
    if not found.is_on_site:
        click.echo(_("It is not on the site that stands in build/site/ now."), err=True)
    text = _(
        "It goes from the site with its translations, pictures and sound, and comes on the list of withdrawn stories."
    )
    click.echo(text, err=True)


def show_done(done: Withdrawn, language: Language) -> None:
    """What was done, and how."""
    _ = language.gettext
    ways = {
        Way.NO_SITE: _("There is no built site here. The next build leaves the story out."),
        Way.LAST_GOOD: _("The site is as it was, without this story."),
        Way.CURRENT: _("The site was built again from the files as they are now, without this story."),
        Way.OTHER_GOOD: _("The site was built again from the last good files, without this story."),
        Way.WITHOUT_BROKEN: _(
            "The site was built again without this story and without these files, which have faults:"
        ),
        Way.CARETAKER: _(
            "NOTHING COULD BE BUILT. The whole map was replaced by one page that says that it comes back. "
            "Correct the faults that `vertelkaart check` shows, and build."
        ),
    }
    click.echo(f"{_('Withdrawn')}: {done.entry.story}")
    is_loud = done.taken.way is Way.CARETAKER
    click.secho(ways[done.taken.way], fg="red" if is_loud else None, bold=is_loud)
    for path in done.taken.set_aside:
        click.echo(f"  {path}")
    if not done.has_status:
        click.echo(_("Its own file was left as it is; the list of withdrawn stories counts, not the file."))
    if done.put_back:
        text = _("The site says that these stories were withdrawn. They are on the list again, and stay down")
        click.echo(f"{text}: {', '.join(done.put_back)}")
    if done.taken.way is not Way.NO_SITE:
        click.echo(
            _("Put build/site/ on the web NOW: vertelkaart publish --to …; until then the story is still there.")
        )


def show_copies(copies: Copies, language: Language) -> None:
    """The list of copies to chase, and the commands that remove the story from git."""
    _ = language.gettext
    click.echo("\n" + _("Copies to chase:"))
    for digest in copies.digests:
        services = ", ".join(digest.services) or "–"
        text = _("digest {period}: ask {services} to delete the block of this story, and delete {path}")
        click.echo("- " + text.format(period=digest.period, services=services, path=f"{digest.path}/"))
        if digest.is_unsealed:
            click.echo("  " + _("It is not sealed: whoever has the files can read them."))
    if not copies.digests:
        click.echo("- " + _("digests: none in build/digest/ can hold a signal of this story"))
    for path in copies.products:
        click.echo("- " + _("made and perhaps printed or passed on: {path}").format(path=path))
    for target in copies.published:
        click.echo("- " + _("published; publish again, there as well: {target}").format(target=target))
    click.echo("- " + _("paper: postcards, posters and brochures with this story"))
    for address in copies.addresses:
        click.echo("- " + _("search engines and archives: ask them to forget {address}").format(address=address))
    click.echo("- " + _("news readers keep what a feed once held; it cannot be called back"))
    click.echo("- " + _("every place where build/site/ was put, and every backup of this folder"))
    for path in copies.mentions:
        click.echo("- " + _("read by hand: {path} names this story or repeats a sentence of it").format(path=path))
    show_history(copies.history, language)


def show_history(history: History | None, language: Language) -> None:
    """Commits, branches and remotes that hold the story, and the commands."""
    _ = language.gettext
    if history is not None and not history.is_known:
        click.echo("- " + _("git: it could not be asked here; look yourself which commits hold this story"))
        return
    if history is None or history.is_empty:
        click.echo("- " + _("git: no commit holds this story"))
        return
    shown = ", ".join(commit[:12] for commit in history.commits[:MOST_SHOWN])
    more = len(history.commits) - MOST_SHOWN
    rest = f" … (+{more})" if more > 0 else ""
    click.echo(f"- {_('git, commits')}: {shown}{rest}")
    click.echo(f"- {_('git, branches and tags')}: {', '.join(history.references)}")
    click.echo(f"- {_('git, other copies')}: {', '.join(history.remotes) or '–'}")
    for path in (*history.paths, *history.built_paths[:MOST_SHOWN]):
        click.echo(f"    {path}")
    click.echo(
        "\n" + _("To remove it from git history, type these lines one by one (git-filter-repo must be installed).")
    )
    click.echo(_("First commit your other changes: git filter-repo throws away what is not committed."))
    for command in removal_commands(history):
        click.echo(f"  {command}")
    click.echo(_("Then everybody who has a copy of the repository makes a new clone and deletes the old one."))
