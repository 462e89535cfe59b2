from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pyrage import x25519

from builder.errors import UsageError
from builder.signals.sealing.keys import make_keys


def test_a_pair_is_made_for_its_owner_only(tmp_path: Path) -> None:
    (pair,) = make_keys(tmp_path, ["groen"])
    public = pair.public_path.read_text().splitlines()[-1]
    secret = pair.private_path.read_text().splitlines()[-1]
    assert pair.is_new
    assert str(x25519.Identity.from_str(secret).to_public()) == public
    assert stat.S_IMODE((tmp_path / ".keys").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / ".keys").iterdir()} == {0o600}
    assert secret not in repr(pair)


def test_a_pair_is_never_overwritten(tmp_path: Path) -> None:
    (first,) = make_keys(tmp_path, ["groen"])
    before = first.public_path.read_bytes()
    first.private_path.unlink()
    (second,) = make_keys(tmp_path, ["groen"])
    assert not second.is_new
    assert first.public_path.read_bytes() == before
    assert not first.private_path.exists()


@pytest.mark.parametrize("name", ["../groen", "Groen", "", "a/b", "groen\n"])
def test_a_name_that_is_no_service_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as error:
        make_keys(tmp_path, ["wonen", name])
    assert error.value.code == "not-a-service"
    assert list(tmp_path.iterdir()) == []


def test_a_pair_that_was_cut_off_gets_its_public_half(tmp_path: Path) -> None:
    (first,) = make_keys(tmp_path, ["groen"])
    before = first.public_path.read_bytes()
    first.public_path.unlink()
    (second,) = make_keys(tmp_path, ["groen"])
    assert second.is_new
    assert first.public_path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"iets anders\n", b"\xff\n"])
def test_a_private_half_that_is_something_else_is_left_alone(content: bytes, tmp_path: Path) -> None:
    (tmp_path / ".keys").mkdir()
    (tmp_path / ".keys" / "groen.agekey").write_bytes(content)
    (pair,) = make_keys(tmp_path, ["groen"])
    assert not pair.is_new
    assert [path.name for path in (tmp_path / ".keys").iterdir()] == ["groen.agekey"]
