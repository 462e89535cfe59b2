"""`python -m tests.leak.planted [WORD …]`: plants the leaks whose names have one of the words, or all of them.

It tells which were noticed, and by what. With `--json` each result is a line for the test; with `--part` only those of
every run of the tests are planted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict

os.environ |= {"NO_MKDOCS_2_WARNING": "1", "OPENBLAS_NUM_THREADS": "1"}

from tests.leak.planted import EVERY_RUN, LEAKS
from tests.leak.planted.running import CONTROL, run_all


def main(arguments: list[str]) -> int:
    """The exit code: 1 when a leak was not noticed as it should be."""
    words = [word for word in arguments if not word.startswith("--")]
    chosen = EVERY_RUN if "--part" in arguments else LEAKS
    leaks = [each for each in (CONTROL, *chosen) if not words or any(word in each.name for word in words)]
    expected = {each.name: each.caught_by for each in leaks}
    missed, started = 0, time.monotonic()
    for result in run_all(leaks, workers=max(1, min(2, os.cpu_count() or 1))):
        is_right = expected[result.name] in result.kinds if expected[result.name] else not result.contrast
        missed += not is_right
        if "--json" in arguments:
            sys.stdout.write(json.dumps(asdict(result)) + "\n")
        else:
            what = ", ".join(result.kinds) or "-"
            sys.stdout.write(f"{'ok' if is_right else 'MISSED':6} {what:24} {result.name}  [{result.contrast}]\n")
            sys.stdout.write("" if is_right else f"       {result.text}\n")
        sys.stdout.flush()
    sys.stderr.write(f"{len(leaks)} in {time.monotonic() - started:.0f} s, {missed} not as expected\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
