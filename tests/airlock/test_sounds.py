"""Sound: no tag survives, and what is no sound is refused."""

from __future__ import annotations

import io
import math
import struct
import wave
from pathlib import Path

import av
import pytest

from builder.airlock import sounds
from builder.airlock.file_kinds import kind_of
from builder.airlock.media_cache import MediaCache
from builder.airlock.sounds import SoundError, make_mp3, publish_sound

RATE_HZ = 48_000
TAGS = {"title": "MARKERSND", "artist": "MARKERSND", "comment": "MARKERSND", "location": "MARKERSND"}


def wav_bytes(seconds: float = 0.5, rate_hz: int = RATE_HZ) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(rate_hz)
        count = int(seconds * rate_hz)
        target.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(step / 15))) for step in range(count)))
    return file.getvalue()


def encoded(container: str, codec: str) -> bytes:
    """Half a second of sound with tags."""
    target = io.BytesIO()
    with av.open(io.BytesIO(wav_bytes()), "r") as source, av.open(target, "w", format=container) as output:
        output.metadata.update(TAGS)
        stream = output.add_stream(codec, rate=RATE_HZ)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        for frame in source.decode(audio=0):
            frame.pts = None
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return target.getvalue()


def wav_with_list() -> bytes:
    plain = wav_bytes()
    texts = b"INFOINAM" + (10).to_bytes(4, "little") + b"MARKERSND\0"
    chunk = b"LIST" + len(texts).to_bytes(4, "little") + texts
    return b"RIFF" + (len(plain) - 8 + len(chunk)).to_bytes(4, "little") + plain[8:] + chunk


def with_id3v1(content: bytes) -> bytes:
    return content + b"TAG" + b"MARKERSND".ljust(125, b"\0")


MARKED = {
    "mp3 with ID3v2": encoded("mp3", "libmp3lame"),
    "mp3 with ID3v1": with_id3v1(encoded("mp3", "libmp3lame")),
    "ogg": encoded("ogg", "libopus"),
    "m4a": encoded("ipod", "aac"),
    "wav": wav_with_list(),
}


@pytest.mark.parametrize("content", MARKED.values(), ids=MARKED)
def test_no_tag_survives(content: bytes) -> None:
    assert b"MARKERSND" in content
    made = make_mp3(content)[0]
    assert b"MARKER" not in made.content
    assert made.content[:3] != b"ID3"
    assert b"TAG" not in made.content[-128:]
    assert made.content[0] == 0xFF
    with av.open(io.BytesIO(made.content), "r", format="mp3") as sound:
        assert (dict(sound.metadata), len(sound.streams)) == ({}, 1)
        assert sum(frame.samples for frame in sound.decode(audio=0)) > 18_000
    assert made.facts["duration_s"] == pytest.approx(0.5, abs=0.1)


def test_the_same_sound_gives_the_same_bytes() -> None:
    content = wav_bytes()
    assert make_mp3(content) == make_mp3(content)


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 96_000])
def test_every_sample_is_kept_whatever_its_rate(rate_hz: int) -> None:
    assert make_mp3(wav_bytes(1.0, rate_hz))[0].facts["duration_s"] == 1.0


REFUSED = {
    "nothing": (b"", "sound-type"),
    "HTML": (b"<html></html>", "sound-type"),
    "a playlist that opens files": (b"#EXTM3U\n#EXTINF:1,\n/etc/hostname\n", "sound-type"),
    "a list of files": (b"ffconcat version 1.0\nfile /etc/hostname\n", "sound-type"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "sound-type"),
    "a picture in RIFF": (b"RIFF\x24\0\0\0WEBPVP8 " + bytes(40), "sound-type"),
    "a film without sound": (b"\0\0\0\x18ftypisom" + bytes(60), "sound-broken"),
    "the start of an Ogg": (b"OggS" + bytes(50), "sound-broken"),
    "ID3 and nothing behind it": (b"ID3\x04\0\0\0\0\0\0", "sound-broken"),
    "a WAV without samples": (wav_bytes(0.0), "sound-broken"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_good_sound_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(SoundError, match=f"^{code}$"):
        make_mp3(content)


def test_a_very_long_sound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sounds.MAX_MINUTES == 30
    monkeypatch.setattr(sounds, "MAX_MINUTES", 1)
    assert make_mp3(wav_bytes(59.9, 8_000))[0].facts["duration_s"] == 59.9
    with pytest.raises(SoundError, match=r"^sound-too-long$"):
        make_mp3(wav_bytes(60.5, 8_000))


@pytest.mark.parametrize("content", MARKED.values(), ids=MARKED)
def test_damage_gives_a_named_error_and_no_other(content: bytes) -> None:
    for step in range(12):
        damaged = bytearray(content)
        for turn in range(8):
            damaged[(step * 7919 + turn * 104729) % len(content)] = (step * 31 + turn * 17) % 256
        try:
            make_mp3(bytes(damaged))
        except SoundError:
            continue


def test_the_kind_is_told_by_the_first_bytes() -> None:
    assert [kind_of(content) for content in MARKED.values()] == ["mp3", "mp3", "ogg", "mov", "wav"]


def test_the_name_tells_the_content_and_nothing_of_the_source(tmp_path: Path) -> None:
    source = tmp_path / "Maria-Janssens.wav"
    source.write_bytes(wav_bytes())
    sound = publish_sound(source, MediaCache(folder=tmp_path / "cache"))
    assert sound.name.endswith(".mp3")
    assert len(sound.name) == 28
    assert sound.size_bytes == sound.path.stat().st_size
