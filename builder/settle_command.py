"""What `vertelkaart signals settle` and `rename` ask and print: ids and lines, never a word of a signal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from builder.asking import is_yes
from builder.errors import UsageError
from builder.languages import Language
from builder.model.corpus import Corpus
from builder.pipeline import latest_day, refuse_half_reduced
from builder.reading import read_corpus
from builder.register_command import find_ids
from builder.signals.register.settling import Doubt, Question, find_questions, rename, settle


def read_to_ask(root: Path, now: datetime) -> Corpus:
    """Everything in the project; a follow-up without its signal is a question here and no fault.

    Raises: ContentError with all other faults.
    """
    refuse_half_reduced(root)
    return read_corpus(root, today=latest_day(now), is_asking=True)


def settle_questions(corpus: Corpus, language: Language) -> None:
    """Asks one question at a time, and writes each yes at once; a no leaves the file as it is."""
    _ = language.gettext
    questions = find_questions(corpus)
    written = 0
    for question in questions:
        show_question(question, language)
        asked = {
            Doubt.RENAMED: _("Is it the same signal under another name?"),
            Doubt.MOVED: _("Was it about the text that has the other name now?"),
            Doubt.REWRITTEN: _("Does what the service did still fit the text as it is now?"),
        }
        if is_yes(asked[question.doubt], language):
            settle(corpus, question)
            written += 1
    unknown = [lost for lost in corpus.lost_follow_ups if lost.same_text is None]
    for lost in unknown:
        click.echo(f"{lost.path}:{lost.line}: {lost.written} – {_('no signal has this name, or this text')}")
    if unknown:
        click.echo(_("Look which signal is meant, and type: vertelkaart signals rename OLD NEW"))
    if not questions and not unknown:
        click.echo(_("Every follow-up fits its signal."))
    else:
        click.echo(f"{_('settled')}: {written}, {_('left')}: {len(questions) - written + len(unknown)}")


def show_question(question: Question, language: Language) -> None:
    """Where it stands and which signals it is about."""
    _ = language.gettext
    label = {
        Doubt.RENAMED: _("was renamed?"),
        Doubt.MOVED: _("was moved?"),
        Doubt.REWRITTEN: _("rewritten since: look again"),
    }[question.doubt]
    names = question.old_id if question.doubt is Doubt.REWRITTEN else f"{question.old_id} → {question.new_id}"
    click.echo(f"{question.path}:{question.line}: {question.service_id}: {label} {names}  ({question.where})")


def rename_signal(corpus: Corpus, old: str, new: str, language: Language) -> None:
    """The follow-ups of the old name get the new one.

    Raises: UsageError when the names are not of one workshop, or nothing has the old one; ContentError.
    """
    _ = language.gettext
    signals = {signal.id: signal for story in corpus.stories for signal in story.signals}
    signal = signals[find_ids(corpus, [new])[0]]
    if "/" in old and old.partition("/")[0] != signal.workshop_id:
        raise UsageError("rename-one-workshop")
    count = rename(corpus, old, signal)
    click.echo(f"{old} → {signal.id}  ({_('follow-ups')}: {count})")
