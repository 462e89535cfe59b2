"""Words for kinds of places, states of an answer and the like, as source texts of the catalogue."""

from __future__ import annotations

from builder.languages.status_words import STATUS_WORDS
from builder.model.gathering import WorkshopKind
from builder.model.gazetteer import PlaceKind


def N_(text: str) -> str:  # noqa: N802 - the name by which babel finds texts that are translated later
    """The text itself; it is looked up in the catalogue where it is shown."""
    return text


PLACE_KINDS: dict[PlaceKind, str] = {
    PlaceKind.SQUARE: N_("Square"),
    PlaceKind.BUILDING: N_("Building"),
    PlaceKind.CHURCH: N_("Church"),
    PlaceKind.LIBRARY: N_("Library"),
    PlaceKind.MEMORIAL: N_("Memorial"),
    PlaceKind.MUSEUM: N_("Museum"),
    PlaceKind.PARK: N_("Park"),
    PlaceKind.NATURE: N_("Nature"),
    PlaceKind.STATION: N_("Station"),
    PlaceKind.DISTRICT: N_("District"),
    PlaceKind.VILLAGE: N_("Village"),
    PlaceKind.CITY: N_("City"),
    PlaceKind.STREET: N_("Street"),
    PlaceKind.PATH: N_("Path"),
    PlaceKind.WATER: N_("Water"),
    PlaceKind.SPORTS: N_("Sports"),
    PlaceKind.SCHOOL: N_("School"),
    PlaceKind.MARKET: N_("Market"),
    PlaceKind.GATE: N_("Gate"),
    PlaceKind.CENTRE: N_("Community centre"),
    PlaceKind.STAGE: N_("Stage"),
    PlaceKind.INDUSTRY: N_("Industry"),
    PlaceKind.GARDEN: N_("Garden"),
}

ANSWER_STATUSES = STATUS_WORDS
"""What became of a signal."""

WORKSHOP_KINDS: dict[WorkshopKind, str] = {
    WorkshopKind.WORKSHOP: N_("Workshop"),
    WorkshopKind.COLLECTION: N_("Collection"),
}
