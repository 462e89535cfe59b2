"""How a policy names one inline script or style, and no other."""

from __future__ import annotations

import base64
import hashlib


def hash_of(code: str) -> str:
    """The source expression of an inline script or style (CSP Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
