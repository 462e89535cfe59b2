"""A question is answered in the language in which it is asked."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from builder.asking import is_yes
from builder.languages import load_language


def answer(typed: str, code: str) -> tuple[str, str]:
    @click.command()
    def command() -> None:
        click.echo(is_yes("Zeker?", load_language(code, "errors")))

    result = CliRunner().invoke(command, input=typed)
    return result.stdout.split("\n")[-2], result.stderr


@pytest.mark.parametrize("typed", ["j\n", "ja\n", "JA\n", " y\n", "yes\n", "misschien\nj\n"])
def test_a_dutch_yes_is_a_yes(typed: str) -> None:
    assert answer(typed, "nl")[0] == "True"


@pytest.mark.parametrize("typed", ["n\n", "nee\n", "no\n", "\n"])
def test_a_dutch_no_and_nothing_are_a_no(typed: str) -> None:
    assert answer(typed, "nl")[0] == "False"


def test_the_question_shows_the_answers_and_speaks_no_other_language() -> None:
    assert answer("misschien\nnee\n", "nl")[1] == "Zeker? [ja/nee]: misschien\nZeker? [ja/nee]: nee\n"
    assert answer("y\n", "en")[1] == "Zeker? [yes/no]: y\n"
