"""By when an answer to a signal is expected."""

from __future__ import annotations

from datetime import date

from builder.signals.digests.digest import Block, Digest


def answer_day(block: Block, digest: Digest) -> date | None:
    """The day that was agreed, else that of the digest; None when nothing is expected."""
    if not block.is_open:
        return None
    if block.own is not None and block.own.due_on is not None:
        return block.own.due_on
    return digest.acute_answer_by if block.is_acute else digest.answer_by
