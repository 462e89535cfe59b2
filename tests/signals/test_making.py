from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from builder.errors import ContentError, UsageError
from builder.languages import describe_fault, load_language
from builder.model.gathering import TellerEntry
from builder.signals import make_digests, make_keys, make_signing_key
from builder.signals.delivering.checking import check_parcel, files_to_check, misplaced_files, missing_files
from builder.signals.delivering.folder import write_delivery
from builder.signals.delivering.parcel_list import SignedFolder
from builder.signals.making import DigestReport
from builder.signals.sealing.keys import read_signing_key
from builder.whole.staged_folder import StagedFolder
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service
from tests.signals.payloads import spreadsheet_words

NEEDLE = "ZNEEDLEZ"


def sealed_service(service_id: str, *themes: str) -> CorpusMaker:
    recipients = [{"name": "Diensthoofd", "key_file": f".keys/{service_id}.agepub"}]
    return CorpusMaker(services=[build_service(service_id, themes=list(themes), recipients=recipients)])


def deliver(
    maker: CorpusMaker, root: Path, *, is_unsealed: bool = False, only: frozenset[str] | None = None
) -> DigestReport:
    corpus = maker.corpus()
    return make_digests(corpus, root=root, since=SINCE, until=UNTIL, today=TODAY, is_unsealed=is_unsealed, only=only)


