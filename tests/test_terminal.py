"""What a person at a terminal sees while a command works, and that a file gets none of it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from builder.check_command import MOST_SHOWN, few_of


def seen_at_terminal(root: Path, *arguments: str) -> str:
    """Everything that a command writes to a real terminal."""
    master, slave = pty.openpty()
    environment = {**os.environ, "VERTELKAART_LANGUAGE": "nl", "TERM": "xterm"}
    command = [sys.executable, "-m", "builder.cli", *arguments]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=slave, stderr=slave, stdin=slave) as process:
        os.close(slave)
        said = b""
        try:
            while piece := os.read(master, 1 << 16):
                said += piece
        except OSError:  # the other end is closed
            pass
        finally:
            os.close(master)
    assert process.returncode == 0, said
    return said.decode()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_bar_tells_that_files_are_read_and_how_many_have_passed_the_airlock(command: str, tiny_folder: Path) -> None:
    said = seen_at_terminal(tiny_folder, command)
    assert said.index("lezen") < said.index("sluis")
    assert "/?" not in said


def test_without_a_terminal_there_is_no_bar(tiny_folder: Path) -> None:
    command = [sys.executable, "-m", "builder.cli", "check"]
    environment = {**os.environ, "VERTELKAART_LANGUAGE": "nl"}
    done = subprocess.run(command, cwd=tiny_folder, env=environment, capture_output=True, check=True)
    assert done.stderr == b""


def test_a_long_list_of_names_is_cut_off() -> None:
    names = [f"w/s{number}" for number in range(MOST_SHOWN + 1)]
    assert few_of(names[:-1]) == ", ".join(names[:-1])
    assert few_of(names) == ", ".join((*names[:-1], "…"))
