"""Fingerprints of texts."""

from __future__ import annotations

import hashlib

from builder.reading import original_fingerprint, text_fingerprint


def test_a_fingerprint_is_the_start_of_a_sha256() -> None:
    assert text_fingerprint("een twee") == hashlib.sha256(b"een twee").hexdigest()[:12]


def test_white_space_does_not_change_a_fingerprint() -> None:
    assert text_fingerprint("een twee") == text_fingerprint("\n een\n\n  twee\t") != text_fingerprint("een  tweë")


def test_title_summary_and_body_all_count() -> None:
    prints = {
        original_fingerprint("a", "b", "c"),
        original_fingerprint("x", "b", "c"),
        original_fingerprint("a", "x", "c"),
        original_fingerprint("a", None, "c"),
        original_fingerprint("a", "b", "x"),
    }
    assert len(prints) == 5
