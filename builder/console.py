"""What every command needs of the terminal: the project, its language, the day, and a bar that moves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TaskID, TextColumn
from rich.text import Text

from builder.airlock.edition import Progress as ProgressCallback
from builder.errors import UsageError
from builder.languages import Language, load_language, terminal_language
from builder.model.corpus import Corpus
from builder.pipeline import find_root, read_city_language, read_project
from builder.withdrawal.marks import replay_site


class Day(click.ParamType[date]):
    """A day such as 2026-03-14."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; what is none ends the command with a sentence and an example."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise UsageError("not-a-full-date") from None


def project_root() -> Path:
    """The project in which the command was typed.

    Raises: UsageError when there is none, or when the current folder is gone.
    """
    try:
        return find_root(Path.cwd())
    except FileNotFoundError:
        raise UsageError("not-a-project", name="mkdocs.yml") from None


def console_language() -> Language:
    """Dutch or English, after the city or the terminal."""
    try:
        city = read_city_language(project_root())
    except UsageError:
        city = None
    return load_language(terminal_language(os.environ, city), "errors")


class CountColumn(MofNCompleteColumn):
    """How many of how many; nothing where the whole is not known."""

    def render(self, task: Task) -> Text:
        """The count of one bar."""
        return Text() if task.total is None else super().render(task)


@contextmanager
def progress_shown(language: Language) -> Iterator[ProgressCallback]:
    """A bar on stderr for each step, when a person is watching."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), CountColumn())
    names = {
        "reading": language.gettext("reading"),
        "airlock": language.gettext("airlock"),
        "pages": language.gettext("pages"),
        "last look": language.gettext("last look"),
        "digests": language.gettext("digests"),
        "mails": language.gettext("mails"),
    }
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if done < total:
                bars.start()
            if step not in tasks:
                tasks[step] = bars.add_task(names.get(step, step), total=None)  # moves to and fro
            bars.update(tasks[step], completed=done, total=total if total > 1 else None, visible=done < total)
            if done >= total:
                bars.stop()  # a question may follow, and a bar would be drawn over it

        yield show


@contextmanager
def reading_shown() -> Iterator[None]:
    """A sign on stderr that files are read, when a person is watching: thousands of them take seconds."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(console_language().gettext("reading")):
        yield


def standing_site(root: Path) -> Path:
    """Where the site of a project stands, `build/site/` unless `mkdocs.yml` says something else."""
    from builder.plugin import site_folder  # noqa: PLC0415  # MkDocs takes a moment

    return site_folder(root)


def read_held_to_site(root: Path) -> tuple[Corpus, date]:
    """Everything in the project, and the day; a story that the built site says was withdrawn is so here, too."""
    now = datetime.now(UTC)
    replay_site(root, standing_site(root), now.date())
    with reading_shown():
        return read_project(root, now)
