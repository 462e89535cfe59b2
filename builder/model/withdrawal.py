"""Stories that were taken back: the record of them, and the opaque marks by which a site and a browser know them."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from builder.model.base import FileModel
from builder.model.scalars import FullDate, Texts, YesNo, parse_list, parse_whole_number, refuse

MARK_LENGTH = 16
MOST_TIMES = 99
_STORY_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?/[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def is_story_id(text: str) -> bool:
    """Whether the text is `<workshop>/<slug>`."""
    return _STORY_ID.fullmatch(text) is not None


def parse_story_id(value: Any) -> str:  # Any: pydantic hands over what the file holds
    """The full id of a story."""
    if isinstance(value, str) and is_story_id(value):
        return str(value)
    raise refuse("story-name")


def parse_times(value: Any) -> int:  # Any: as above
    """How often a story was withdrawn, 1 to 99: for each time there is a mark."""
    times = parse_whole_number(value)
    if not 1 <= times <= MOST_TIMES:
        raise refuse("not-a-number")
    return times


class WithdrawnEntry(FileModel):
    """One story that was taken back. Never a title, a name or a reason."""

    story: Annotated[str, BeforeValidator(parse_story_id)]
    """`<workshop>/<slug>`."""
    withdrawn_on: FullDate
    fingerprints: Texts = ()
    """Of its text and that of its translations, so that a copy under another name is noticed."""
    times: Annotated[int, BeforeValidator(parse_times)] = 1
    """How often it was withdrawn: a withdrawal that was lifted once can be made again."""
    has_page: YesNo = True
    """Whether a page at its address says that it was withdrawn; not for a story that never was public."""
    lifted_on: FullDate | None = None
    """The day on which the teller gave it back."""

    @property
    def is_active(self) -> bool:
        """Whether the story is withdrawn now; a day of lifting before that of the withdrawal is a mistake."""
        return self.lifted_on is None or self.lifted_on < self.withdrawn_on


class WithdrawnFile(FileModel):
    """`site_config/withdrawn.yml`."""

    withdrawn: Annotated[tuple[WithdrawnEntry, ...], BeforeValidator(parse_list)] = ()


def mark_of(story_id: str, times: int = 1) -> str:
    """What stands for a story in `withdrawn.json`: not readable, but known to who has the address of the story.

    `site/lib/withdrawal.js` makes the same mark from an address. A second withdrawal has a mark of its own, so that
    an old record, in which the first one is lifted, does not lift the second.
    """
    text = f"vertelkaart {story_id}" if times == 1 else f"vertelkaart {story_id} {times}"
    return hashlib.sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def marks_of(story_id: str, times: int) -> tuple[str, ...]:
    """The marks of a story that was withdrawn this often."""
    return tuple(mark_of(story_id, number) for number in range(1, times + 1))
