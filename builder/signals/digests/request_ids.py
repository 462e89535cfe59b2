"""The id of a signal in an address: `workshop/story#id` as `workshop.story.id`, and back.

No part of an id has a full stop, so nothing is lost. The result is safe in an address, in the name of a file on every
system, and in the header of a message.
"""

from __future__ import annotations

import re

REQUEST_ID = re.compile(r"([a-z0-9-]+)\.([a-z0-9-]+)(?:\.([a-z0-9-]+))?")


def build_request_id(signal_id: str) -> str:
    """The id for addresses and Open311."""
    return signal_id.replace("/", ".").replace("#", ".")


def parse_request_id(request_id: str) -> str | None:
    """The id of the signal; None for a text that `build_request_id` does not give."""
    match = REQUEST_ID.fullmatch(request_id)
    if match is None:
        return None
    workshop, story, own = match.groups()
    return f"{workshop}/{story}#{own}" if own else f"{workshop}/{story}"
