"""What is released to the public, field by field. This module is meant to be read by a lawyer.

A story reaches these functions only after every gate of `gates.py` was open. Whatever is not named here stays
inside: signals, consent, contacts, notes, trainers, the exact place, the names of files, and the name of a teller who
did not ask for it.

What is counted or said about *private* things is released in two functions only: `released_replies` and
`released_figures`.

One thing more can be seen from outside, and is meant to be: where two public stories come from one spot, both are
shown as coarsely as the coarser of them (`shared_spots`). Whoever knows that a teller agreed to an exact place, and
does not find it, may guess that somebody else told a story within 25 metres; the spot itself is then shown by neither.
Numbers of public stories by theme, area and so on are made from public stories only (`small_groups`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.airlock.blurring import BlurredPlace
from builder.airlock.markdown import first_sentence, plain_text, render_markdown
from builder.airlock.small_groups import told_count
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus, Workshop, WorkshopKind
from builder.model.gazetteer import Area, Initiative, Place
from builder.model.public import (
    PublicArea,
    PublicCity,
    PublicFigures,
    PublicInitiative,
    PublicPicture,
    PublicPlace,
    PublicPlaceSpot,
    PublicReply,
    PublicSound,
    PublicStory,
    PublicVersion,
    PublicWorkshop,
)
from builder.model.settings import City
from builder.model.story import MadeBy, Sensitivity, Status, Story, Translation

ANSWERED = frozenset(
    {FollowUpStatus.ANSWERED, FollowUpStatus.DONE, FollowUpStatus.DECLINED, FollowUpStatus.LED_TO_PROJECT}
)

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
    text = plain_text(html)
    return PublicVersion(
        language=story.language,
        title=story.front.title,
        summary=story.front.summary or first_sentence(text),
        html=html,
        text=text,
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
    text = plain_text(html)
    return PublicVersion(
        language=translation.language,
        title=front.title,
        summary=front.summary or first_sentence(text),
        html=html,
        text=text,
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


def released_replies(corpus: Corpus) -> tuple[PublicReply, ...]:
    """What services answered with `public: true`: the theme, the service, the status, the day and the reply.

    Nothing else of the signal. Nothing about a withdrawn or sensitive story, and nothing when the signal was
    rewritten after the answer was given.
    """
    closed = {
        story.id
        for story in corpus.stories
        if story.front.status is Status.WITHDRAWN or story.front.sensitivity is Sensitivity.HIGH
    }
    signals = {signal.id: signal for signal in corpus.signals}
    services = {service.id: service for service in corpus.services}
    replies = [
        PublicReply(
            theme_id=signals[signal_id].head.theme,
            service=services[follow_up.service].name,
            status=follow_up.status,
            answered_on=follow_up.answered_on,
            text=follow_up.reply,
        )
        for signal_id, follow_up in corpus.follow_ups
        if follow_up.public
        and follow_up.reply
        and signals[signal_id].story_id not in closed
        and follow_up.fingerprint in (None, signals[signal_id].fingerprint)
    ]
    return tuple(sorted(replies, key=newest_first))


def newest_first(reply: PublicReply) -> tuple[int, str, str, str, str]:
    """The order of replies: by all that is shown of them, so that it says nothing about the order of signals."""
    day = reply.answered_on.first_day.toordinal() if reply.answered_on else 0
    texts, service = str(sorted(reply.text.items())), str(sorted(reply.service.items()))
    return (-day, reply.theme_id, texts, service, f"{reply.status.value} {reply.answered_on}")


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
        addresses=city.addresses,
    )
