"""What is released to the public, field by field. This module is meant to be read by a lawyer.

A story reaches these functions only after every gate of `gates.py` was open. Whatever is not named here stays
inside: signals, consent, contacts, notes, trainers, the exact place, the names of files, and the name of a teller who
did not ask for it.

What is counted or said about *private* things is released in three functions only: `released_replies`,
`released_reply_figures` and `released_figures`. That a story has a public reply is told only when its teller agreed.

One thing more can be seen from outside, and is meant to be: where two public stories come from one spot, both are
shown as coarsely as the coarser of them (`shared_spots`). Whoever knows that a teller agreed to an exact place, and
does not find it, may guess that somebody else told a story within 25 metres; the spot itself is then shown by neither.
Numbers of public stories by theme, area and so on are made from public stories only (`small_groups`).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from math import floor
from statistics import median

from builder.airlock.blurring import BlurredPlace
from builder.airlock.markdown import first_sentence, render_markdown
from builder.airlock.small_groups import group_words, told_count
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUp, FollowUpStatus, Workshop, WorkshopKind
from builder.model.gazetteer import Area, Initiative, Place
from builder.model.long_texts import PublicHtml
from builder.model.public import (
    PublicArea,
    PublicCity,
    PublicFigures,
    PublicInitiative,
    PublicPicture,
    PublicPlace,
    PublicPlaceSpot,
    PublicReply,
    PublicReplyFigures,
    PublicSound,
    PublicStory,
    PublicVersion,
    PublicWorkshop,
)
from builder.model.sanitised_html import plain_text
from builder.model.settings import City
from builder.model.story import MadeBy, Sensitivity, Signal, Status, Story, Translation

ANSWERED = frozenset(
    {FollowUpStatus.ANSWERED, FollowUpStatus.DONE, FollowUpStatus.DECLINED, FollowUpStatus.LED_TO_PROJECT}
)
DAYS_IN_WEEKS_FROM = 14
"""From this number of days on a median is told in whole weeks."""

PASSED_ON = frozenset(FollowUpStatus) - {FollowUpStatus.NEW}


def released_story(
    story: Story, number: int, place: BlurredPlace, picture: PublicPicture | None, sound: PublicSound | None
) -> PublicStory:
    """A story: its texts, its blurred place, its themes, its source, and who told it in the way that they chose."""
    front = story.front
    return PublicStory(
        number=number,
        id=story.id,
        workshop_id=story.workshop_id,
        slug=story.slug,
        language=story.language,
        versions=(
            released_original(story, has_picture=picture is not None),
            *(released_translation(story, each, has_picture=picture is not None) for each in story.translations),
        ),
        spots=place.spots,
        area_ids=place.area_ids,
        date=story.date,
        theme_ids=front.themes,
        emotion_id=front.emotion,
        teller=released_teller(story),
        initiative_id=front.initiative,
        picture=picture,
        sound=sound,
        sources=front.source,
        is_example=story.is_example,
    )


def released_teller(story: Story) -> str:
    """The name, only with consent for the name; else the role, which may be empty."""
    teller = story.front.teller
    if story.front.consent.name and teller.name:
        return teller.name
    return teller.role or ""


def released_original(story: Story, *, has_picture: bool) -> PublicVersion:
    """The text as it was told, in its own language; words about a picture only with the picture."""
    html = render_markdown(story.body)
    return PublicVersion(
        language=story.language,
        title=story.front.title,
        summary=story.front.summary or first_sentence(plain_text(html)),
        stored_html=PublicHtml.of(html),
        image_alt=(story.front.image_alt or "") if has_picture else "",
        image_caption=(story.front.image_caption or "") if has_picture else "",
        is_original=True,
        is_machine_made=False,
        is_reviewed=True,
        is_outdated=False,
    )


def released_translation(story: Story, translation: Translation, *, has_picture: bool) -> PublicVersion:
    """The text in another language, with how it was made."""
    front = translation.front
    html = render_markdown(translation.body)
    return PublicVersion(
        language=translation.language,
        title=front.title,
        summary=front.summary or first_sentence(plain_text(html)),
        stored_html=PublicHtml.of(html),
        image_alt=(front.image_alt or "") if has_picture else "",
        image_caption=(front.image_caption or "") if has_picture else "",
        is_original=False,
        is_machine_made=front.translation.by is MadeBy.MACHINE,
        is_reviewed=front.translation.reviewed,
        is_outdated=front.translation.of not in (None, story.fingerprint),
    )


def released_workshop(workshop: Workshop, story_numbers: Sequence[int], smallest_group: int) -> PublicWorkshop:
    """The public facts of a workshop that has public stories: never its trainers, notes or reflection."""
    file = workshop.file
    return PublicWorkshop(
        id=workshop.id,
        title=file.title,
        kind=file.kind,
        date=file.date,
        place_id=file.place,
        host=file.host or "",
        prompt=file.prompt or "",
        about=file.about or "",
        participants=told_count(file.participants, smallest_group),
        is_example=file.example,
        story_numbers=tuple(story_numbers),
    )


def released_replies(corpus: Corpus, public_story_ids: Collection[str]) -> tuple[PublicReply, ...]:
    """What services answered with `public: true`: the theme, the service, the status, the day and the reply; with
    `status: forwarded` the name of the service that has it now; with `on_story: true` which public story it belongs to.

    Nothing else of the signal. Nothing about a withdrawn or sensitive story, and nothing when the signal was
    rewritten after the answer was given.
    """
    services, own_language = {service.id: service for service in corpus.services}, corpus.city.language
    replies = []
    for signal, follow_up in public_answers(corpus):
        is_passed_on = follow_up.status is FollowUpStatus.FORWARDED and follow_up.forwarded_to in services
        is_marked = follow_up.on_story and signal.story_id in public_story_ids
        reply = PublicReply(
            anchor="",
            theme_id=signal.head.theme,
            service_id=follow_up.service,
            service=services[follow_up.service].name,
            status=follow_up.status,
            forwarded_to=services[follow_up.forwarded_to or ""].name if is_passed_on else {},
            answered_on=follow_up.answered_on,
            text=follow_up.reply or {},
            story_id=signal.story_id if is_marked else None,
        )
        replies.append(replace(reply, anchor=anchor_of(reply, own_language)))
    return tuple(with_own_anchors(sorted(replies, key=newest_first)))


def public_answers(corpus: Corpus) -> list[tuple[Signal, FollowUp]]:
    """The follow-ups whose reply is for everybody, each with its signal."""
    closed = {
        story.id
        for story in corpus.stories
        if story.front.status is Status.WITHDRAWN or story.front.sensitivity is Sensitivity.HIGH
    }
    signals = {signal.id: signal for signal in corpus.signals}
    return [
        (signals[signal_id], follow_up)
        for signal_id, follow_up in corpus.follow_ups
        if follow_up.public
        and follow_up.reply
        and signals[signal_id].story_id not in closed
        and follow_up.fingerprint in (None, signals[signal_id].fingerprint)
    ]


def anchor_of(reply: PublicReply, own_language: str) -> str:
    """Where a reply stands on its page: made of its service, its theme, its day and its text in the city's language.

    All of these are public, so it tells nothing. Another status or one more translation leaves it as it is.
    """
    text = reply.text.get(own_language) or str(sorted(reply.text.items()))
    public = json.dumps([reply.service_id, reply.theme_id, str(reply.answered_on or ""), text])
    return f"answer-{hashlib.sha256(public.encode()).hexdigest()[:10]}"


def with_own_anchors(replies: Iterable[PublicReply]) -> Iterator[PublicReply]:
    """The same replies, those that are alike with a number after their anchor."""
    seen: Counter[str] = Counter()
    for reply in replies:
        seen[reply.anchor] += 1
        times = seen[reply.anchor]
        yield reply if times == 1 else replace(reply, anchor=f"{reply.anchor}-{times}")


def newest_first(reply: PublicReply) -> tuple[int, str, str, str, str, str]:
    """The order of replies: by all that is shown of them, so that it says nothing about the order of signals."""
    day = reply.answered_on.first_day.toordinal() if reply.answered_on else 0
    texts, service = str(sorted(reply.text.items())), f"{sorted(reply.service.items())} {reply.service_id}"
    status = f"{reply.status.value} {reply.answered_on} {sorted(reply.forwarded_to.items())}"
    return (-day, reply.theme_id, texts, service, status, reply.story_id or "")


def released_reply_figures(corpus: Corpus, replies: Sequence[PublicReply]) -> PublicReplyFigures:
    """What is told of all public replies together: how many there are of each status and theme, from public things
    only; and the median of days to a public reply, which is the only thing that is told of the days on which services
    got a signal. Days to replies that are not public are not in it, so that these change nothing.
    """
    group = corpus.city.privacy.smallest_group
    return PublicReplyFigures(
        by_status=group_words([(reply.status.value,) for reply in replies], group, adds_up=True),
        by_theme=group_words([(reply.theme_id,) for reply in replies], group, adds_up=True),
        median_days=median_days([days_to_answer(follow_up) for _, follow_up in public_answers(corpus)], group),
    )


def days_to_answer(follow_up: FollowUp) -> int | None:
    """Days between getting a signal and answering it; None unless both days are known to the day."""
    received, answered = follow_up.received_on, follow_up.answered_on
    if received is None or received.day is None or answered is None or answered.day is None:
        return None
    days = (answered.first_day - received.first_day).days
    return days if days >= 0 else None


def median_days(found: Iterable[int | None], smallest_group: int) -> int | None:
    """The median of the days that are known, rounded to whole days, from two weeks on to whole weeks.

    None below the smallest group. Rounded, because the middle one of an odd number is the days of one signal.
    """
    known = [days for days in found if days is not None]
    if len(known) < max(1, smallest_group):
        return None
    middle = floor(median(known) + 0.5)
    return middle if middle < DAYS_IN_WEEKS_FROM else floor(middle / 7 + 0.5) * 7


def released_figures(
    corpus: Corpus, workshops: Sequence[PublicWorkshop], story_count: int, replies: int
) -> PublicFigures:
    """The box of figures: what the city declares, what is counted from public things, and two private counts.

    The two: signals passed on to a service, and signals answered; rounded down to a multiple of the smallest group, and
    silent below it, so that one signal more or less is not seen. Withdrawn stories are not counted.
    """
    gone = {story.id for story in corpus.stories if story.front.status is Status.WITHDRAWN}
    counted = [(signal_id, each) for signal_id, each in corpus.follow_ups if signal_id.partition("#")[0] not in gone]
    declared = corpus.city.figures
    group = corpus.city.privacy.smallest_group
    passed_on = {signal_id for signal_id, each in counted if each.status is not FollowUpStatus.NEW}
    answered = {signal_id for signal_id, each in counted if each.status in ANSWERED}
    public_ids = {workshop.id for workshop in workshops}
    played = sum(times_played(each) for each in corpus.workshops if each.id in public_ids)
    participants = sum(workshop.participants or 0 for workshop in workshops)
    return PublicFigures(
        times_played=declared.times_played or played or None,
        train_the_trainer=declared.train_the_trainer,
        trainers=declared.trainers,
        participants=declared.participants or participants or None,
        stories=story_count,
        signals_passed_on_at_least=rounded_count(len(passed_on) + reduced_count(corpus, PASSED_ON), group),
        signals_answered_at_least=rounded_count(len(answered) + reduced_count(corpus, ANSWERED), group),
        replies=told_count(replies, group),
        source=declared.source or "",
    )


def reduced_count(corpus: Corpus, statuses: frozenset[FollowUpStatus]) -> int:
    """How many signals without a text any more once had one of these statuses; those with a public reply are in
    `follow_up.yml` and are counted there.
    """
    return sum(
        each.count
        for workshop in corpus.workshops
        for each in workshop.reduced.counts
        if any(not statuses.isdisjoint((step.status, *step.was)) for step in each.steps)
    )


def rounded_count(count: int, smallest_group: int) -> int | None:
    """The count rounded down to a multiple of the smallest group; None when it is below it."""
    group = max(1, smallest_group)
    return count // group * group or None


def times_played(workshop: Workshop) -> int:
    """How often the game was played for this workshop; a collection was not played."""
    if workshop.file.times_played is not None:
        return workshop.file.times_played
    return 0 if workshop.file.kind is WorkshopKind.COLLECTION else 1


def released_place(place: Place, area_of: Callable[[Place], str | None]) -> PublicPlace:
    """A place of the gazetteer: public as a whole."""
    return PublicPlace(
        id=place.id,
        name=place.name,
        names=dict(place.names),
        also=place.also,
        kind=place.kind,
        spots=tuple(PublicPlaceSpot(point=each.point, accuracy_m=each.accuracy_m) for each in place.locations),
        area_id=place.area or area_of(place),
        about=dict(place.about),
        sources=place.source,
    )


def released_initiative(initiative: Initiative) -> PublicInitiative:
    """An initiative: public as a whole."""
    return PublicInitiative(
        id=initiative.id,
        name=initiative.name,
        names=dict(initiative.names),
        place_ids=initiative.place,
        theme_ids=initiative.themes,
        about=dict(initiative.about),
        seeks=dict(initiative.seeks),
        offers=dict(initiative.offers),
        since=initiative.since,
        last_confirmed=initiative.last_confirmed,
        is_active=initiative.active,
        website=initiative.website or "",
        sources=initiative.source,
    )


def released_area(area: Area) -> PublicArea:
    """An area: public as a whole."""
    return PublicArea(id=area.id, name=area.name, names=dict(area.names), polygon=area.polygon)


def released_city(city: City) -> PublicCity:
    """The settings that pages need; not the privacy settings."""
    return PublicCity(
        name=city.name,
        title=dict(city.title),
        tagline=dict(city.tagline),
        site_url=city.site_url if city.site_url.endswith("/") else f"{city.site_url}/",
        languages=city.languages,
        bounds=city.bounds.bounds,
        centre=city.centre.point,
        zoom=city.zoom,
        basemap=city.basemap,
        contact_name=city.contact.name if city.contact else "",
        contact_email=(city.contact.email or "") if city.contact else "",
        is_example=city.example,
        works_offline=city.offline,
        addresses=city.addresses,
    )
