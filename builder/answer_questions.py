"""The questions of `vertelkaart signals answer --service`: one open signal after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from builder.asking import is_yes
from builder.languages import Language, load_language
from builder.languages.status_words import STATUS_WORDS
from builder.model.gathering import FollowUpStatus
from builder.model.story import Signal, Urgency
from builder.signals.answers.answer import Answer
from builder.signals.answers.asked import Asked
from builder.signals.answers.asking_answers import CHOICES, build_typed, parse_choice
from builder.signals.digests.answer_sheet import parse_service
from builder.signals.digests.digest_words import KINDS

STOP = "q"


class StoppedError(Exception):
    """The person wants no more questions; what was answered is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Asks about the signals of one service."""

    asked: Asked
    service_id: str
    language: Language
    has_words: bool

    def ask(self, signal: Signal, number: int, total: int) -> Answer | None:
        """What was typed about one signal; None when it is skipped. Raises: StoppedError."""
        _ = self.language.gettext
        self.show(signal, number, total)
        status = self.ask_status()
        if status is None:
            return None
        texts = {}
        if status is FollowUpStatus.FORWARDED:
            texts["forwarded_to"] = self.ask_service()
        texts["reply"] = ask_text(_("reply to the tellers (Enter = none)"))
        texts["reason"] = ask_text(_("reason, for you and the services (Enter = none)"))
        if texts["reply"] and is_yes(_("May everybody read this reply?"), self.language):
            texts["public"] = "true"
        return build_typed(
            signal,
            self.service_id,
            status,
            texts,
            today=self.asked.today,
            language=self.asked.corpus.city.language,
        )

    def show(self, signal: Signal, number: int, total: int) -> None:
        """Which signal it is; what it says only when that was asked for."""
        words = load_language(self.language.code, "digest")
        known = self.asked.follow_up(signal.id, self.service_id)
        about = [signal.head.theme, words.gettext(KINDS[signal.head.kind]).lower()]
        about += [self.language.gettext("urgent")] if signal.head.urgency is Urgency.ACUTE else []
        about += [known.status.value] if known else []
        click.echo(f"\n[{number}/{total}] {signal.id} · {' · '.join(about)}", err=True)
        if self.has_words:
            for text in (signal.head.ask, signal.text):
                if text:
                    click.echo("\n".join(f"    {line}" for line in text.split("\n")), err=True)

    def ask_status(self) -> FollowUpStatus | None:
        """The status; None for Enter. What is none is asked again. Raises: StoppedError."""
        _ = self.language.gettext
        while True:
            typed = ask_text(_("status (Enter = skip, q = stop)"))
            if not typed:
                return None
            status = parse_choice(typed)
            if status is not None:
                return status
            self.show_choices()

    def ask_service(self) -> str:
        """The service that it was passed on to; empty when nobody knows. Raises: StoppedError."""
        _ = self.language.gettext
        while True:
            typed = ask_text(_("passed on to which service (Enter = not known)"))
            found = parse_service(typed, self.asked.corpus.services) if typed else ""
            if found is not None and found != self.service_id:
                return found
            click.echo(", ".join(each for each in self.asked.services if each != self.service_id), err=True)

    def show_choices(self) -> None:
        """The statuses by number, with their words."""
        words = load_language(self.language.code, "digest")
        for number, status in enumerate(CHOICES, start=1):
            click.echo(f"  {number} {words.gettext(STATUS_WORDS[status])} ({status.value})", err=True)


def ask_answers(asked: Asked, service_id: str, language: Language, *, has_words: bool) -> Sequence[Answer]:
    """The answers that were typed, up to the end or to `q`."""
    signals = asked.open_signals(service_id)
    text = language.ngettext("%(num)s open signal", "%(num)s open signals", len(signals))
    click.echo(f"{service_id}: {text % {'num': len(signals)}}", err=True)
    questions = Questions(asked=asked, service_id=service_id, language=language, has_words=has_words)
    if signals:
        questions.show_choices()
    answers = []
    try:
        for number, signal in enumerate(signals, start=1):
            answer = questions.ask(signal, number, len(signals))
            if answer is not None:
                answers.append(answer)
    except StoppedError:
        pass
    return answers


def ask_text(question: str) -> str:
    """What was typed. Raises: StoppedError for `q`."""
    typed = str(click.prompt(question, default="", show_default=False, err=True)).strip()
    if typed.casefold() == STOP:
        raise StoppedError
    return typed
