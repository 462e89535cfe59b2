"""Every change of the code gives another version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cache import version as subject


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "builder"
    (folder / "site").mkdir(parents=True)
    (folder / "a.py").write_text("een", "utf-8")
    (folder / "site" / "page.html").write_text("een", "utf-8")
    (tmp_path / "packages" / "een-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(subject, "_CODE_FOLDER", folder)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    return folder


def version() -> str:
    subject.code_version.cache_clear()
    return subject.code_version()


def test_the_same_code_has_the_same_version(code: Path) -> None:
    before = version()
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert version() == before


@pytest.mark.parametrize("change", ["a module", "a template", "a new file", "a file less", "a package"])
def test_other_code_has_another_version(change: str, code: Path) -> None:
    before = version()
    if change == "a module":
        (code / "a.py").write_text("twee", "utf-8")
    elif change == "a template":
        (code / "site" / "new").write_text("twe", "utf-8")  # as long as the old one, put in its place
        (code / "site" / "new").replace(code / "site" / "page.html")
    elif change == "a new file":
        (code / "b.py").write_text("", "utf-8")
    elif change == "a file less":
        (code / "a.py").unlink()
    else:
        (code.parent / "packages" / "een-1.0.dist-info").rename(code.parent / "packages" / "een-1.1.dist-info")
    assert version() != before


@pytest.fixture(autouse=True)
def _own_version_again() -> Iterator[None]:
    yield
    subject.code_version.cache_clear()
