"""What lies sealed in the folder of a delivery, as lines for the list of deliveries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from builder.model.corpus import Corpus
from builder.model.services import Handover
from builder.signals.making import DigestReport
from builder.signals.register.delivered import DeliveredDigest, DeliveryStatus


def folder_deliveries(report: DigestReport, corpus: Corpus, at: datetime) -> Iterator[DeliveredDigest]:
    """A line for each file of a service that gets its digests in a folder.

    Nothing when the digests are in clear: those are for the coordinator to look at. What is mailed is noted when it
    went.
    """
    handovers = {service.id: service.handover for service in corpus.services}
    for line in () if report.is_unsealed else report.services:
        if handovers[line.service_id] is not Handover.FOLDER:
            continue
        for path in line.paths:
            yield DeliveredDigest(
                at=at,
                service=line.service_id,
                since=report.since,
                until=report.until,
                recipient=None,
                how=Handover.FOLDER,
                file=path.name,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                signals=line.signal_ids,
                status=DeliveryStatus.SENT,
            )
