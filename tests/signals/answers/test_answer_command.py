"""What a coordinator sees and gets: the files, the words, the exit codes."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msoffcrypto.format.ooxml import OOXMLFile

from builder.cli import main
from builder.console import read_held_to_site
from builder.errors import ContentError
from builder.pipeline import read_project
from builder.signals.answers.asked import Asked
from builder.signals.answers.changes import plan_changes
from builder.signals.answers.incoming import read_incoming
from builder.signals.answers.writing import plan_files, write_files
from builder.signals.digests.answer_sheet import AnswerKey
from tests.signals.answers.sheets import LICHT, NOON, Filled, make_sheet, with_parts, write

FOLLOW_UP = "stories/2019-tafel/follow_up.yml"
ANSWER: Filled = {
    AnswerKey.STATUS: "Gedaan",
    AnswerKey.REPLY: 'De lamp "brandt": # ook ’s nachts 💡\nKom kijken.',
    AnswerKey.REASON: "Was snel klaar.",
    AnswerKey.ANSWERED_ON: NOON,
}


@pytest.fixture
def city(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny city as the current folder, and English messages."""
    monkeypatch.chdir(tiny_folder)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    return tiny_folder


def run(*words: str | Path, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["signals", "answer", *map(str, words)], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def licht(city: Path, **filled: object) -> Filled:
    """The row of the signal of the tiny city, with its fingerprint."""
    corpus, _ = read_project(city, datetime.now(UTC))
    signal = next(each for each in corpus.signals if each.id == "2019-tafel/brug#licht")
    keys = {AnswerKey[name.upper()]: value for name, value in filled.items()}
    return {**LICHT, AnswerKey.FINGERPRINT: signal.fingerprint, **keys}


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_an_answer_that_fits_is_written_and_the_second_time_changes_nothing(city: Path, tmp_path: Path) -> None:
    spoil(city / FOLLOW_UP, "  public: true\n", "")
    sheet = write(tmp_path, "antwoorden.xlsx", make_sheet([{**licht(city), **ANSWER}]))
    result = run(sheet, "--yes")
    assert result.exit_code == 0, result.output
    assert (
        (city / FOLLOW_UP).read_text("utf-8")
        == """\
follow_ups:
- signal: brug#licht
  service: openbare-werken
  status: done
  received_on: 2019-04-01
  answered_on: 2024-05-02
  reason: "Was snel klaar."
  reply: {nl: "De lamp \\"brandt\\": # ook ’s nachts 💡\\nKom kijken.", fr: Une lampe sera placée sous le pont.}
  fingerprint: "FINGER"
""".replace("FINGER", str(licht(city)[AnswerKey.FINGERPRINT]))
    )
    assert "2019-tafel/brug#licht · openbare-werken" in result.stdout
    assert "answered → done · 2024-05-02 · reply: nl" in result.stdout
    assert "lamp" not in result.output
    before = (city / FOLLOW_UP).read_bytes()
    again = run(sheet, "--yes")
    assert again.exit_code == 0
    assert "changes: 0, written down already: 1" in again.stdout
    assert (city / FOLLOW_UP).read_bytes() == before


def test_words_are_shown_only_when_asked_for(city: Path, tmp_path: Path) -> None:
    sheet = write(tmp_path, "a.xlsx", make_sheet([{**licht(city), **ANSWER}]))
    assert "brandt" not in run(sheet, "--dry-run").output
    assert 'nl: De lamp "brandt"' in run(sheet, "--dry-run", "--words").stdout


def test_a_conflict_is_shown_and_not_written_without_a_person(city: Path, tmp_path: Path) -> None:
    before = (city / FOLLOW_UP).read_bytes()
    rows = [licht(city, status="received", answered_on="2018-01-02")]
    result = run(write(tmp_path, "a.xlsx", make_sheet(rows)), "--yes")
    assert result.exit_code == 1
    assert "! the status goes backwards: it was answered already" in result.stdout
    assert "! a later answer is known, of 2019-05-20" in result.stdout
    assert (city / FOLLOW_UP).read_bytes() == before


def test_a_person_may_write_it_anyway(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.answer_command.is_watched", lambda: True)
    sheet = write(tmp_path, "a.xlsx", make_sheet([licht(city, status="received")]))
    refused = run(sheet, typed="no\n")
    assert refused.exit_code == 1
    assert run(sheet, typed="yes\nyes\n").exit_code == 0
    assert "status: received\n" in (city / FOLLOW_UP).read_text("utf-8")


def test_nobody_to_ask_and_no_yes_writes_nothing(city: Path, tmp_path: Path) -> None:
    result = run(write(tmp_path, "a.xlsx", make_sheet([{**licht(city), **ANSWER}])))  # answer-without-yes
    assert result.exit_code == 2
    assert "nobody can be asked here" in result.stderr


@pytest.mark.usefixtures("city")
def test_without_file_and_service_the_services_are_named() -> None:
    result = run()  # answer-no-service
    assert result.exit_code == 2
    assert "known: openbare-werken, samenleven" in result.stderr
    assert run("--service", "nergens").exit_code == 2


def test_questions_in_the_terminal(city: Path) -> None:
    spoil(city / FOLLOW_UP, "status: answered", "status: reopened")
    typed = "misschien\n4\nHet licht: “brandt”.\n\nyes\nyes\n"
    result = run("--service", "openbare-werken", typed=typed)
    assert result.exit_code == 0, result.output
    text = (city / FOLLOW_UP).read_text("utf-8")
    assert "status: reopened" in text
    added = text.partition("sous le pont.}\n")[2]
    assert "  service: openbare-werken\n  status: done\n" in added
    assert '  public: true\n  reply:\n    nl: "Het licht: “brandt”."\n' in added
    assert "MARKERWORD" not in result.output
    assert "openbare-werken: 0 open signals" in run("--service", "openbare-werken").output


def test_q_keeps_what_was_done_and_enter_skips(city: Path) -> None:
    spoil(city / FOLLOW_UP, "status: answered", "status: reopened")
    before = (city / FOLLOW_UP).read_bytes()
    for typed in ("\n", "q\n", "4\nq\n"):
        result = run("--service", "openbare-werken", typed=typed)
        assert result.exit_code == 0
        assert "changes: 0" in result.stdout
    assert (city / FOLLOW_UP).read_bytes() == before
    assert "MARKERWORDsignal" in run("--service", "openbare-werken", "--words", typed="q\n").output


def test_a_forwarded_signal_gets_an_entry_with_its_new_service(city: Path, tmp_path: Path) -> None:
    spoil(city / FOLLOW_UP, "status: answered", "status: received")
    rows = [licht(city, status="forwarded", forwarded_to="Vivre ensemble")]
    assert run(write(tmp_path, "a.xlsx", make_sheet(rows)), "--yes").exit_code == 0
    follow_ups = [each for _, each in read_project(city, datetime.now(UTC))[0].follow_ups]
    assert [(each.service, each.status.value, each.forwarded_to) for each in follow_ups] == [
        ("openbare-werken", "forwarded", "samenleven"),
        ("samenleven", "new", None),
    ]


def test_what_cannot_be_read_again_is_put_back(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (city / FOLLOW_UP).read_bytes()
    sheet = write(tmp_path, "a.xlsx", make_sheet([{**licht(city), **ANSWER}]))
    spoil(city / FOLLOW_UP, "  public: true\n", "")
    unpublic = (city / FOLLOW_UP).read_bytes()

    def spoiled(files: object, check: object) -> None:
        (city / "stories/2019-tafel/brug.md").write_text("kapot", "utf-8")
        write_files(files, check)  # type: ignore[arg-type]

    monkeypatch.setattr("builder.answer_command.write_files", spoiled)
    result = run(sheet, "--yes")
    assert result.exit_code == 1
    assert (city / FOLLOW_UP).read_bytes() == unpublic != before
    assert [each.name for each in (city / FOLLOW_UP).parent.iterdir() if each.name.startswith(".vk-")] == []


@pytest.mark.parametrize(
    ("filled", "code"),
    [
        pytest.param({"status": "misschien"}, "is not a status that a service can give", id="answer-status"),
        pytest.param({"status": "new"}, "is not a status that a service can give", id="answer-status-ours"),
        pytest.param({"answered_on": "morgen"}, "is not a day", id="answer-day"),
        pytest.param({"reply": "=1+1"}, "is computed by a formula", id="answer-formula"),
        pytest.param({"signal": "", "reply": "x"}, "does not say what it is about", id="answer-row-without-signal"),
        pytest.param({"forwarded_to": "niemand"}, "names no service", id="answer-forwarded-to"),
        pytest.param({"reply": True}, "holds something else than words", id="answer-cell"),
        pytest.param({"reply": "AGE-SECRET-KEY-1"}, "PRIVATE KEY", id="private-key"),
        pytest.param({"reply": "x" * 20_001}, "longer", id="text-too-long"),
    ],
)
def test_a_cell_that_is_not_understood_is_named_and_nothing_is_written(
    city: Path, tmp_path: Path, filled: dict[str, object], code: str
) -> None:
    before = (city / FOLLOW_UP).read_bytes()
    sheet = write(tmp_path, "a.xlsx", make_sheet([{**licht(city, status="done"), **licht(city, **filled)}]))
    result = run(sheet, "--yes")
    assert result.exit_code == 1
    assert f"{sheet}:3:" in result.stderr
    assert code in result.stderr
    assert (city / FOLLOW_UP).read_bytes() == before
    assert "AGE-SECRET" not in result.output


def bomb() -> bytes:
    return with_parts(make_sheet([]), {"xl/worksheets/sheet1.xml": b"<a>" + b" " * 40_000_000})


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"%PDF-1.7", "this is no sheet", id="answer-file-kind"),
        pytest.param(b"", "this is no sheet", id="empty"),
        pytest.param(b"PK\x03\x04 nothing", "the file is damaged", id="answer-broken"),
        pytest.param(with_parts(make_sheet([]), {"xl/workbook.xml": b"<x"}), "the file is damaged", id="no-workbook"),
        pytest.param(with_parts(make_sheet([]), {"xl/styles.xml": DOCTYPE}), "the file is damaged", id="entities"),
        pytest.param(with_parts(make_sheet([]), {"xl/vbaProject.bin": b"x"}), "macros", id="answer-macros"),
        pytest.param(bomb(), "far more in it", id="answer-too-large"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password", id="answer-password"),
        pytest.param(
            with_parts(make_sheet([]), {"xl/worksheets/sheet1.xml": b"<worksheet/>"}),
            "no sheet of this",
            id="answer-other-sheet",
        ),
        pytest.param(b"{", "this is no list of requests", id="answer-json"),
        pytest.param(b"[" * 100_000, "this is no list of requests", id="deep"),
    ],
)
@pytest.mark.usefixtures("city")
def test_a_file_that_is_none_of_ours_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    result = run(write(tmp_path, "a.xlsx", content), "--yes")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("password", "entries"), [("geheim", 1), ("fout", 0), (None, 0)])
def test_a_workbook_with_a_password(city: Path, tmp_path: Path, password: str | None, entries: int) -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(make_sheet([{**licht(city), **ANSWER}]))).encrypt("geheim", locked)
    path = write(tmp_path, "a.xlsx", locked.getvalue())
    corpus, _ = read_held_to_site(city)
    incoming = read_incoming([path], corpus, service_id=None, ask_password=lambda shown: password)
    assert len(incoming.answers) == entries
    assert [fault.code for fault in incoming.faults] == ["answer-password"] * (1 - entries)


