"""What a file is, by its first bytes and never by its name; also for what is refused, to say what to do."""

from __future__ import annotations

HEAD_BYTES = 1024
"""How far into a file we look for what it is."""
HEIC_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"))
AVIF_BRANDS = frozenset((b"avif", b"avis"))
SOUND_BRANDS = frozenset((b"M4A ", b"M4B ", b"M4P ", b"F4A "))
STARTS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"BM": "bitmap",
    b"II*\0": "bitmap",
    b"MM\0*": "bitmap",
    b"%PDF-": "pdf",
    b"\x1aE\xdf\xa3": "film",
    b"\0\0\x01\xba": "film",
    b"\0\0\x01\xb3": "film",
    b"0&\xb2u\x8ef\xcf\x11": "film",
    b"FLV\x01": "film",
    b"#!AMR": "amr",
    b"ID3": "mp3",
    b"OggS": "ogg",
}
"""First bytes → kind. TIFF and camera raw count as bitmaps: pictures that have to be saved as JPEG."""


def kind_of(content: bytes) -> str:
    """`jpeg`, `png`, `webp`, `heic`, `avif`, `gif`, `bitmap`, `svg`, `pdf`, `html`, `film`, `mov`, `wav`, `mp3`, `ogg`,
    `amr`, or nothing when it is none that we know.

    `mov` is the family of MP4: sound or film, which only its streams tell.
    """
    if content[4:8] == b"ftyp":
        return kind_of_brand(content)
    if content[:4] in (b"RIFF", b"RF64"):
        return {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "film"}.get(content[8:12], "")
    found = next((kind for start, kind in STARTS.items() if content.startswith(start)), "")
    return found or kind_of_text(content) or ("mp3" if is_mpeg_frame(content) else "")


def kind_of_brand(content: bytes) -> str:
    """What the brands in the first box of the MP4 family say."""
    size = min(int.from_bytes(content[:4], "big"), HEAD_BYTES)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, size - 3, 4))}
    if brands & AVIF_BRANDS:
        return "avif"
    return "heic" if content[8:12] in HEIC_BRANDS else "mov"


def kind_of_text(content: bytes) -> str:
    """`svg` or `html` for marked-up text, in any of the encodings that a browser would read."""
    head = content[:HEAD_BYTES].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not head.startswith(b"<"):
        return ""
    return "svg" if b"<svg" in head or b"<!doctype svg" in head else "html"


def is_mpeg_frame(content: bytes) -> bool:
    """Whether it starts with a frame of MPEG sound."""
    return len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 in (0xE2, 0xE4, 0xE6)
