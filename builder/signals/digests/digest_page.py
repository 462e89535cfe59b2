"""A digest in the words of one language, ready to be placed on a page of HTML or on paper; no form stands here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from builder.languages import Language
from builder.languages.status_words import STATUS_WORDS
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus
from builder.model.services import DigestFormat, Service
from builder.signals.digests.digest import Block, Digest, DueLine
from builder.signals.digests.digest_map import MapView, build_map
from builder.signals.digests.digest_view import (
    BlockView,
    CountLine,
    Names,
    ProgressView,
    build_block_view,
    build_names,
    count_groups,
    count_themes,
)
from builder.signals.digests.digest_words import local_text
from builder.signals.digests.pattern_page import PatternPage, build_pattern_pages, number_words
from builder.signals.digests.patterns import find_patterns, single_voices
from builder.signals.digests.told import Paragraph, begin_of, length_of, parse_told
from builder.signals.digests.trend import Tally
from builder.signals.register.whereabouts import whole_city_places

ON_PAGE_TWO = 12
"""So many signals stand on page two, each with room for an answer; more are an annex."""
LONGEST_IN_BLOCK = 600
"""Characters of what was said on page two; the rest of a longer text stands in the annex."""
DUE_ON_PAGE_ONE = 5
PATTERNS_ON_PAGE_ONE = 4
PATTERNS_WITHOUT_ANNEX = ON_PAGE_TWO // 2
"""A signal belongs to one pattern: so many are all that signals of page two can make, and they need no annex."""
CountGroup = tuple[str, tuple[CountLine, ...]]
PAPER_ANSWERS = (
    FollowUpStatus.RECEIVED,
    FollowUpStatus.IN_PROGRESS,
    FollowUpStatus.DONE,
    FollowUpStatus.FORWARDED,
    FollowUpStatus.DECLINED,
)
"""What can be ticked on paper; the last one leaves room to say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A large number."""

    number: str
    label: str
    before: str
    """The same number for the period before."""
    is_accent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPage:
    """A signal, ready to be placed."""

    view: BlockView
    title: str
    where: str
    origin: tuple[str, ...]
    """Where it was told, when, in which story: each perhaps in words of another direction."""
    also: str
    reason: str
    """Why it stands among those that most people recognise."""
    told: tuple[Paragraph, ...] = field(repr=False)
    """What was said; on page two perhaps its beginning only."""
    is_cut: bool
    steps: tuple[ProgressView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """A day on which something is expected, in words."""

    number: int | None
    signal_id: str
    when: str
    ask: str
    is_overdue: bool
    origin: str
    """Where a signal without a number here stands; empty for one with a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """Everything that a template places."""

    project: str
    service: str
    period: str
    figures: tuple[Figure, ...]
    trend: str
    summary: tuple[Paragraph, ...] = field(repr=False)
    map: MapView | None
    nowhere: str
    counts: tuple[CountGroup, ...]
    is_beside_before: bool
    """Whether a count stands beside that of the period before, which needs a wider column."""
    recognised: str
    """What it means that a signal is recognised."""
    patterns: tuple[PatternPage, ...]
    more_patterns: tuple[PatternPage, ...]
    """Those that have no room on page one: in the annex."""
    single_voices: str
    most_shared: tuple[BlockPage, ...]
    nothing_shared: str
    """What stands in place of those; empty when there are any."""
    due: tuple[DuePage, ...]
    more_due: tuple[DuePage, ...]
    answer_by: str
    how_to_answer: str
    blocks: tuple[BlockPage, ...]
    """Page two."""
    ask_about_one: str
    """Whom to ask about a signal; empty when the city names nobody."""
    annex: tuple[BlockPage, ...]
    """The signals that have no room on page two, and the whole text of those that are cut there."""
    rest: int
    """How many signals stand in the annex only."""

    @property
    def has_annex(self) -> bool:
        """Whether anything stands after page two."""
        return bool(self.annex or self.more_patterns or self.more_due)


