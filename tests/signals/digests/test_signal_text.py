from __future__ import annotations

import pytest

from builder.signals.digests.signal_text import join_lines, render_signal_text


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("De lamp is stuk\nen niemand komt.\nAl lang.", "De lamp is stuk en niemand komt. Al lang."),
        ("Zij zei:\n‘nooit’.", "Zij zei: ‘nooit’."),
        ("Zij zei:\n“nooit”.", "Zij zei: “nooit”."),
        ("Eerst.\n\nDan.", "Eerst.\n\nDan."),
        ("- een\n- twee\n  en meer", "- een\n- twee\n  en meer"),
        ("1. een\n2. twee", "1. een\n2. twee"),
        ("> gezegd\nen nog", "> gezegd\nen nog"),
        ("op adem  \nnu verder", "op adem  \nnu verder"),
        ("op adem\\\nnu verder", "op adem\\\nnu verder"),
        ("# Kop\nen tekst", "# Kop\nen tekst"),
        ("Kop\n---\nen tekst", "Kop\n---\nen tekst"),
        ("    getypt\nen tekst", "    getypt\nen tekst"),
        ("```\na\nb\n```", "```\na\nb\n```"),
        ("سطر\nوآخر", "سطر وآخر"),
    ],
)
def test_only_the_lines_of_a_paragraph_are_joined(text: str, joined: str) -> None:
    assert join_lines(text) == joined
    assert render_signal_text(joined).split() == render_signal_text(text).split()
