"""The digest as five slides for a meeting: figures, map, what most share, what about, and what is asked and due.

Charts are native and the map is made of shapes, so that an official can change and copy them. What has no room on a
slide is counted there: the digest has all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals.digests.digest import Block, Digest, DueLine
from builder.signals.digests.digest_map import build_map
from builder.signals.digests.digest_page import (
    answer_by_words,
    build_due_page,
    nothing_shared_words,
    nowhere_words,
    period_words,
)
from builder.signals.digests.digest_view import (
    BlockView,
    CountLine,
    Names,
    build_block_view,
    build_names,
    count_groups,
)
from builder.signals.digests.slide_map import draw_map
from builder.signals.digests.slides import ACCENT, GREY, INK, MARGIN_IN, WIDTH_IN, Sheet, SlideDeck, Words, build_deck
from builder.signals.digests.trend import Tally

ROOM_IN = WIDTH_IN - 2 * MARGIN_IN
TOP_IN = 1.55
FOOT_IN = 6.95
NUMBERS_BESIDE_MAP = 8
BARS = 8
LINES = 7
MAP_RATIO = 250 / 400


def render_digest_pptx(digest: Digest, corpus: Corpus, language: Language) -> bytes:
    """The digest as slides in one language; the same bytes for the same digest."""
    names = build_names(corpus, language)
    deck = build_deck(digest.today, language.code, is_rtl=language.direction == "rtl")
    views = {block.signal_id: build_block_view(block, names) for block in digest.blocks}
    add_figures(deck, digest, names)
    add_map(deck, digest, corpus, names, views)
    add_most_shared(deck, digest, names, views)
    add_charts(deck, digest, names)
    add_due(deck, digest, names, views)
    return deck.content()


def add_sheet(deck: SlideDeck, title: str, digest: Digest, names: Names) -> Sheet:
    """A slide with its title, and whose it is at its foot."""
    sheet = deck.add(title)
    secret = names.language.gettext("Confidential: for {service} only").format(
        service=names.services[digest.service.id]
    )
    sheet.write((MARGIN_IN, FOOT_IN, ROOM_IN, 0.3), [[Words(text=secret, size_pt=11, colour=GREY)]])
    return sheet


def add_figures(deck: SlideDeck, digest: Digest, names: Names) -> None:
    """The service and the period in figures, beside the period before."""
    say, count = names.language.gettext, names.language.number
    sheet = add_sheet(deck, names.services[digest.service.id], digest, names)
    sheet.write((MARGIN_IN, TOP_IN, ROOM_IN, 0.4), [[Words(text=period_words(digest, names), colour=GREY)]])
    now, before = digest.tally, digest.trend.before
    words = (
        names.language.ngettext("signal", "signals", now.signals),
        say("urgent"),
        say("recognised by 6 or more"),
        say("waiting for an answer"),
    )
    figures, earlier = counts_of(now, words), counts_of(before, words)
    for number, ((label, value), (_, old)) in enumerate(zip(figures, earlier, strict=True)):
        colour = ACCENT if label == words[1] and value else INK
        large = Words(text=count(value), size_pt=36, colour=colour, is_title=True)
        small = Words(text=say("before: {number}").format(number=count(old)), size_pt=13, colour=GREY)
        paragraphs = [[large, Words(text=f"  {label}", size_pt=18)], [small]]
        sheet.write((MARGIN_IN, 2.2 + number * 1.15, 4.6, 1.1), paragraphs, gap_pt=0)
    series = (
        (span(names, digest.since, digest.until), figures),
        (span(names, digest.trend.since, digest.trend.until), earlier),
    )
    title = say("This period and the one before")
    sheet.chart((5.6, 2.1, WIDTH_IN - MARGIN_IN - 5.6, 4.7), title, series, digest.today, is_bar=False)


def counts_of(tally: Tally, words: Sequence[str]) -> list[tuple[str, int]]:
    """The four counts of a period, each with its words."""
    return list(zip(words, (tally.signals, tally.acute, tally.many, tally.waiting), strict=True))


def span(names: Names, since: date, until: date) -> str:
    """Two days in words."""
    return f"{names.day(since)} – {names.day(until)}"


def add_map(deck: SlideDeck, digest: Digest, corpus: Corpus, names: Names, views: dict[str, BlockView]) -> None:
    """Where the signals are, with what is asked there."""
    say = names.language.gettext
    sheet = add_sheet(deck, say("Where"), digest, names)
    map_view = build_map(digest.blocks, corpus.gazetteer, names.language)
    width = 7.9
    if map_view is not None:
        box = (MARGIN_IN, TOP_IN, width, width * MAP_RATIO)
        draw_map(sheet, map_view, box, say("Map with the numbers of the signals"))
        note = nowhere_words(map_view, names.language)
        if note:
            below = (MARGIN_IN, TOP_IN + width * MAP_RATIO + 0.1, width, 0.3)
            sheet.write(below, [[Words(text=clip(note, 110), size_pt=12, colour=GREY)]])
    else:
        sheet.write((MARGIN_IN, TOP_IN, width, 0.5), [[Words(text=say("None of these signals has a spot."))]])
    shown = digest.blocks[:NUMBERS_BESIDE_MAP]
    lines = [numbered(block, views[block.signal_id], 62) for block in shown]
    lines += more_words(len(digest.blocks) - len(shown), names)
    left = MARGIN_IN + width + 0.35
    sheet.write((left, TOP_IN, WIDTH_IN - MARGIN_IN - left, 5.2), lines, gap_pt=7)


def numbered(block: Block, view: BlockView, room: int) -> list[Words]:
    """The number of a signal and what is asked."""
    colour = ACCENT if block.is_acute and block.is_open else INK
    return [
        Words(text=f"{view.number}", size_pt=14, colour=colour, is_bold=True),
        Words(text=f"  {clip(title_of(view), room)}", size_pt=14),
    ]


def title_of(view: BlockView) -> str:
    """What is asked, or what it is about."""
    return view.ask or f"{view.kind}: {view.theme}"


def add_most_shared(deck: SlideDeck, digest: Digest, names: Names, views: dict[str, BlockView]) -> None:
    """What most people recognise, with some of the words in which it was told."""
    say = names.language.gettext
    sheet = add_sheet(deck, say("What most people recognise"), digest, names)
    blocks = digest.most_shared
    if not blocks:
        text = nothing_shared_words(digest, names.language)
        sheet.write((MARGIN_IN, TOP_IN + 0.2, ROOM_IN, 1), [[Words(text=text, size_pt=20)]])
        return
    gap = 0.35
    width = (ROOM_IN - 2 * gap) / 3
    for number, block in enumerate(blocks):
        view = views[block.signal_id]
        left = MARGIN_IN + number * (width + gap)
        sheet.panel((left, TOP_IN + 0.1, width, 5.1))
        where = " · ".join(part for part in (view.place or view.area, view.shared) if part)
        paragraphs = [
            [Words(text=str(view.number), size_pt=28, colour=ACCENT, is_title=True)],
            [Words(text=clip(title_of(view), 110), size_pt=19, is_bold=True)],
            [Words(text=clip(where, 90), size_pt=13, colour=GREY)],
            [Words(text=clip(view.text, 230), size_pt=15)],
        ]
        sheet.write((left + 0.22, TOP_IN + 0.25, width - 0.44, 4.7), paragraphs, gap_pt=9)


def add_charts(deck: SlideDeck, digest: Digest, names: Names) -> None:
    """What the signals are about, by theme, kind and urgency."""
    say = names.language.gettext
    sheet = add_sheet(deck, say("What about"), digest, names)
    wanted = [say("Theme"), say("Kind"), say("Urgency")]
    groups = dict(count_groups(digest.blocks, names))
    widths = (4.9, 3.7, 3.0)
    left = MARGIN_IN
    for title, width in zip(wanted, widths, strict=True):
        lines = groups.get(title, ())
        if lines:
            series = ((say("Signals"), bars(lines, names)),)
            sheet.chart((left, TOP_IN + 0.05, width, 5.2), title, series, digest.today)
        left += width + 0.16


def bars(lines: Sequence[CountLine], names: Names) -> list[tuple[str, int]]:
    """The longest bars, and one for all others."""
    shown = [(line.label, line.count) for line in lines[:BARS]]
    rest = sum(line.count for line in lines[BARS:])
    return shown + ([(names.language.gettext("Other"), rest)] if rest else [])


def add_due(deck: SlideDeck, digest: Digest, names: Names, views: dict[str, BlockView]) -> None:
    """What is asked, and by when an answer is expected."""
    say = names.language.gettext
    sheet = add_sheet(deck, say("What is asked and due"), digest, names)
    half = (ROOM_IN - 0.5) / 2
    asked = [block for block in digest.blocks if block.is_open]
    lines = [[Words(text=say("Waiting for an answer"), size_pt=18, is_bold=True)]]
    lines += [numbered(block, views[block.signal_id], 82) for block in asked[:LINES]]
    lines += more_words(len(asked) - LINES, names)
    sheet.write((MARGIN_IN, TOP_IN + 0.1, half, 5.2), lines, gap_pt=9)
    answer_by = answer_by_words(digest, names)
    due = [[Words(text=say("What is expected of you"), size_pt=18, is_bold=True)], [Words(text=answer_by, size_pt=15)]]
    due += [due_words(line, names) for line in digest.due[:LINES]]
    due += more_words(len(digest.due) - LINES, names)
    left = MARGIN_IN + half + 0.5
    sheet.panel((left - 0.25, TOP_IN - 0.05, half + 0.25, 5.3))
    sheet.write((left, TOP_IN + 0.1, half - 0.25, 5.0), due, gap_pt=9)


def due_words(line: DueLine, names: Names) -> list[Words]:
    """A day and what is expected then."""
    page = build_due_page(line, names)
    colour = ACCENT if page.is_overdue else INK
    asked = page.ask or page.signal_id
    return [
        Words(text=f"{page.when} ", size_pt=14, colour=colour, is_bold=True),
        Words(text=clip(asked, 70), size_pt=14),
    ]


def more_words(rest: int, names: Names) -> list[list[Words]]:
    """How many have no room on the slide."""
    if rest <= 0:
        return []
    text = names.language.gettext("And {number} more, in the digest.").format(number=names.language.number(rest))
    return [[Words(text=text, size_pt=13, colour=GREY)]]


def clip(text: str, room: int) -> str:
    """The text, or its first words and an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= room:
        return flat
    return f"{flat[: room - 1].rsplit(' ', 1)[0]}…"
