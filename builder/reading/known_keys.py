"""Lines that look like a key of ours where only running text should be: a fence or a line end was lost there."""

from __future__ import annotations

import re

from builder.model.gathering import FollowUp, TellerEntry, WorkshopFile
from builder.model.story import (
    Consent,
    Location,
    SignalEntry,
    SignalHead,
    StoryFront,
    Teller,
    TranslationFront,
    TranslationOrigin,
)

_MODELS = (
    *(StoryFront, Consent, Teller, Location, SignalEntry, SignalHead, TranslationFront, TranslationOrigin),
    *(WorkshopFile, TellerEntry, FollowUp),
)
KNOWN_KEYS = frozenset(key for model in _MODELS for key in model.model_fields)
_KEY = re.compile(r"""\s*(?:-\s+)?\{?["']?([a-z_]{2,})["']?\s*:(\s|$)""")
_PLAIN_KEY = re.compile(r"\s*([a-z_]{2,}):(\s|$)")
_COMMENT = re.compile(r"\s*#|.*#\s")


def is_key_line(line: str) -> bool:
    """Whether the line starts with a key of ours, however it is indented, quoted or listed."""
    match = _KEY.match(line)
    return match is not None and match[1] in KNOWN_KEYS


def is_plain_key_line(line: str) -> bool:
    """Whether the line starts with a key of ours in small letters: hardly a sentence."""
    match = _PLAIN_KEY.match(line)
    return match is not None and match[1] in KNOWN_KEYS


def is_comment_line(line: str) -> bool:
    """Whether the line holds what was a comment of YAML before its place or the line before it changed."""
    return _COMMENT.match(line) is not None
