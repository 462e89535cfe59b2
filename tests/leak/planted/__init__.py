"""Leaks that are planted into a copy of the builder, one at a time, to see that the tests of this folder notice."""

from __future__ import annotations

from tests.leak.planted import (
    in_airlock,
    in_edges,
    in_groups,
    in_map,
    in_pages,
    in_reading,
    in_replies,
    in_staging,
    in_texts,
    in_withdrawals,
)
from tests.leak.planted.leak import Leak

LEAKS: tuple[Leak, ...] = (
    *in_reading.LEAKS,
    *in_texts.LEAKS,
    *in_airlock.LEAKS,
    *in_replies.LEAKS,
    *in_map.LEAKS,
    *in_pages.LEAKS,
    *in_groups.LEAKS,
    *in_withdrawals.LEAKS,
    *in_staging.LEAKS,
    *in_edges.LEAKS,
)
"""Every road on which something private has been thought to get out, the new ones at the end of their list."""

EVERY_RUN: tuple[Leak, ...] = LEAKS[::3]
"""Those that every run of the tests plants, from every list; the others only at night, as each takes a second."""
