"""Values as YAML that is read back exactly, in more than one hand."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping

import yaml

WIDE = 1_000_000


def block(values: Mapping[str, object], order: int = 0, comment: str | None = None) -> str:
    """Keys and values, one a line; what is None is left out. `order` 0 keeps their order and writes JSON."""
    present = [(key, value) for key, value in values.items() if value is not None]
    if order:
        random.Random(order).shuffle(present)
    lines = [] if comment is None else [f"# {comment}"]
    lines += [line(key, value, order) for key, value in present]
    return "\n".join(lines) + "\n"


def line(key: str, value: object, order: int) -> str:
    """One key: as JSON, or as PyYAML would write it; a `#` without quotation marks is refused by the reader."""
    if order % 2 and "#" not in json.dumps(value):
        text: str = yaml.safe_dump({key: value}, allow_unicode=True, width=WIDE, sort_keys=order % 3 == 0)
        return text.rstrip("\n")
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"
