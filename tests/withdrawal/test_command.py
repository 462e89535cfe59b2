"""What the coordinator types and reads: questions, exit codes, and never a word of the story."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.model.withdrawal import mark_of
from builder.withdrawal.marks import withdrawn_in
from builder.withdrawal.record import read_record
from builder.withdrawal.story_files import without_follow_ups, write_status, written_status
from tests.leak.marked import copy_marked
from tests.leak.searching import MARKER, find_in_tree
from tests.withdrawal.cities import TESTS, TODAY, TOMBSTONE, differing, tree_of, write_story

GONE = "2019-tafel/brug"
PAGE = "stories/2019-tafel/brug/index.html"


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, words, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def here(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny city, built, as the current folder."""
    monkeypatch.chdir(city)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(city.parent))
    assert run("build").exit_code == 0
    return city


def test_a_withdrawn_story_takes_its_mark_and_its_reply_along(here: Path) -> None:
    answers = here / "stories/2019-tafel/follow_up.yml"
    answers.write_text(answers.read_text("utf-8").replace("public: true", "public: true\n  on_story: true"), "utf-8")
    assert run("build").exit_code == 0
    told = {path for path, content in tree_of(here / "build/site").items() if b"answer-" in content and is_read(path)}
    assert {PAGE, "what-happened/index.html", "what-happened/feed.xml"} <= told
    (here / "stories/2019-tafel/markt.md").write_text("---\nbroken", "utf-8")
    assert run("withdraw", "brug", "--yes").exit_code == 0
    left = [path for path, content in tree_of(here / "build/site").items() if b"answer-" in content and is_read(path)]
    assert left == []


def is_read(path: str) -> bool:
    """Whether it is a page or a feed, and not a style or a script."""
    return path.endswith((".html", ".xml", ".json"))


def test_the_whole_answer(here: Path) -> None:
    result = run("withdraw", "brug", "--yes")
    assert result.exit_code == 0
    assert result.stderr == (
        "Story: 2019-tafel/brug\n"
        "  stories/2019-tafel/brug.fr.md\n"
        "  stories/2019-tafel/brug.md\n"
        "  stories/2019-tafel/media/brug.png\n"
        "It goes from the site with its translations, pictures and sound, and comes on the list of withdrawn stories.\n"
    )
    assert result.stdout == (
        "Withdrawn: 2019-tafel/brug\n"
        "The site is as it was, without this story.\n"
        "Put build/site/ on the web NOW: vertelkaart publish --to …; until then the story is still there.\n"
        "\n"
        "Copies to chase:\n"
        "- digests: none in build/digest/ can hold a signal of this story\n"
        "- paper: postcards, posters and brochures with this story\n"
        "- search engines and archives: ask them to forget https://kleinstad.example/en/stories/2019-tafel/brug/\n"
        "- search engines and archives: ask them to forget https://kleinstad.example/fr/stories/2019-tafel/brug/\n"
        "- search engines and archives: ask them to forget https://kleinstad.example/stories/2019-tafel/brug/\n"
        "- news readers keep what a feed once held; it cannot be called back\n"
        "- every place where build/site/ was put, and every backup of this folder\n"
        "- git: no commit holds this story\n"
    )
    assert TOMBSTONE in (here / "build/site" / PAGE).read_bytes()
    assert "status: withdrawn\n" in (here / f"stories/{GONE}.md").read_text("utf-8")


def test_doing_it_again_changes_nothing(here: Path) -> None:
    run("withdraw", GONE, "--yes")
    tree, record = tree_of(here / "build/site"), (here / "site_config/withdrawn.yml").read_bytes()
    again = run("withdraw", "stories/2019-tafel/brug.md", "--yes")
    assert again.exit_code == 0
    assert "It was withdrawn already, on " in again.stderr
    assert differing(tree_of(here / "build/site"), tree) == []
    assert (here / "site_config/withdrawn.yml").read_bytes() == record