@pytest.mark.usefixtures("city")
def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "leeg"
    folder.mkdir()
    assert "no sheet (.xlsx) and no list" in run(folder, "--yes").stderr  # answer-empty-folder


def test_updates_of_open311(city: Path, tmp_path: Path) -> None:
    spoil(city / FOLLOW_UP, "  public: true\n", "")
    finger = licht(city)[AnswerKey.FINGERPRINT]
    entry = {
        "service_request_id": "2019-tafel.brug.licht",
        "status": "closed",
        "status_notes": "De lamp brandt.",
        "agency_responsible": "Openbare werken",
        "updated_datetime": "2024-05-02T10:00:00+02:00",
        "description": "MARKERWORDask",
        "extended_attributes": {"fingerprint": finger},
    }
    write(tmp_path, "requests.json", json.dumps([entry, {**entry, "status": "open", "status_notes": ""}]).encode())
    result = run(tmp_path, "--yes")
    assert result.exit_code == 0, result.output
    text = (city / FOLLOW_UP).read_text("utf-8")
    assert '{nl: "De lamp brandt.", fr:' in text
    assert "answered_on: 2024-05-02" in text


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param({"service_request_id": "x"}, "entry 1 has no service_request_id", id="answer-request-id"),
        pytest.param({"agency_responsible": "x"}, "entry 1 does not say which service", id="answer-request-service"),
        pytest.param({"status": "misschien"}, "the status of entry 1", id="answer-request-status"),
        pytest.param({"updated_datetime": "2024-13-01"}, "updated_datetime of entry 1", id="answer-request-day"),
    ],
)
@pytest.mark.usefixtures("city")
def test_an_update_that_is_not_understood_is_named(tmp_path: Path, entry: dict[str, str], said: str) -> None:
    whole = {
        "service_request_id": "2019-tafel.brug.licht",
        "agency_responsible": "samenleven",
        "status": "closed",
        **entry,
    }
    result = run(write(tmp_path, "u.json", json.dumps([whole]).encode()), "--yes")
    assert result.exit_code == 1
    assert said in result.stderr


