"""From a digest to the next one: the sheet goes out, comes back filled in, and its answers are shown."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from builder.cli import main
from builder.languages import load_language
from builder.model.corpus import Corpus
from builder.pipeline import read_project
from builder.signals.digests.answer_sheet import AnswerKey
from builder.signals.digests.digest import Digest
from builder.signals.digests.digest_open311 import render_digest_open311
from builder.signals.digests.digest_xlsx import render_digest_xlsx
from builder.signals.making import build_delivery
from tests.signals.answers.sheets import fill, write

ANSWER_LINES = re.compile(r"  (reply|public|reason|answered_on).*\n")
FOLLOW_UP = "stories/2019-tafel/follow_up.yml"
SIGNAL = "2019-tafel/brug#licht"


def sheet_of(root: Path, service_id: str) -> bytes:
    digest, corpus = digest_of(root, service_id)
    return render_digest_xlsx(digest, corpus, load_language(digest.service.language or "nl", "digest"))


def digest_of(root: Path, service_id: str) -> tuple[Digest, Corpus]:
    corpus, _ = read_project(root, datetime.now(UTC))
    delivery = build_delivery(corpus, since=date(2019, 1, 1), until=date(2019, 12, 31), today=date(2024, 6, 1))
    return next(each for each in delivery.digests if each.service.id == service_id), corpus


def words_in(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def test_an_answer_goes_from_one_digest_into_the_next(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_folder)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    text = (tiny_folder / FOLLOW_UP).read_text("utf-8")
    (tiny_folder / FOLLOW_UP).write_text(
        "# of this table\n" + ANSWER_LINES.sub("", text).replace("answered", "received"),
        "utf-8",
    )
    out = sheet_of(tiny_folder, "openbare-werken")
    back = fill(
        out,
        {
            SIGNAL: {
                AnswerKey.STATUS: "Niet opgenomen",
                AnswerKey.REPLY: "Er is geen geld: “volgend jaar”.",
                AnswerKey.REASON: "Begroting.",
                AnswerKey.ANSWERED_ON: date(2024, 5, 2),
            }
        },
    )
    untouched = CliRunner().invoke(main, ["signals", "answer", str(write(tmp_path, "leeg.xlsx", out)), "--yes"])
    assert (untouched.exit_code, "changes: 0" in untouched.output) == (0, True)
    result = CliRunner().invoke(main, ["signals", "answer", str(write(tmp_path, "terug.xlsx", back)), "--yes"])
    assert result.exit_code == 0, result.output
    written = (tiny_folder / FOLLOW_UP).read_text("utf-8")
    assert written.startswith("# of this table\nfollow_ups:\n- signal: brug#licht\n")
    assert "status: declined\n" in written
    assert "answered_on: 2024-05-02\n" in written
    assert "public: true" not in written
    again = words_in(sheet_of(tiny_folder, "openbare-werken"))
    assert "Niet opgenomen" in again
    assert "2 mei 2024" in again


def test_the_open311_folder_comes_back_with_one_request_closed(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_folder)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    text = (tiny_folder / FOLLOW_UP).read_text("utf-8")
    digest, corpus = digest_of(tiny_folder, "openbare-werken")
    files = render_digest_open311(digest, corpus, load_language("nl", "digest"))
    answered = write(tmp_path, "answered.json", files["open311/requests.json"])
    same = CliRunner().invoke(main, ["signals", "answer", str(answered), "--yes"])
    assert (same.exit_code, "changes: 0, written down already: 1" in same.output) == (0, True), same.output
    (tiny_folder / FOLLOW_UP).write_text(ANSWER_LINES.sub("", text).replace("answered", "received"), "utf-8")
    digest, corpus = digest_of(tiny_folder, "openbare-werken")
    out = render_digest_open311(digest, corpus, load_language("nl", "digest"))["open311/requests.json"]
    untouched = CliRunner().invoke(main, ["signals", "answer", str(write(tmp_path, "out.json", out)), "--yes"])
    assert (untouched.exit_code, "answers: 0" in untouched.output) == (0, True), untouched.output
    requests = json.loads(out)
    requests[0] |= {
        "status": "closed",
        "status_notes": "De lamp brandt.",
        "updated_datetime": "2024-05-02T09:00:00+02:00",
    }
    back = write(tmp_path, "back.json", json.dumps(requests).encode())
    result = CliRunner().invoke(main, ["signals", "answer", str(back), "--yes"])
    assert result.exit_code == 0, result.output
    written = (tiny_folder / FOLLOW_UP).read_text("utf-8")
    assert "status: answered\n" in written
    assert 'nl: "De lamp brandt."' in written