def build_digest_page(
    digest: Digest, corpus: Corpus, language: Language, *, longest: int = LONGEST_IN_BLOCK
) -> DigestPage:
    """A digest in the words of one language, ready to be placed. `longest`: characters of a text on page two."""
    names = build_names(corpus, language)
    urgency = language.gettext("Urgency")  # already among the large numbers
    whole = tuple(build_block_page(block, names) for block in digest.blocks)
    first = tuple(shorten(block, longest) for block in whole[:ON_PAGE_TWO])
    annex = tuple(block for block, short in zip(whole, first, strict=False) if short.is_cut) + whole[ON_PAGE_TWO:]
    by_number = {block.view.number: block for block in whole}
    map_view = build_map(digest.blocks, corpus.gazetteer, language)
    due = tuple(build_due_page(line, names) for line in digest.due)
    patterns = build_pattern_pages(find_patterns(digest.blocks, whole_city_places(corpus.gazetteer)), names)
    on_page_one = PATTERNS_WITHOUT_ANNEX if len(whole) <= ON_PAGE_TWO else PATTERNS_ON_PAGE_ONE
    return DigestPage(
        project=project_title(corpus, language),
        service=names.services[digest.service.id],
        period=period_words(digest, names),
        figures=build_figures(digest.tally, digest.trend.before, language),
        trend=trend_words(digest, names),
        summary=parse_told(digest.summary),
        map=map_view,
        nowhere=nowhere_words(map_view, language),
        counts=with_trend(
            tuple(group for group in count_groups(digest.blocks, names) if group[1] and group[0] != urgency),
            digest,
            names,
        ),
        is_beside_before=bool(digest.trend.before.themes),
        recognised=language.gettext("Recognised by: who at the table said that they know this, too."),
        patterns=patterns[:on_page_one],
        more_patterns=patterns[on_page_one:],
        single_voices=single_words(single_voices(digest.blocks), language),
        most_shared=tuple(by_number[block.number] for block in digest.most_shared),
        nothing_shared=nothing_shared_words(digest, language),
        due=due[:DUE_ON_PAGE_ONE],
        more_due=due[DUE_ON_PAGE_ONE:],
        answer_by=answer_by_words(digest, names),
        how_to_answer=how_to_answer(digest.service, corpus, language),
        blocks=first,
        ask_about_one=ask_about_one(corpus, language),
        annex=annex,
        rest=len(whole[ON_PAGE_TWO:]),
    )


def project_title(corpus: Corpus, language: Language) -> str:
    """The name of the map."""
    return local_text(corpus.city.title, language, corpus.city.language)


def with_trend(groups: tuple[CountGroup, ...], digest: Digest, names: Names) -> tuple[CountGroup, ...]:
    """The counts, those of themes beside the period before when anything came then."""
    before, say = digest.trend.before.themes, names.language.gettext
    if not before:
        return groups
    themes = (say("Theme (and before)"), count_themes(digest.blocks, before, names))
    return tuple(themes if title == say("Theme") else (title, lines) for title, lines in groups)


def period_words(digest: Digest, names: Names) -> str:
    """From when to when, and when it was made."""
    return names.language.gettext("What people told, from {since} to {until} · made on {today}").format(
        since=names.day(digest.since), until=names.day(digest.until), today=names.day(digest.today)
    )


def build_figures(tally: Tally, before: Tally, language: Language) -> tuple[Figure, ...]:
    """The four large numbers at the top, each with that of the period before."""
    say, count = language.gettext, language.number
    was = say("before: {number}")
    labels = (
        language.ngettext("signal", "signals", tally.signals),
        say("urgent"),
        say("recognised by 6 or more"),
        say("waiting for an answer"),
    )
    counts = (tally.signals, tally.acute, tally.many, tally.waiting)
    earlier = (before.signals, before.acute, before.many, before.waiting)
    return tuple(
        Figure(
            number=count(number),
            label=label,
            before=was.format(number=count(old)),
            is_accent=label == labels[1] and number > 0,
        )
        for number, old, label in zip(counts, earlier, labels, strict=True)
    )


def trend_words(digest: Digest, names: Names) -> str:
    """What the period before was, and what became of its signals."""
    trend, say = digest.trend, names.language.gettext
    days = {"since": names.day(trend.since), "until": names.day(trend.until)}
    if not trend.before.signals:
        return say("Before is {since} to {until}: no signals came to you then.").format(**days)
    answered = trend.before.signals - trend.before.waiting
    text = say("Before is {since} to {until}. Signals then: {signals}; answered by now: {answered}.")
    return text.format(**days, answered=answered, signals=trend.before.signals)


def answer_by_words(digest: Digest, names: Names) -> str:
    """By when an answer is expected; that none is, when nothing of this digest or an earlier one waits for it."""
    if digest.blocks and not digest.due and not any(block.is_open for block in digest.blocks):
        return names.language.gettext("No answer is waited for: all of these signals are settled.")
    return names.language.gettext(
        "An answer is expected by {day}, to urgent signals by {urgent_day}. An answer is also: not taken up, because…"
    ).format(day=names.day(digest.answer_by), urgent_day=names.day(digest.acute_answer_by))


def nothing_shared_words(digest: Digest, language: Language) -> str:
    """Why no signal stands below what most people recognise; empty when one does."""
    if digest.most_shared:
        return ""
    if not digest.blocks:
        return language.gettext("No signals came to you in this period.")
    if digest.recognised:
        return language.gettext("What more than one person recognised is settled.")
    return language.gettext("For none of these signals it is known that more than one person recognised it.")


