"""The words of a digest for each kind, urgency, weight, number of people and level."""

from __future__ import annotations

from builder.languages import Language
from builder.model.gathering import FollowUpStatus
from builder.model.scalars import PartialDate
from builder.model.story import Level, SharedBy, SignalKind, Urgency, Weight

KINDS = {
    SignalKind.CONCERN: "Concern",
    SignalKind.OBSTACLE: "Obstacle",
    SignalKind.COMPLAINT: "Complaint",
    SignalKind.REQUEST: "Request",
    SignalKind.SUGGESTION: "Suggestion",
    SignalKind.OFFER: "Offer",
}
URGENCIES = {Urgency.ACUTE: "Urgent", Urgency.LONG_TERM: "Longer term"}
WEIGHTS_SHORT = {Weight.HIGH: "Heavy", Weight.MEDIUM: "Medium", Weight.LOW: "Light"}
WEIGHTS = {Weight.HIGH: "Weighs heavily", Weight.MEDIUM: "Weighs somewhat", Weight.LOW: "Weighs lightly"}
SHARED = {
    SharedBy.GROUP: "Recognised by the whole group",
    SharedBy.MANY: "Recognised by 6 people or more",
    SharedBy.FEW: "Recognised by 2 to 5 people",
    SharedBy.ONE: "Told by one person",
}
SHARED_SHORT = {
    SharedBy.GROUP: "Whole group",
    SharedBy.MANY: "6 people or more",
    SharedBy.FEW: "2 to 5 people",
    SharedBy.ONE: "One person",
}
SHARED_SHORT_UNKNOWN = "Not asked"
SHARED_UNKNOWN = "Not asked who recognised it"
LEVELS = {
    Level.CITY: "City",
    Level.REGION: "Region",
    Level.STATE: "State",
    Level.ORGANISATION: "Organisation",
}
ANSWERS = (
    FollowUpStatus.RECEIVED,
    FollowUpStatus.IN_PROGRESS,
    FollowUpStatus.ANSWERED,
    FollowUpStatus.DONE,
    FollowUpStatus.DECLINED,
    FollowUpStatus.FORWARDED,
    FollowUpStatus.LED_TO_PROJECT,
)
"""What a service can answer; `new` and `reopened` are the coordinator's."""


def shared_words(shared_by: SharedBy | None, language: Language) -> str:
    """How many recognised it, in words."""
    return language.gettext(SHARED[shared_by] if shared_by else SHARED_UNKNOWN)


def day_words(day: PartialDate, language: Language) -> str:
    """The day in words, as in `14 maart 2019`."""
    return language.date(day)


def local_text(texts: dict[str, str], language: Language, default: str) -> str:
    """The text in this language, or in the city's own."""
    return texts.get(language.code) or texts.get(default) or next(iter(texts.values()), "")
