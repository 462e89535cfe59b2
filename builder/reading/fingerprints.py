"""Fingerprints of texts: to notice that a text changed since it was translated or answered."""

from __future__ import annotations

import hashlib

FINGERPRINT_LENGTH = 12


def text_fingerprint(text: str) -> str:
    """First 12 hexadecimal digits of the SHA-256 of the text, with runs of white space as one space."""
    folded = " ".join(text.split())
    return hashlib.sha256(folded.encode("utf-8")).hexdigest()[:FINGERPRINT_LENGTH]


def original_fingerprint(title: str, summary: str | None, body: str) -> str:
    """The fingerprint of what a translation is made of: title, summary and body (without the signals)."""
    return text_fingerprint("\n".join((title, summary or "", body)))
