"""The private line: signals from the table to the services that can act on them, sealed, and none lost."""

from __future__ import annotations

from builder.signals.digests.summary import write_summary
from builder.signals.making import DigestReport, ServiceDelivery, make_digests
from builder.signals.register.conservation import ConservationError
from builder.signals.register.routing import Routing, route_signals
from builder.signals.sealing.keys import COORDINATOR, KeyPair, make_keys

__all__ = [
    "COORDINATOR",
    "ConservationError",
    "DigestReport",
    "KeyPair",
    "Routing",
    "ServiceDelivery",
    "make_digests",
    "make_keys",
    "route_signals",
    "write_summary",
]
