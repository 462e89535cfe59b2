"""The public side of a made-up city: what may be seen, and what therefore stays the same in a pair."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.leak.cities.chance import Chance
from tests.leak.cities.texts import PARAGRAPHS, REPLIES, SENTENCES

SOUTH, BORDER, NORTH = 51.0, 51.006, 51.012
WEST, EAST = 4.5, 4.6
"""The city is two areas, one above the other."""
THEMES = ("ontmoeting", "onderweg", "water", "rust")
EMOTIONS = ("blij", "trots", "boos")
SERVICES = ("openbare-werken", "groen", "wijkteam")
"""Services that may answer in public: their names are public then."""
STATUSES = ("answered", "done", "declined", "in-progress", "led-to-project", "received", "forwarded", "reopened")
ANSWERED = frozenset(("answered", "done", "declined", "led-to-project"))
MEDIANS = (0, 5, 21, 42)
"""In days; from two weeks on a median is told in whole weeks."""
PRECISIONS = ("exact", "street", "area", "city", "none")
PLACES = {
    "plein": (51.0081, 4.5905),
    "plein-hoek": (51.00815, 4.59055),
    "molen": (51.0021, 4.5955),
    "molen-erf": (51.00215, 4.59555),
    "wijk": (51.0030, 4.5960),
}
"""Points of the gazetteer; two of a pair lie in one cell of every grid that is drawn, the last is a district."""
SHED, SHED_PLACE = "leenschuur", "molen"
"""An initiative, and where it is."""
ALIKE = (("plein", "plein-hoek"), ("molen", "molen-erf"))
"""Places that nobody can tell apart without consent for the exact place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the exact point of a story may lie without anything changing in public; a spot when it is exact."""

    precision: str
    """As written in the file."""
    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTranslation:
    """A translation of a public story."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    by: str
    is_reviewed: bool
    is_outdated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story as everybody may read it."""

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    commented: tuple[int, ...]
    """Before which paragraphs a comment stands, of which nobody sees the words."""
    themes: tuple[str, ...]
    emotion: str | None
    date: str | None
    language: str | None
    summary: str | None
    frame: Frame | None
    places: tuple[str, ...]
    """One of these is the place; more than one when they cannot be told apart."""
    is_exact: bool
    is_home: bool
    role: str | None
    public_name: str | None
    picture: int | None
    """Which of the pictures; None when none is shown."""
    sound: int | None
    source: str | None
    initiative: str | None
    translations: tuple[PublicTranslation, ...]
    shared_signal: str | None
    """The text of a signal that is left in the story: `public_too`."""
    has_phone: bool = False
    """Whether the last paragraph has a telephone number that may be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A workshop with public stories."""

    id: str
    title: str
    kind: str
    date: str | None
    language: str | None
    place: str | None
    host: str | None
    about: str | None
    participants: int | None
    """Only when they are enough to be told."""
    is_example: bool
    told: tuple[Told, ...]
    withdrawn: tuple[tuple[str, int], ...]
    """Slugs of stories whose address says that they were taken back, and how often they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a service answered in public."""

    theme: str
    service: str
    status: str
    answered_on: str | None
    text: str
    forwarded_to: str | None = None
    """The service that has it now; only of what was passed on."""
    story: tuple[str, str] | None = None
    """Workshop and slug of the public story that points at it, because its teller agreed."""

    @property
    def has_full_day(self) -> bool:
        """Whether it is known to the day when it came."""
        return self.answered_on is not None and len(self.answered_on) == len("2019-05-20")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSide:
    """All that may be seen of a city."""

    languages: tuple[str, ...]
    smallest_group: int
    grid_m: int
    basemap: str
    workshops: tuple[Gathered, ...]
    replies: tuple[Reply, ...]
    passed_on_groups: int
    """Signals passed on, in whole groups: what the page in figures tells."""
    answered_groups: int
    median_days: int | None
    """Of days to a public reply, as the page of answers tells it; None when too few are known to the day."""
    routes: int
    initiatives: int
    has_landscape: bool
    trusted: str

    @property
    def stories(self) -> tuple[tuple[Gathered, Told], ...]:
        """Each story with its workshop."""
        return tuple((workshop, story) for workshop in self.workshops for story in workshop.told)


def make_public_side(chance: Chance) -> PublicSide:
    """A public side of one to three workshops with one to six stories."""
    languages = chance.pick((("nl",), ("nl", "fr"), ("fr", "nl"), ("nl", "ar")))
    group, grid_m = chance.number(3, 6), chance.pick((250, 100, 400))
    columns = free_columns(grid_m)
    most = chance.number(1, 6)
    workshops: list[Gathered] = []
    for number in range(chance.number(1, 3)):
        stories = chance.number(1, max(1, most - sum(len(each.told) for each in workshops)))
        told = tuple(make_told(chance, each, languages, next(columns), grid_m) for each in range(stories))
        workshops.append(make_workshop(chance, number, group, told))
        if sum(len(each.told) for each in workshops) >= most:
            break
    workshops = alone_at_their_places(workshops)
    known_stories = [(workshop.id, told.slug) for workshop in workshops for told in workshop.told]
    replies = tuple(make_reply(chance, known_stories) for _ in range(chance.number(0, 9)))
    has_median = sum(reply.has_full_day for reply in replies) >= group and chance.flag()
    passed, answered = groups_of(chance, replies, group)
    return PublicSide(
        languages=languages,
        smallest_group=group,
        grid_m=grid_m,
        basemap=chance.pick(("tiles", "drawing", "illustrated")),
        workshops=tuple(workshops),
        replies=replies,
        passed_on_groups=passed,
        answered_groups=answered,
        median_days=chance.pick(MEDIANS) if has_median else None,
        routes=chance.number(0, 2),
        initiatives=chance.number(1, 3),
        has_landscape=chance.flag(),
        trusted=chance.pick(("Deze stad is verzonnen.", "Wij & <b>jij</b>: {{ 7*7 }} 🌍")),
    )


def alone_at_their_places(workshops: list[Gathered]) -> list[Gathered]:
    """The same, but where several stories share a place, which one it was is no secret any more."""
    used = Counter(place for workshop in workshops for story in workshop.told for place in set(story.places))
    return [
        replace(
            workshop,
            told=tuple(
                replace(story, places=story.places[:1]) if any(used[each] > 1 for each in story.places) else story
                for story in workshop.told
            ),
        )
        for workshop in workshops
    ]


def groups_of(chance: Chance, replies: tuple[Reply, ...], group: int) -> tuple[int, int]:
    """How many whole groups of signals were passed on and answered: the replies at least, perhaps a group more."""
    known = sum(reply.status in ANSWERED for reply in replies)
    answered = known // group + chance.number(0, 1)
    silent = max(0, answered * group - known)
    passed = (len(replies) + silent) // group + chance.number(0, 1)
    return passed, answered


def make_workshop(chance: Chance, number: int, group: int, told: tuple[Told, ...]) -> Gathered:
    """A workshop around its stories, not at a home of one of them and of no initiative there: that stops a build."""
    homes = {place for each in told if each.is_home for place in each.places}
    told = tuple(
        replace(each, initiative=None) if each.is_home and SHED_PLACE in each.places else each for each in told
    )
    workshop = draw_workshop(chance, number, group, told)
    return replace(workshop, place=None) if workshop.place in homes else workshop


def draw_workshop(chance: Chance, number: int, group: int, told: tuple[Told, ...]) -> Gathered:
    """A workshop, wherever it is."""
    return Gathered(
        id=f"20{14 + number}-tafel",
        title=chance.pick(SENTENCES),
        kind=chance.pick(("workshop", "collection")),
        date=chance.pick((None, "2019-03-14", "2019-03", "2018")),
        language=None,
        place=chance.pick((None, *PLACES)),
        host=chance.pick((None, *SENTENCES[:2])),
        about=chance.pick((None, *SENTENCES[:2])),
        participants=group + chance.number(0, 2) if chance.flag() else None,
        is_example=chance.flag(),
        told=told,
        withdrawn=tuple((f"terug-{each}", chance.pick((1, 1, 2))) for each in range(chance.number(0, 2))),
    )


def make_told(chance: Chance, number: int, languages: tuple[str, ...], column: int, grid_m: int) -> Told:
    """A story of a workshop; `column` of the grid is its own, so that no other story is near."""
    is_exact, is_home = chance.flag(), chance.flag()
    is_placed = chance.flag()
    paragraphs = (PARAGRAPHS[0], *(chance.pick(PARAGRAPHS) for _ in range(chance.number(0, 4))))
    own = chance.pick((None, *languages, "tr"))
    others = [code for code in (*languages, "es") if code != (own or languages[0])]
    return Told(
        slug=f"verhaal-{number}",
        title=chance.pick(SENTENCES),
        paragraphs=paragraphs,
        commented=tuple(each for each in range(len(paragraphs) + 1) if chance.number(0, 3) == 3),
        themes=tuple(dict.fromkeys(chance.pick(THEMES[:3]) for _ in range(chance.number(1, 2)))),
        emotion=chance.pick((None, *EMOTIONS[:2])),
        date=chance.pick((None, "2019-03-12", "2020-06", "2017")),
        language=own,
        summary=chance.pick((None, *SENTENCES)),
        frame=make_frame(chance, column, grid_m, is_exact=is_exact, is_home=is_home) if is_placed else None,
        places=() if is_placed or chance.number(0, 3) == 0 else make_places(chance, is_exact or is_home, is_home),
        is_exact=is_exact,
        is_home=is_home,
        role=chance.pick((None, "buur & vriend")),
        public_name=chance.pick((None, None, "Ada De Verteller")),
        picture=chance.pick((None, 0, 1)),
        sound=chance.pick((None, None, 0)),
        source=chance.pick((None, "https://voorbeeld.example/bron?a=b&c")),
        initiative=chance.pick((None, SHED)),
        translations=tuple(make_translation(chance, code) for code in others if chance.number(0, 2) == 2),
        shared_signal=chance.pick((None, "Meer *tafels* op het plein, dan komt iedereen erbij zitten.")),
        has_phone=chance.flag(),
    )


def make_translation(chance: Chance, language: str) -> PublicTranslation:
    """A translation of a story."""
    return PublicTranslation(
        language=language,
        title=chance.pick(SENTENCES),
        paragraphs=tuple(chance.pick(PARAGRAPHS[:5]) for _ in range(chance.number(1, 2))),
        by=chance.pick(("person", "machine")),
        is_reviewed=chance.flag(),
        is_outdated=chance.flag(),
    )


def make_places(chance: Chance, is_known: bool, is_home: bool) -> tuple[str, ...]:
    """One place, or two that look the same in public."""
    if is_known and not is_home:
        return (chance.pick(tuple(PLACES)),)
    return chance.pick(ALIKE)


def make_reply(chance: Chance, stories: list[tuple[str, str]]) -> Reply:
    """A public reply, from few words, so that some are the same but for the service."""
    status = chance.pick(STATUSES)
    return Reply(
        theme=chance.pick(THEMES[:2]),
        service=chance.pick(SERVICES[:2]),
        status=status,
        answered_on=chance.pick((None, "2019-05-20", "2020", "2020-01-01", "2020-01-01")),
        text=chance.pick(REPLIES),
        forwarded_to=chance.pick((None, *SERVICES)) if status == "forwarded" else None,
        story=chance.pick((None, chance.pick(stories))),
    )


def steps_of(grid_m: int) -> tuple[float, float]:
    """The height and width of a cell in degrees, as `privacy.grid_m` promises them."""
    lat_step = grid_m / 111_320.0
    return lat_step, lat_step / math.cos(math.radians(51.006))


def free_columns(grid_m: int) -> Iterator[int]:
    """Every second column of the grid, from the west of the city on, short of the places."""
    step = steps_of(grid_m)[1]
    yield from range(math.ceil(WEST / step), math.floor(4.585 / step) - 1, 2)


def make_frame(chance: Chance, column: int, grid_m: int, *, is_exact: bool, is_home: bool) -> Frame:
    """The frame of a point: the part of a cell that lies in one area, an area, or the height of the city."""
    lat_step, lon_step = steps_of(grid_m)
    written = chance.pick(PRECISIONS)
    allowed = "area" if is_home else "exact" if is_exact else "street"
    shown = max(written, allowed, key=PRECISIONS.index)
    south, north = (BORDER, NORTH) if chance.flag() else (SOUTH, BORDER)
    west, east = column * lon_step, (column + 1) * lon_step
    if shown in ("city", "none"):
        south, north = SOUTH, NORTH
    elif shown in ("exact", "street"):
        row = chance.number(math.floor(south / lat_step), math.floor(north / lat_step))
        south, north = max(south, row * lat_step), min(north, (row + 1) * lat_step)
    if shown == "exact":
        south = north = (south + north) / 2
        west = east = (west + east) / 2
    return Frame(precision=written, south=south, west=west, north=north, east=east)
