"""The private list of what was refused: where the faults are, and where signals wait; no word of a file.

It is written when a run stops on its content and goes with the first run that does not. It is no result: what goes
wrong in writing it never hides the faults themselves.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path

from builder.errors import ContentError, Fault
from builder.languages import (
    Language,
    describe_fault_text,
    describe_usage_error,
    load_language,
    terminal_language,
)
from builder.pipeline import read_city_language
from builder.reading.listing import STORIES
from builder.reading.signal_traces import SignalTraces, find_traces
from builder.whole.files import write_whole
from builder.whole.troubles import disk_trouble

REPORT = Path("build") / "private" / "refused.md"
FOLDER_MODE = 0o700


@contextmanager
def refusals_reported(root: Path) -> Iterator[None]:
    """While this lasts, a ContentError leaves the list and a note that says where it is; without one the list goes."""
    try:
        yield
    except ContentError as error:
        faults = [fault for fault in error.faults if fault.path.startswith(f"{STORIES}/")]
        if faults:
            error.add_note(report_refusals(root, faults))
        else:
            forget_refusals(root)
        raise
    forget_refusals(root)


def report_refusals(root: Path, faults: Iterable[Fault]) -> str:
    """Writes the list, and gives back the sentence that says where it is, or why it could not be written."""
    language = load_language(terminal_language(os.environ, read_city_language(root)), "errors")
    try:
        make_private_folder(root)
        write_whole(root / REPORT, build_report(root, faults, language).encode())
    except OSError as error:
        text = language.gettext("The private list of what was refused could not be written")
        return f"{text}: {describe_usage_error(disk_trouble(error), language)}"
    text = language.gettext("What was refused, and where signals wait in it, is in this private list")
    return f"{text}: {REPORT.as_posix()}"


def forget_refusals(root: Path) -> None:
    """The list is gone, and its folder when nothing else is in it; a disk that says no stops nothing."""
    if os.path.lexists(root / REPORT):
        with suppress(OSError):
            (root / REPORT).unlink()
            (root / REPORT).parent.rmdir()


def make_private_folder(root: Path) -> None:
    """The folder of the list, for its owner only.

    Raises: OSError, also when it or `build/` is a link or a site: the list must never lie in what is published.
    """
    folder = (root / REPORT).parent
    folder.parent.mkdir(exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=FOLDER_MODE)
    for each in (folder.parent, folder):
        if not stat.S_ISDIR(each.lstat().st_mode) or (each / "index.html").exists():
            raise NotADirectoryError(errno.ENOTDIR, "no folder for private files")
    folder.chmod(FOLDER_MODE)


def build_report(root: Path, faults: Iterable[Fault], language: Language) -> str:
    """The list as Markdown: each refused file with its signals and its faults."""
    _ = language.gettext
    intro = _(
        "As long as one fault is left, no new site is made, and what cannot be read holds back the digests too. "
        "Signals are looked for with caution here: look at each of these lines yourself. No word of a file is in this "
        "list. It disappears when everything is in order."
    )
    lines = [f"# {_('What was refused, and where signals wait')}", "", intro]
    ordered = sorted(faults, key=lambda fault: fault.sort_key)
    for path, of_file in groupby(ordered, key=lambda fault: fault.path):
        lines += ["", f"## {path}", ""]
        if path.endswith(".md"):
            lines += [*signal_lines(find_traces(root, path), language), ""]
        lines += [f"{_('Faults')}:", ""]
        lines += [fault_line(fault, language) for fault in of_file]
    return "\n".join(lines) + "\n"


def signal_lines(traces: SignalTraces | None, language: Language) -> list[str]:
    """How many signals there seem to be in one file, and on which lines."""
    _ = language.gettext
    if traces is None:
        return [_("Signals: not known. This is no plain file, or far too large; look into it yourself.")]
    found = [
        *((line, _("in the list `signals:`")) for line in traces.listed),
        *((line, _("a signal in the text")) for line in traces.blocks),
        *((line, _("the end of a signal whose start is not there")) for line in traces.ends),
    ]
    head = f"{_('Signals')}: {traces.count}"
    return [head, "", *(f"- {_('line')} {line}: {what}" for line, what in sorted(found))] if found else [head]


def fault_line(fault: Fault, language: Language) -> str:
    """Where a fault is, what it is, and its code."""
    key = f"`{fault.key}`: " if fault.key else ""
    where = f"{language.gettext('line')} {fault.line}:{fault.column}"
    return f"- {where}: {key}{describe_fault_text(fault, language)} (`{fault.code}`)"
