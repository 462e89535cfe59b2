"""Sound, decoded and encoded again: no tag, no cover, no name of a telephone can survive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import av
import av.error
from av.stream import Disposition

from builder.airlock.file_kinds import kind_of
from builder.airlock.media_cache import MadeFile, MediaCache
from builder.model.public import PublicSound

BIT_RATE = 64_000
SAMPLE_RATE_HZ = 44_100
MAX_MINUTES = 30
SOUNDS = ("mp3", "ogg", "wav", "mov")
"""FFmpeg is not left to guess the kind: a playlist named .mp3 would make it open other files and addresses."""
REFUSED = {"film": "sound-film", "amr": "sound-amr"}
"""Kinds of file for which we know what to do instead."""
UNREADABLE = (av.error.FFmpegError, ValueError, LookupError, EOFError, OverflowError)
"""What PyAV raises on damaged files."""


class SoundError(Exception):
    """The sound cannot be published; the text is a code of faults."""


def make_mp3(content: bytes) -> list[MadeFile]:
    """One MP3 file, mono, without any tag.

    Raises: SoundError with `sound-too-long`, `sound-broken`, or what it is when it is no such sound.
    """
    kind = kind_of(content)
    if kind not in SOUNDS:
        raise SoundError(REFUSED.get(kind, "sound-type"))
    try:
        with av.open(io.BytesIO(content), "r", format=kind, metadata_errors="ignore") as source:
            if any(is_film(stream) for stream in source.streams.video):
                raise SoundError("sound-film")
            if not source.streams.audio:
                raise SoundError("sound-type")
            encoded, duration_s = encode_again(source)
    except UNREADABLE:
        raise SoundError("sound-broken") from None
    if not encoded or not duration_s:
        raise SoundError("sound-broken")
    return [MadeFile(content=encoded, suffix=".mp3", facts={"duration_s": round(duration_s, 1)})]


def is_film(stream: av.VideoStream) -> bool:
    """Whether the pictures of a stream move; the cover of a recording does not."""
    return not stream.disposition & Disposition.attached_pic


def frames_of(source: av.container.InputContainer) -> Iterator[av.AudioFrame]:
    """The decoded samples. Behind an MP3 stand tags that FFmpeg takes for frames: what fails after the last one is no
    sound; what fails before another one is damage.

    Raises: av.error.InvalidDataError.
    """
    failed: av.error.InvalidDataError | None = None
    for packet in source.demux(audio=0):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError as error:
            if source.format.name != "mp3":
                raise
            failed = failed or error
            continue
        for frame in frames:
            if failed is not None:
                raise failed
            if isinstance(frame, av.AudioFrame):
                yield frame


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
        for frame in chain(frames_of(source), (None,)):
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
