"""What `vertelkaart signals …` prints: ids, days and words of ours; the text of a signal only when `show` is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import click

from builder.errors import UsageError
from builder.languages import Language
from builder.languages.status_words import STATUS_WORDS
from builder.model.corpus import Corpus
from builder.signals.digests.digest_words import KINDS, LEVELS, URGENCIES, WEIGHTS_SHORT, local_text
from builder.signals.digests.signal_text import escape_for_cell
from builder.signals.register.delivered import read_deliveries
from builder.signals.register.entries import Entry, Line, Wanted, build_register, lines_of, overdue_lines
from builder.signals.register.explaining import Explanation, Verdict, explain_routes
from builder.signals.register.history import Step
from builder.signals.register.routing import Mismatch, RouteReason
from builder.terminal_table import build_csv, build_table

COLUMNS = ("signal", "theme", "kind", "urgency", "level", "service", "status", "days", "due")


def row_of(line: Line, today: date) -> list[str]:
    """One signal at one service, in the words of the files: for programs."""
    entry, step = line
    head = entry.signal.head
    days = step.days(today) if step else None
    return [
        entry.signal.id,
        head.theme,
        head.kind.value,
        head.urgency.value,
        head.level.value,
        step.service_id if step else "",
        status_of(step),
        "" if days is None else str(days),
        step.due_on.isoformat() if step and step.due_on and step.is_open else "",
    ]


def shown_row(line: Line, today: date, corpus: Corpus, language: Language) -> list[str]:
    """The same in the words of a language, for a reader; a signal and a service keep the ids to ask for them by."""
    _ = language.gettext
    entry, step = line
    head = entry.signal.head
    words = {
        "theme": theme_words(head.theme, corpus, language),
        "kind": _(KINDS[head.kind]),
        "urgency": _(URGENCIES[head.urgency]),
        "level": _(LEVELS[head.level]),
        "status": shown_status(step, language),
    }
    return list((dict(zip(COLUMNS, row_of(line, today), strict=True)) | words).values())


def theme_words(theme_id: str, corpus: Corpus, language: Language) -> str:
    """The label of a theme."""
    found = next((theme for theme in corpus.vocabulary.themes if theme.id == theme_id), None)
    return local_text(found.label, language, corpus.city.language) if found else theme_id


def shown_status(step: Step | None, language: Language) -> str:
    """The word for the status, with a mark when the signal was rewritten since."""
    if step is None:
        return ""
    word = language.gettext(STATUS_WORDS[step.status])
    return f"{word} ({language.gettext('rewritten')})" if step.is_rewritten else word


def status_of(step: Step | None) -> str:
    """The status, with a mark when the signal was rewritten since; none for a signal without a service."""
    if step is None:
        return ""
    return f"{step.status.value} (rewritten)" if step.is_rewritten else step.status.value


def show_lines(corpus: Corpus, lines: Sequence[Line], today: date, language: Language, *, is_csv: bool) -> None:
    """The lines as a table, or as CSV; how many there are, and what a list without lines means, on stderr."""
    _ = language.gettext
    if is_csv:
        click.echo(build_csv(COLUMNS, [row_of(line, today) for line in lines]), nl=False)
    elif lines:
        rows = [shown_row(line, today, corpus, language) for line in lines]
        headings = [_("signal"), _("theme"), _("kind"), _("urgency"), _("level"), _("service"), _("status")]
        click.echo(build_table([*headings, _("days"), _("due")], [[word or "–" for word in row] for row in rows]))
        signals = len({entry.signal.id for entry, _step in lines})
        click.echo(f"{_('signals')}: {signals}", err=True)


def list_signals(corpus: Corpus, wanted: Wanted, today: date, language: Language, *, is_csv: bool) -> None:
    """Every signal and service that is asked for."""
    _ = language.gettext
    refuse_unknown(corpus, wanted)
    entries = build_register(corpus, read_deliveries(corpus.root), today)
    lines = list(lines_of(entries, wanted))
    show_lines(corpus, lines, today, language, is_csv=is_csv)
    if not lines:
        none = _("There are no signals yet.") if not entries else _("No signal is like that.")
        click.echo(none, err=True)


def list_overdue(corpus: Corpus, wanted: Wanted, today: date, language: Language, *, is_csv: bool) -> None:
    """What should have been answered, the longest ago first."""
    refuse_unknown(corpus, wanted)
    entries = build_register(corpus, read_deliveries(corpus.root), today)
    lines = overdue_lines(entries, wanted, today)
    show_lines(corpus, lines, today, language, is_csv=is_csv)
    if not lines:
        click.echo(language.gettext("No answer is overdue."), err=True)


def refuse_unknown(corpus: Corpus, wanted: Wanted) -> None:
    """Nothing, when every id that is asked for exists: a list that is empty by a slip of the pen says too much.

    Raises: UsageError.
    """
    known: tuple[tuple[str, str | None, Iterable[str]], ...] = (
        ("--service", wanted.service, (each.id for each in corpus.services)),
        ("--theme", wanted.theme, (each.id for each in corpus.vocabulary.themes)),
        ("--area", wanted.area, (each.id for each in corpus.gazetteer.areas)),
        ("--workshop", wanted.workshop, (each.id for each in corpus.workshops)),
    )
    for option, asked, ids in known:
        if asked is not None and asked not in set(ids):
            raise UsageError("filter-unknown", option=option)
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError("digest-period")


def show_signal(corpus: Corpus, signal_id: str, today: date, language: Language) -> None:
    """One signal with all of its text, which is private and was asked for; control characters are made visible."""
    _ = language.gettext
    entries = build_register(corpus, read_deliveries(corpus.root), today)
    entry = next(each for each in entries if each.signal.id == find_ids(corpus, [signal_id])[0])
    signal, head = entry.signal, entry.signal.head
    lines = [
        (_("signal"), f"{signal.id}  ({signal.path}:{signal.line})"),
        (_("fingerprint"), signal.fingerprint),
        (_("told"), str(entry.told_on or "–")),
        (_("theme"), theme_words(head.theme, corpus, language)),
        (_("kind"), _(KINDS[head.kind])),
        (_("urgency"), _(URGENCIES[head.urgency])),
        (_("weight"), _(WEIGHTS_SHORT[head.weight])),
        (_("level"), _(LEVELS[head.level])),
        (_("areas"), ", ".join(area_names(entry.area_ids, corpus, language)) or "–"),
        (_("ask"), head.ask or "–"),
    ]
    for label, said in lines:
        click.echo(f"{label}: {escape_for_cell(said)}")
    click.echo("\n" + escape_for_cell(signal.text) + "\n")
    show_steps(entry, today, language)


def area_names(area_ids: Iterable[str], corpus: Corpus, language: Language) -> list[str]:
    """The names of areas."""
    names = {area.id: area.names.get(language.code, area.name) for area in corpus.gazetteer.areas}
    return [names.get(area_id, area_id) for area_id in area_ids]


def show_steps(entry: Entry, today: date, language: Language) -> None:
    """What became of a signal at each service, row by row."""
    _ = language.gettext
    if not entry.steps:
        click.echo(_("No service has it."))
    for step in entry.steps:
        days = step.days(today)
        told = [shown_status(step, language)]
        told += [f"{_('days')} {days}"] if days is not None else []
        told += [f"{_('due')} {step.due_on}"] if step.due_on and step.is_open else []
        click.echo(f"{step.service_id}: {', '.join(told)}")
        for row in step.rows:
            said = [_(STATUS_WORDS[row.status]), str(row.received_on or ""), str(row.answered_on or "")]
            click.echo(f"  - {'  '.join(part for part in said if part)}")
            for text in (row.reason, *(row.reply or {}).values()):
                if text:
                    click.echo("    " + escape_for_cell(text).replace("\n", "\n    "))


def find_ids(corpus: Corpus, asked: Sequence[str]) -> list[str]:
    """The full ids of the signals that are meant: as in the lists, without the workshop or without the id of the signal
    when that is clear.

    Raises: UsageError when there is none, or more than one.
    """
    by_name: dict[str, set[str]] = {}
    for story in corpus.stories:
        for signal in story.signals:
            for name in (story.id, story.slug, signal.id.partition("/")[2]):
                by_name.setdefault(name, set()).add(signal.id)
    known = {signal_id for ids in by_name.values() for signal_id in ids}
    found: list[str] = []
    for name in asked:
        ids = {name} if name in known else by_name.get(name, set())
        if len(ids) != 1:
            raise UsageError("signal-ambiguous" if ids else "signal-unknown")
        found += ids
    return found


def explain_signals(corpus: Corpus, asked: Sequence[str], today: date, language: Language) -> None:
    """Why each signal goes where it goes; all of them when none is named, then those apart and those left."""
    _ = language.gettext
    ids = find_ids(corpus, asked) if asked else [each.id for story in corpus.stories for each in story.signals]
    found = list(explain_routes(corpus, ids, today))
    for explanation in found:
        show_explanation(explanation, language)
    if not found:
        click.echo(_("There are no signals yet."), err=True)
        return
    if asked:
        return
    told = [each for each in found if not each.is_withdrawn]
    left = [each.signal_id for each in told if not each.service_ids]
    click.echo(f"{_('signals')}: {len(told)}")
    show_ids(_("not for the city itself"), [each.signal_id for each in told if each.is_outside])
    show_ids(_("no service takes"), left)


def show_ids(label: str, ids: Sequence[str]) -> None:
    """How many, and which."""
    click.echo(f"{label}: {len(ids)}")
    for signal_id in ids:
        click.echo(f"  {signal_id}")


def show_explanation(explanation: Explanation, language: Language) -> None:
    """One signal: its theme, kind, level and areas, and a line for each service."""
    _ = language.gettext
    areas = ", ".join(explanation.area_ids) or _("no area")
    click.echo(
        f"{explanation.signal_id}  ({explanation.theme}, {explanation.kind.value}, {explanation.level.value}, {areas})"
    )
    if explanation.is_withdrawn:
        click.echo("  " + _("nobody gets it: its story was withdrawn"))
        return
    for verdict in explanation.verdicts:
        click.echo(f"  {'+' if verdict.reason else '-'} {verdict.service_id}: {said_by(verdict, language)}")
    if not explanation.service_ids:
        click.echo("  " + _("no service takes it: it is on the list without a service"))


def said_by(verdict: Verdict, language: Language) -> str:
    """What one service says, in words."""
    _ = language.gettext
    obstacles = {
        Mismatch.THEME: _("another theme"),
        Mismatch.KIND: _("another kind"),
        Mismatch.LEVEL: _("another level"),
        Mismatch.AREA: _("another area"),
        Mismatch.NOT_YET: _("starts later"),
        Mismatch.NO_LONGER: _("has ended"),
    }
    against = ", ".join(obstacles[each] for each in verdict.against)
    if verdict.reason is None:
        return f"{_('not taken')}: {against}"
    reasons = {
        RouteReason.THEME: _("taken: its theme, kind, level and area"),
        RouteReason.HAND: _("taken: given by hand in follow_up.yml"),
        RouteReason.DEFAULT: _("taken: the default, because no other service does"),
    }
    return reasons[verdict.reason] + (f" ({_('by itself not')}: {against})" if against else "")