def test_without_a_terminal_and_without_yes_nothing_happens(here: Path) -> None:
    before = tree_of(here)
    result = run("withdraw", GONE, typed="y\n")  # withdraw-without-yes
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "nobody can be asked here whether this is the right story\n"
        "  hint: add --yes, and the story is withdrawn at once\n"
    )
    assert differing(tree_of(here), before) == []


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("y\n", 0)])
def test_at_a_terminal_it_asks(answer: str, code: int, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.withdraw_command.is_watched", lambda: True)
    result = run("withdraw", GONE, typed=answer)
    assert result.exit_code == code
    assert "Withdraw it now? [yes/no]" in result.stderr
    assert (TOMBSTONE in (here / "build/site" / PAGE).read_bytes()) == (code == 0)


@pytest.mark.usefixtures("here")
def test_an_unknown_story_is_answered_with_names_that_are_like_it() -> None:
    result = run("withdraw", "2019-tafel/burg", "--yes")  # story-unknown-guess
    assert result.exit_code == 2
    assert (
        result.stderr == "there is no story with this name\n  hint: did you mean 2019-tafel/brug, 2019-tafel/markt?\n"
    )
    assert run("withdraw", "xyzzy", "--yes").stderr.startswith("there is no story with this name\n")


def test_a_name_that_several_stories_have_is_asked_for_in_full(here: Path) -> None:
    write_story(here, "2020-bib/brug", "Een ander verhaal over een andere brug, ergens anders verteld.")
    result = run("withdraw", "brug", "--yes")  # story-ambiguous
    assert result.exit_code == 2
    assert result.stderr.endswith("hint: write one of 2019-tafel/brug, 2020-bib/brug\n")


def test_a_draft_that_never_was_public_leaves_no_trace_in_public(here: Path) -> None:
    write_story(here, "2019-tafel/klad", "Een klad dat nog niemand buiten deze map heeft gelezen.", status="draft")
    result = run("withdraw", "klad", "--yes")
    assert "It is not on the site" in result.stderr
    tree = tree_of(here / "build/site")
    assert not [path for path in tree if "klad" in path]
    assert tree["withdrawn.json"] == b'{"withdrawn":[]}\n'
    assert not read_record(here, TODAY)[0].has_page
    story = here / "stories/2019-tafel/klad.md"
    story.write_text(story.read_text("utf-8").replace("status: withdrawn", "status: published"), "utf-8")
    assert run("build").exit_code == 0
    assert "stories/2019-tafel/klad/index.html" not in tree_of(here / "build/site")


def test_before_the_first_build_the_record_is_enough(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city)
    result = run("withdraw", GONE, "--yes")
    assert "There is no built site here." in result.stdout
    assert run("build").exit_code == 0
    assert mark_of(GONE) in withdrawn_in(city / "build/site")


def test_no_private_word_is_printed_and_none_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_marked(tmp_path / "city")
    monkeypatch.chdir(root)
    assert run("build").exit_code == 0
    assert run("digest", "--since", "2019-01-01", "--until", "2019-12-31", "--unsealed").exit_code == 0
    result = run("withdraw", "brug", "--yes")
    assert result.exit_code == 0
    said = "\n".join(line for line in (result.output + result.stderr).splitlines() if "/media/" not in line)
    assert find_in_tree({"said": said.encode()}, MARKER) == []
    assert "digest 2019-01-01 – 2019-12-31: ask " in result.stdout
    assert "It is not sealed: whoever has the files can read them." in result.stdout
    site = {path: content for path, content in tree_of(root / "build/site").items() if not path.startswith("assets/")}
    assert [path for path, content in site.items() if b"Zo leerde ik mijn" in content] == []


def test_the_digest_of_a_restored_backup_leaves_it_out(here: Path) -> None:
    text = (here / f"stories/{GONE}.md").read_text("utf-8")
    run("withdraw", GONE, "--yes")
    (here / f"stories/{GONE}.md").write_text(text, "utf-8")
    (here / "site_config/withdrawn.yml").unlink()
    result = run("digest", "--since", "2019-01-01", "--until", "2019-12-31", "--unsealed")
    assert result.exit_code == 0
    assert "of withdrawn stories, not delivered: 1" in result.stdout


def test_a_build_says_what_it_put_back(here: Path) -> None:
    text = (here / f"stories/{GONE}.md").read_text("utf-8")
    run("withdraw", GONE, "--yes")
    (here / f"stories/{GONE}.md").write_text(text, "utf-8")
    (here / "site_config/withdrawn.yml").unlink()
    result = run("build")
    assert result.stderr == (
        "The site says that these stories were withdrawn. They are on the list again, and stay down: 2019-tafel/brug\n"
    )


def test_a_withdrawal_is_lifted_only_with_a_new_consent(here: Path) -> None:
    assert run("withdraw", "--undo", "brug").stderr.startswith("this story is not withdrawn\n")  # not-withdrawn
    run("withdraw", GONE, "--yes")
    today = datetime.now(UTC).date()
    result = run("withdraw", "--undo", "brug")  # undo-without-consent
    assert result.exit_code == 2
    assert result.stderr.startswith(f"this story has no consent from after {today}, ")
    record = here / "site_config/withdrawn.yml"
    record.write_text(record.read_text("utf-8").replace(str(today), str(today - timedelta(days=9))), "utf-8")
    story = here / f"stories/{GONE}.md"
    text = story.read_text("utf-8").replace("given_on: 2019-03-14", f"given_on: {today - timedelta(days=1)}")
    story.write_text(text.replace("status: withdrawn", "status: published"), "utf-8")
    assert run("build").exit_code == 0
    assert TOMBSTONE in (here / "build/site" / PAGE).read_bytes()
    result = run("withdraw", "--undo", "brug")
    assert result.stdout.startswith("No longer withdrawn: 2019-tafel/brug\n")
    assert run("build").exit_code == 0
    assert TOMBSTONE not in (here / "build/site" / PAGE).read_bytes()
    assert withdrawn_in(here / "build/site") == frozenset()
    story.unlink()
    run("withdraw", GONE, "--yes")
    assert read_record(here, TODAY)[0].times == 2
    assert run("withdraw", "--undo", GONE).stderr.startswith("the file of this story is not there\n")


STATUSES = {
    "status: published\n": "status: withdrawn\n",
    "status: draft  # nog na te lezen\r\n": "status: withdrawn\r\n",
    "": "status: withdrawn\n",
    "status: a\nstatus: b\n": None,
    'status: "published"\n': None,
    "x: 1\n  status: published\n": None,
}


@pytest.mark.parametrize("lines", STATUSES)
def test_the_status_is_written_only_where_it_stands_plainly(lines: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    before, after = "---\r\n" if "\r" in lines else "---\n", "---\nstatus: published\n"
    path.write_bytes((before + lines + after).encode())
    expected = STATUSES[lines]
    assert write_status(path, "withdrawn") == (expected is not None)
    assert path.read_bytes() == (before + (lines if expected is None else expected) + after).encode()


def test_answers_to_other_stories_stay_line_for_line() -> None:
    text = (
        "# x\nfollow_ups:\n- signal: brug#a\n  service: s\n- {signal: brug, service: s}\n"
        "- service: s\n  signal: 'brug'\n"
        "- signal: brug-over\n  reason: |\n    - signal: brug\n- signal: markt\n"
    )
    left = "# x\nfollow_ups:\n- signal: markt\n"
    assert without_follow_ups(text, "brug") == left
    assert without_follow_ups("follow_ups: []\n", "brug") == "follow_ups: []\n"


def test_a_folder_that_is_gone_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = run("withdraw", GONE, "--yes")
    assert result.exit_code == 2
    assert "mkdocs.yml" in result.stderr


def test_a_closed_terminal_is_nobody(here: Path) -> None:
    command = f"{sys.executable} -m builder.cli withdraw {GONE} <&-"
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    done = subprocess.run(["sh", "-c", command], cwd=here, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"--yes" in done.stderr
    assert b"AttributeError" not in done.stderr


def test_a_full_disk_behind_the_terminal_does_not_hide_that_the_story_is_down(here: Path) -> None:
    command = [sys.executable, "-m", "builder.cli", "withdraw", GONE, "--yes"]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=here, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert TOMBSTONE in (here / "build/site" / PAGE).read_bytes()
    assert done.returncode == 2
    told = "comes on the list of withdrawn stories.\n"
    assert done.stderr.decode().partition(told)[2] == (  # withdrawn-not-shown
        "the story is withdrawn, but what is left to do could not be shown\n"
        "  hint: put build/site/ on the web now; then type the same command again, and it shows the list\n"
    )


@pytest.mark.parametrize("line", ["status: withdrawn", "status: 'withdrawn'  # terug", 'status: "withdrawn"\r'])
def test_the_status_is_read_also_between_quotation_marks(line: str) -> None:
    assert written_status(f"---\ntitle: a\n{line}\n---\nTekst.\n") == "withdrawn"
    assert written_status(f"---\ntitle: a\n---\n{line}\n") is None