def addresses(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def identity_of(root: Path, service_id: str) -> x25519.Identity:
    return x25519.Identity.from_str((root / f".keys/{service_id}.agekey").read_text().splitlines()[-1])


def test_a_delivery_is_sealed_owner_only_and_opens_for_the_service(tmp_path: Path) -> None:
    maker = sealed_service("groen", "mobiliteit")
    maker.tell("brug", text=f"{NEEDLE} onder de brug")
    maker.tell("kapel", text=f"{NEEDLE} in de kapel", head={"theme": "geloof"})
    make_keys(tmp_path, ["groen", "coordinator"])
    make_signing_key(tmp_path)
    report = deliver(maker, tmp_path)
    folder = tmp_path / "build/digest/2025-01-01_2025-12-31"
    assert addresses(folder) == [
        "coordinator.zip.age",
        "coordinator.zip.age.sig",
        "groen.zip.age",
        "groen.zip.age.sig",
        "parcels.json",
        "parcels.json.sig",
        "summary.txt",
    ]
    for path in (folder.parent, folder):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert NEEDLE.encode() not in path.read_bytes()
    opened = pyrage.decrypt((folder / "groen.zip.age").read_bytes(), [identity_of(tmp_path, "groen")])
    assert len(opened) % 4096 == 0
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        assert f"{NEEDLE} onder de brug" in archive.read("digest.html").decode()
        assert "in de kapel" not in archive.read("digest.html").decode()
        assert f"{NEEDLE} onder de brug" in spreadsheet_words(archive.read("digest.xlsx"))
    overview = pyrage.decrypt((folder / "coordinator.zip.age").read_bytes(), [identity_of(tmp_path, "coordinator")])
    assert f"{NEEDLE} in de kapel".encode() in overview
    assert report.unrouted == (("tafel/kapel", "geloof"),)
    assert (report.total, report.withdrawn, report.services[0].recipients) == (2, 0, 1)
    assert (folder / "summary.txt").read_text() == (
        "period 2025-01-01 2025-12-31\nsignals 2\nwithdrawn 0\nservice groen 1\nunrouted tafel/kapel geloof\n"
    )


def test_without_a_key_of_the_coordinator_there_is_no_overview(tmp_path: Path) -> None:
    maker = sealed_service("groen", "mobiliteit")
    maker.tell("brug")
    make_keys(tmp_path, ["groen"])
    make_signing_key(tmp_path)
    report = deliver(maker, tmp_path)
    assert report.overview_path is None
    assert "groen.zip.age" in addresses(report.folder)
    assert "coordinator.zip.age" not in addresses(report.folder)


def test_without_a_key_to_sign_with_nothing_is_written(tmp_path: Path) -> None:
    maker = sealed_service("groen", "mobiliteit")
    maker.tell("brug")
    make_keys(tmp_path, ["groen"])
    with pytest.raises(ContentError) as error:
        deliver(maker, tmp_path)
    assert [(fault.code, fault.path) for fault in error.value.faults] == [
        ("no-signing-key", ".keys/coordinator-signing.key")
    ]
    assert not (tmp_path / "build").exists()


def test_unsealed_is_in_clear_only_when_asked(tmp_path: Path) -> None:
    maker = sealed_service("groen", "mobiliteit")
    maker.tell("brug", text=NEEDLE)
    report = deliver(maker, tmp_path, is_unsealed=True)
    assert addresses(report.folder) == [
        "coordinator/overview.html",
        "coordinator/overview.pdf",
        "groen/digest.html",
        "groen/digest.pdf",
        "groen/digest.xlsx",
        "summary.txt",
    ]
    assert NEEDLE in (report.folder / "groen/digest.html").read_text()
    for folder, _, files in os.walk(report.folder):
        assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
        assert all(stat.S_IMODE((Path(folder) / name).stat().st_mode) == 0o600 for name in files)


def test_every_missing_key_is_reported_before_anything_is_written(tmp_path: Path) -> None:
    maker = CorpusMaker(services=[build_service(name, themes=["mobiliteit"]) for name in ("a", "b")])
    maker.tell("brug")
    with pytest.raises(ContentError) as error:
        deliver(maker, tmp_path)
    assert [(fault.code, fault.params.get("service")) for fault in error.value.faults] == [
        ("no-signing-key", None),
        ("digest-no-key", "a"),
        ("digest-no-key", "b"),
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_gets_nothing_needs_no_key(tmp_path: Path) -> None:
    maker = CorpusMaker(services=[build_service("a", themes=["natuur"])])
    maker.tell("brug")
    make_signing_key(tmp_path)
    assert deliver(maker, tmp_path).services == ()


@pytest.mark.parametrize(
    "told",
    ["Maria  janssens zei het", "bel 0470 12 34 56", "bel 0470/12.34.56"],
    ids=["name", "contact", "other spacing"],
)
def test_a_signal_that_names_a_teller_stops_the_delivery(tmp_path: Path, told: str) -> None:
    maker = sealed_service("groen", "mobiliteit")
    maker.tellers = (TellerEntry.model_validate({"code": "V1", "name": "Maria Janssens", "contact": "0470 12 34 56"}),)
    maker.tell("brug", text=told)
    with pytest.raises(ContentError) as error:
        deliver(maker, tmp_path, is_unsealed=True)
    assert describe_fault(error.value.faults[0], load_language("en")) == (
        "stories/tafel/brug.md:20:1: the name or contact of a teller stands in this signal; "
        "no digest names who told it\n  hint: write the role, or leave it out"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_period_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        make_digests(sealed_service("groen").corpus(), root=tmp_path, since=UNTIL, until=SINCE, today=TODAY)
    assert error.value.code == "digest-period"


def test_a_new_delivery_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    folder = tmp_path / "digest/p"
    write_delivery(folder, {"a.age": b"1", "b.age": b"1"})
    write_delivery(folder, {"a.age": b"2"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.age": b"2"}
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", "p"]


def two_services(root: Path) -> CorpusMaker:
    maker = sealed_service("groen", "mobiliteit")
    maker.services = [*maker.services, *sealed_service("werken", "natuur").services]
    maker.tell("brug", text=f"{NEEDLE} eerst")
    maker.tell("park", head={"theme": "natuur"})
    make_keys(root, ["groen", "werken", "coordinator"])
    make_signing_key(root)
    return maker


def test_the_digest_of_one_service_takes_the_place_of_its_own_only(tmp_path: Path) -> None:
    maker = two_services(tmp_path)
    folder = deliver(maker, tmp_path).folder
    before = {name: (folder / name).read_bytes() for name in addresses(folder)}
    maker.tell("kade", text=f"{NEEDLE} later")
    report = deliver(maker, tmp_path, only=frozenset({"groen"}))
    after = {name: (folder / name).read_bytes() for name in addresses(folder)}
    assert after.keys() == before.keys()
    changed = {name for name in after if after[name] != before[name] and not name.endswith(".sig")}
    assert changed == {"coordinator.zip.age", "groen.zip.age", "parcels.json", "summary.txt"}
    assert [line.service_id for line in report.services] == ["groen"]
    assert "service groen 2\n" in after["summary.txt"].decode()
    assert "service werken 1\n" in after["summary.txt"].decode()
    key = read_signing_key(tmp_path).public_key()
    assert [check_parcel(path, key) for path in files_to_check([folder])] == [None] * 4
    assert misplaced_files(folder, key) == missing_files(folder, key) == ()
    listed = SignedFolder(path=folder, shown="", key=key).read_list().parcels
    assert [(each.service, each.signals) for each in listed] == [
        ("groen", ("tafel/brug", "tafel/kade")),
        ("werken", ("tafel/park",)),
    ]


def test_a_service_without_signals_loses_its_old_digest_and_no_other_does(tmp_path: Path) -> None:
    maker = two_services(tmp_path)
    folder = deliver(maker, tmp_path).folder
    maker.stories = [story for story in maker.stories if story.slug != "brug"]
    deliver(maker, tmp_path, only=frozenset({"groen"}))
    assert [name for name in addresses(folder) if name.startswith(("groen", "werken"))] == [
        "werken.zip.age",
        "werken.zip.age.sig",
    ]
    assert "groen" not in (folder / "parcels.json").read_text() + (folder / "summary.txt").read_text()


def test_a_digest_in_clear_of_one_service_leaves_what_is_sealed(tmp_path: Path) -> None:
    maker = two_services(tmp_path)
    folder = deliver(maker, tmp_path).folder
    sealed = {name: (folder / name).read_bytes() for name in addresses(folder) if name != "summary.txt"}
    deliver(maker, tmp_path, is_unsealed=True, only=frozenset({"groen"}))
    assert {name: (folder / name).read_bytes() for name in sealed} == sealed
    assert "groen/digest.html" in addresses(folder)
    deliver(maker, tmp_path, only=frozenset({"groen"}))
    assert [name for name in addresses(folder) if "/" in name] == []


def test_beside_a_list_that_was_changed_no_digest_is_written(tmp_path: Path) -> None:
    maker = two_services(tmp_path)
    folder = deliver(maker, tmp_path).folder
    path = folder / "parcels.json"
    path.write_text(path.read_text().replace("werken", "groen"))
    before = {name: (folder / name).read_bytes() for name in addresses(folder)}
    with pytest.raises(ContentError) as error:
        deliver(maker, tmp_path, only=frozenset({"groen"}))
    shown = "build/digest/2025-01-01_2025-12-31/parcels.json"
    assert [(fault.code, fault.path) for fault in error.value.faults] == [("signature-wrong", shown)]
    assert {name: (folder / name).read_bytes() for name in addresses(folder)} == before


def test_a_delivery_that_fails_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "digest/p"
    write_delivery(folder, {"a.age": b"1"})

    def fail(folder: Path) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("builder.whole.staged_folder.flush_tree", fail)
    with pytest.raises(OSError, match="no space left"):
        write_delivery(folder, {"a.age": b"2"})
    assert (folder / "a.age").read_bytes() == b"1"
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", "p"]


def test_a_delivery_that_was_cut_off_between_two_renames_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "digest/p"
    write_delivery(folder, {"a.age": b"1"})
    folder.rename(StagedFolder(target=folder).old)
    StagedFolder(target=folder.with_name("q")).begin()
    write_delivery(folder, {"a.age": b"2"})
    assert (folder / "a.age").read_bytes() == b"2"
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", "p"]


def test_the_report_and_what_is_printed_hold_no_words_of_anybody(tmp_path: Path) -> None:
    maker = sealed_service("groen", "mobiliteit")
    maker.tell("brug", text=NEEDLE, head={"ask": NEEDLE}, title=NEEDLE, status="draft")
    report = deliver(maker, tmp_path, is_unsealed=True)
    assert NEEDLE not in repr(report)
    assert NEEDLE not in (report.folder / "summary.txt").read_text()


def test_the_progress_names_each_service_for_each_form_of_its_digest(tmp_path: Path) -> None:
    maker = CorpusMaker(services=[build_service(name, themes=["mobiliteit"]) for name in ("a", "b")])
    maker.tell("brug")
    heard: list[str] = []
    make_digests(
        maker.corpus(),
        root=tmp_path,
        since=SINCE,
        until=UNTIL,
        today=TODAY,
        is_unsealed=True,
        progress=heard.append,
    )
    assert heard == ["a"] * 3 + ["b"] * 3


def changed(paths: Iterable[Path]) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def test_the_same_corpus_gives_the_same_bytes_in_clear(tmp_path: Path) -> None:
    maker = sealed_service("groen", "mobiliteit")
    maker.tell("brug", place="brug")
    first, second = (deliver(maker, tmp_path / name, is_unsealed=True) for name in ("1", "2"))
    assert changed(first.folder.rglob("*")) == changed(second.folder.rglob("*"))
    assert replace(first, folder=second.folder, services=(), overview_path=None) == replace(
        second, services=(), overview_path=None
    )


def test_a_service_that_has_ended_hears_nothing_of_what_it_still_owes(tmp_path: Path) -> None:
    services = [build_service("groen", themes=["mobiliteit"]), build_service("oud", until="2026-02-28")]
    maker = CorpusMaker(services=services)
    earlier = maker.tell("vroeger", day="2024-06-01", head={"ask": NEEDLE})
    maker.tell("nu")
    maker.follow(earlier, service="oud", due_on="2026-02-01")
    report = deliver(maker, tmp_path, is_unsealed=True)
    assert [line.service_id for line in report.services] == ["groen"]
    folder = tmp_path / "build/digest/2025-01-01_2025-12-31"
    assert not (folder / "oud").exists()
    assert NEEDLE in (folder / "coordinator/overview.html").read_text("utf-8")


def test_an_earlier_signal_that_is_still_due_names_no_teller_either(tmp_path: Path) -> None:
    maker = CorpusMaker(services=[build_service("groen", themes=["mobiliteit"])])
    earlier = maker.tell("vroeger", day="2024-06-01", head={"ask": "Bel Maria Janssens"})
    maker.follow(earlier, service="groen", due_on="2026-02-01")
    maker.tellers = (TellerEntry.model_validate({"code": "V1", "name": "Maria Janssens"}),)
    with pytest.raises(ContentError) as caught:
        deliver(maker, tmp_path, is_unsealed=True)
    assert [fault.code for fault in caught.value.faults] == ["signal-names-teller"]
    assert not (tmp_path / "build").exists()
