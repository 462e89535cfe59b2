"""The private line: signals from the table to the services that can act on them, sealed, and none lost."""

from __future__ import annotations

from builder.signals.digests.summary import write_summary
from builder.signals.making import DigestReport, ServiceDelivery, delivery_folder, make_digests
from builder.signals.register.conservation import ConservationError
from builder.signals.register.routing import Routing, route_signals
from builder.signals.sealing.keys import COORDINATOR, KeyPair, make_keys, make_password, make_signing_key

__all__ = [
    "COORDINATOR",
    "ConservationError",
    "DigestReport",
    "KeyPair",
    "Routing",
    "ServiceDelivery",
    "delivery_folder",
    "make_digests",
    "make_keys",
    "make_password",
    "make_signing_key",
    "route_signals",
    "write_summary",
]
