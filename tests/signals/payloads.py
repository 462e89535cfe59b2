"""What a sealed or open payload says, as one text to search in."""

from __future__ import annotations

import io
import zipfile


def spreadsheet_words(content: bytes) -> str:
    """Every part of a spreadsheet, unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
