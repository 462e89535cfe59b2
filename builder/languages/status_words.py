"""What became of a signal, in words: the same on the site, on paper, in a sheet and in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.gathering import FollowUpStatus


def N_(text: str) -> str:  # noqa: N802 - the name by which babel finds texts that are translated later
    """The text itself; it is looked up in the catalogue of the site where it is shown."""
    return text


STATUS_WORDS: Mapping[FollowUpStatus, str] = {
    FollowUpStatus.NEW: N_("New"),
    FollowUpStatus.RECEIVED: N_("Received"),
    FollowUpStatus.IN_PROGRESS: N_("Being worked on"),
    FollowUpStatus.ANSWERED: N_("Answered"),
    FollowUpStatus.DONE: N_("Done"),
    FollowUpStatus.DECLINED: N_("Not taken up"),
    FollowUpStatus.FORWARDED: N_("Passed on"),
    FollowUpStatus.LED_TO_PROJECT: N_("Became a project"),
    FollowUpStatus.REOPENED: N_("Opened again"),
}
