"""`python -m tests.reading.explode FOLDER`: reads each bomb in that project; a line of JSON tells how it went."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from builder.airlock import make_edition
from builder.errors import ContentError
from builder.reading import read_corpus
from tests.reading.bombs import bombs
from tests.reading.project import TODAY


def codes_of(root: Path) -> list[str]:
    """The codes of what is wrong, or nothing when the project was read and let through."""
    try:
        make_edition(read_corpus(root, today=TODAY), today=TODAY, cache_folder=root / ".cache")
    except ContentError as error:
        return sorted({fault.code for fault in error.faults})
    return []


def peak_mib() -> int:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def explode(root: Path, only: str) -> None:
    """Every bomb whose name holds the word, after one quiet reading."""
    assert codes_of(root) == []
    for name, (path, text) in bombs().items():
        if only not in name:
            continue
        file = root / path
        before = file.read_bytes() if file.exists() else None
        file.write_text(text(), "utf-8")
        base_mib, started = peak_mib(), time.process_time()
        codes = codes_of(root)
        spent_s = time.process_time() - started
        went = json.dumps({"name": name, "s": round(spent_s, 3), "mib": peak_mib() - base_mib, "codes": codes})
        sys.stdout.write(f"{went}\n")
        sys.stdout.flush()
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


if __name__ == "__main__":
    explode(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
