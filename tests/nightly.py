"""How much of a long test runs: a little of it in every run, all of it at night.

`VERTELKAART_NIGHTLY=1 python -m tests` runs the long form. The code of the tests is the same, only the numbers differ.
"""

from __future__ import annotations

import os

IS_NIGHTLY = os.environ.get("VERTELKAART_NIGHTLY") == "1"


def examples(*, ci: int, nightly: int) -> int:
    """How many examples, points or pairs to try in this run."""
    return nightly if IS_NIGHTLY else ci
