"""Whether a story may be public at all. Closed by default: every gate must be open."""

from __future__ import annotations

from datetime import date

from builder.model.story import LeftOut, Sensitivity, Status, Story, is_past


def reason_left_out(story: Story, today: date) -> LeftOut | None:
    """Why the story is not public, or None when every gate is open.

    `today` is the day in the city's own time zone; a consent still holds on its last day.
    """
    front = story.front
    if front.status is Status.WITHDRAWN:
        return LeftOut.WITHDRAWN
    if front.sensitivity is Sensitivity.HIGH:
        return LeftOut.SENSITIVE
    if front.status is Status.DRAFT:
        return LeftOut.DRAFT
    if front.status is Status.REVIEW:
        return LeftOut.REVIEW
    consent = front.consent
    if not consent.publish or consent.given_on is None or consent.given_on > today:
        return LeftOut.NO_CONSENT
    if is_past(consent.expires_on, today):
        return LeftOut.EXPIRED
    return None
