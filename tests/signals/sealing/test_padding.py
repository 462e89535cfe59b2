from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.signals.sealing.padding import STEP_BYTES, pack, pad_pdf, pad_sheet

FILES = st.dictionaries(
    st.sampled_from(["digest.pdf", "digest.html", "open311/a.json", "é/ü.eml"]), st.binary(max_size=9000), min_size=1
)


@settings(max_examples=50, deadline=None)
@given(files=FILES)
def test_a_zip_file_is_whole_steps_long_and_holds_what_it_held(files: dict[str, bytes]) -> None:
    packed = pack(files)
    assert len(packed) % STEP_BYTES == 0
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.comment == b""
    assert pack(files) == packed


def test_contents_of_about_one_size_are_of_one_size() -> None:
    assert {len(pack({"digest.pdf": b"a" * size})) for size in range(100, 3900, 29)} == {STEP_BYTES}


@pytest.mark.parametrize("size", range(3950, 3990))
def test_every_size_around_a_step_is_filled_up(size: int) -> None:
    assert len(pack({"a": b"a" * size})) in (STEP_BYTES, 2 * STEP_BYTES)


def test_another_program_unpacks_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(pack({"digest.html": b"a" * 100, "b/c.txt": b"b"}))
    done = subprocess.run(["unzip", "-tq", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No errors detected")


def test_nothing_is_not_packed() -> None:
    with pytest.raises(ValueError, match="nothing"):
        pack({})


@pytest.mark.parametrize("rows", [1, 40, 400])
def test_a_sheet_is_whole_steps_long_and_opens(rows: int) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in range(rows):
        book.active.append([f"rij {row}", row])
    buffer = io.BytesIO()
    book.save(buffer)
    padded = pad_sheet(buffer.getvalue())
    assert len(padded) % STEP_BYTES == 0
    sheet = openpyxl.load_workbook(io.BytesIO(padded)).active
    assert sheet is not None
    assert sheet.cell(rows, 2).value == rows - 1


def test_a_pdf_is_filled_up_before_its_last_lines() -> None:
    for size in (0, 1, STEP_BYTES - 25, STEP_BYTES - 24, STEP_BYTES - 23):
        padded = pad_pdf(b"x" * size + b"\nstartxref\n12345\n%%EOF\n")
        assert len(padded) % STEP_BYTES == 0
        assert padded.endswith(b"\nstartxref\n12345\n%%EOF\n")
