"""The public site does not depend on private content: take it away or replace it, and every byte stays the same."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.errors import ContentError
from builder.pipeline import read_project
from tests.leak.marked import PICTURE, SOUND, WORKSHOP, Build, build, copy_marked
from tests.leak.searching import MARKER, find_in_tree, private_words

OTHER_BODY = """\
Op de brug is het smal, PUBLICZQbody. Dus wacht je op elkaar, en dan zeg je iets.

::: signal
id: anders
theme: ontmoeting
kind: offer
weight: low

Iets heel anders: "<b>&amp;</b>" {{ 7*7 }} \\\\ ]]> '; DROP TABLE -- %00
:::

::: signal
id: licht
theme: onderweg
kind: complaint
urgency: long-term
ask: x
shared_by: group

x
:::

::: signal
id: derde
theme: onderweg
kind: concern

LANG
:::

Zo leerde ik mijn **buren** kennen.
"""
OTHER_FOLLOW_UP = """\
follow_ups:
- signal: brug#licht
  service: openbare-werken
  status: answered
  answered_on: 2019-05-20
  public: true
  reply: {nl: Er komt een lamp onder de brug. PUBLICZQreply, fr: Une lampe sera placée.}
- {signal: 'brug#anders', service: derde-dienst, status: done, answered_on: 2021, reason: q}
- {signal: markt, service: derde-dienst, status: in-progress}
"""
OTHER_DRAFT = """\
---
title: Nog een schets
status: draft
consent: {publish: false}
teller: {name: Iemand Anders}
location: {lat: 51.0011, lon: 4.5011, precision: exact}
---
Niemand leest dit.
"""


def rewrite(root: Path, path: str, *changes: tuple[str, str]) -> None:
    """Replaces texts (regular expressions, each of which must be there) in a file."""
    text = (root / path).read_text("utf-8")
    for old, new in changes:
        text, count = re.subn(old, lambda _, new=new: new, text, flags=re.DOTALL)  # type: ignore[misc]  # a default
        assert count, f"{path}: {old}"
    (root / path).write_text(text, "utf-8")


def replace_private_content(root: Path) -> None:
    """Every private word goes or becomes another one; what is public, and what is released on purpose, stays."""
    for name in ("schets-markerzqslug", "nalezen", "geweigerd", "verlopen", "gevoelig", "weg.fr"):
        (root / WORKSHOP / f"{name}.md").unlink()
    for name in ("reflection.md", "reduced.yml", "tellers.yml"):
        (root / WORKSHOP / name).unlink()
    shutil.rmtree(root / "site_config" / "digests")
    shutil.rmtree(root / "stories" / "2020-stil")
    (root / "stories" / "2018-anders").mkdir()
    (root / "stories" / "2018-anders" / "workshop.yml").write_text("title: Een andere tafel\n", "utf-8")
    (root / "stories" / "2018-anders" / "aantekening.md").write_text(OTHER_DRAFT, "utf-8")
    (root / WORKSHOP / "nog-een.md").write_text(OTHER_DRAFT, "utf-8")
    (root / WORKSHOP / "follow_up.yml").write_text(OTHER_FOLLOW_UP, "utf-8")
    other_media(root)
    rewrite(
        root,
        f"{WORKSHOP}/brug.md",
        ("# MARKERZQfrontcomment\n", ""),
        ("name: MARKERZQname", "name: Een Heel Andere Naam"),
        ("signals:\n.*?---", "---"),
        ("MARKERZQpicture.jpg", "a.jpg"),
        ("MARKERZQsound", "b"),
        ("given_on: 2019-03-14", "given_on: 2018-01-01, expires_on: 2099-01-01"),
        ("Op de brug is het smal.*", OTHER_BODY.replace("LANG", "lang " * 800)),
    )
    rewrite(root, f"{WORKSHOP}/brug.fr.md", ("MARKERZQfingerprint", "0123456789ab"))
    rewrite(
        root,
        f"{WORKSHOP}/markt.md",
        ("MARKERZQhiddenrole", "een andere rol"),
        ("ask: MARKERZQpublictooask\n", "weight: high\nbefore: 2030-01-01\n"),
        ("lat: 51.004734, lon: 4.507371", "lat: 51.005161, lon: 4.506212"),
    )
    rewrite(
        root,
        f"{WORKSHOP}/thuis.md",
        ("lat: 51.010537, lon: 4.511873", "lat: 51.0071, lon: 4.5021"),
        ("image:.*?credit\n", ""),
    )
    rewrite(root, f"{WORKSHOP}/weg.md", ("title: .*?\n", "title: Iets\n"), ("\n---\n.*", "\n---\nIets anders.\n"))
    rewrite(root, f"{WORKSHOP}/weg.md", ("teller: .*?\nsummary: .*?\n", ""))
    rewrite(
        root,
        f"{WORKSHOP}/workshop.yml",
        ("# MARKERZQcomment\n", ""),
        ("participants: 4", "participants: 2"),
        ("trainers.*", "trainers: [T1, T2, T3]\n"),
    )
    rewrite(root, "site_config/city.yml", ("\nmail:\n.*?(?=\n\\w|\\Z)", ""))
    rewrite(
        root,
        "site_config/services.yml",
        ("# MARKERZQservicenote\n", ""),
        ("  recipients:.*?- id: stille-dienst\n.*?}", "- id: derde-dienst\n  name: {nl: Derde}"),
    )


def other_media(root: Path) -> None:
    """The same pixels and the same sound under other names, without tags and with others."""
    media = root / WORKSHOP / "media"
    content = (media / PICTURE).read_bytes()
    start = content.index(b"\xff\xdb")  # the tables and the pixels: what stands before are tags
    (media / "a.jpg").write_bytes(content[:2] + content[start:].removesuffix(b"MARKERZQtrailer"))
    sound = (media / SOUND).read_bytes()
    length = sum((byte & 0x7F) << shift for byte, shift in zip(sound[6:10], (21, 14, 7, 0), strict=True))
    assert sound.startswith(b"ID3")
    (media / "b.mp3").write_bytes(sound[10 + length :])
    (media / PICTURE).unlink()
    (media / SOUND).unlink()


def test_other_private_content_gives_the_same_bytes(marked_build: Build, tmp_path: Path) -> None:
    root = copy_marked(tmp_path / "city")
    replace_private_content(root)
    assert not private_words(root)
    other = build(root)
    assert (other.status, other.stdout, other.stderr) == (0, marked_build.stdout, marked_build.stderr)
    assert differing(other, marked_build) == []


def differing(one: Build, other: Build) -> list[str]:
    """The paths whose bytes are not the same in both, or that stand in one only."""
    return sorted(path for path in one.tree.keys() | other.tree.keys() if one.tree.get(path) != other.tree.get(path))


def test_another_folder_seed_zone_and_locale_give_the_same_bytes(marked_build: Build, tmp_path: Path) -> None:
    root = copy_marked(tmp_path / "een andere map é" / "stad")
    other = build(root, PYTHONHASHSEED="4242", TZ="Pacific/Kiritimati", LANG="ar_EG.UTF-8", LC_ALL="C")
    assert other.status == 0, other.stderr.decode()
    assert differing(other, marked_build) == []


def built_copy(marked_build: Build, tmp_path: Path) -> Path:
    """A project that was built before."""
    root = tmp_path / "city"
    shutil.copytree(marked_build.root, root)
    return root


BROKEN = {
    "a typo in a key word": (f"{WORKSHOP}/brug.md", "status: published", f"status: {MARKER}typo", 8),
    "a telephone number": (f"{WORKSHOP}/thuis.md", "altijd open", "altijd open, bel 0475 98 76 54", 13),
}


@pytest.mark.parametrize("case", ["a typo in a key word", "a telephone number"])
def test_a_failed_build_leaves_the_last_site_and_says_why_once(case: str, marked_build: Build, tmp_path: Path) -> None:
    path, old, new, line = BROKEN[case]
    root = built_copy(marked_build, tmp_path)
    rewrite(root, path, (old, new))
    before = {file: file.stat().st_mtime_ns for file in (root / "build").rglob("*") if file.is_file()}
    failed = build(root)
    said = (failed.stdout + failed.stderr).decode()
    assert failed.status == 1
    assert said.count(f"{path}:{line}:") == 1
    assert "Traceback" not in said
    assert "0475" not in said
    assert find_in_tree({"said": said.encode()}) == []
    assert differing(failed, marked_build) == []
    after = {file: file.stat().st_mtime_ns for file in (root / "build").rglob("*") if file.is_file()}
    assert {file: after.get(file) for file in before if file.name != ".lock"} == {
        file: moment for file, moment in before.items() if file.name != ".lock"
    }


SECRET = f"{MARKER}stray is hier niet op zijn plaats."
IGNORED_STRAYS = (
    *(f"{WORKSHOP}/{name}" for name in ("brug.md.bak", "brug.md~", ".brug.md.swp", ".DS_Store", "#brug.md#")),
    *("site_config/pages/over.md.bak", "site_config/pages/over.md~", "site_config/pages/.over.md.swp"),
    *("site_config/pages/lijst.pdf", "site_config/pages/lijst.csv", "site_config/pages/tellers.yml"),
    *("site_config/pages/oud/over.md", "site_config/pages/.verborgen.md", "site_config/pages/los.html"),
    *("site_config/pages/los.js", "site_config/pages/foto.jpg", "site_config/pages/backup.zip"),
)


def test_stray_files_are_never_published(marked_build: Build, tmp_path: Path) -> None:
    root = copy_marked(tmp_path / "city")
    for stray in IGNORED_STRAYS:
        (root / stray).parent.mkdir(exist_ok=True)
        (root / stray).write_text(SECRET, "utf-8")
    (root / "site_config/pages/koppeling.md").symlink_to(root / WORKSHOP / "tellers.yml")
    (root / "site_config/pages/map").symlink_to(root / "stories")
    done = build(root)
    assert done.status == 0, done.stderr.decode()
    assert differing(done, marked_build) == []


@pytest.mark.parametrize("kind", ["a list as PDF", "a link to a file", "a link to a folder"])
def test_what_does_not_belong_among_stories_is_refused(kind: str, tmp_path: Path) -> None:
    root = copy_marked(tmp_path / "city")
    if kind == "a list as PDF":
        (root / WORKSHOP / "lijst.pdf").write_text(SECRET, "utf-8")
    elif kind == "a link to a file":
        (root / WORKSHOP / "koppeling.md").symlink_to(root / WORKSHOP / "brug.md")
    else:
        (root / "stories" / "2021-map").symlink_to(root / WORKSHOP)
    with pytest.raises(ContentError):
        read_project(root, datetime.now(UTC))
