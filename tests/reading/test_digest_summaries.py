from __future__ import annotations

from datetime import date

import pytest

from builder.reading.digest_summaries import MOST_CHARACTERS, count_lines
from tests.reading.project import Project

FOLDER = "site_config/digests/2026-01-01_2026-04-30/samenleven"


def write(project: Project, text: str, folder: str = FOLDER) -> None:
    path = project.root / folder / "summary.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")


def test_the_words_of_the_coordinator_are_read_without_their_comments(project: Project) -> None:
    write(project, "<!-- een hint\nover twee regels -->\n\nVooral *licht*.\n")
    (summary,) = project.read().digest_summaries
    assert (summary.since, summary.until) == (date(2026, 1, 1), date(2026, 4, 30))
    assert (summary.service_id, summary.text) == ("samenleven", "Vooral *licht*.")
    assert "licht" not in repr(summary)


def test_a_summary_that_is_absent_or_empty_is_none(project: Project) -> None:
    assert project.read().digest_summaries == ()
    write(project, "<!-- schrijf hier -->\n")
    assert project.read().digest_summaries == ()


@pytest.mark.parametrize(
    ("folder", "text", "expected"),
    [
        (FOLDER, "a" * (MOST_CHARACTERS + 1), ("digest-summary-long", f"{FOLDER}/summary.md", 1)),
        (FOLDER, "- a\n" * 13, ("digest-summary-long", f"{FOLDER}/summary.md", 1)),
        (FOLDER, "a\n<!-- open", ("digest-summary-comment", f"{FOLDER}/summary.md", 2)),
        (FOLDER.replace("samen", "saam"), "a", ("digest-summary-service", FOLDER.replace("samen", "saam"), 1)),
        (
            "site_config/digests/2026-01-01_2026-02-30/samenleven",
            "a",
            ("digest-summary-period", "site_config/digests/2026-01-01_2026-02-30", 1),
        ),
    ],
    ids=["long", "many lines", "open comment", "service", "period"],
)
def test_what_is_wrong_with_a_summary_is_said(
    project: Project, folder: str, text: str, expected: tuple[str, str, int]
) -> None:
    write(project, text, folder)
    assert [(fault.code, fault.path, fault.line) for fault in project.faults()] == [expected]


def test_another_file_beside_it_is_a_fault(project: Project) -> None:
    write(project, "a")
    (project.root / FOLDER / "sumary.md").write_text("b")
    assert [fault.code for fault in project.faults()] == ["file-unexpected"]


def test_lines_are_counted_as_they_start_on_paper() -> None:
    assert count_lines("een\ntwee\n\ndrie\n- vier\n- vijf") == 4
