from __future__ import annotations

import json
import shutil
import stat
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.airlock import make_edition
from builder.cli import main
from builder.model.corpus import Corpus
from builder.model.public import Edition
from builder.model.scalars import PartialDate
from builder.reading import read_corpus, text_fingerprint
from builder.signals.register.reducing import is_old
from builder.whole import many_files
from tests.reading.project import TINY

TODAY = date(2026, 6, 1)
FOLDER = "stories/2019-tafel"
FRONT = "---\ntitle: {slug}\ndate: {day}\nconsent: {{publish: false}}\n---\nTekst van {slug}.\n\n"
BLOCK = "::: signal\ntheme: onderweg\nkind: request\n\nZNEEDLEZ {slug}.\n:::\n"
ROW = "- {{signal: {slug}, service: {service}, status: {status}, reason: ZNEEDLEZ}}\n"
OLD = tuple(f"oud-{number}" for number in range(12))


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny city: twelve old signals that were done, an old one without a date, a new one, and one with a reply."""
    root = tmp_path / "city"
    shutil.copytree(TINY, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    tell(root, "nieuw", "2026-05-01")
    for slug in OLD:
        tell(root, slug, "2019-03-12")
    rows = "".join(
        ROW.format(slug=slug, service="openbare-werken", status="received")
        + ROW.format(slug=slug, service="openbare-werken", status="done")
        for slug in OLD
    )
    follow = root / FOLDER / "follow_up.yml"
    follow.write_text(
        follow.read_text("utf-8")
        + "# over de oude\n"
        + rows
        + ROW.format(slug="nieuw", service="samenleven", status="received")
        + "# onderaan\n",
        "utf-8",
    )
    keep(root, 36)
    return root


def keep(root: Path, months: int) -> None:
    path = root / "site_config/city.yml"
    text = path.read_text("utf-8")
    assert "privacy:" not in text
    path.write_text(f"{text}privacy: {{keep_signals_months: {months}}}\n", "utf-8")


def tell(root: Path, slug: str, day: str) -> None:
    (root / FOLDER / f"{slug}.md").write_text(FRONT.format(slug=slug, day=day) + BLOCK.format(slug=slug), "utf-8")


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def files(root: Path) -> dict[str, bytes]:
    parts = (root / "stories").rglob("*"), root.glob(".*.jsonl")
    return {path.relative_to(root).as_posix(): path.read_bytes() for part in parts for path in part if path.is_file()}


def read(root: Path) -> Corpus:
    return read_corpus(root, today=TODAY)


def edition_of(root: Path) -> Edition:
    return make_edition(read(root), today=TODAY, cache_folder=root / ".cache/media", progress=lambda *_: None)


def private_words(found: dict[str, bytes]) -> set[str]:
    return {path for path, content in found.items() if b"ZNEEDLEZ" in content or b"MARKERWORDsignal" in content}


@pytest.mark.parametrize(
    ("told", "months", "today", "expected"),
    [
        ("2024-01-31", 1, date(2024, 2, 28), False),
        ("2024-01-31", 1, date(2024, 2, 29), True),
        ("2024-03-14", 12, date(2025, 3, 13), False),
        ("2024-03-14", 12, date(2025, 3, 14), True),
        ("2024-03", 12, date(2025, 3, 30), False),
        ("2024-03", 12, date(2025, 3, 31), True),
        ("2024", 12, date(2025, 12, 30), False),
        ("2024", 12, date(2025, 12, 31), True),
    ],
)
def test_a_signal_is_old_after_the_last_day_that_its_date_may_be(
    told: str, months: int, today: date, expected: bool
) -> None:
    assert is_old(PartialDate.parse(told), months, today) is expected


def test_without_a_yes_it_is_shown_and_nothing_changes(city: Path) -> None:
    before = files(city)
    result = run("signals", "reduce")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "- 2019-tafel/brug#licht  (its public reply stays)"
    assert lines[1:-1] == [f"- 2019-tafel/{slug}" for slug in sorted(OLD)]
    assert lines[-1] == "Nothing was changed. To do it: vertelkaart signals reduce --yes"
    assert files(city) == before


def test_a_yes_takes_the_texts_and_leaves_the_public_site_as_it_was(city: Path) -> None:
    edition, before = edition_of(city), files(city)
    assert edition.figures.signals_answered_at_least == 10
    result = run("signals", "reduce", "--yes")
    assert result.exit_code == 0, result.output
    after = files(city)
    assert edition_of(city) == edition
    assert private_words(after) == {f"{FOLDER}/nieuw.md", f"{FOLDER}/follow_up.yml"}
    assert after[f"{FOLDER}/follow_up.yml"].decode() == (
        "follow_ups:\n- signal: brug#licht\n  service: openbare-werken\n  status: answered\n"
        "  received_on: 2019-04-01\n  answered_on: 2019-05-20\n  public: true\n"
        "  reply: {nl: Er komt een lamp onder de brug., fr: Une lampe sera placée sous le pont.}\n"
        "# over de oude\n- {signal: nieuw, service: samenleven, status: received, reason: ZNEEDLEZ}\n# onderaan\n"
    )
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {
        *(f"{FOLDER}/{slug}.md" for slug in (*OLD, "brug")),
        *(f"{FOLDER}/follow_up.yml", f"{FOLDER}/reduced.yml", ".reduced.jsonl"),
    }
    assert after[f"{FOLDER}/oud-3.md"].decode() == FRONT.format(slug="oud-3", day="2019-03-12")
    assert run("signals", "reduce", "--yes").stdout == "No signal is old enough.\n"
    assert files(city) == after


def test_what_is_left_is_numbers_and_the_names_of_answered_signals(city: Path) -> None:
    fingerprint = next(signal.fingerprint for signal in read(city).signals if signal.id.endswith("#licht"))
    run("signals", "reduce", "--yes")
    text = (city / FOLDER / "reduced.yml").read_text("utf-8")
    assert text.partition("counts:")[2] == (
        "\n- theme: onderweg\n  kind: request\n  year: 2019\n  count: 12\n  steps:\n"
        "  - {service: openbare-werken, status: done, was: [received]}\n"
        f'kept:\n- signal: "brug#licht"\n  theme: onderweg\n  kind: obstacle\n  fingerprint: "{fingerprint}"\n'
    )
    (line,) = (city / ".reduced.jsonl").read_text("utf-8").splitlines()
    assert set(json.loads(line)) == {"on", "signals", "kept"}
    assert len(json.loads(line)["signals"]) == 13
    for name in (".reduced.jsonl", f"{FOLDER}/reduced.yml"):
        assert stat.S_IMODE((city / name).stat().st_mode) == 0o600
    assert {row.split()[0] for row in run("signals", "list").stdout.splitlines()[1:]} == {"2019-tafel/nieuw"}
    assert run("signals", "show", "brug#licht").exit_code == 2


def test_numbers_are_added_to_those_of_an_earlier_time(city: Path) -> None:
    run("signals", "reduce", "--yes")
    for slug in ("nog-een", "nog-twee"):
        tell(city, slug, "2019-03-12")
    follow = city / FOLDER / "follow_up.yml"
    rows = [ROW.format(slug="nog-een", service="openbare-werken", status=each) for each in ("received", "done")]
    follow.write_text(follow.read_text("utf-8") + "".join(rows), "utf-8")
    run("signals", "reduce", "--yes")
    counts = read(city).workshops[0].reduced.counts
    assert [(each.count, len(each.steps)) for each in counts] == [(1, 0), (13, 1)]


def test_what_is_not_certain_is_left_and_told(city: Path) -> None:
    text = (city / FOLDER / "oud-1.md").read_text("utf-8").replace("ZNEEDLEZ", "ZNEEDLEZ herschreven")
    (city / FOLDER / "oud-1.md").write_text(text, "utf-8")
    follow = city / FOLDER / "follow_up.yml"
    print_ = text_fingerprint("ZNEEDLEZ oud-1.")
    follow.write_text(
        follow.read_text("utf-8").replace(
            "signal: oud-1, service: openbare-werken, status: done",
            f'signal: oud-1, service: openbare-werken, status: done, fingerprint: "{print_}"',
        ),
        "utf-8",
    )
    before = files(city)
    result = run("signals", "reduce", "--yes")
    assert "left: 2019-tafel/oud-1  (a follow-up is about another text: vertelkaart signals settle)\n" in result.stderr
    assert files(city)[f"{FOLDER}/oud-1.md"] == before[f"{FOLDER}/oud-1.md"]
    assert b"signal: oud-1," in files(city)[f"{FOLDER}/follow_up.yml"]


def test_a_list_of_follow_ups_that_cannot_be_changed_leaves_the_whole_workshop(city: Path) -> None:
    follow = city / FOLDER / "follow_up.yml"
    rows = [ROW.format(slug=slug, service="samenleven", status="done")[2:].strip() for slug in (*OLD, "nieuw")]
    follow.write_text(f"follow_ups: [{', '.join(rows)}]\n", "utf-8")
    before = files(city)
    result = run("signals", "reduce", "--yes")
    assert result.stderr.count("its files cannot be changed with certainty: do it by hand") == 13

    assert result.stdout == "No signal is old enough.\n"
    assert files(city) == before


def test_signals_of_a_withdrawn_story_go_without_a_trace(city: Path) -> None:
    path = city / FOLDER / "brug.md"
    path.write_text(path.read_text("utf-8").replace("status: published", "status: withdrawn"), "utf-8")
    run("signals", "reduce", "--yes")
    reduced = read(city).workshops[0].reduced
    assert (reduced.kept, sum(each.count for each in reduced.counts)) == ((), 12)
    assert "MARKERWORDsignal" not in path.read_text("utf-8")
    assert "brug" not in (city / FOLDER / "follow_up.yml").read_text("utf-8")


def test_a_city_that_sets_no_time_keeps_its_signals(city: Path) -> None:
    path = city / "site_config/city.yml"
    path.write_text(path.read_text("utf-8").partition("privacy:")[0], "utf-8")
    result = run("signals", "reduce", "--yes")
    assert result.exit_code == 2
    assert result.stderr.startswith("this city keeps its signals: privacy.keep_signals_months is not set\n")


@pytest.mark.parametrize(
    ("months", "every", "is_right"), [(12, 4, True), (11, 4, False), (36, 12, True), (35, 12, False)]
)
def test_signals_are_kept_as_long_as_a_digest_looks_back(city: Path, months: int, every: int, is_right: bool) -> None:
    for name, old, new in (
        ("city", "keep_signals_months: 36", f"keep_signals_months: {months}"),
        ("services", "  themes: [onderweg]", f"  calendar: {{every_months: {every}}}\n  themes: [onderweg]"),
    ):
        path = city / f"site_config/{name}.yml"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    result = run("check")
    assert result.exit_code == (0 if is_right else 1)
    assert (
        "privacy.keep_signals_months: signals are needed for longer; expected at least" in result.stderr
    ) != is_right


def test_a_new_signal_with_the_name_of_an_answered_one_is_refused(city: Path) -> None:
    run("signals", "reduce", "--yes")
    path = city / FOLDER / "brug.md"
    block = BLOCK.format(slug="anders").replace("theme:", "id: licht\ntheme:")
    path.write_text(path.read_text("utf-8") + f"\n{block}", "utf-8")
    assert "reduced.yml:11:11: kept.signal: a new signal has the name of one whose public reply stays" in (
        run("check").stderr
    )


@pytest.mark.parametrize("written", range(0, 16, 3))
def test_a_kill_between_two_files_is_finished_by_the_next_run(
    city: Path, written: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shutil.copytree(city, city.parent / "whole")
    monkeypatch.chdir(whole)
    run("signals", "reduce", "--yes")
    monkeypatch.chdir(city)
    left = iter(range(written))
    with monkeypatch.context() as killed:
        real = many_files.replace_whole

        def replace_some(path: Path, content: bytes) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            real(path, content)

        killed.setattr(many_files, "replace_whole", replace_some)
        CliRunner().invoke(main, ["signals", "reduce", "--yes"])
    assert files(city) != files(whole)
    refused = [CliRunner().invoke(main, command.split()) for command in ("signals list", "signals settle", "build")]
    assert [result.exit_code for result in refused] == [1, 1, 1]
    assert all("reducing.json:1:1: signals are being reduced" in result.stderr for result in refused)
    assert run("signals", "reduce", "--yes").stdout == "No signal is old enough.\n"
    assert files(city) == files(whole)
    assert not list((city / ".cache").rglob("reducing.json"))


def test_a_file_that_a_person_changed_after_a_kill_is_left_and_told(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as changing:
        changing.setattr(many_files, "replace_whole", killed)
        CliRunner().invoke(main, ["signals", "reduce", "--yes"])
    path = city / FOLDER / "oud-1.md"
    path.write_text(path.read_text("utf-8") + "Nog een zin.\n", "utf-8")
    before = files(city)
    result = run("signals", "reduce", "--yes")
    assert result.exit_code == 2
    assert result.stderr.startswith("a file was changed meanwhile; nothing was written\n")
    assert files(city) == before
