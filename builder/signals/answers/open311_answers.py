"""Updates of Open311 as answers: requests of GeoReport v2 with a status and notes, or service request updates.

GeoReport knows two statuses. `closed` is read as `answered`, not as `done`: it does not say what became of it, and the
coordinator reads the notes. Where a program gives one of our own statuses instead, that one counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Any

from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.model.gathering import FollowUpStatus
from builder.model.scalars import MAX_LONG_TEXT_LENGTH
from builder.signals.answers.answer import Answer, Origin, clean_text, has_hidden
from builder.signals.answers.sheet_answers import PRIVATE_KEYS, reply_language
from builder.signals.digests.answer_sheet import parse_service, parse_status
from builder.signals.digests.digest_words import ANSWERS
from builder.signals.digests.request_ids import parse_request_id

MAX_ENTRIES = 20_000
LIST_NAMES = ("service_requests", "requests", "service_request_updates", "request_updates")
"""Where a program puts the list, when it is not the root itself."""
NOTES = ("status_notes", "description")
"""A request has notes; an update has a description that is its text."""
DAYS = ("updated_datetime", "requested_datetime")
OPEN311 = {"open": FollowUpStatus.IN_PROGRESS, "closed": FollowUpStatus.ANSWERED}
SAYS_MORE = frozenset(ANSWERS) - {FollowUpStatus.RECEIVED, FollowUpStatus.IN_PROGRESS}
EXTENDED = "extended_attributes"
DAY = re.compile(r"[12]\d{3}-\d\d-\d\d([T ][\d:.]+(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)


@dataclass(kw_only=True)
class Open311Reader:
    """Reads the entries of one file, and writes its faults down."""

    path: str
    corpus: Corpus = field(repr=False)
    service_id: str | None
    """Who answers, when the file does not say so: the folder of the delivery, or the option."""
    faults: list[Fault] = field(default_factory=list, repr=False)

    def answers(self, content: bytes) -> Iterator[Answer]:
        """The entries in which a service says something."""
        entries = self.entries(content)
        for number, entry in enumerate(entries, start=1):
            before = len(self.faults)
            answer = self.answer(number, entry)
            if answer is not None and len(self.faults) == before:
                yield answer

    def entries(self, content: bytes) -> list[dict[str, Any]]:  # Any: what a program of somebody else wrote
        """The list in the file."""
        try:
            root = json.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            self.add("answer-json", 1)
            return []
        if isinstance(root, dict):
            root = next((root[name] for name in LIST_NAMES if isinstance(root.get(name), list)), [root])
        if not isinstance(root, list) or not all(isinstance(entry, dict) for entry in root):
            self.add("answer-json", 1)
            return []
        if len(root) > MAX_ENTRIES:
            self.add("answer-too-large", 1)
            return []
        return root

    def answer(self, number: int, entry: dict[str, Any]) -> Answer | None:  # Any: as above
        """One entry; None when nothing is said in it, or it cannot be understood."""
        extended = entry.get(EXTENDED)
        own = {**(extended if isinstance(extended, dict) else {}), **entry}
        if not self.is_update(own):
            return None
        request_id = own.get("service_request_id")
        signal_id = parse_request_id(request_id) if isinstance(request_id, str) else None
        if signal_id is None:
            self.add("answer-request-id", number)
            return None
        service_id = self.service(own)
        if service_id is None:
            self.add("answer-request-service", number)
            return None
        typed = next((own[name] for name in self.note_names(own) if isinstance(own.get(name), str)), "")
        reply = clean_text(typed)
        if len(reply) > MAX_LONG_TEXT_LENGTH:
            self.add("text-too-long", number, limit=MAX_LONG_TEXT_LENGTH)
        if any(word in reply.casefold() for word in PRIVATE_KEYS):
            self.add("private-key", number)
        status = self.status(own, number)
        if status is None:
            return None
        fingerprint = own.get("fingerprint")
        return Answer(
            signal_id=signal_id,
            service_id=service_id,
            status=status,
            origin=Origin(path=self.path, row=number),
            fingerprint=fingerprint if isinstance(fingerprint, str) and fingerprint else None,
            answered_on=self.day(own, number),
            reply={reply_language(self.corpus, service_id): reply} if reply else {},
            is_cleaned=has_hidden(typed),
        )

    def is_update(self, own: dict[str, Any]) -> bool:  # Any: as above
        """Whether somebody did something: a request that is still as we wrote it says nothing."""
        has_words = any(clean_text(own[name]) for name in self.note_names(own) if isinstance(own.get(name), str))
        return has_words or own.get("status") not in (None, "open")

    def note_names(self, own: dict[str, Any]) -> tuple[str, ...]:  # Any: as above
        """The keys of the reply: the description of a request is what was asked, not an answer."""
        return NOTES if "update_id" in own else NOTES[:1]

    def service(self, own: dict[str, Any]) -> str | None:  # Any: as above
        """Who answers."""
        for name in ("vertelkaart_service", "agency_responsible"):
            value = own.get(name)
            found = parse_service(value, self.corpus.services) if isinstance(value, str) else None
            if found is not None:
                return found
        return self.service_id

    def status(self, own: dict[str, Any], number: int) -> FollowUpStatus | None:  # Any: as above
        """The status of an entry."""
        word = own.get("status")
        if word is None:
            return FollowUpStatus.ANSWERED
        folded = word.strip().casefold() if isinstance(word, str) else ""
        found = OPEN311.get(folded) or parse_status(folded)
        before = own.get("vertelkaart_status")
        known = parse_status(before) if folded == "closed" and isinstance(before, str) else None
        if known in SAYS_MORE:  # it was closed when it went out
            return known
        if found not in ANSWERS:
            self.add("answer-request-status", number, expected=", ".join((*OPEN311, *ANSWERS)))
            return None
        return found

    def day(self, own: dict[str, Any], number: int) -> date | None:  # Any: as above
        """The day of the update, in the zone in which it was written."""
        value = own.get(DAYS[0]) or (own.get(DAYS[1]) if "update_id" in own else None)
        if value is None:
            return None
        found = None
        if isinstance(value, str) and DAY.fullmatch(value):
            with suppress(ValueError):
                found = date.fromisoformat(value[:10])
        if found is None:
            self.add("answer-request-day", number)
        return found

    def add(self, code: str, number: int, **params: str | int) -> None:
        """Write a fault down; the line is the number of the entry."""
        fault = Fault(code=code, path=self.path, line=number, params={"number": number, **params})
        same_row = takewhile(lambda each: each.line == number, reversed(self.faults))  # all of them would take minutes
        if fault not in same_row:
            self.faults.append(fault)
