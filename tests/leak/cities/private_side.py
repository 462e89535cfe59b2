"""The private side of a made-up city, as data: everything of which nothing may show."""

from __future__ import annotations

from dataclasses import dataclass, field

Home = tuple[str, str]
"""Workshop and slug of the story that a signal stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal with all its keys."""

    id: str | None
    theme: str
    kind: str
    text: str
    urgency: str | None = None
    weight: str | None = None
    ask: str | None = None
    shared_by: str | None = None
    level: str | None = None
    before: str | None = None
    comment: str | None = None
    is_listed: bool = False
    """Whether it stands in the front matter."""
    gap: int = 0
    """Before which paragraph it stands; later ones than there are count as the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What became of a signal, in private; of a public reply only what is not released."""

    service: str
    status: str
    received_on: str | None = None
    answered_on: str | None = None
    due_on: str | None = None
    reason: str | None = None
    reply: str | None = None
    has_fingerprint: bool = False
    forwarded_to: str | None = None
    on_story: bool = False
    """Whether a story that is not public would point at its reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A signal in a story, and what became of it."""

    home: Home
    signal: Signal
    follow_up: FollowUp | None = None
    reply: int | None = None
    """Which of the public replies is the answer to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or sound file: its name, and what its tags say."""

    name: str
    tag: str
    form: int = 0
    """Other bytes for the same pixels or samples."""
    turn: int = 1
    """How a picture lies in its file, by the tag for it (EXIF); upright it is always the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenPicture:
    """A picture that is not shown, because there is no consent for it."""

    file: Media
    alt: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What is private of a public story."""

    teller_name: str | None = None
    hidden_role: str | None = None
    """Only used when the name is shown in its place."""
    given_on: str = "2019-01-01"
    expires_on: str | None = None
    discloses: tuple[str, ...] = ()
    spare_consent: bool = False
    """Consents without anything that they are for."""
    hidden_picture: HiddenPicture | None = None
    picture: Media = field(default_factory=lambda: Media(name="a.png", tag=""))
    sound: Media = field(default_factory=lambda: Media(name="a.mp3", tag=""))
    comment: str | None = None
    comments_in_text: tuple[str, ...] = ("x",)
    """In the comments that stand in the text, one after the other."""
    across: float = 0.5
    """Where in its frame the exact point lies, from west to east, 0 to 1."""
    up: float = 0.5
    """The same from south to north."""
    place: int = 0
    """Which of the places that nobody can tell apart."""
    key_order: int = 0
    is_marked: bool = False
    """Whether a telephone number may be shown because of brackets around it, not because of the consent."""
    was_withdrawn: bool = False
    """Whether it was, and was given back."""
    is_wordy: bool = False
    """Whether defaults are written out, and which text a translation is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBack:
    """A story that is not public, for one reason or another."""

    slug: str
    reason: str
    """`draft`, `review`, `refused`, `expired`, `sensitive`, `withdrawn`, or `unseen`: withdrawn and never public."""
    status: str | None = None
    """What its file says, when it is withdrawn; None when it has no file any more. Also `withdrawn` for one that is
    `refused`: nobody ever knew of it, whatever its file says."""
    title: str
    body: str
    summary: str | None = None
    role: str | None = None
    name: str | None = None
    shows_name: bool = False
    place: str | None = None
    location: tuple[float, float, str] | None = None
    themes: tuple[str, ...] = ("ontmoeting",)
    emotion: str | None = None
    date: str | None = None
    initiative: str | None = None
    translation: str | None = None
    """The text of its translation into Ukrainian."""
    picture: Media | None = None
    shows_picture: bool = False
    sound: Media | None = None
    comment: str | None = None
    is_home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An entry of the record of withdrawn stories."""

    story: str
    withdrawn_on: str
    fingerprints: tuple[str, ...] = ()
    times: int = 1
    has_page: bool = True
    lifted_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopSecrets:
    """What is private of a workshop."""

    trainers: tuple[str, ...] = ()
    notes: str | None = None
    few_participants: int | None = None
    """Fewer than the smallest group; not used when there were more."""
    reflection: str | None = None
    tellers: tuple[tuple[str, str | None, str | None], ...] = ()
    """Code, name and contact."""
    comment: str | None = None
    kept_back: tuple[KeptBack, ...] = ()
    spare_media: tuple[Media, ...] = ()
    """Pictures that no story names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenWorkshop:
    """A workshop without a public story."""

    id: str
    title: str
    host: str | None
    prompt: str | None
    about: str | None
    participants: int | None
    secrets: WorkshopSecrets


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSecrets:
    """A service as nobody outside may know it; of those that answered in public all but the name."""

    id: str
    name: str
    recipient: str | None = None
    themes: tuple[str, ...] = ()
    is_default: bool = False
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Which server takes the digests, and in whose name."""

    host: str
    sender: str
    username: str | None = None
    port: int | None = None
    security: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a disk adds to the files: order, times, modes, leftovers."""

    order: int = 0
    """Seed of the order in which files are made and folders are listed."""
    days: int = 0
    """Age of the files."""
    mode: int = 0o644
    strays: tuple[tuple[str, str], ...] = ()
    """Path and text of files that are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduced:
    """Signals of one workshop that became numbers, and that no service ever had: their number is not released."""

    theme: str
    kind: str
    year: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateSide:
    """All that may be private."""

    stories: dict[Home, Secrets]
    workshops: dict[str, WorkshopSecrets]
    hidden: tuple[HiddenWorkshop, ...]
    placed: tuple[Placed, ...]
    services: tuple[ServiceSecrets, ...]
    surroundings: Surroundings
    record: tuple[Recorded, ...] | None = None
    """Of withdrawn stories; None while there is no file for it."""
    reduced: dict[str, tuple[Reduced, ...]] = field(default_factory=dict)
    """By workshop."""
    mail: MailServer | None = None
