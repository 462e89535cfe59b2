"""`digest verify`: a changed, missing or foreign signature is noticed."""

from __future__ import annotations

from pathlib import Path

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


def swap(folder: Path, one: str, other: str) -> None:
    for end in ("", ".sig"):
        a, b = folder / (one + end), folder / (other + end)
        a.rename(folder / "x")
        b.rename(a)
        (folder / "x").rename(b)


def test_two_parcels_that_changed_places_are_noticed(city: MailCity) -> None:
    swap(city.root / FOLDER, "werken.nl.zip.age", "archief.zip.age")
    result = city.run("digest", "verify", FOLDER)
    assert result.exit_code == 1
    assert result.stderr.count("THE FILE IS NOT AS IT WAS SIGNED") == 2


def test_one_parcel_in_the_place_of_another_is_noticed_by_itself(city: MailCity) -> None:
    swap(city.root / FOLDER, "werken.nl.zip.age", "archief.zip.age")
    result = city.run("digest", "verify", f"{FOLDER}/archief.zip.age")
    assert result.exit_code == 1
    assert f"{FOLDER}/archief.zip.age:1:1: THE FILE IS NOT AS IT WAS SIGNED" in result.stderr
    assert "werken" not in result.stderr


def test_digests_of_another_period_are_noticed(city: MailCity) -> None:
    (city.root / FOLDER).rename(city.root / "build/digest/2019-05-01_2019-08-31")
    result = city.run("digest", "verify", "build/digest/2019-05-01_2019-08-31")
    assert result.exit_code == 1
    assert "2019-05-01_2019-08-31/parcels.json:1:1: THE FILE IS NOT AS IT WAS SIGNED" in result.stderr
    sent = city.run("digest", "send", "--since", "2019-05-01", "--until", "2019-08-31", "--dry-run")
    assert sent.exit_code == 1
    assert "parcels.json:1:1: THE FILE IS NOT AS IT WAS SIGNED" in sent.stderr


def test_a_parcel_that_is_gone_with_its_signature_or_one_too_many_is_noticed(city: MailCity) -> None:
    folder = city.root / FOLDER
    for end in ("", ".sig"):
        (folder / f"samen.1.eml{end}").rename(folder / f"samen.2.eml{end}")
    result = city.run("digest", "verify", FOLDER)
    assert result.exit_code == 1
    assert f"{FOLDER}/samen.1.eml:1:1: the file or its signature is not there" in result.stderr
    assert f"{FOLDER}/samen.2.eml:1:1: THE FILE IS NOT AS IT WAS SIGNED" in result.stderr
