"""Entries come back as they went in, or not at all: after kills, damage, other versions, and plants of a stranger."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.cache import Store
from tests.nightly import examples

KEYS = [b"brug", b"kade", b"plein"]
TEXTS = dict(zip(KEYS, (b"De brug.", b"", b"Het plein. " * 5000), strict=True))

WRITER = """
import sys
from pathlib import Path
from builder.cache import Store
store = Store.open(Path(sys.argv[1]), "1")
print("open", flush=True)
for turn in range(int(sys.argv[2])):
    store.put_many("text", {str(each).encode(): f"{each} {turn} ".encode() * 600 for each in range(300)})
    store.forget("text", [str(each).encode() for each in range(turn % 7, 300)])
"""


def only_file(folder: Path) -> Path:
    (path,) = folder.glob("*.sqlite")
    return path


def start_writer(folder: Path, turns: int) -> subprocess.Popen[bytes]:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, folder, str(turns)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"open\n"
    return writer


def is_what_a_writer_wrote(key: bytes, value: bytes) -> bool:
    each, turn = value.split(b" ")[:2]
    return each == key and value == b"%s %s " % (each, turn) * 600


def test_entries_are_there_in_the_next_run(tmp_path: Path) -> None:
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", TEXTS)
        store.put_many("other", {b"brug": b"iets anders"})
        store.put_many("text", {b"brug": b"De nieuwe brug."})
    with Store.open(tmp_path / "cache", "1") as store:
        assert store.get_many("text", [*KEYS, b"straat"]) == {**TEXTS, b"brug": b"De nieuwe brug."}
        assert store.get_many("other", KEYS) == {b"brug": b"iets anders"}
        assert store.get_many("third", KEYS) == {}


def test_many_keys_can_be_asked_at_once(tmp_path: Path) -> None:
    entries = {str(each).encode(): str(each).encode() for each in range(40_000)}
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", entries)
        assert store.get_many("text", list(entries)) == entries


def test_another_version_finds_nothing_and_leaves_one_file(tmp_path: Path) -> None:
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", TEXTS)
    for version in ("2", "1"):
        with Store.open(tmp_path / "cache", version) as store:
            assert store.get_many("text", KEYS) == {}
        only_file(tmp_path / "cache")


def test_what_is_forgotten_is_not_on_the_disk(tmp_path: Path) -> None:
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", {each: b"geheim-%s " % each * 300 for each in KEYS})
        store.put_many("other", {b"kade": b"blijft"})
        assert b"geheim-brug" in only_file(tmp_path / "cache").read_bytes()
        store.forget("text", [b"kade"])
        assert set(store.get_many("text", KEYS)) == {b"kade"}
        assert store.get_many("other", KEYS) == {b"kade": b"blijft"}
        store.put_many("text", {b"kade": b"leeg"})
    left = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())
    assert b"geheim" not in left
    assert b"leeg" in left


def test_folder_file_and_secret_are_for_their_owner_only(tmp_path: Path, home: Path) -> None:
    before = os.umask(0)
    try:
        with Store.open(tmp_path / "cache", "1") as store:
            store.put_many("text", TEXTS)
    finally:
        os.umask(before)
    for path in (tmp_path / "cache", home):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for path in (only_file(tmp_path / "cache"), home / "cache.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_others_could_read_is_closed_and_its_open_file_thrown_away(tmp_path: Path) -> None:
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", TEXTS)
    only_file(tmp_path / "cache").chmod(0o644)
    (tmp_path / "cache").chmod(0o755)
    with Store.open(tmp_path / "cache", "1") as store:
        assert store.get_many("text", KEYS) == {}
        store.put_many("text", TEXTS)
        assert store.get_many("text", KEYS) == TEXTS
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(tmp_path / "cache").stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["link to a file", "link to nothing", "pipe", "second name", "folder"])
def test_nothing_is_written_through_what_stands_in_the_place_of_the_file(kind: str, tmp_path: Path) -> None:
    Store.open(tmp_path / "cache", "1").close()
    path, elsewhere = only_file(tmp_path / "cache"), tmp_path / "elders"
    path.unlink()
    if kind == "link to nothing":
        path.symlink_to(elsewhere)
    elif kind == "pipe":
        os.mkfifo(path, 0o600)
    elif kind == "folder":
        path.mkdir()
    else:
        elsewhere.write_bytes(b"")
        elsewhere.chmod(0o600)
        path.symlink_to(elsewhere) if kind == "link to a file" else path.hardlink_to(elsewhere)
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", TEXTS)
        assert store.get_many("text", KEYS) == ({} if kind == "folder" else TEXTS)
    assert not elsewhere.exists() or elsewhere.read_bytes() == b""


def test_a_folder_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "elders")
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", TEXTS)
        assert store.get_many("text", KEYS) == {}
    assert list((tmp_path / "elders").iterdir()) == []


@pytest.mark.parametrize("way", ["empty", "no database", "cut off", "zeros in the middle", "read only"])
def test_a_damaged_file_is_no_fault(way: str, tmp_path: Path) -> None:
    entries = {str(each).encode(): str(each).encode() * 2000 for each in range(200)}
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", entries)
    path = only_file(tmp_path / "cache")
    content = path.read_bytes()
    half = len(content) // 2
    damaged = {
        "empty": b"",
        "no database": b"geen database " * 5000,
        "cut off": content[:half],
        "zeros in the middle": content[: half - 9000] + bytes(18_000) + content[half + 9000 :],
        "read only": content,
    }
    path.write_bytes(damaged[way])
    path.chmod(0o400 if way == "read only" else 0o600)
    with Store.open(tmp_path / "cache", "1") as store:
        assert store.get_many("text", list(entries)).items() <= entries.items()
        store.put_many("text", entries)
        store.put_many("text", entries)  # the first time could have met the damage
        assert store.get_many("text", list(entries)) == entries


@settings(max_examples=examples(ci=25, nightly=1500), deadline=None)
@given(places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=40))
def test_no_damage_makes_an_entry_that_was_not_put(
    places: list[tuple[float, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    entries = {str(each).encode(): str(each).encode() * 300 for each in range(60)}
    with Store.open(folder, "1") as store:
        store.put_many("text", entries)
    content = bytearray(only_file(folder).read_bytes())
    for place, change in places:
        content[int(place * len(content))] ^= change
    only_file(folder).write_bytes(content)
    with Store.open(folder, "1") as store:
        assert store.get_many("text", list(entries)).items() <= entries.items()
        store.forget("text")
        store.put_many("text", entries)
        store.put_many("text", entries)
        assert store.get_many("text", list(entries)).items() <= entries.items()


def test_a_writer_that_is_killed_leaves_a_store_that_works(tmp_path: Path) -> None:
    with_entries = 0
    for turn in range(examples(ci=6, nightly=200)):
        writer = start_writer(tmp_path / "cache", 1_000_000)
        time.sleep(0.013 * (turn % 23 + 1))
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        with Store.open(tmp_path / "cache", "1") as store:
            found = store.get_many("text", [str(each).encode() for each in range(300)])
            assert all(is_what_a_writer_wrote(*entry) for entry in found.items())
            with_entries += bool(found)
            assert len({value.split(b" ")[1] for value in found.values()}) <= 1, "half of a change"
            store.put_many("other", {b"turn": str(turn).encode()})
            assert store.get_many("other", [b"turn"]) == {b"turn": str(turn).encode()}
    assert with_entries, "no writer was killed with something written"


def test_two_processes_write_and_read_one_store(tmp_path: Path) -> None:
    writers = [start_writer(tmp_path / "cache", 12) for _ in range(2)]
    with Store.open(tmp_path / "cache", "1") as store:
        while any(writer.poll() is None for writer in writers):
            store.put_many("mine", TEXTS)
            assert store.get_many("mine", KEYS) == TEXTS
            found = store.get_many("text", [str(each).encode() for each in range(300)])
            assert all(is_what_a_writer_wrote(*entry) for entry in found.items())
    assert [writer.communicate()[0] for writer in writers] == [b"", b""]
    assert [writer.returncode for writer in writers] == [0, 0]


def test_a_store_that_another_process_holds_is_waited_for_and_not_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.cache.store.WAIT_S", 0.05)
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", TEXTS)
        other = sqlite3.connect(only_file(tmp_path / "cache"), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        store.put_many("text", {b"brug": b"anders"})
        assert store.get_many("text", KEYS) == {}
        with Store.open(tmp_path / "cache", "1") as late:
            assert late.get_many("text", KEYS) == {}
        other.execute("ROLLBACK")
        other.close()
        assert store.get_many("text", KEYS) == TEXTS


def copy_entries(source: Path, target: Path, change: str) -> None:
    """What a stranger can do who knows our code and wants his entries taken for ours."""
    shutil.copyfile(only_file(source), only_file(target))
    with sqlite3.connect(only_file(target)) as database:
        database.execute(change)
    database.close()


def test_entries_of_a_stranger_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", {b"kade": b"van mij"})
    with monkeypatch.context() as other_user:
        other_user.setenv("XDG_STATE_HOME", str(tmp_path / "stranger"))
        with Store.open(tmp_path / "planted", "1") as store:
            store.put_many("text", TEXTS)
    name = only_file(tmp_path / "planted").name
    assert name != only_file(tmp_path / "cache").name
    shutil.copyfile(tmp_path / "planted" / name, tmp_path / "cache" / name)
    with Store.open(tmp_path / "cache", "1") as store:
        assert store.get_many("text", KEYS) == {b"kade": b"van mij"}
    assert not (tmp_path / "cache" / name).exists()
    copy_entries(tmp_path / "planted", tmp_path / "cache", "DELETE FROM entries WHERE key = 'niets'")
    with Store.open(tmp_path / "cache", "1") as store:
        assert store.get_many("text", KEYS) == {}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET value = value || x'00'",
        "UPDATE entries SET value = x''",
        "UPDATE entries SET value = 'text'",
        "UPDATE entries SET key = x'6b616465' WHERE key = x'62727567'",
        "UPDATE entries SET kind = 'text' WHERE kind = 'other'",
        "CREATE TRIGGER t AFTER DELETE ON entries BEGIN SELECT 1; END",
        "CREATE VIEW more AS SELECT * FROM entries",
        "DROP TABLE entries",
        "ALTER TABLE entries ADD COLUMN more TEXT",
    ],
)
def test_an_entry_that_was_changed_by_hand_is_not_there(change: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", {b"brug": b"De brug."})
        store.put_many("other", {b"kade": b"De kade."})
    database = sqlite3.connect(only_file(tmp_path / "cache"), isolation_level=None)
    database.execute(change)
    database.close()
    with Store.open(tmp_path / "cache", "1") as store:
        assert store.get_many("text", [b"kade"]) == {}
        assert store.get_many("text", [b"brug"]) == ({b"brug": b"De brug."} if "kind =" in change else {})
        store.put_many("text", TEXTS)
        store.put_many("text", TEXTS)
        assert store.get_many("text", KEYS) == TEXTS


@pytest.mark.parametrize("state", ["cut off", "readable by all", "link", "no folder can be made"])
def test_a_secret_that_is_not_private_and_whole_is_made_anew(state: str, tmp_path: Path, home: Path) -> None:
    with Store.open(tmp_path / "cache", "1") as store:
        store.put_many("text", TEXTS)
    secret = home / "cache.key"
    content = secret.read_bytes()
    if state == "cut off":
        secret.write_bytes(content[:10])
    elif state == "readable by all":
        secret.chmod(0o644)
    elif state == "link":
        secret.rename(tmp_path / "elders")
        secret.symlink_to(tmp_path / "elders")
    else:
        shutil.rmtree(home)
        home.parent.rmdir()
        home.parent.write_bytes(b"")
    for _ in range(2):
        with Store.open(tmp_path / "cache", "1") as store:
            assert store.get_many("text", KEYS) == {}
            store.put_many("text", TEXTS)
            assert store.get_many("text", KEYS) == TEXTS
        if state != "no folder can be made":
            assert secret.read_bytes() != content
            break


def test_a_closed_store_finds_and_keeps_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "cache", "1")
    store.put_many("text", TEXTS)
    store.close()
    store.close()
    store.put_many("text", {b"brug": b"anders"})
    store.forget("text")
    assert store.get_many("text", KEYS) == {}
    with Store.open(tmp_path / "cache", "1") as again:
        assert again.get_many("text", KEYS) == TEXTS


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    with Store.open(tmp_path / "bestand" / "cache", "1") as store:
        store.put_many("text", TEXTS)
        assert store.get_many("text", KEYS) == {}
