"""What people, editors, mail programs and adversaries do to a file: one small damage at a time.

An operator takes a text and a `Choice` and gives the damaged text. Two kinds are kept apart. *Slips* take away or
replace a character, a line or an order: two of them together can turn one valid file into another valid file, so an
example holds at most one. The others add to a file or dress it up, and may be combined at will.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol


class Choice(Protocol):
    """Where the luck comes from: Hypothesis, or the bytes of a fuzzer."""

    def __call__(self, count: int, /) -> int:
        """A number from 0 up to, not including, the count."""


Operator = Callable[[str, Choice], str]
LOOK_ALIKES = {
    ":": "：﹕꞉ː∶։;.",
    "-": "–—−‐‑－_=",
    "#": "＃♯",
    '"': "“”„«»＂'",
    "'": "’‘‚＇`",
    "<": "＜‹«",
    ">": "＞›»",
    "!": "！ǃ",
    " ": "\u00a0\u2003\u3000\t\u200b",
    "{": "｛(",
    "}": "｝)",
    ",": "，;、",
    "s": "ѕＳ",
    "i": "іıＩ",
    "a": "аＡ",
    "e": "еＥ",
}
ODD = (
    *"\u200b\u200c\u200d\u2060\u00ad\u00a0\ufeff\u202e\u2066\u200e\u0301\t\r\f\v\u2028\u2029\u0085\x00\x1b\x7f",
    *":-#'\"`>|&*!%@[]{}()<,?=~\\$^_\n ",
    *("\n\n", "\r\n", "---", ":::", "::: signal", "```", "<!--", "-->", "![", "](", "&#58;", "&lt;", "<<", "\\:"),
)
CONTEXTS = (
    *("- een", "- [ ] een", "1. een", "> citaat", "> - een", "```", "~~~", "````md", "    code", "`code"),
    *("<!--", "<!-- a -->", "<div>", "<script>", "<pre>", "<?php", "<![CDATA[", "<details><summary>", "<!X", "$$"),
    *("| a | b |\n|---|---|", "| a |", "[x]: https://a.example/", "[x]: <https://a.example/> 'titel", "[x]:"),
    *("[^1]: voetnoot", "[^1]:", "een zin\\", "een zin  ", "Term\n: uitleg", "!!! note", "??? note", "===", "***"),
    *("# kop", "Kop\n===", "Kop\n---", "[een", "![een](", "**een", "`", "{% raw %}", "{{", "\\", "&", "<"),
    *("+++", "***", "___", "{", "...", "%YAML 1.2", "<<<<<<< HEAD", "=======", ">>>>>>> tak", "||||||| 0a1b2c3"),
)
FENCES = (
    *("::: signaal", ":::signal", ": : : signal", ":::: signal", "::: Signal", "::: signal:", "::: signals"),
    *(":: signal", "::: signal {.x}", "::: {.signal}", "::: sigaal", "::: singal", "::: señal", ":::\tsignal"),
    *(
        " ::: signal",
        "%%% signal",
        "> ::: signal",
        "- ::: signal",
        "`::: signal`",
        "**::: signal**",
        "<!-- ::: signal -->",
    ),
    *("\\::: signal", "::: signal :::", "::: signal\\", "::: signal\u00a0", "…: signal", "::: SIGNAL", "// signal"),
    "[signal]",
)
CLOSINGS = (
    "::",
    "::::",
    ": : :",
    ":::.",
    " :::",
    "> :::",
    "- :::",
    "::: signal",
    "::: end",
    "\\:::",
    ":",
    "…",
    "：：：",
    "",
)
FRONT_FENCES = (
    "----",
    "--",
    "- - -",
    "—",
    "–––",
    "+++",
    "...",
    "--- ",
    " ---",
    "---\u00a0",
    "===",
    "--- yaml",
    "***",
    "",
)


def spot_of(text: str, choice: Choice) -> int:
    """Somewhere in the text, its end included."""
    return choice(len(text) + 1)


def line_of(lines: list[str], choice: Choice) -> int:
    """One of the lines."""
    return choice(len(lines))


def pick(choice: Choice, many: tuple[str, ...] | str) -> str:
    """One of several."""
    return many[choice(len(many))]


# -- slips: at most one in an example ---------------------------------------------------------------------------------


def lose_character(text: str, choice: Choice) -> str:
    """A key that was not struck."""
    at = spot_of(text, choice)
    return text[:at] + text[at + 1 :]


def lose_sign(text: str, choice: Choice) -> str:
    """The same, of the signs that mean something."""
    signs = [match.start() for match in re.finditer(r"[^\w\s.]|\n", text)]
    if not signs:
        return text
    at = signs[choice(len(signs))]
    return text[:at] + text[at + 1 :]


def replace_by_look_alike(text: str, choice: Choice) -> str:
    """A sign that looks like the right one."""
    spots = [at for at, character in enumerate(text) if character in LOOK_ALIKES]
    if not spots:
        return text
    at = spots[choice(len(spots))]
    return text[:at] + pick(choice, LOOK_ALIKES[text[at]]) + text[at + 1 :]


def lose_line(text: str, choice: Choice) -> str:
    """A line that was deleted."""
    lines = text.split("\n")
    del lines[line_of(lines, choice)]
    return "\n".join(lines)


def join_lines(text: str, choice: Choice) -> str:
    """Two lines that became one."""
    lines = text.split("\n")
    at = line_of(lines, choice)
    return "\n".join([*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]])


def move_fence(text: str, choice: Choice) -> str:
    """A marker or fence some lines higher or lower."""
    lines = text.split("\n")
    fences = [at for at, line in enumerate(lines) if line.startswith((":::", "---"))]
    if not fences:
        return text
    at = fences[choice(len(fences))]
    fence = lines.pop(at)
    lines.insert(max(0, min(len(lines), at + choice(9) - 4)), fence)
    return "\n".join(lines)


def swap_lines(text: str, choice: Choice) -> str:
    """Two lines in the wrong order."""
    lines = text.split("\n")
    at = line_of(lines, choice)
    lines[at : at + 2] = reversed(lines[at : at + 2])
    return "\n".join(lines)


def cut_off(text: str, choice: Choice) -> str:
    """A copy that stopped half-way."""
    return text[: spot_of(text, choice)]


def misspell_key(text: str, choice: Choice) -> str:
    """Two letters of a key swapped, one lost or doubled, or the first a capital."""
    keys = [match.span(1) for match in re.finditer(r"([A-Za-z_]+)[\"']?:(?=\s)", text)]
    if not keys:
        return text
    start, end = keys[choice(len(keys))]
    key, at = text[start:end], choice(max(1, end - start - 1))
    forms = (
        key[:at] + key[at : at + 2][::-1] + key[at + 2 :],
        key[:at] + key[at + 1 :],
        key[:at] + key[at] + key[at:],
        key.capitalize(),
    )
    return text[:start] + pick(choice, forms) + text[end:]


def spoil_fence(text: str, choice: Choice) -> str:
    """A marker that was translated, doubled, spaced or autocorrected."""
    lines = text.split("\n")
    fences = [at for at, line in enumerate(lines) if line.startswith((":::", "---"))]
    if not fences:
        return text
    at = fences[choice(len(fences))]
    line = lines[at]
    forms = FRONT_FENCES if line.startswith("---") else CLOSINGS if line.strip() == ":::" else FENCES
    lines[at] = pick(choice, forms)
    return "\n".join(lines)


def close_gaps(text: str, choice: Choice) -> str:
    """All empty lines gone: a program that packs text."""
    return re.sub(r"\n{2,}", "\n", text)


# -- what is added: as many as you like -------------------------------------------------------------------------


def slip_in(text: str, choice: Choice) -> str:
    """A character or a small piece too many."""
    at = spot_of(text, choice)
    return text[:at] + pick(choice, ODD) + text[at:]


def indent(text: str, choice: Choice) -> str:
    """Some lines moved to the right."""
    lines = text.split("\n")
    start = line_of(lines, choice)
    white = pick(choice, (" ", "  ", "    ", "\t", "\u00a0", "      "))
    for at in range(start, min(len(lines), start + 1 + choice(4))):
        lines[at] = white + lines[at]
    return "\n".join(lines)


def repeat_line(text: str, choice: Choice) -> str:
    """A line twice."""
    lines = text.split("\n")
    at = line_of(lines, choice)
    return "\n".join([*lines[: at + 1], *lines[at:]])


def put_in_context(text: str, choice: Choice) -> str:
    """Something before a line that a Markdown or YAML reader takes for the start of something else."""
    lines = text.split("\n")
    at = line_of(lines, choice)
    between = [""] if choice(2) else []
    return "\n".join([*lines[:at], pick(choice, CONTEXTS), *between, *lines[at:]])


def prefix_lines(text: str, choice: Choice) -> str:
    """A reply by mail: some lines, or all of them, quoted or made a list."""
    lines = text.split("\n")
    start = 0 if choice(2) else line_of(lines, choice)
    end = len(lines) if choice(2) else start + 1 + choice(6)
    mark = pick(choice, ("> ", ">", "- ", "* ", "| ", "# ", "// ", "+", "-", "\u2003"))
    return "\n".join([*lines[:start], *(mark + line for line in lines[start:end]), *lines[end:]])


def add_file(text: str, choice: Choice) -> str:
    """Two files in one."""
    between = pick(choice, ("", "\n", "\n\n", "\n---\n", "\n\f\n", "\n***\n"))
    return text + between + text if choice(2) else text.rstrip("\n") + between + text


def conflict(text: str, choice: Choice) -> str:
    """What git leaves when two people changed one passage."""
    lines = text.split("\n")
    at = line_of(lines, choice)
    end = at + 1 + choice(5)
    part = lines[at:end]
    return "\n".join([*lines[:at], "<<<<<<< HEAD", *part, "=======", *part, ">>>>>>> tak", *lines[end:]])


def double_space(text: str, choice: Choice) -> str:
    """An empty line after every line: pasted from a word processor."""
    return text.replace("\n", "\n\n")


def wrap_hard(text: str, choice: Choice) -> str:
    """Lines cut at a width: sent by mail."""
    width = 30 + choice(50)
    return "\n".join("\n".join(re.findall(rf".{{1,{width}}}(?:\s|$)|\S+", line)) for line in text.split("\n"))


REWRITES: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: text.replace("\n", "\u2028"),
    lambda text: text.replace("\n", "\u0085"),
    lambda text: text.replace("  ", "\t"),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("---", "—"),
    lambda text: text.replace("--", "–"),
    lambda text: text.replace("-->", "→"),
    lambda text: text.replace("...", "…").replace(":::", "…"),
    lambda text: re.sub(r'"([^"\n]*)"', "“\\1”", text),
    lambda text: re.sub(r"'([^'\n]*)'", "‘\\1’", text),
    lambda text: re.sub(r"^\w", lambda match: match[0].upper(), text, flags=re.MULTILINE),
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
    lambda text: text.replace(":", "&#58;"),
    lambda text: text.replace(":", "："),
    lambda text: text.replace(": ", ":"),
    lambda text: text.replace("\n", "  \n"),
    lambda text: text.replace("\n", "\\\n"),
    lambda text: "\ufeff" + text,
    lambda text: text.encode().decode("latin-1"),
    lambda text: text.replace("_", "\\_").replace("*", "\\*"),
    lambda text: text.replace(":::", "\\:::"),
    lambda text: text.replace("::: signal", "::: signaal"),
    str.upper,
    str.title,
)


def rewrite(text: str, choice: Choice) -> str:
    """A program that knew better, all through the file."""
    return REWRITES[choice(len(REWRITES))](text)


SLIPS: tuple[Operator, ...] = (
    *(lose_character, lose_sign, lose_sign, replace_by_look_alike, replace_by_look_alike, lose_line, join_lines),
    *(move_fence, swap_lines, cut_off, misspell_key, spoil_fence, spoil_fence, close_gaps),
)
ADDITIONS: tuple[Operator, ...] = (
    *(slip_in, slip_in, indent, repeat_line, put_in_context, put_in_context, prefix_lines, add_file, conflict),
    *(double_space, wrap_hard, rewrite, rewrite),
)


def damaged(text: str, choice: Choice) -> str:
    """The text with one slip, or with an addition or two."""
    if choice(2):
        return SLIPS[choice(len(SLIPS))](text, choice)
    for _ in range(1 + choice(2)):
        text = ADDITIONS[choice(len(ADDITIONS))](text, choice)
    return text
