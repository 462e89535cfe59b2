"""Letters back: to a service, what came in from it and what is still open; to a workshop, what was done.

Signals are named by what they ask, else by their theme and kind; never by what was told. No teller is in them, and of
replies only those that are public: of the others the tellers see where it stands, and hear the rest from a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builder.errors import ContentError, UsageError
from builder.languages import INTERFACE_LANGUAGES, Language, load_language
from builder.languages.status_words import STATUS_WORDS
from builder.model.gathering import FollowUp, FollowUpStatus, Workshop
from builder.model.scalars import PartialDate
from builder.model.services import Service
from builder.model.story import Sensitivity, Signal
from builder.signals.answers.asked import Asked
from builder.signals.digests.digest_words import KINDS, local_text
from builder.signals.register.period import is_in_period
from builder.signals.register.tellers import teller_faults
from builder.typesetting.paper import Sheet, typeset

TEMPLATES = Path(__file__).resolve().parent / "templates"
LETTERS_FOLDER = "build/letters"
UNSAID = frozenset({FollowUpStatus.NEW, FollowUpStatus.REOPENED})
"""What says nothing of a service yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWriter:
    """Writes letters of one project on one day."""

    asked: Asked = field(repr=False)

    def service_letters(
        self, since: date, until: date, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Mapping[str, bytes]:
        """File name → PDF, for each service that answered in the period or still has something open.

        `progress` hears how many services are done, and of how many.

        Raises: UsageError (`digest-period`); ContentError when a signal names a teller.
        """
        if since > until:
            raise UsageError("digest-period")
        self.refuse_tellers([signal for signal in self.asked.corpus.signals if not self.asked.is_gone(signal.id)])
        letters = {}
        services = self.asked.corpus.services
        for number, service in enumerate(services, start=1):
            received = tuple(self.received(service, since, until))
            is_open = self.asked.open_signals(service.id)
            if received or is_open:
                letters[f"{service.id}.pdf"] = self.letter(service, since, until, received, is_open)
            progress(number, len(services))
        return letters

    def received(self, service: Service, since: date, until: date) -> Iterator[tuple[Signal, FollowUp]]:
        """The signals that a service said something about in the period."""
        for signal in self.asked.corpus.signals:
            last = self.asked.follow_up(signal.id, service.id)
            if last is None or last.status in UNSAID or self.asked.is_gone(signal.id):
                continue
            day = last.answered_on or last.received_on
            if day is not None and is_in_period(day, since, until):
                yield signal, last

    def letter(
        self,
        service: Service,
        since: date,
        until: date,
        received: tuple[tuple[Signal, FollowUp], ...],
        is_open: tuple[Signal, ...],
    ) -> bytes:
        """The letter to one service, in its language."""
        city = self.asked.corpus.city
        language = load_language(service.language or city.language, "digest")
        say = language.gettext
        name = local_text(service.name, language, city.language)
        days = {"since": language.date(partial(since)), "until": language.date(partial(until))}
        content = {
            **self.frame(language),
            "title": say("Thank you for your answers"),
            "greeting": say("Dear colleagues of {service},").replace("{service}", name),
            "opening": fill(
                say("These answers came in from you from {since} until {until}. We bring them to who told us."), days
            ),
            "received_title": say("What we received from you"),
            "received_none": say("Nothing in this period."),
            "received": [self.line(signal, last, language) for signal, last in received],
            "open_title": say("What is still open"),
            "open_none": say("Nothing. Thank you!"),
            "open": [
                self.line(signal, self.asked.follow_up(signal.id, service.id), language, is_open=True)
                for signal in is_open
            ],
            "closing": say("Every answer counts, also when it is no. People see that somebody listened."),
            "regards": say("Kind regards,"),
        }
        return self.set_sheet("letter.typ", str(content["title"]), content, language)

    def thanks(self, workshop: Workshop, language: Language) -> bytes:
        """The sheet for a workshop in one language. Raises: ContentError when a signal names a teller."""
        say = language.gettext
        signals = [signal for signal in self.asked.corpus.signals if signal.workshop_id == workshop.id]
        signals = [signal for signal in signals if not self.asked.is_gone(signal.id)]
        shown = [signal for signal in signals if not self.is_in_confidence(signal)]
        self.refuse_tellers(shown)
        hidden = len(signals) - len(shown)
        told = language.ngettext(
            "%(num)s signal was told in confidence. It is not on this sheet.",
            "%(num)s signals were told in confidence. They are not on this sheet.",
            hidden,
        )
        content = {
            **self.frame(language),
            "title": say("Thank you"),
            "workshop": workshop.file.title,
            "opening": say("This is what you said. This is what they did with it."),
            "you_said": say("You asked"),
            "no_answer": say("There is no answer yet. We keep asking."),
            "nothing": say("There was nothing to pass on. Thank you for your stories!"),
            "in_confidence": told % {"num": hidden} if hidden else "",
            "signals": [self.said(signal, language) for signal in shown],
            "closing": say("Do you have a question? Ask us."),
        }
        return self.set_sheet("thanks.typ", f"{content['title']} – {workshop.file.title}", content, language)

    def languages_of(self, workshop: Workshop) -> tuple[str, ...]:
        """The languages in which the stories of a workshop were told, as far as we have words in them."""
        told = {story.language for story in self.asked.corpus.stories if story.workshop_id == workshop.id}
        known = tuple(code for code in INTERFACE_LANGUAGES if code in {each[:2] for each in told})
        return known or (self.asked.corpus.city.language,)

    def is_in_confidence(self, signal: Signal) -> bool:
        """Whether the signal is of a story that is never public: it does not hang on a wall either."""
        return self.asked.stories[signal.story_id].front.sensitivity is Sensitivity.HIGH

    def said(self, signal: Signal, language: Language) -> dict[str, object]:
        """One signal, and what each service did with it."""
        own = self.asked.stories[signal.story_id].language
        steps = [
            self.step(signal, last, language)
            for last in self.asked.follow_ups.get(signal.id, {}).values()
            if last.status not in UNSAID and not self.asked.is_changed(last, signal.id)
        ]
        return {
            "words": self.words_of(signal, language),
            "language": own.partition("-")[0] if signal.head.ask else language.code,  # typst knows no regions
            "steps": steps,
        }

    def step(self, signal: Signal, last: FollowUp, language: Language) -> dict[str, object]:
        """What one service did."""
        service = self.asked.services[last.service]
        city = self.asked.corpus.city.language
        return {
            "status": language.gettext(STATUS_WORDS[last.status]),
            "service": local_text(service.name, language, city),
            "day": language.date(last.answered_on or last.received_on),
            "reply": self.public_reply(signal, last, language),
        }

    def public_reply(self, signal: Signal, last: FollowUp, language: Language) -> dict[str, str] | None:
        """The reply in this language, else in the city's; None when it is not public, or names a teller."""
        if not last.public or not last.reply:
            return None
        code = next((code for code in (language.code, self.asked.corpus.city.language) if code in last.reply), None)
        if code is None or self.asked.names_teller(last.reply[code], signal.id):
            return None
        return {"words": last.reply[code], "language": code}

    def line(
        self, signal: Signal, last: FollowUp | None, language: Language, *, is_open: bool = False
    ) -> dict[str, str]:
        """One signal in a letter."""
        day = ""
        if is_open and last is not None and last.due_on is not None:
            day = language.gettext("due {day}").replace("{day}", language.date(partial(last.due_on)))
        elif last is not None:
            day = language.date(last.answered_on or last.received_on)
        status = FollowUpStatus.NEW if last is None else last.status
        return {
            "words": self.words_of(signal, language),
            "id": signal.id,
            "status": language.gettext(STATUS_WORDS[status]),
            "day": day,
        }

    def words_of(self, signal: Signal, language: Language) -> str:
        """What a signal asks; without that, its theme and kind."""
        if signal.head.ask:
            return signal.head.ask
        themes = {theme.id: theme.label for theme in self.asked.corpus.vocabulary.themes}
        label = local_text(themes.get(signal.head.theme, {}), language, self.asked.corpus.city.language)
        return f"{label or signal.head.theme} · {language.gettext(KINDS[signal.head.kind])}"

    def frame(self, language: Language) -> dict[str, object]:
        """What stands around each letter."""
        city = self.asked.corpus.city
        project = local_text(city.title, language, city.language)
        return {
            "project": project,
            "day": language.date(partial(self.asked.today)),
            "sender": city.contact.name if city.contact is not None else project,
            "foot": project,
        }

    def set_sheet(self, template: str, title: str, content: Mapping[str, object], language: Language) -> bytes:
        """The PDF."""
        sheet = Sheet(
            template=TEMPLATES / template,
            title=title,
            language=language.code,
            direction=language.direction,
            day=self.asked.today,
            content=content,
        )
        return typeset(sheet)

    def refuse_tellers(self, signals: list[Signal]) -> None:
        """Nothing, when no signal names a teller. Raises: ContentError."""
        faults = teller_faults(self.asked.corpus, signals)
        if faults:
            raise ContentError(faults)


def partial(day: date) -> PartialDate:
    """The day as the files have it."""
    return PartialDate(year=day.year, month=day.month, day=day.day)


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with its words filled in."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text
