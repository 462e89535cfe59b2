from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.errors import ContentError, UsageError
from builder.model.corpus import DigestSummary
from builder.signals.digests.digest_html import render_digest_html
from builder.signals.digests.summary import write_summary
from builder.signals.digests.told import begin_of, length_of, parse_told, quote_of
from builder.signals.making import build_delivery
from tests.signals.corpora import SECRETS, SINCE, TODAY, UNTIL, CorpusMaker, build_service
from tests.signals.digests.papers import NL

PATH = "site_config/digests/2025-01-01_2025-12-31/a/summary.md"


def maker() -> CorpusMaker:
    made = CorpusMaker(services=[build_service("a", themes=["mobiliteit"])])
    made.tell("brug")
    return made


def summary(text: str, until: date = UNTIL) -> DigestSummary:
    return DigestSummary(since=SINCE, until=until, service_id="a", path=PATH, text=text)


def test_a_summary_is_made_once_and_never_overwritten(tmp_path: Path) -> None:
    corpus = replace(maker().corpus(), root=tmp_path)
    assert write_summary(corpus, "a", SINCE, UNTIL, "hint {most} {most_lines}") == (PATH, True)
    assert (tmp_path / PATH).read_text() == "<!-- hint 800 12 -->\n"
    (tmp_path / PATH).write_text("van mij")
    assert write_summary(corpus, "a", SINCE, UNTIL, "hint") == (PATH, False)
    assert (tmp_path / PATH).read_text() == "van mij"


@pytest.mark.parametrize(
    ("service", "since", "code"), [("b", SINCE, "unknown-service"), ("a", date(2027, 1, 1), "digest-period")]
)
def test_a_summary_of_nobody_or_no_period_is_refused(tmp_path: Path, service: str, since: date, code: str) -> None:
    with pytest.raises(UsageError) as error:
        write_summary(replace(maker().corpus(), root=tmp_path), service, since, UNTIL, "hint")
    assert error.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_the_words_stand_in_the_digest_of_exactly_that_period() -> None:
    corpus = maker().corpus()
    for one, is_there in ((summary("Vooral **licht**."), True), (summary("Vooral licht.", date(2025, 6, 30)), False)):
        with_words = replace(corpus, digest_summaries=(one,))
        digest = build_delivery(with_words, since=SINCE, until=UNTIL, today=TODAY).digests[0]
        page = render_digest_html(digest, with_words, NL)
        assert ("Vooral <strong>licht</strong>." in page) == is_there


@pytest.mark.parametrize("mark", ["teller", "contact", "name"])
def test_a_summary_that_names_a_teller_stops_the_delivery(mark: str) -> None:
    corpus = replace(maker().corpus(), digest_summaries=(summary(f"Zoals {SECRETS[mark]} zei."),))
    with pytest.raises(ContentError) as error:
        build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY)
    assert [(fault.code, fault.path) for fault in error.value.faults] == [("digest-summary-names-teller", PATH)]


def test_the_command_says_where_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).parents[3]
    for name in ("site_config", "places"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    asked = ["digest", "summary", "groen", "--since", "2026-01-01", "--until", "2026-04-30"]
    first, second = (CliRunner().invoke(main, asked) for _ in range(2))
    path = "site_config/digests/2026-01-01_2026-04-30/groen/summary.md"
    assert first.exit_code == second.exit_code == 0
    assert path in first.output and path in second.output
    assert (tmp_path / path).read_text("utf-8").startswith("<!-- ")


def test_a_text_becomes_paragraphs_with_every_word() -> None:
    told = parse_told('Een *twee*\ndrie.\n\n1. vier\n2. **vijf**\n\n> zes\n\n    #read("x")\n\n<b>acht</b>')
    assert [(one.kind, one.mark, [(run.text, run.style) for run in one.runs]) for one in told] == [
        ("text", "", [("Een ", ""), ("twee", "emphasis"), (" drie.", "")]),
        ("item", "1.", [("vier", "")]),
        ("item", "2.", [("vijf", "strong")]),
        ("quote", "", [("zes", "")]),
        ("code", "", [('#read("x")', "")]),
        ("text", "", [("<b>acht</b>", "")]),
    ]


@pytest.mark.parametrize("most", [1, 5, 9, 40, 600])
def test_the_beginning_of_a_text_has_at_most_so_many_characters(most: int) -> None:
    told = parse_told("Een twee drie.\n\nVier *vijf zes* zeven.")
    begun = begin_of(told, most)
    assert length_of(begun) <= most + 1
    assert (begun == told) == (most >= length_of(told))


def test_a_quotation_is_the_first_sentence_or_its_beginning() -> None:
    assert quote_of("Het is donker hier, altijd. En koud.", 100) == "Het is donker hier, altijd."
    assert quote_of("Het is hier altijd donker en koud", 20) == "Het is hier altijd…"
