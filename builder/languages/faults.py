"""Faults in the words of a trainer: file, line, key, what is wrong, what was expected, a hint."""

from __future__ import annotations

from collections.abc import Mapping

from builder.errors import Fault, UsageError
from builder.fault_texts import FAULT_TEXTS
from builder.languages.language import Language


def describe_fault(fault: Fault, language: Language) -> str:
    """Two lines: `path:line:col: key: what is wrong`, and a hint below it."""
    wrong, hint = fill(fault.code, fault.params, language)
    key = f"{fault.key}: " if fault.key else ""
    where = f"{fault.path}:{fault.line}:{fault.column}"
    return f"{where}: {key}{wrong}\n  {language.gettext('hint')}: {hint}"


def describe_fault_text(fault: Fault, language: Language) -> str:
    """What is wrong, without its place and the hint."""
    return fill(fault.code, fault.params, language)[0]


def describe_usage_error(error: UsageError, language: Language) -> str:
    """Two lines: what cannot be done, and what to do instead."""
    wrong, hint = fill(error.code, error.params, language)
    return f"{wrong}\n  {language.gettext('hint')}: {hint}"


def fill(code: str, params: Mapping[str, str | int], language: Language) -> tuple[str, str]:
    """The two texts of a code with their words filled in."""
    wrong, hint = (language.gettext(text) for text in FAULT_TEXTS[code])
    return wrong.format_map(Words(params)), hint.format_map(Words(params))


class Words(dict[str, str | int]):
    """The words of a fault; one that is missing shows as dots instead of stopping the report."""

    def __missing__(self, key: str) -> str:
        return "…"


def terminal_language(environment: Mapping[str, str], city_language: str | None) -> str:
    """Dutch or English: the city's own language, else the terminal's, else English.

    `VERTELKAART_LANGUAGE` in the environment goes before both.
    """
    candidates = [environment.get("VERTELKAART_LANGUAGE"), city_language]
    candidates += [environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    for candidate in candidates:
        code = (candidate or "")[:2].lower()
        if code in ("nl", "en"):
            return code
    return "en"
