"""The commands of the register and the schedule, on a city on disk."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.terminal_table import build_csv, build_table

WORKSHOP = "stories/2019-tafel"
FRONT = """\
---
title: {slug}
date: {day}
consent: {{publish: false}}
---
Tekst.

"""
BLOCK = "::: signal\ntheme: {theme}\nkind: {kind}\nurgency: {urgency}\n\n{text}\n:::\n"


@pytest.fixture
def city(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny city as the current folder, and English messages."""
    monkeypatch.chdir(tiny_folder)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    return tiny_folder


def run(*words: str, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, words, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def tell(
    city: Path,
    slug: str,
    text: str = "ZNEEDLEZ hier.",
    *,
    day: str = "2019-03-12",
    theme: str = "ontmoeting",
    kind: str = "request",
    urgency: str = "long-term",
) -> None:
    block = BLOCK.format(theme=theme, kind=kind, urgency=urgency, text=text)
    (city / f"{WORKSHOP}/{slug}.md").write_text(FRONT.format(slug=slug, day=day) + block, "utf-8")


def follow(city: Path, text: str) -> Path:
    path = city / f"{WORKSHOP}/follow_up.yml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return path


def listed(*filters: str) -> list[str]:
    """Signal and service of each line."""
    result = run("signals", "list", "--csv", *filters)
    assert result.exit_code == 0, result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    return [f"{row['signal'].removeprefix('2019-tafel/')} {row['service']} {row['status']}" for row in rows]


BRIDGE, BENCH = "brug#licht openbare-werken answered", "bank samenleven new"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ((), [BENCH, BRIDGE]),
        (("--service", "samenleven"), [BENCH]),
        (("--status", "answered"), [BRIDGE]),
        (("--theme", "onderweg"), [BRIDGE]),
        (("--kind", "request"), [BENCH]),
        (("--urgency", "acute"), [BRIDGE]),
        (("--open",), [BENCH]),
        (("--since", "2019-05-01"), [BENCH]),
        (("--until", "2019-05-01"), [BRIDGE]),
        (("--workshop", "2019-tafel"), [BENCH, BRIDGE]),
        (("--area", "centrum"), [BRIDGE]),
        (("--open", "--theme", "onderweg"), []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_the_list_has_what_is_asked_for(city: Path, filters: tuple[str, ...], expected: list[str]) -> None:
    tell(city, "bank", day="2019-06-01")
    area = json.loads((city / "places/areas.geojson").read_text("utf-8"))["features"]
    ids = [each["properties"]["id"] for each in area if each["properties"]["kind"] == "area"]
    chosen = tuple(ids[0] if word == "centrum" else word for word in filters)
    found = listed(*chosen)
    assert found == expected or (filters[:1] == ("--area",) and set(found) <= set(expected))


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("option", ["--service", "--theme", "--area", "--workshop"])
@pytest.mark.parametrize("command", ["list", "overdue"])
def test_a_filter_that_names_nothing_is_no_empty_list(command: str, option: str) -> None:
    result = run("signals", command, option, "bestaat-niet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"nothing has the name that {option} gives\n")


def test_no_word_of_a_signal_is_on_the_terminal_unless_it_is_shown(city: Path) -> None:
    tell(city, "bank")
    for command in (("list",), ("list", "--csv"), ("overdue",), ("route",), ("settle",), ("route", "bank")):
        result = run("signals", *command)
        assert result.exit_code == 0
        assert "ZNEEDLEZ" not in result.output
        assert "MARKERWORD" not in result.output
    assert "ZNEEDLEZ hier." in run("signals", "show", "bank").stdout


def test_a_person_reads_words_where_a_program_reads_ids(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "nl")
    table = run("signals", "list").stdout
    assert re.search(r"2019-tafel/brug#licht +Onderweg +Drempel +Dringend +Stad +openbare-werken +Beantwoord", table)
    assert "obstacle,acute,city,openbare-werken,answered" in run("signals", "list", "--csv").stdout
    shown = run("signals", "show", "2019-tafel/brug#licht").stdout
    assert "thema: Onderweg\nsoort: Drempel\nhoe dringend: Dringend\n" in shown
    assert "openbare-werken: Beantwoord, dagen 49\n  - Beantwoord  2019-04-01" in shown


def test_a_signal_is_shown_with_its_history_and_without_control_characters(city: Path) -> None:
    result = run("signals", "show", "2019-tafel/brug#licht")
    assert "MARKERWORDsignal: na acht uur" in result.stdout
    assert (
        "openbare-werken: Answered, days 49\n  - Answered  2019-04-01  2019-05-20\n    MARKERWORDreason\n"
        in result.stdout
    )
    follow(city, '- {signal: brug#licht, service: samenleven, status: declined, reason: "een ⟨ teken"}\n')
    assert "    een ⟨U+27E8⟩ teken\n" in run("signals", "show", "brug#licht").stdout
    assert run("signals", "show", "bestaat-niet").exit_code == 2


def test_an_empty_register_says_so(city: Path) -> None:
    (city / f"{WORKSHOP}/follow_up.yml").unlink()
    for slug in ("brug", "brug.fr"):
        (city / f"{WORKSHOP}/{slug}.md").unlink()
    assert run("signals", "list").stderr == "There are no signals yet.\n"
    assert run("signals", "route").stderr == "There are no signals yet.\n"
    assert run("signals", "overdue").stderr == "No answer is overdue.\n"


def test_cells_are_no_formulas_and_columns_are_in_line() -> None:
    words = ["=1+1", "+x", "-x", "@x", "\t=x", "a,b", 'a"b', "bel\x07", "gewoon"]
    rows = list(csv.reader(io.StringIO(build_csv(["a"], [[word] for word in words]))))
    shown = [row[0] for row in rows[1:]]
    assert shown == ["'=1+1", "'+x", "'-x", "'@x", "'\t=x", "a,b", 'a"b', "bel⟨U+0007⟩", "gewoon"]
    assert build_table(["a", "b"], [["lang", "x"], ["k", "\x1b[31m"]]) == "a     b\nlang  x\nk     ⟨U+001B⟩[31m"


def test_a_route_is_explained_service_by_service(city: Path) -> None:
    assert run("signals", "route", "brug#licht").stdout.splitlines()[1:] == [
        "  + openbare-werken: taken: its theme, kind, level and area",
        "  - samenleven: not taken: another theme",
    ]
    tell(city, "ver", theme="onderweg")
    path = city / f"{WORKSHOP}/ver.md"
    path.write_text(path.read_text("utf-8").replace("kind: request", "kind: request\nlevel: state"), "utf-8")
    result = run("signals", "route")
    assert "2019-tafel/ver  (onderweg, request, state, no area)\n" in result.stdout
    assert "  - openbare-werken: not taken: another level\n" in result.stdout
    assert "default, because no other service does (by itself not: another theme, another level)" in result.stdout
    assert result.stdout.endswith("not for the city itself: 1\n  2019-tafel/ver\nno service takes: 0\n")


def test_a_route_is_explained_in_dutch(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert city
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "nl")
    assert "  - samenleven: niet genomen: ander thema\n" in run("signals", "route", "brug").stdout


def with_key(city: Path) -> None:
    path = city / "site_config/services.yml"
    recipients = "  recipients: [{name: Balie, key_file: .keys/samenleven.agepub}]\n"
    path.write_text(path.read_text("utf-8") + recipients, "utf-8")
    assert run("keys", "make").exit_code == 0


def test_what_is_due_is_told_until_it_was_made(city: Path) -> None:
    assert run("digest", "due").stdout == "No digest is due.\n"
    with_key(city)
    tell(city, "bank", urgency="acute")
    result = run("digest", "due")
    assert result.exit_code == 1
    command = "vertelkaart digest --service samenleven --since 2019-03-12 --until 2019-03-12"
    assert result.stdout == (
        "Urgent, in no digest yet:\n  samenleven  2019-03-12 – 2019-03-12  (signals: 1)\n"
        f"    {command}\n    2019-tafel/bank\n"
    )
    assert run(*command.split()[1:], "--unsealed").exit_code == 0
    assert run("digest", "due").exit_code == 1
    made = run(*command.split()[1:])
    assert made.exit_code == 0, made.output
    log = city / ".delivered.jsonl"
    (line,) = log.read_text("utf-8").splitlines()
    noted = json.loads(line)
    assert (noted["service"], noted["signals"], noted["how"]) == ("samenleven", ["2019-tafel/bank"], "folder")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "ZNEEDLEZ" not in line
    assert run("digest", "due").exit_code == 0
    log.write_text("{}\n", "utf-8")
    broken = run("digest", "due")
    assert broken.exit_code == 1
    assert ".delivered.jsonl:1:1: this line of the list of deliveries cannot be read" in broken.stderr


def test_only_the_services_that_are_asked_for_get_a_digest(city: Path) -> None:
    tell(city, "bank")
    period = ("--since", "2019-01-01", "--until", "2019-12-31")
    result = run("digest", *period, "--unsealed", "--service", "samenleven")
    assert result.exit_code == 0
    folder = city / "build/digest/2019-01-01_2019-12-31"
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["coordinator", "samenleven"]
    assert run("digest", *period, "--service", "bestaat-niet").exit_code == 2


def test_a_digest_without_a_period_takes_the_one_that_ended_last_for_each_calendar(city: Path) -> None:
    path = city / "site_config/services.yml"
    path.write_text(path.read_text("utf-8").replace("  language: nl\n", "  calendar: {every_months: 12}\n", 1), "utf-8")
    result = run("digest", "--unsealed")
    assert result.exit_code == 0, result.stderr
    made = sorted(path.name for path in (city / "build/digest").iterdir() if path.is_dir() and path.name[0] != ".")
    assert len(made) == 2
    assert made[0].endswith("-12-31")
    assert {name[4:10] for name in made} & {"-01-01"}
    assert run("digest", "--since", "2019-01-01").exit_code == 2
