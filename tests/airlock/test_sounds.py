"""Sound: no tag survives, and what is no sound is refused."""

from __future__ import annotations

import base64
import io
import json
import math
import shutil
import struct
import subprocess
import wave
from collections.abc import Mapping
from pathlib import Path

import av
import pytest
from av.stream import Disposition
from PIL import Image

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


def encoded(container: str, codec: str, tags: Mapping[str, str] | None = None) -> bytes:
    """Half a second of sound with tags."""
    target = io.BytesIO()
    with av.open(io.BytesIO(wav_bytes()), "r") as source, av.open(target, "w", format=container) as output:
        output.metadata.update({**TAGS, **(tags or {})})
        stream = output.add_stream(codec, rate=RATE_HZ, options={"strict": "experimental"})
        assert isinstance(stream, av.AudioStream)
        stream.layout = "stereo" if codec == "vorbis" else "mono"  # FFmpeg's own Vorbis knows no other
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


def with_ape(content: bytes) -> bytes:
    """An APE tag, which players of Windows write at the end."""
    item = (9).to_bytes(4, "little") + bytes(4) + b"Artist\0MARKERSND"
    footer = b"APETAGEX" + (2000).to_bytes(4, "little") + (len(item) + 32).to_bytes(4, "little")
    return content + item + footer + (1).to_bytes(4, "little") + bytes(4) + bytes(8)


def with_cover(content: bytes, kind: str) -> bytes:
    """The sound with a cover that has a comment of its own, and tags, written by FFmpeg."""
    cover = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(cover, "JPEG", comment=b"MARKERSND")
    target = io.BytesIO()
    with av.open(io.BytesIO(content), "r") as source, av.open(target, "w", format=kind) as output:
        output.metadata.update(TAGS)
        track = output.add_stream_from_template(source.streams.audio[0])
        with av.open(io.BytesIO(cover.getvalue()), "r", format="jpeg_pipe") as picture:
            stream = output.add_stream_from_template(picture.streams.video[0])
            stream.disposition = Disposition.attached_pic
            for still in picture.demux(video=0):
                if still.size:
                    still.stream = stream
                    still.pts = still.dts = 0
                    output.mux(still)
        for packet in source.demux(audio=0):
            if packet.size:
                packet.stream = track
                output.mux(packet)
    return target.getvalue()


def with_wav_chunk(name: bytes, payload: bytes) -> bytes:
    plain = wav_bytes()
    chunk = name + len(payload).to_bytes(4, "little") + payload
    return b"RIFF" + (len(plain) - 8 + len(chunk)).to_bytes(4, "little") + plain[8:] + chunk


def id3v2() -> bytes:
    frame = b"TIT2" + (10).to_bytes(4, "big") + b"\0\0" + b"\0MARKERSND"
    return b"ID3\x03\0\0" + bytes((0, 0, 0, len(frame))) + frame


def ogg_with_picture() -> bytes:
    """Ogg whose comments hold a picture, as players write it."""
    block = (3).to_bytes(4, "big") + (10).to_bytes(4, "big") + b"image/jpeg" + (9).to_bytes(4, "big") + b"MARKERSND"
    return encoded("ogg", "vorbis", {"METADATA_BLOCK_PICTURE": base64.b64encode(block + bytes(24)).decode()})


MARKED = {
    "mp3 with APE": with_ape(encoded("mp3", "libmp3lame")),
    "mp3 with a cover": with_cover(encoded("mp3", "libmp3lame"), "mp3"),
    "ogg vorbis with a picture": ogg_with_picture(),
    "m4a with a cover": with_cover(encoded("ipod", "aac"), "mp4"),
    "wav of a radio": with_wav_chunk(b"bext", b"MARKERSND".ljust(602, b"\0")),
    "wav with ID3": with_wav_chunk(b"id3 ", id3v2() + b"\0" * (len(id3v2()) % 2)),
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


STRUCTURE = frozenset(
    (
        *("FileType", "FileTypeExtension", "MIMEType", "ExifToolVersion", "MPEGAudioVersion", "AudioLayer", "Duration"),
        *("AudioBitrate", "SampleRate", "ChannelMode", "CopyrightFlag", "OriginalMedia", "Emphasis"),
        *("MSStereo", "IntensityStereo"),
    )
)
"""What ExifTool says of the frames of an MP3."""


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool (libimage-exiftool-perl) is not installed")
def test_exiftool_finds_no_tag_but_those_of_the_frames(tmp_path: Path) -> None:
    for number, (name, content) in enumerate(MARKED.items()):
        (tmp_path / f"source-{number:02}.{name[:3]}").write_bytes(content)
        (tmp_path / f"public-{number:02}.mp3").write_bytes(make_mp3(content)[0].content)
    command = ["exiftool", "-json", "-G1", "-a", "-u", "-U", "-ee", "-b", str(tmp_path)]
    entries = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    public = [entry for entry in entries if "public-" in entry["SourceFile"]]
    assert len(public) == len(MARKED)
    for entry in public:
        names = {tag.partition(":")[2] for tag in entry if tag != "SourceFile" and not tag.startswith("System:")}
        assert names <= STRUCTURE, (entry["SourceFile"], names - STRUCTURE)
    seen = [entry["SourceFile"] for entry in entries if "MARKERSND" in json.dumps(entry)]
    assert all("source-" in name for name in seen)
    assert len(seen) >= len(MARKED) - 1  # the positive control; ExifTool does not look into every cover


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
    kinds = {"mp3": "mp3", "ogg": "ogg", "m4a": "mov", "wav": "wav"}
    assert {name: kind_of(content) for name, content in MARKED.items()} == {name: kinds[name[:3]] for name in MARKED}


def test_the_name_tells_the_content_and_nothing_of_the_source(tmp_path: Path) -> None:
    source = tmp_path / "Maria-Janssens.wav"
    source.write_bytes(wav_bytes())
    sound = publish_sound(source, MediaCache(folder=tmp_path / "cache"))
    assert sound.name.endswith(".mp3")
    assert len(sound.name) == 28
    assert sound.size_bytes == sound.path.stat().st_size
