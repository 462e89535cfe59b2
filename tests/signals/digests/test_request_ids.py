from __future__ import annotations

import pytest

from builder.signals.digests.request_ids import build_request_id, parse_request_id


@pytest.mark.parametrize("signal_id", ["2019-cvo/kade", "2019-cvo/kade#verlichting", "a/b#c-d"])
def test_an_id_comes_back_from_an_address(signal_id: str) -> None:
    request_id = build_request_id(signal_id)
    assert not set(request_id) & set("/#?%\\: ")
    assert parse_request_id(request_id) == signal_id


@pytest.mark.parametrize("request_id", ["", "a", "a.b.c.d", "../a.b", "a/b", "A.b", "a.b\n", "a..b"])
def test_another_text_is_no_id(request_id: str) -> None:
    assert parse_request_id(request_id) is None
