"""Leaks of what became of signals: the page of answers, its counts, its median, its feed, and the marks on stories."""

from __future__ import annotations

from tests.leak.planted.leak import CORPUS, Leak, leak, smuggled

RELEASED = "airlock/released.py"
ANCHOR = "replies.append(replace(reply, anchor=anchor_of(reply, own_language)))"
ORDER = "return tuple(with_own_anchors(sorted(replies, key=newest_first)))"
MEDIAN = "[days_to_answer(follow_up) for _, follow_up in public_answers(corpus)]"
SUMMARY = "        entry.summary(text_in(reply.text, code, city.language))"
HIDDEN = f"[each for _, each in {CORPUS}.follow_ups if not each.public]"


def anchored(name: str, made_of: str, by: str = "tree") -> Leak:
    """A leak into the anchors of replies."""
    return leak(name, RELEASED, ANCHOR, f"replies.append(replace(reply, anchor='answer-' + {made_of}))", by=by)


LEAKS: tuple[Leak, ...] = (
    # -- what is said of a reply
    leak(
        "a reply is shown that is not public",
        RELEASED,
        "        if follow_up.public\n        and",
        "        if",
        by="word",
    ),
    leak(
        "a reply tells the reason",
        RELEASED,
        "text=follow_up.reply or {},",
        'text={code: f"{each} {follow_up.reason or str()}" for code, each in (follow_up.reply or {}).items()},',
    ),
    leak(
        "a reply without a day gets the day on which the signal was received",
        RELEASED,
        "answered_on=follow_up.answered_on,",
        "answered_on=follow_up.answered_on or follow_up.received_on,",
    ),
    leak("replies stand in the order of the files", RELEASED, ORDER, "return tuple(with_own_anchors(replies))"),
    leak(
        "a reply tells how heavy its signal was",
        RELEASED,
        "theme_id=signal.head.theme,",
        'theme_id="water" if signal.head.weight == "high" else signal.head.theme,',
    ),
    leak(
        "to whom a signal was passed on is told when something else became of it",
        RELEASED,
        "follow_up.status is FollowUpStatus.FORWARDED and follow_up.forwarded_to in services",
        "follow_up.forwarded_to in services",
    ),
    # -- marks on stories
    leak(
        "a story points at a reply without its teller",
        RELEASED,
        "follow_up.on_story and signal.story_id in public_story_ids",
        "signal.story_id in public_story_ids",
    ),
    leak(
        "a reply tells that a story points at it that is not public",
        RELEASED,
        "follow_up.on_story and signal.story_id in public_story_ids",
        "follow_up.on_story",
        by="status",
    ),
    smuggled(
        "a story tells that a service answered in private",
        "site/pages/story.py",
        '        "answers": answer_marks(story, uri, bench),',
        '        "answers": answer_marks(story, uri, bench) * (1 + any(found.startswith(story.id) and not each.public '
        f"for found, each in {CORPUS}.follow_ups)),",
    ),
    # -- anchors
    anchored("the anchor of a reply is the name of its signal", "signal.id.replace('/', '-')", by="word"),
    anchored("the anchor of a reply is the fingerprint of its signal", "signal.fingerprint"),
    anchored(
        "the anchor of a reply is made of the day on which the signal was received",
        "hashlib.sha256(f'{reply.text}{follow_up.received_on}'.encode()).hexdigest()[:10]",
    ),
    anchored(
        "the anchor of a reply is a number in the order of the files",
        "str([one for one, _ in corpus.follow_ups].index(signal.id))",
    ),
    leak(
        "of replies that are alike the first in the files is the first",
        RELEASED,
        ORDER,
        "return tuple(sorted(with_own_anchors(replies), key=newest_first))",
    ),
    # -- counts and the median
    leak(
        "answers are counted by status, public or not",
        RELEASED,
        "group_words([(reply.status.value,) for reply in replies]",
        "group_words([(each.status.value,) for _, each in corpus.follow_ups]",
    ),
    leak(
        "answers are counted by theme, unanswered signals included",
        RELEASED,
        "group_words([(reply.theme_id,) for reply in replies]",
        "group_words([(each.head.theme,) for each in corpus.signals]",
    ),
    leak(
        "the median counts replies that are not public",
        RELEASED,
        MEDIAN,
        "[days_to_answer(follow_up) for _, follow_up in corpus.follow_ups]",
    ),
    leak(
        "the median is told of a few",
        RELEASED,
        "if len(known) < max(1, smallest_group):",
        "if not known:",
        first="city 19660",
    ),
    leak("the median is a mean", RELEASED, "floor(median(known) + 0.5)", "floor(sum(known) / len(known) + 0.5)"),
    leak(
        "the median is told to the day",
        RELEASED,
        "return middle if middle < DAYS_IN_WEEKS_FROM else floor(middle / 7 + 0.5) * 7",
        "return middle * 7",
        first="city 2086",
    ),
    leak(
        "the median takes a month for a day",
        RELEASED,
        "if received is None or received.day is None or answered is None",
        "if received is None or answered is None",
        first="city 19660",
    ),
    smuggled(
        "the page of answers counts what is not told there",
        "site/pages/answers.py",
        "language, count = bench.language, bench.edition.figures.replies",
        f"language, count = bench.language, len({CORPUS}.follow_ups)",
    ),
    # -- the page and the feed
    smuggled(
        "answers can be filtered by services that never answered",
        "site/pages/answers.py",
        "services = {reply.service_id: bench.words(reply.service) for reply in found}",
        f"services = {{each.id: bench.words(each.name) for each in {CORPUS}.services}}",
        by="word",
    ),
    smuggled(
        "answers can be filtered by statuses that nobody knows of",
        "site/pages/answers.py",
        "used_statuses, used_themes = {reply.status.value for reply in found},",
        f"used_statuses, used_themes = {{each.status.value for _, each in {CORPUS}.follow_ups}},",
    ),
    smuggled(
        "the words of the filter ask for patience when an answer is due",
        "site/pages/answers.py",
        '        "language": bench.code,',
        f'        "language": bench.code, "due": sum(each.due_on is not None for _, each in {CORPUS}.follow_ups),',
    ),
    smuggled(
        "an entry of the feed of answers has the name of a signal",
        "site/feeds.py",
        SUMMARY,
        f"{SUMMARY}\n        entry.rights(sorted(one for one, _ in {CORPUS}.follow_ups)[0])",
        by="word",
    ),
    smuggled(
        "the feed of answers is as new as the last day on which a signal was received",
        "site/feeds.py",
        "    feed.updated(max((moment_of(reply.answered_on) for reply in replies), default=EPOCH))",
        f"    feed.updated(max((moment_of(each.received_on) for _, each in {CORPUS}.follow_ups), default=EPOCH))",
    ),
    smuggled(
        "the feed of answers is as long as the number of private answers says",
        "site/feeds.py",
        "replies = edition.replies[:FEED_LENGTH]",
        f"replies = edition.replies[: 1 + len({HIDDEN}) % 3]",
    ),
)
