"""Private sides for a public side: all of them look the same from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.leak.cities.chance import Chance
from tests.leak.cities.making_records import make_record
from tests.leak.cities.making_surroundings import make_mail, make_services, make_surroundings
from tests.leak.cities.private_side import (
    FollowUp,
    HiddenPicture,
    HiddenWorkshop,
    Home,
    KeptBack,
    Media,
    Placed,
    PrivateSide,
    Reduced,
    Secrets,
    Signal,
    WorkshopSecrets,
)
from tests.leak.cities.public_side import (
    ANSWERED,
    EAST,
    EMOTIONS,
    NORTH,
    PLACES,
    PRECISIONS,
    SHED,
    SHED_PLACE,
    SOUTH,
    THEMES,
    WEST,
    Gathered,
    PublicSide,
    Told,
)
from tests.leak.cities.texts import HARMLESS, LONG, NAMELIKE, Words, in_lines, secret, secret_or_none

KINDS = ("concern", "obstacle", "complaint", "request", "suggestion", "offer")
URGENCIES = (None, "acute", "long-term")
WEIGHTS = (None, "low", "medium", "high")
SHARED_BY = (None, "1", "2-5", "6+", "group")
LEVELS = (None, "city", "region", "state", "organisation")
REASONS = ("draft", "review", "refused", "expired", "sensitive", "unseen")
STATUSES = ("withdrawn", "published", "draft", None)
"""What the file of a story says that is withdrawn by the record; None when it has no file any more."""
NAMES = ("Peeters", "O’Brien", "Müller-Ž", "عمر", "<b>Janssens</b>", "de l'Eau", "van 't Hoff", "🌍", "")
GAPS = tuple(range(6))
DAYS_IN_WEEKS_FROM = 14


PARTS = 11
"""Of a private side, each with its own chance: so that a search can leave out all but the one that matters."""


def make_private_side(public: PublicSide, *chances: Chance) -> PrivateSide:
    """Everything that nobody sees: one chance for all parts, or one for each."""
    own = iter(chances if len(chances) > 1 else chances * PARTS)
    words = Words()
    chance = next(own)
    workshops = {each.id: make_workshop_secrets(chance, words, each, public) for each in public.workshops}
    chance = next(own)
    hidden = tuple(make_hidden_workshop(chance, words, number) for number in range(chance.number(0, 2)))
    services = make_services(next(own), words)
    open_homes, closed_homes = homes_of(public, workshops, hidden)
    known = tuple(service.id for service in services)
    placed = [
        *answered(next(own), words, public, open_homes, known),
        *silent(next(own), words, public, open_homes, known),
    ]
    chance = next(own)
    for _ in range(chance.number(0, 5)):
        placed.append(make_loose(chance, words, (*open_homes, *closed_homes), closed_homes, known))
    chance = next(own)
    stories = {(workshop.id, told.slug): make_secrets(chance, words, told) for workshop, told in public.stories}
    return PrivateSide(
        stories=stories,
        workshops=workshops,
        hidden=hidden,
        placed=tuple(placed),
        services=services,
        surroundings=make_surroundings(next(own), words),
        record=make_record(next(own), words, public, stories, workshops | {each.id: each.secrets for each in hidden}),
        reduced=make_reduced(next(own), public),
        mail=make_mail(next(own), words),
    )


def make_reduced(chance: Chance, public: PublicSide) -> dict[str, tuple[Reduced, ...]]:
    """What is left of old signals that nobody passed on, in some workshops."""
    return {
        workshop.id: tuple(
            Reduced(
                theme=chance.pick(THEMES),
                kind=chance.pick(KINDS),
                year=chance.number(1987, 2020),
                count=chance.number(1, 60),
            )
            for _ in range(chance.number(0, 2))
        )
        for workshop in public.workshops
    }


def homes_of(
    public: PublicSide, workshops: dict[str, WorkshopSecrets], hidden: tuple[HiddenWorkshop, ...]
) -> tuple[tuple[Home, ...], tuple[Home, ...]]:
    """Stories whose signals count for the figures and may be answered in public; and the others."""
    homes: list[Home] = [(workshop.id, told.slug) for workshop, told in public.stories]
    closed: list[Home] = []
    for workshop_id, secrets in (*workshops.items(), *((each.id, each.secrets) for each in hidden)):
        for kept in secrets.kept_back:
            is_closed = kept.status == "withdrawn" or kept.reason in ("withdrawn", "unseen", "sensitive")
            (closed if is_closed else homes).append((workshop_id, kept.slug))
    return tuple(homes), tuple(closed)


def make_signal(chance: Chance, words: Words, theme: str | None = None) -> Signal:
    """A signal."""
    text = secret(chance, words, most=LONG)
    is_listed = chance.flag()
    return Signal(
        id=words.next().lower(),
        theme=theme or chance.pick(THEMES),
        kind=chance.pick(KINDS),
        text=text if is_listed else in_lines(chance, text),
        urgency=chance.pick(URGENCIES),
        weight=chance.pick(WEIGHTS),
        ask=secret_or_none(chance, words),
        shared_by=chance.pick(SHARED_BY),
        level=chance.pick(LEVELS),
        before=chance.pick((None, "2027-09-17", "1999-01-01")),
        comment=secret(chance, words, pieces=HARMLESS) if chance.flag() else None,
        is_listed=is_listed,
        gap=chance.pick(GAPS),
    )


def make_follow_up(chance: Chance, words: Words, service: str, status: str, services: tuple[str, ...]) -> FollowUp:
    """What a service did, without a public reply; it may have passed the signal on to one of `services`."""
    return FollowUp(
        service=service,
        status=status,
        received_on=chance.pick((None, "2019-04-01", "2025-12")),
        answered_on=chance.pick((None, "2025-06-07", "1999")),
        due_on=chance.pick((None, "2030-01-01")),
        reason=secret_or_none(chance, words, most=LONG),
        reply=secret_or_none(chance, words, most=LONG),
        has_fingerprint=chance.flag(),
        forwarded_to=chance.pick((None, *services)),
    )


def answered(
    chance: Chance, words: Words, public: PublicSide, homes: tuple[Home, ...], services: tuple[str, ...]
) -> Iterator[Placed]:
    """A signal behind each public reply: its theme is released; where it stands is not, unless its story says so."""
    told = {(workshop.id, story.slug) for workshop, story in public.stories}
    days = days_received(chance, public)
    for number, reply in enumerate(public.replies):
        home = reply.story or chance.pick(homes)
        follow_up = make_follow_up(chance, words, reply.service, reply.status, services)
        follow_up = replace(follow_up, on_story=home not in told and chance.flag())
        if number in days:
            follow_up = replace(follow_up, received_on=days[number])
        if reply.status == "forwarded":
            follow_up = replace(follow_up, forwarded_to=reply.forwarded_to)
        signal = make_signal(chance, words, reply.theme)
        yield Placed(home=home, signal=signal, follow_up=follow_up, reply=number)


def days_received(chance: Chance, public: PublicSide) -> dict[int, str | None]:
    """When the signals were received behind the replies of which the day is known: any days that keep the median.

    A median of whole weeks is that of some days more or less. Of too few days there is none.
    """
    full = [number for number, reply in enumerate(public.replies) if reply.has_full_day]
    group, median = public.smallest_group, public.median_days
    if median is None:
        known = chance.number(0, min(len(full), group - 1))
        lengths = [chance.number(0, 400) for _ in range(known)]
    else:
        known = chance.number(group, len(full))
        middle = median + chance.number(-3, 3) if median >= DAYS_IN_WEEKS_FROM else median
        below, above = range((known - 1) // 2), range(known // 2 - (known % 2 == 0))
        lengths = [chance.number(0, middle) for _ in below]
        lengths += [middle] * (known - len(below) - len(above))
        lengths += [middle + chance.number(0, 400) for _ in above]
    turn = chance.number(0, len(full))
    turned = [*full[turn:], *full[:turn]]
    found: dict[int, str | None] = {}
    for number, length in zip(turned[:known], lengths, strict=True):
        answered_on = date.fromisoformat(public.replies[number].answered_on or "")
        found[number] = (answered_on - timedelta(days=length)).isoformat()
    for number in turned[known:]:
        found[number] = chance.pick((None, "2018", "2018-12", "2025-06-07"))
    return found


def silent(
    chance: Chance, words: Words, public: PublicSide, homes: tuple[Home, ...], services: tuple[str, ...]
) -> Iterator[Placed]:
    """Signals with an answer that is not public: as many as keep the figures in their groups."""
    group, replies = public.smallest_group, public.replies
    known = sum(reply.status in ANSWERED for reply in replies)
    least = max(0, public.answered_groups * group - known)
    most_passed = public.passed_on_groups * group + group - 1 - len(replies)
    most = min(public.answered_groups * group + group - 1 - known, most_passed)
    quiet = chance.number(least, most)
    passed = chance.number(max(quiet, public.passed_on_groups * group - len(replies)), most_passed)
    for number in range(passed):
        status = chance.pick(("answered", "done", "declined") if number < quiet else ("received", "forwarded"))
        follow_up = make_follow_up(chance, words, chance.pick(services), status, services)
        yield Placed(home=chance.pick(homes), signal=make_signal(chance, words), follow_up=follow_up)


def make_loose(
    chance: Chance, words: Words, homes: tuple[Home, ...], closed: tuple[Home, ...], services: tuple[str, ...]
) -> Placed:
    """A signal that nobody answered; those of withdrawn stories may have any answer, as they do not count."""
    home = chance.pick(homes)
    is_withdrawn = home in closed and home[1].startswith("terug-")
    follow_up = None
    if chance.flag():
        status = chance.pick(("new", "answered")) if is_withdrawn else "new"
        follow_up = make_follow_up(chance, words, chance.pick(services), status, services)
    return Placed(home=home, signal=make_signal(chance, words), follow_up=follow_up)


def make_media(chance: Chance, words: Words, ending: str) -> Media:
    """A file of a picture, or of a sound when no ending is given."""
    ending = ending or chance.pick((".mp3", ".wav", ".ogg"))
    name = chance.pick((f"{words.next()}{ending}", f"IMG_{chance.number(1, 9)}-{words.next()}{ending}"))
    tag = secret_or_none(chance, words, most=LONG) or ""
    return Media(name=name, tag=tag, form=chance.number(0, 2), turn=chance.pick((1, 6, 3, 2)))


def make_name(chance: Chance, words: Words) -> str:
    """The name of a person, of one word or two."""
    return f"{words.next()} {chance.pick(NAMES)}".strip()


def make_secrets(chance: Chance, words: Words, told: Told) -> Secrets:
    """What is private of a public story."""
    is_hidden = told.picture is None and chance.flag()
    return Secrets(
        teller_name=make_name(chance, words) if chance.flag() else None,
        hidden_role=secret(chance, words, pieces=NAMELIKE) if chance.flag() else None,
        given_on=chance.pick(("2019-01-01", "2025-12-31", "1999-09-09")),
        expires_on=chance.pick((None, "2099-01-01")),
        discloses=chance.pick(((), ("phone", "email"), ("address",))),
        spare_consent=chance.flag(),
        hidden_picture=make_hidden_picture(chance, words) if is_hidden else None,
        picture=make_media(chance, words, ".png"),
        sound=make_media(chance, words, ""),
        comment=secret_or_none(chance, words),
        comments_in_text=tuple(f"{words.next()}{' x' * chance.number(0, 40)}" for _ in range(chance.number(1, 2))),
        across=chance.number(2, 98) / 100,
        up=chance.number(2, 98) / 100,
        place=chance.number(0, 1),
        key_order=chance.number(0, 9),
        is_wordy=chance.flag(),
        is_marked=chance.flag(),
        was_withdrawn=chance.number(0, 3) == 3,
    )


def make_hidden_picture(chance: Chance, words: Words) -> HiddenPicture:
    """A picture without consent for it; its words go past the gates, so nothing in them looks like personal data."""
    return HiddenPicture(
        file=make_media(chance, words, ".png"),
        alt=secret(chance, words, pieces=NAMELIKE),
        caption=secret(chance, words, pieces=NAMELIKE) if chance.flag() else None,
        credit=secret(chance, words, pieces=NAMELIKE) if chance.flag() else None,
    )


def make_kept_back(chance: Chance, words: Words, slug: str, reason: str) -> KeptBack:
    """A story that is not public, at any place and of any date."""
    point = (
        round(SOUTH + (NORTH - SOUTH) * chance.number(1, 99) / 100, 6),
        round(WEST + (EAST - WEST) * chance.number(1, 99) / 100, 6),
        chance.pick(PRECISIONS),
    )
    place = chance.pick((None, *PLACES))
    return KeptBack(
        slug=slug,
        reason=reason,
        title=secret(chance, words),
        body=in_lines(chance, secret(chance, words, most=LONG)),
        summary=secret_or_none(chance, words),
        role=secret_or_none(chance, words),
        name=make_name(chance, words) if chance.flag() else None,
        shows_name=chance.flag(),
        place=place,
        location=point if place is None else None,
        themes=(chance.pick(THEMES),),
        emotion=chance.pick((None, *EMOTIONS)),
        date=chance.pick((None, "1999-01-01", "2026-01-01", "2019-03-12")),
        initiative=chance.pick((None, SHED)),
        translation=secret_or_none(chance, words, most=LONG),
        picture=make_media(chance, words, ".png") if chance.flag() else None,
        shows_picture=chance.flag(),
        sound=make_media(chance, words, "") if chance.number(0, 3) == 3 else None,
        comment=secret_or_none(chance, words),
        is_home=chance.flag(),
    )


def kept_back_stories(chance: Chance, words: Words, most: int) -> Iterator[KeptBack]:
    """Stories that are not public, whose names stand before and after those of the public ones."""
    for _ in range(chance.number(0, most)):
        slug = f"{chance.pick(('a', 'z', 'verhaal'))}-{words.next().lower()}"
        kept = make_kept_back(chance, words, slug, chance.pick(REASONS))
        if kept.reason == "unseen":
            kept = replace(kept, status=chance.pick(STATUSES[1:]))
        elif kept.reason == "refused":
            kept = replace(kept, status=chance.pick((None, "withdrawn")))
        yield kept


def at_no_named_home(kept: KeptBack, gathered_at: str | None = None) -> KeptBack:
    """The same, but no home where its workshop was or its initiative is: that stops a build (`faults`)."""
    is_named = kept.place is not None and (
        kept.place == gathered_at or (kept.initiative == SHED and kept.place == SHED_PLACE)
    )
    return replace(kept, is_home=False) if is_named and kept.reason != "withdrawn" else kept


def make_workshop_secrets(chance: Chance, words: Words, workshop: Gathered, public: PublicSide) -> WorkshopSecrets:
    """What is private of a workshop, the content of withdrawn stories included."""
    withdrawn = (
        replace(make_kept_back(chance, words, slug, "withdrawn"), status=chance.pick(STATUSES))
        for slug, _ in workshop.withdrawn
    )
    kept_back = tuple(at_no_named_home(each, workshop.place) for each in kept_back_stories(chance, words, 3))
    kept_back = (*kept_back, *withdrawn)
    return make_folder_secrets(chance, words, kept_back, chance.pick((None, 0, 1, public.smallest_group - 1)))


def make_folder_secrets(
    chance: Chance, words: Words, kept_back: tuple[KeptBack, ...], participants: int | None
) -> WorkshopSecrets:
    """What is private in the folder of any workshop."""
    kept_back = tuple(at_no_named_home(each) for each in kept_back)
    return WorkshopSecrets(
        trainers=tuple(words.next() for _ in range(chance.number(0, 3))),
        notes=secret_or_none(chance, words, most=LONG),
        few_participants=participants,
        reflection=secret_or_none(chance, words, most=LONG),
        tellers=tuple(
            (words.next(), make_name(chance, words) if chance.flag() else None, secret_or_none(chance, words))
            for _ in range(chance.number(0, 2))
        ),
        comment=secret_or_none(chance, words),
        kept_back=kept_back,
        spare_media=(make_media(chance, words, ".png"),) if chance.flag() else (),
    )


def make_hidden_workshop(chance: Chance, words: Words, number: int) -> HiddenWorkshop:
    """A workshop of which no story is public, perhaps without any story."""
    return HiddenWorkshop(
        id=f"{chance.pick(('1900', '2019', '2099'))}-{words.next().lower()}-{number}",
        title=secret(chance, words),
        host=secret_or_none(chance, words),
        prompt=secret_or_none(chance, words),
        about=secret_or_none(chance, words, most=LONG),
        participants=chance.pick((None, 1, 40)),
        secrets=make_folder_secrets(chance, words, tuple(kept_back_stories(chance, words, 2)), None),
    )
