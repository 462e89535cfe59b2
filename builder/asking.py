"""A question to the person at the terminal, in their own language."""

from __future__ import annotations

import click

from builder.languages import Language


def is_yes(question: str, language: Language) -> bool:
    """Whether the answer is yes; no is the answer of Enter, and what is neither is asked again.

    Yes and no are understood in the language of the question and in English. Raises: click.Abort at the end of input.
    """
    _ = language.gettext
    yes, no = _("yes").casefold(), _("no").casefold()
    answers = {"": False}
    for word, is_agreed in (("yes", True), ("no", False), (yes, True), (no, False)):
        answers |= {word: is_agreed, word[0]: is_agreed}
    while True:
        typed = click.prompt(f"{question} [{yes}/{no}]", default="", show_default=False, err=True)
        if (answer := answers.get(typed.strip().casefold())) is not None:
            return answer
