"""The unsteady hand: small irregularities that are the same in every build."""

import random
import zlib


def hand_for(name: str) -> random.Random:
    """A source of irregularity that depends on the name alone (an id, never a clock)."""
    return random.Random(zlib.crc32(name.encode("utf-8")))
