"""What the coordinator types for one signal, as an answer: the words understood, nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from builder.model.gathering import FollowUpStatus
from builder.model.story import Signal
from builder.signals.answers.answer import Answer, Origin, clean_text
from builder.signals.digests.answer_sheet import parse_status

CHOICES = (
    FollowUpStatus.RECEIVED,
    FollowUpStatus.IN_PROGRESS,
    FollowUpStatus.ANSWERED,
    FollowUpStatus.DONE,
    FollowUpStatus.DECLINED,
    FollowUpStatus.FORWARDED,
    FollowUpStatus.LED_TO_PROJECT,
    FollowUpStatus.REOPENED,
)
"""What can be chosen, by number from 1; `reopened` is the coordinator's."""


def parse_choice(typed: str) -> FollowUpStatus | None:
    """The status of a number or a word in any language of the interface; None when it is none that can be chosen."""
    text = typed.strip()
    if text.isdecimal():
        number = int(text) if len(text) < 3 else 0
        return CHOICES[number - 1] if 0 < number <= len(CHOICES) else None
    found = parse_status(text)
    return found if found in CHOICES else None


def build_typed(
    signal: Signal, service_id: str, status: FollowUpStatus, texts: Mapping[str, str], *, today: date, language: str
) -> Answer:
    """The answer that was typed on this day.

    `texts`: what was typed for `reply`, `reason` and `forwarded_to`; `public` is there when the reply may be public.
    """
    reply, reason = clean_text(texts.get("reply", "")), clean_text(texts.get("reason", ""))
    return Answer(
        signal_id=signal.id,
        service_id=service_id,
        status=status,
        origin=Origin(),
        fingerprint=signal.fingerprint,
        answered_on=today,
        reply={language: reply} if reply else {},
        reason=reason or None,
        forwarded_to=texts.get("forwarded_to") or None,
        is_public="public" in texts and bool(reply),
    )
