"""The coordinator's own words for page one: `site_config/digests/<since>_<until>/<service>/summary.md`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from builder.model.corpus import DigestSummary
from builder.reading.characters import position_of
from builder.reading.files import Entry, ProjectFiles, shown_path

SUMMARIES_FOLDER = "site_config/digests"
SUMMARY_FILE = "summary.md"
MOST_CHARACTERS = 800
MOST_LINES = 12
"""Lines of a list and paragraphs; both bounds keep page one one page."""
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINE_START = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
DAYS = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")


def read_digest_summaries(files: ProjectFiles, service_ids: Collection[str] | None) -> tuple[DigestSummary, ...]:
    """All summaries that say something, by period and service. `service_ids`: None when services could not be read."""
    found: list[DigestSummary] = []
    for folder in files.list_folder(SUMMARIES_FOLDER):
        period = parse_period(folder.name) if folder.is_folder else None
        if period is None:
            files.book.add("digest-summary-period", shown_path(folder.path))
            continue
        for service in files.list_folder(folder.path):
            found += read_of_service(service, period, files, service_ids)
    return tuple(found)


def parse_period(name: str) -> tuple[date, date] | None:
    """First and last day from the name of a folder; None when it is no period."""
    match = DAYS.fullmatch(name)
    try:
        days = tuple(map(date.fromisoformat, match.groups())) if match else ()
    except ValueError:
        return None
    return (days[0], days[1]) if days and days[0] <= days[1] else None


def read_of_service(
    folder: Entry, period: tuple[date, date], files: ProjectFiles, service_ids: Collection[str] | None
) -> Iterator[DigestSummary]:
    """The summary of one service, if it says something."""
    if not folder.is_folder:
        files.book.add("file-unexpected", shown_path(folder.path), expected=f"<service>/{SUMMARY_FILE}")
        return
    if service_ids is not None and folder.name not in service_ids:
        expected = ", ".join(sorted(service_ids))
        files.book.add("digest-summary-service", shown_path(folder.path), expected=expected)
    for entry in files.list_folder(folder.path):
        if entry.is_folder or entry.name != SUMMARY_FILE:
            files.book.add("file-unexpected", shown_path(entry.path), expected=SUMMARY_FILE)
            continue
        text = read_summary(entry.path, files)
        if text:
            since, until = period
            yield DigestSummary(since=since, until=until, service_id=folder.name, path=entry.path, text=text)


def read_summary(path: str, files: ProjectFiles) -> str:
    """What a summary says, without its comments; empty when it says nothing or was refused."""
    written = files.read_text(path)
    if written is None:
        return ""
    without = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), written)
    if "<!--" in without:
        files.book.add("digest-summary-comment", shown_path(path), position_of(without, without.index("<!--")))
        return ""
    text = without.strip()
    lines = count_lines(text)
    if len(text) > MOST_CHARACTERS or lines > MOST_LINES:
        files.book.add(
            "digest-summary-long",
            shown_path(path),
            count=len(text),
            lines=lines,
            most=MOST_CHARACTERS,
            most_lines=MOST_LINES,
        )
        return ""
    return text


def count_lines(text: str) -> int:
    """Paragraphs and lines of lists: each starts a line on paper."""
    written = text.split("\n")
    return sum(
        bool(line.strip()) and (index == 0 or not written[index - 1].strip() or LINE_START.match(line) is not None)
        for index, line in enumerate(written)
    )
