"""How a build that stops says why: one sentence and a hint, an exit code, and nothing of what MkDocs would print."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import click
from mkdocs.exceptions import Abort, MkDocsException

from builder.errors import ContentError, UsageError
from builder.languages import describe_usage_error, load_language, terminal_language
from builder.pipeline import describe_content_error, describe_debug_file, read_city_language
from builder.whole.troubles import disk_trouble

PAGE_ERRORS = logging.getLogger("mkdocs.commands.build")
"""Where MkDocs says on which page it failed."""
CONTENT_CODES = frozenset({"page-warnings", "page-name-taken"})
"""What is wrong in the trusted pages: content, though it has no line."""


class UsageAbort(Abort):
    """A build that could not begin or end for a reason outside the content: exit code 2."""

    code = 2


def abort(error: Exception, root: Path) -> Abort:
    """The end of a build in words: exit code 1 when the content has problems, else 2."""
    if isinstance(error, ContentError):
        return Abort(describe_error(error, root))
    if isinstance(error, OSError) and not isinstance(error, FileExistsError):
        error = disk_trouble(error)
    if not isinstance(error, UsageError):
        error = UsageError("build-broken", name=type(error).__name__)
    return (Abort if error.code in CONTENT_CODES else UsageAbort)(describe_error(error, root))


def without_values(record: logging.LogRecord) -> bool:
    """Drops what MkDocs logs of an error that it raises again: its text can hold paths and words, and we tell it."""
    error = sys.exc_info()[1]
    return not isinstance(error, Exception) or isinstance(error, MkDocsException)


def describe_error(error: ContentError | UsageError, root: Path) -> str:
    """The error in the words of a trainer, in Dutch or English."""
    language = load_language(terminal_language(os.environ, read_city_language(root)), "errors")
    if isinstance(error, UsageError):
        return describe_usage_error(error, language)
    return describe_content_error(error, language)


def show_debug_file(path: Path, root: Path) -> None:
    """Where the debug file is, on stderr."""
    language = load_language(terminal_language(os.environ, read_city_language(root)), "errors")
    click.echo(describe_debug_file(path, root, language), err=True)
