"""`digest verify`: a changed, missing or foreign signature is noticed."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from builder.signals.sealing.signatures import sign
from tests.signals.delivering.mail_city import FOLDER, MailCity

FILE = f"{FOLDER}/werken.nl.zip.age"


@pytest.mark.parametrize("paths", [(FILE,), (f"{FILE}.sig",), (FILE, f"{FOLDER}/samen.1.eml"), (FOLDER,)])
def test_what_is_as_it_was_signed_is_good(city: MailCity, paths: tuple[str, ...]) -> None:
    result = city.run("digest", "verify", *paths)
    assert result.exit_code == 0, result.stderr
    names = {path.name.removesuffix(".sig") for path in (city.root / FOLDER).iterdir()} - {"summary.txt"}
    count = len(names) if paths == (FOLDER,) else len(paths)
    assert result.stdout == f"As they were signed: {count}\n"


def test_everything_that_is_wrong_is_named_at_once(city: MailCity) -> None:
    folder = city.root / FOLDER
    path = folder / "werken.nl.zip.age"
    path.write_bytes(path.read_bytes() + b"x")
    foreign = folder / "samen.1.eml"
    (folder / "samen.1.eml.sig").write_bytes(sign(foreign.read_bytes(), Ed25519PrivateKey.generate()))
    (folder / "werken.fr.zip.age.sig").unlink()
    (folder / "balie.1.xlsx").unlink()
    result = city.run("digest", "verify", FOLDER)
    assert result.exit_code == 1
    said = [line for line in result.stderr.splitlines() if ": " in line and not line.startswith("  ")]
    assert said[:4] == [
        f"{FOLDER}/balie.1.xlsx:1:1: the file or its signature is not there",
        f"{FOLDER}/samen.1.eml:1:1: THE FILE IS NOT AS IT WAS SIGNED: it was changed, or somebody else signed it",
        f"{FOLDER}/werken.fr.zip.age:1:1: the file has no signature beside it",
        f"{FOLDER}/werken.nl.zip.age:1:1: THE FILE IS NOT AS IT WAS SIGNED: it was changed, or somebody else signed it",
    ]


def test_nothing_to_check_is_no_success(city: MailCity) -> None:
    (city.root / "leeg").mkdir()
    for path in ("nergens.age", "leeg"):
        result = city.run("digest", "verify", path)
        assert result.exit_code == 2
        assert result.stderr.startswith("there is no such file")
    assert city.run("digest", "verify").exit_code == 2
