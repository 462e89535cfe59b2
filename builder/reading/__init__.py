"""Files into a corpus: read strictly, every fault collected, none hidden."""

from __future__ import annotations

from builder.reading.corpus import read_corpus
from builder.reading.fingerprints import original_fingerprint, text_fingerprint

__all__ = ["original_fingerprint", "read_corpus", "text_fingerprint"]
