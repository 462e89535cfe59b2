"""Entries of `follow_up.yml` as YAML: any text as one line between quotation marks, that reads back exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.model.gathering import FollowUp

PLAIN = re.compile(r"[a-z0-9][a-z0-9-]*(#[a-z0-9-]+)?")
"""Ids, days and statuses: they need no quotation marks."""
NOT_PLAIN = frozenset(("null", "true", "false", "yes", "no", "on", "off"))
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
KEYS = (
    *("signal", "fingerprint", "service", "status", "received_on", "answered_on", "due_on", "forwarded_to"),
    *("reason", "public", "on_story", "reply"),
)
"""In the order in which a new entry has them."""
ALWAYS = frozenset(("signal", "service", "status"))


def quote(text: str) -> str:
    """The text between double quotation marks, on one line: nothing in it can be taken for a key or a comment."""
    return '"' + "".join(ESCAPES.get(sign, sign) for sign in text) + '"'


def write_value(key: str, value: object) -> str:
    """A single value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    is_plain = key not in ("fingerprint", "reason") and PLAIN.fullmatch(text) and text not in NOT_PLAIN
    return text if is_plain else quote(text)


def write_flow_reply(reply: dict[str, str]) -> str:
    """A reply on one line."""
    return "{" + ", ".join(f"{code}: {quote(text)}" for code, text in reply.items()) + "}"


def present_keys(entry: FollowUp) -> Iterator[tuple[str, object]]:
    """The keys that a new entry needs. Beside a reply it always says whether that is public, so that one can see it."""
    for key in KEYS:
        value = getattr(entry, key)
        is_default = value == type(entry).model_fields[key].default
        if key in ALWAYS or not is_default or (key == "public" and entry.reply):
            yield key, value


def write_key_lines(key: str, value: object) -> list[str]:
    """The lines of one key of an entry, without indent."""
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {code}: {quote(text)}" for code, text in value.items())]
    return [f"{key}: {write_value(key, value)}"]


def write_flow_key(key: str, value: object) -> str:
    """One key of an entry between braces."""
    return f"{key}: {write_flow_reply(value) if isinstance(value, dict) else write_value(key, value)}"


def write_entry_lines(entry: FollowUp) -> list[str]:
    """The lines of a new entry; the first starts with a hyphen."""
    lines = [line for key, value in present_keys(entry) for line in write_key_lines(key, value)]
    return [f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines)]


def write_flow_entry(entry: FollowUp) -> str:
    """A new entry between braces."""
    return "{" + ", ".join(write_flow_key(key, value) for key, value in present_keys(entry)) + "}"
