"""The only door from the private corpus to the public edition."""

from builder.airlock.edition import make_edition
from builder.airlock.gates import reason_left_out

__all__ = ["make_edition", "reason_left_out"]
