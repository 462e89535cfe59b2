"""A synthesised carillon playing a small melody of our own, as MP3: the sound of one demo story.

Run from the project's folder: `python -m builder.demo.make_sound`.
Each bell is a sum of decaying sines at the usual partials of a minor-third bell.
"""

from __future__ import annotations  # array.array[float] is only a type before Python 3.12

import array
import io
import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import click

TARGET_PATH = Path("stories/2020-stenen-die-spreken/media/beiaard.mp3")
RATE_HZ = 44_100
BIT_RATE = 64_000
LENGTH_S = 23.0
BEAT_S = 0.46
PEAK = 0.82
FRAME_SAMPLES = 1152


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """One tone inside the sound of a bell."""

    ratio: float
    """Frequency against the prime."""
    loudness: float
    half_life_s: float
    """Seconds in which the tone falls to half, for a bell of 440 Hz."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One blow of a clapper."""

    beat: float
    midi: int
    """Pitch of the prime, as a MIDI number."""
    force: float


PARTIALS = (
    Partial(ratio=0.5, loudness=0.34, half_life_s=1.50),  # hum
    Partial(ratio=1.0, loudness=0.62, half_life_s=0.85),  # prime
    Partial(ratio=1.003, loudness=0.20, half_life_s=0.80),  # its doublet, a slow beating
    Partial(ratio=1.189, loudness=0.42, half_life_s=0.70),  # tierce, a minor third
    Partial(ratio=1.498, loudness=0.16, half_life_s=0.42),  # quint
    Partial(ratio=2.0, loudness=0.56, half_life_s=0.40),  # nominal
    Partial(ratio=2.51, loudness=0.14, half_life_s=0.20),
    Partial(ratio=2.99, loudness=0.20, half_life_s=0.17),
    Partial(ratio=4.09, loudness=0.13, half_life_s=0.10),
    Partial(ratio=5.33, loudness=0.08, half_life_s=0.06),
)

MELODY = (
    # beat, pitch: four short phrases, the third climbs, the last comes home
    (0.0, 74), (1.0, 77), (1.5, 79), (2.0, 81), (3.0, 79), (4.0, 77), (4.5, 74), (5.0, 76), (6.0, 72),
    (8.0, 74), (9.0, 77), (9.5, 79), (10.0, 84), (11.0, 81), (12.0, 82), (12.5, 81), (13.0, 79), (14.0, 81),
    (16.0, 86), (16.5, 84), (17.0, 81), (18.0, 84), (18.5, 82), (19.0, 79), (20.0, 82), (20.5, 81), (21.0, 77),
    (22.0, 79), (23.0, 76), (24.0, 74), (25.0, 77), (25.5, 81), (26.0, 86), (28.0, 84), (29.0, 81), (30.0, 79),
    (31.0, 77), (32.0, 81), (33.0, 86),
)  # fmt: skip
BASS = (
    (0.0, 50), (2.0, 57), (4.0, 53), (6.0, 48), (8.0, 50), (10.0, 53), (12.0, 55), (14.0, 57), (16.0, 58),
    (18.0, 48), (20.0, 55), (22.0, 57), (24.0, 50), (26.0, 46), (28.0, 48), (30.0, 52), (32.0, 45), (33.0, 50),
)  # fmt: skip


def build_strokes() -> list[Stroke]:
    """Melody and bass, the downbeats a little louder, the last bars slower."""
    strokes = []
    for notes, force in ((MELODY, 0.55), (BASS, 0.42)):
        for beat, midi in notes:
            accent = 1.15 if beat % 4 == 0 else 1.0
            late = max(0.0, beat - 28.0) ** 2 * 0.06
            strokes.append(Stroke(beat=beat + late, midi=midi, force=force * accent))
    return strokes


def add_stroke(samples: array.array[float], stroke: Stroke) -> None:
    """Mix one blow into the samples; larger bells ring longer."""
    prime_hz = 440.0 * 2 ** ((stroke.midi - 69) / 12)
    start = round(stroke.beat * BEAT_S * RATE_HZ)
    stretch = min(1.6, (440.0 / prime_hz) ** 0.6)
    for partial in PARTIALS:
        fall = 0.5 ** (1 / (partial.half_life_s * stretch * RATE_HZ))
        turn = 2 * math.pi * prime_hz * partial.ratio / RATE_HZ
        loudness = stroke.force * partial.loudness
        end = min(len(samples), start + round(9 * partial.half_life_s * stretch * RATE_HZ))
        # y[n] = 2·fall·cos(turn)·y[n-1] - fall²·y[n-2] is a decaying sine that starts at zero
        gain, loss = 2 * fall * math.cos(turn), fall * fall
        before, now = 0.0, loudness * fall * math.sin(turn)
        for index in range(start, end):
            samples[index] += now
            before, now = now, gain * now - loss * before


def add_room(samples: array.array[float]) -> None:
    """A few soft echoes, as between the houses of a square."""
    for delay_s, gain in ((0.097, 0.16), (0.163, 0.11), (0.271, 0.08)):
        delay = round(delay_s * RATE_HZ)
        for index in range(len(samples) - 1, delay - 1, -1):
            samples[index] += gain * samples[index - delay]


def build_samples() -> array.array[int]:
    """The whole piece as 16-bit samples, faded out at the end."""
    samples = array.array("d", bytes(8 * round(LENGTH_S * RATE_HZ)))
    for stroke in build_strokes():
        add_stroke(samples, stroke)
    add_room(samples)
    fade = round(2.5 * RATE_HZ)
    for index in range(fade):
        samples[len(samples) - 1 - index] *= index / fade
    scale = PEAK * 32767 / max(abs(sample) for sample in samples)
    return array.array("h", (round(sample * scale) for sample in samples))


def encode_mp3(samples: array.array[int]) -> bytes:
    """The samples as a mono MP3 without tags."""
    stream = io.BytesIO()
    with av.open(stream, "w", format="mp3", options={"id3v2_version": "0"}) as container:
        track = container.add_stream("libmp3lame", rate=RATE_HZ, layout="mono")
        track.bit_rate = BIT_RATE
        for start in range(0, len(samples), FRAME_SAMPLES):
            chunk = samples[start : start + FRAME_SAMPLES]
            chunk.extend([0] * (FRAME_SAMPLES - len(chunk)))
            frame = av.AudioFrame(format="s16p", layout="mono", samples=FRAME_SAMPLES)
            frame.planes[0].update(chunk.tobytes())
            frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, start, Fraction(1, RATE_HZ)
            container.mux(track.encode(frame))
        container.mux(track.encode(None))
    return stream.getvalue()


def main() -> None:
    """Write the sound."""
    content = encode_mp3(build_samples())
    TARGET_PATH.parent.mkdir(parents=True, exist_ok=True)
    TARGET_PATH.write_bytes(content)
    click.echo(f"{TARGET_PATH}: {len(content) // 1000} kB")


if __name__ == "__main__":
    main()