def test_the_file_is_not_changed_over_an_edit_of_somebody_else(city: Path, tmp_path: Path) -> None:
    sheet = write(tmp_path, "a.xlsx", make_sheet([{**licht(city), **ANSWER}]))
    corpus, today = read_held_to_site(city)
    incoming = read_incoming([sheet], corpus, service_id=None, ask_password=lambda path: None)
    plan = plan_changes(incoming.answers, Asked(corpus=corpus, today=today))
    spoil(city / FOLLOW_UP, "brug.", "brug!")
    with pytest.raises(ContentError) as caught:
        plan_files(corpus, plan.changes)
    assert [fault.code for fault in caught.value.faults] == ["follow-up-changed"]


@pytest.mark.parametrize("is_sheet", [True, False])
def test_a_service_does_not_answer_in_the_name_of_another(city: Path, tmp_path: Path, is_sheet: bool) -> None:
    row = {**licht(city), **ANSWER}
    update = {"service_request_id": "2019-tafel.brug.licht", "status": "closed", "status_notes": "Klaar."}
    update["vertelkaart_service"] = "openbare-werken"
    content = make_sheet([row]) if is_sheet else json.dumps([update]).encode()
    services = city / "site_config/services.yml"
    services.write_text(services.read_text("utf-8") + "- {id: groen, name: {nl: Groen}}\n", "utf-8")
    before = (city / FOLLOW_UP).read_bytes()
    result = run(write(tmp_path, "a.xlsx", content), "--service", "groen", "--yes")
    assert result.exit_code == 1
    assert "answers for another service than the one given with --service" in result.stderr
    assert (city / FOLLOW_UP).read_bytes() == before


def test_a_cell_may_hold_a_number_that_no_character_has(city: Path, tmp_path: Path) -> None:
    row = {**licht(city), **ANSWER, AnswerKey.REASON: "⟨U+FFFFFF⟩ ⟨U+0041⟩"}
    result = run(write(tmp_path, "a.xlsx", make_sheet([row])), "--dry-run", "--words")
    assert "reason: ⟨U+FFFFFF⟩ A\n" in result.stdout
