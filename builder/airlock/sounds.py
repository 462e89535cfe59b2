"""Sound, decoded and encoded again: no tag, no cover, no name of a telephone can survive."""

from __future__ import annotations

import io
from itertools import chain
from pathlib import Path

import av
import av.error

from builder.airlock.media_cache import MadeFile, MediaCache
from builder.model.public import PublicSound

BIT_RATE = 64_000
SAMPLE_RATE_HZ = 44_100
MAX_MINUTES = 30
UNREADABLE = (av.error.FFmpegError, ValueError, LookupError, EOFError, OverflowError)
"""What PyAV raises on damaged files."""


class SoundError(Exception):
    """The sound cannot be published; the text is a code of faults."""


def make_mp3(content: bytes) -> list[MadeFile]:
    """One MP3 file, mono, without any tag.

    Raises: SoundError with `sound-type`, `sound-too-long` or `sound-broken`.
    """
    container = container_of(content)
    if container is None:
        raise SoundError("sound-type")
    try:
        with av.open(io.BytesIO(content), "r", format=container, metadata_errors="ignore") as source:
            if not source.streams.audio:
                raise SoundError("sound-type")
            encoded, duration_s = encode_again(source)
    except UNREADABLE:
        raise SoundError("sound-broken") from None
    if not encoded or not duration_s:
        raise SoundError("sound-broken")
    return [MadeFile(content=encoded, suffix=".mp3", facts={"duration_s": round(duration_s, 1)})]


def container_of(content: bytes) -> str | None:
    """The container by its first bytes, as FFmpeg names it; None for anything else.

    FFmpeg is not left to guess: a playlist named .mp3 would make it open other files and addresses.
    """
    if content[:4] == b"OggS":
        return "ogg"
    if content[:4] in (b"RIFF", b"RF64") and content[8:12] == b"WAVE":
        return "wav"
    if content[4:8] == b"ftyp":
        return "mov"
    is_frame = len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 in (0xE2, 0xE4, 0xE6)
    return "mp3" if content[:3] == b"ID3" or is_frame else None


def encode_again(source: av.container.InputContainer) -> tuple[bytes, float]:
    """The bytes of an MP3 made from the decoded samples, and its length in seconds."""
    target = io.BytesIO()
    options = {"write_xing": "0", "id3v2_version": "0", "write_id3v1": "0", "fflags": "+bitexact"}
    resampler = av.AudioResampler(format="s16p", layout="mono", rate=SAMPLE_RATE_HZ)
    samples = 0
    with av.open(target, "w", format="mp3", options=options) as output:
        stream = output.add_stream("libmp3lame", rate=SAMPLE_RATE_HZ)
        stream.layout = "mono"
        stream.bit_rate = BIT_RATE
        for frame in chain(source.decode(audio=0), (None,)):
            for part in resampler.resample(frame):
                samples += part.samples
                if samples > MAX_MINUTES * 60 * SAMPLE_RATE_HZ:
                    raise SoundError("sound-too-long")
                part.pts = None
                output.mux(stream.encode(part))
        output.mux(stream.encode(None))
    return target.getvalue(), samples / SAMPLE_RATE_HZ


def publish_sound(source: Path, cache: MediaCache) -> PublicSound:
    """The sound as it may be heard.

    Raises: SoundError.
    """
    kept = cache.kept(source, f"sound {BIT_RATE} {SAMPLE_RATE_HZ} {av.__version__}", make_mp3)[0]
    return PublicSound(
        name=kept.name,
        duration_s=kept.facts["duration_s"],
        size_bytes=kept.path.stat().st_size,
        path=kept.path,
    )
