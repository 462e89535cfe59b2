from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builder.errors import ContentError
from builder.languages import describe_fault, load_language
from builder.model.services import Handover
from builder.signals.register.delivered import (
    LOG,
    DeliveredDigest,
    DeliveryStatus,
    note_deliveries,
    read_deliveries,
)


def delivered(service: str = "groen", recipient: str | None = None, **changes: object) -> DeliveredDigest:
    return DeliveredDigest.model_validate(
        {
            "at": datetime(2026, 5, 2, 9, 30, tzinfo=UTC),
            "service": service,
            "since": date(2026, 1, 1),
            "until": date(2026, 4, 30),
            "recipient": recipient,
            "how": Handover.FOLDER,
            "file": f"{service}.zip.age",
            "sha256": "0" * 64,
            "signals": ("tafel/brug", "tafel/kaai#licht"),
            "status": DeliveryStatus.SENT,
            **changes,
        }
    )


def test_the_list_gives_back_what_was_noted_in_its_order(tmp_path: Path) -> None:
    first, second = delivered(), delivered("sport", "Diensthoofd", how=Handover.MAIL, status=DeliveryStatus.DEFERRED)
    assert read_deliveries(tmp_path) == ()
    note_deliveries(tmp_path, [first])
    note_deliveries(tmp_path, [second])
    assert read_deliveries(tmp_path) == (first, second)


def test_a_line_has_the_agreed_shape(tmp_path: Path) -> None:
    note_deliveries(tmp_path, [delivered(recipient="Hoofd\u2028groen")])
    assert json.loads((tmp_path / LOG).read_bytes()) == {
        "at": "2026-05-02T09:30:00Z",
        "service": "groen",
        "since": "2026-01-01",
        "until": "2026-04-30",
        "recipient": "Hoofd\u2028groen",
        "how": "folder",
        "file": "groen.zip.age",
        "sha256": "0" * 64,
        "signals": ["tafel/brug", "tafel/kaai#licht"],
        "status": "sent",
    }
    assert read_deliveries(tmp_path)[0].recipient == "Hoofd\u2028groen"


def test_the_list_is_for_its_owner_only_also_when_it_was_not(tmp_path: Path) -> None:
    (tmp_path / LOG).touch(0o644)
    note_deliveries(tmp_path, [delivered()])
    assert stat.S_IMODE((tmp_path / LOG).stat().st_mode) == 0o600


def test_a_line_without_an_end_does_not_swallow_the_next(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text(delivered().line, "utf-8")
    note_deliveries(tmp_path, [delivered("sport")])
    assert [each.service for each in read_deliveries(tmp_path)] == ["groen", "sport"]


def test_a_line_that_cannot_be_read_is_a_fault_without_a_word_of_it(tmp_path: Path) -> None:
    torn = delivered(recipient="ZNEEDLEZ").line[:-30]
    (tmp_path / LOG).write_text(f"{delivered().line}\n{torn}\n\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        read_deliveries(tmp_path)
    assert [describe_fault(fault, load_language("en", "errors")) for fault in caught.value.faults] == [
        f".delivered.jsonl:{line}:1: this line of the list of deliveries cannot be read; nothing is guessed from it\n"
        "  hint: take the file from your copy, or delete this line: that digest then counts as not delivered"
        for line in (2, 3)
    ]
