"""New stories come in here, always as drafts without consent."""

from builder.intake.drafts import write_draft

__all__ = ["write_draft"]
