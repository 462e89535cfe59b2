"""`python -m tests.fuzz.coverage_guided SECONDS [FILE]`: atheris looks for damage that reaches new lines of reading.

The seeds are the corpus: the bytes of an input choose what is done to a seed, so that every input is a damaged file.
What it finds is written beside this file as `crash-…` and belongs into a test of its own. For nights, not for each run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["builder.reading"]):
    from tests.fuzz.damage import damaged
    from tests.fuzz.targets import OTHERS, SEEDS, STORY, STORY_SEEDS, is_private_kept, prepare


def main(seconds: int, name: str) -> None:
    """Fuzzes one file for so many seconds; ends with an error of atheris when something is found."""
    root = prepare(Path(tempfile.mkdtemp()) / "city")
    path = STORY if name == "story" else OTHERS[name]
    seeds = STORY_SEEDS if name == "story" else (SEEDS / name if (SEEDS / name).exists() else root / path,)
    texts = [seed.read_text("utf-8") for seed in seeds]

    def one_input(content: bytes) -> None:
        luck = atheris.FuzzedDataProvider(content)
        text = texts[luck.ConsumeIntInRange(0, len(texts) - 1)]
        is_private_kept(root, path, damaged(text, lambda count, /: luck.ConsumeIntInRange(0, count - 1)))

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-print_final_stats=1", "-max_len=64"], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "story")
