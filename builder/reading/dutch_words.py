"""The Dutch words that a trainer writes where a key or a word of ours is English."""

from __future__ import annotations

from collections.abc import Collection

_ENGLISH: dict[str, tuple[str, ...]] = {
    "aanbod": ("offer",),
    "bron": ("source",),
    "datum": ("date",),
    "dringend": ("urgency", "acute"),
    "drempel": ("obstacle",),
    "emotie": ("emotion",),
    "foto": ("image", "photo"),
    "gegeven_op": ("given_on",),
    "geluid": ("audio",),
    "gepubliceerd": ("published",),
    "gevoel": ("emotion",),
    "hoog": ("high",),
    "initiatief": ("initiative",),
    "klacht": ("complaint",),
    "klad": ("draft",),
    "laag": ("low",),
    "locatie": ("location", "place"),
    "naam": ("name", "title"),
    "nalezen": ("review",),
    "openbaar": ("published", "public"),
    "plaats": ("place",),
    "plek": ("place",),
    "rol": ("role",),
    "samenvatting": ("summary",),
    "soort": ("kind",),
    "taal": ("language",),
    "teruggetrokken": ("withdrawn",),
    "thema": ("themes", "theme"),
    "thema's": ("themes", "theme"),
    "themas": ("themes", "theme"),
    "titel": ("title",),
    "toestemming": ("consent",),
    "verteller": ("teller",),
    "voorstel": ("suggestion",),
    "vraag": ("request", "ask"),
    "zorg": ("concern",),
}


def english_of(word: str, known: Collection[str]) -> str | None:
    """The word of ours that this Dutch word means, where it may stand."""
    return next((one for one in _ENGLISH.get(word.strip().casefold(), ()) if one in known), None)
