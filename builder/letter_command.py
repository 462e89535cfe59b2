"""What `vertelkaart signals letters` and `vertelkaart signals thanks` write and print: paths and counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from builder.console import progress_shown
from builder.errors import UsageError
from builder.languages import INTERFACE_LANGUAGES, Language, load_language
from builder.model.corpus import Corpus
from builder.signals.answers.asked import Asked
from builder.signals.answers.letters import LETTERS_FOLDER, LetterWriter
from builder.signals.delivering.folder import write_delivery


def write_letters(corpus: Corpus, period: tuple[date, date], today: date, language: Language) -> None:
    """A letter for each service that answered, or still has something open.

    Raises: UsageError, ContentError.
    """
    since, until = period
    writer, step = LetterWriter(asked=Asked(corpus=corpus, today=today)), language.gettext("letters")
    with progress_shown(language) as progress:
        letters = writer.service_letters(since, until, lambda done, total: progress(step, done, total))
    deliver(corpus, f"{since.isoformat()}_{until.isoformat()}", letters, language)


def write_thanks(corpus: Corpus, name: str, code: str | None, today: date, language: Language) -> None:
    """A thank-you sheet for a workshop, in the languages of its stories or in one.

    Raises: UsageError, ContentError.
    """
    workshop = next((each for each in corpus.workshops if each.id == name), None)
    if workshop is None:
        raise UsageError("workshop-unknown")
    if code is not None and code not in INTERFACE_LANGUAGES:
        raise UsageError("letter-language", expected=", ".join(INTERFACE_LANGUAGES))
    writer = LetterWriter(asked=Asked(corpus=corpus, today=today))
    codes = (code,) if code is not None else writer.languages_of(workshop)
    sheets = {f"thanks-{each}.pdf": writer.thanks(workshop, load_language(each, "digest")) for each in codes}
    deliver(corpus, workshop.id, sheets, language)


def deliver(corpus: Corpus, name: str, files: Mapping[str, bytes], language: Language) -> None:
    """The files in a folder of their own, for their owner only, and where they are."""
    _ = language.gettext
    if not files:
        click.echo(_("There is nothing to write a letter about."))
        return
    write_delivery(corpus.root / LETTERS_FOLDER / name, files)
    for file in sorted(files):
        click.echo(f"{_('written')}: {LETTERS_FOLDER}/{name}/{file}")
    click.echo(_("They are in clear, for you only. Hand them over on paper, and delete them afterwards."), err=True)
