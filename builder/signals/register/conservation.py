"""Nothing is lost on the way: every signal of a period is in a digest or in the list of signals without a service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from builder.errors import VertelkaartError
from builder.signals.register.period import PeriodSignals
from builder.signals.register.routing import Routing


class ConservationError(VertelkaartError):
    """A signal was lost, doubled or misdelivered. A fault of the program, not of the files."""

    def __init__(self, wrong: Mapping[str, Iterable[str]]) -> None:
        self.wrong = {what: tuple(sorted(ids)) for what, ids in wrong.items()}
        said = "; ".join(f"{what}: {', '.join(ids)}" for what, ids in sorted(self.wrong.items()))
        super().__init__(f"signals are not all accounted for, nothing was delivered ({said})")


def check_conservation(
    signals: PeriodSignals, routing: Routing, digests: Mapping[str, Iterable[str]], unrouted: Iterable[str]
) -> None:
    """Hold what the digests really contain against what was told and where it had to go.

    `digests`: service id → ids of the signals in its digest, as rendered. Raises: ConservationError.
    """
    told = {signal.id for signal in signals.delivered}
    withdrawn = {signal.id for signal in signals.withdrawn}
    left = list(unrouted)
    in_digests = {service_id: list(ids) for service_id, ids in digests.items()}
    delivered = {signal_id for ids in in_digests.values() for signal_id in ids}
    meant = {(route.service_id, routed.signal_id) for routed in routing.routed for route in routed.routes}
    made = {(service_id, signal_id) for service_id, ids in in_digests.items() for signal_id in ids}
    wrong = {
        "lost": told - delivered - set(left),
        "unknown": (delivered | set(left)) - told - withdrawn,
        "taken back": (delivered | set(left)) & withdrawn,
        "both delivered and left": delivered & set(left),
        "missing in a digest": {signal_id for _, signal_id in meant - made},
        "in a wrong digest": {signal_id for _, signal_id in made - meant},
        "twice in a digest": {
            signal_id for ids in (*in_digests.values(), left) for signal_id, times in Counter(ids).items() if times > 1
        },
    }
    found = {what: ids for what, ids in wrong.items() if ids}
    if found:
        raise ConservationError(found)
