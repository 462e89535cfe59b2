"""`summary.md`: the coordinator's own words for a service and a period; made empty, and held against the tellers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from builder.errors import Fault, UsageError
from builder.model.corpus import Corpus
from builder.reading.digest_summaries import MOST_CHARACTERS, MOST_LINES, SUMMARIES_FOLDER, SUMMARY_FILE
from builder.signals.register.tellers import marks_of, names
from builder.whole.files import create_whole


def summary_path(since: date, until: date, service_id: str) -> str:
    """Where the summary stands, relative to the project."""
    return f"{SUMMARIES_FOLDER}/{since.isoformat()}_{until.isoformat()}/{service_id}/{SUMMARY_FILE}"


def write_summary(corpus: Corpus, service_id: str, since: date, until: date, hint: str) -> tuple[str, bool]:
    """The path of an empty summary, and whether it is new; one that exists stays as it is.

    `hint`: what stands in it as a comment; `{most}` and `{most_lines}` are filled in.
    Raises: UsageError (`digest-period`, `unknown-service`).
    """
    if since > until:
        raise UsageError("digest-period")
    known = sorted(service.id for service in corpus.services)
    if service_id not in known:
        raise UsageError("unknown-service", expected=", ".join(known))
    shown = summary_path(since, until, service_id)
    path = Path(corpus.root, shown)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        create_whole(path, f"<!-- {hint.format(most=MOST_CHARACTERS, most_lines=MOST_LINES)} -->\n".encode())
    except FileExistsError:
        return shown, False
    return shown, True


def summary_faults(corpus: Corpus, since: date, until: date) -> list[Fault]:
    """A fault for each summary of the period that names a teller, of whichever workshop, or says how to reach them."""
    known = frozenset(marks_of_all(corpus))
    summaries = [one for one in corpus.digest_summaries if (one.since, one.until) == (since, until)]
    return [
        Fault(code="digest-summary-names-teller", path=one.path)
        for one in summaries
        if any(names(one.text, mark) for mark in known)
    ]


def marks_of_all(corpus: Corpus) -> Iterator[str]:
    """The names and contacts of every teller."""
    by_workshop = {workshop.id: workshop.tellers for workshop in corpus.workshops}
    for story in corpus.stories:
        yield from marks_of(story, by_workshop.get(story.workshop_id, ()))
