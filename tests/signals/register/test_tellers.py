"""The name of a teller is found as an eye reads it, however it was typed."""

from __future__ import annotations

import pytest

from builder.signals.register.tellers import names


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("**Jan** de Vries zei het", "Jan de Vries"),
        ("[Jan](x) de _Vries_ zei het", "Jan de Vries"),
        ("JAN\nDE VRIES", "Jan de Vries"),
        ("Jan\u200bneke en Jan\u00adneke", "Janneke"),
        ("Jose\u0301", "Jos\u00e9"),
        ("WEISS", "Wei\u00df"),
        ("bel 06-1234 5678", "+31 6 12345678"),
        ("bel +32 (0)478 12.34.56", "0478 12 34 56"),
        ("mail jan\\_de@huis.example", "jan_de@huis.example"),
    ],
)
def test_a_name_is_found(said: str, mark: str) -> None:
    assert names(said, mark)


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("Janneke", "Jan"),
        ("Sint-Jansplein", "Jan"),
        ("in 2019 en 2020", "0478 12 34 56"),
        ("iets", "\u200b\u200b"),
        ("een * twee", "**"),
    ],
)
def test_another_word_is_not(said: str, mark: str) -> None:
    assert not names(said, mark)