def nowhere_words(map_view: MapView | None, language: Language) -> str:
    """Which signals are not on the map."""
    if map_view is None or not map_view.nowhere:
        return ""
    text = language.gettext("Without a spot, or for the whole city: {numbers}")
    return text.format(numbers=number_words(map_view.nowhere))


def single_words(numbers: Sequence[int], language: Language) -> str:
    """The signals of one person each, so that no count drowns them; empty for none."""
    if not numbers:
        return ""
    text = language.gettext("Told by one person, and for that not less important: {numbers}")
    return text.format(numbers=number_words(numbers))


def how_to_answer(service: Service, corpus: Corpus, language: Language) -> str:
    """Where the answers go."""
    contact = corpus.city.contact
    email = contact.email if contact else None
    say = language.gettext
    in_sheet = say(
        "Answer in the spreadsheet digest.xlsx, in its coloured columns, or on this sheet, "
        "and give it back by hand or sealed"
    )
    has_sheet = DigestFormat.XLSX in service.formats
    text = in_sheet if has_sheet else say("Answer on this sheet, and give it back by hand or sealed")
    name = contact.name if contact else ""
    sender = ", ".join(part for part in (name, email) if part)
    return f"{say('{words}:').format(words=text)} {sender}." if sender else f"{text}."


def ask_about_one(corpus: Corpus, language: Language) -> str:
    """Whom to ask about a signal, in words; empty when the city names nobody."""
    contact = corpus.city.contact
    if contact is None:
        return ""
    who = ", ".join(part for part in (contact.name, contact.email) if part)
    return language.gettext("A question about one signal? Ask {who}, and name its reference.").format(who=who)


def build_block_page(block: Block, names: Names) -> BlockPage:
    """A signal with all that was said, ready to be placed."""
    view = build_block_view(block, names)
    say = names.language.gettext
    where = f"{view.place} ({view.area})" if view.place and view.area not in ("", view.place) else ""
    gathering = say("Collection “{workshop}”" if block.is_collection else "Workshop “{workshop}”")
    told = gathering.format(workshop=view.workshop)
    example = say("example") if block.is_example else ""
    story = say("story “{title}”").format(title=view.story) if view.story else say("story not public")
    steps = (replace_service(view.own),) if view.own else ()
    return BlockPage(
        view=view,
        title=view.ask or f"{view.kind}: {view.theme}",
        where=where or view.place or view.area,
        origin=tuple(part for part in (told, view.day, story, example) if part),
        also=", ".join(view.also),
        reason=" · ".join(part for part in (where or view.place or view.area, view.shared) if part),
        told=parse_told(block.text),
        is_cut=False,
        steps=steps + view.others,
    )


def shorten(block: BlockPage, longest: int) -> BlockPage:
    """The signal with as much of its text as page two has room for."""
    if length_of(block.told) <= longest:
        return block
    return BlockPage(
        view=block.view,
        title=block.title,
        where=block.where,
        origin=block.origin,
        also=block.also,
        reason=block.reason,
        told=begin_of(block.told, longest),
        is_cut=True,
        steps=block.steps,
    )


def replace_service(own: ProgressView) -> ProgressView:
    """The service's own step, without its name: it knows."""
    return ProgressView(
        service="",
        status=own.status,
        days=own.days,
        reply=own.reply,
        is_text_changed=own.is_text_changed,
    )


def build_due_page(line: DueLine, names: Names) -> DuePage:
    """A day on which something is expected, in words."""
    say = names.language.gettext
    texts = {
        (False, False): say("Answer due on {day}:"),
        (False, True): say("Answer was due on {day}:"),
        (True, False): say("Decision on {day}:"),
        (True, True): say("Wanted to be heard before {day}:"),
    }
    return DuePage(
        number=line.number,
        signal_id=line.signal_id,
        when=texts[line.is_decision, line.is_overdue].format(day=names.day(line.day)),
        ask=line.ask,
        is_overdue=line.is_overdue,
        origin="" if line.number else say("from an earlier digest"),
    )


def block_pages(blocks: Iterable[Block], names: Names) -> tuple[BlockPage, ...]:
    """Several signals, ready to be placed."""
    return tuple(build_block_page(block, names) for block in blocks)


def answer_words(language: Language) -> tuple[str, ...]:
    """What can be ticked on paper; the last one leaves room to say why."""
    words = [language.gettext(STATUS_WORDS[status]).lower() for status in PAPER_ANSWERS]
    return (*words[:-1], words[-1] + language.gettext(", because…"))
