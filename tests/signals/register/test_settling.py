from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.errors import ContentError
from builder.model.corpus import Corpus
from builder.reading import read_corpus, text_fingerprint
from builder.signals.register.settling import Doubt, change_rows, find_questions, rename, settle
from tests.reading.project import TINY

TODAY = date(2024, 6, 1)
FOLDER = "stories/2019-tafel"
LAMP, BENCH = "Het is hier donker, elke avond.", "Een bank zou helpen."
FRONT = "---\ntitle: {slug}\nconsent: {{publish: false}}\n---\nTekst.\n\n"
BLOCK = "::: signal\nid: {name}\ntheme: onderweg\nkind: obstacle\n\n{text}\n:::\n\n"


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny city with a story of two signals that were both answered."""
    root = tmp_path / "city"
    shutil.copytree(TINY, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")
    write_story(root, lamp=LAMP, bank=BENCH)
    rows = [
        f"  - signal: kaai#{name}   # van {name}\r\n    service: openbare-werken\r\n    status: received\r\n"
        f'    fingerprint: "{text_fingerprint(text)}"\r\n    received_on: 2019-04-01\r\n'
        for name, text in (("lamp", LAMP), ("bank", BENCH))
    ]
    (root / FOLDER / "follow_up.yml").write_bytes(("# boven\r\nfollow_ups:\r\n" + "".join(rows)).encode())
    return root


def write_story(root: Path, slug: str = "kaai", **signals: str) -> None:
    blocks = "".join(BLOCK.format(name=name, text=text) for name, text in signals.items())
    (root / FOLDER / f"{slug}.md").write_text(FRONT.format(slug=slug) + blocks, "utf-8")


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, words, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rows_of(root: Path) -> bytes:
    return (root / FOLDER / "follow_up.yml").read_bytes()


def asked(root: Path) -> Corpus:
    return read_corpus(root, today=TODAY, is_asking=True)


def test_a_follow_up_that_fits_asks_nothing(city: Path) -> None:
    assert find_questions(asked(city)) == ()
    assert run("signals", "settle").stdout == "Every follow-up fits its signal.\n"


@pytest.mark.parametrize("command", [("check",), ("build",), ("signals", "list")])
def test_a_renamed_signal_is_a_question_with_both_places(city: Path, command: tuple[str, ...]) -> None:
    write_story(city, licht=LAMP, bank=BENCH)
    result = run(*command)
    listed = "What was refused, and where signals wait in it, is in this private list: build/private/refused.md\n"
    assert result.exit_code == 1
    assert result.stderr == (
        "stories/2019-tafel/follow_up.yml:3:13: follow_ups.signal: there is no such signal, and the same text now "
        "stands in kaai.md, line 7: was it renamed?\n"
        "  hint: `vertelkaart signals settle` asks, and writes the new name\n1 problem. Nothing was written.\n"
        f"{'' if command[0] == 'signals' else listed}"
    )


def test_a_yes_writes_the_new_name_and_not_one_byte_more(city: Path) -> None:
    before = rows_of(city)
    write_story(city, licht=LAMP, bank=BENCH)
    result = run("signals", "settle", typed="yes\n")
    assert result.stdout.splitlines()[0] == (
        "stories/2019-tafel/follow_up.yml:3: openbare-werken: was renamed? 2019-tafel/kaai#lamp → "
        "2019-tafel/kaai#licht  (stories/2019-tafel/kaai.md:7)"
    )
    assert rows_of(city) == before.replace(b"signal: kaai#lamp ", b'signal: "kaai#licht" ')
    assert next(signal_id for signal_id, _ in read_corpus(city, today=TODAY).follow_ups) == "2019-tafel/kaai#licht"


@pytest.mark.parametrize("typed", ["no\n", "\n", ""], ids=["no", "enter", "nobody there"])
def test_without_a_yes_nothing_is_written(city: Path, typed: str) -> None:
    before = rows_of(city)
    write_story(city, licht=LAMP, bank=BENCH)
    run("signals", "settle", typed=typed)
    assert rows_of(city) == before


def test_a_story_that_got_another_name_is_a_renamed_signal(city: Path) -> None:
    (city / FOLDER / "kaai.md").rename(city / FOLDER / "oever.md")
    assert run("signals", "settle", typed="y\ny\n").exit_code == 0
    assert {signal_id for signal_id, _ in read_corpus(city, today=TODAY).follow_ups} == {
        "2019-tafel/oever#lamp",
        "2019-tafel/oever#bank",
    }


def test_two_signals_that_swap_their_names_are_both_asked_about(city: Path) -> None:
    write_story(city, lamp=BENCH, bank=LAMP)
    questions = find_questions(asked(city))
    assert [(each.doubt, each.old_id, each.new_id) for each in questions] == [
        (Doubt.MOVED, "2019-tafel/kaai#lamp", "2019-tafel/kaai#bank"),
        (Doubt.MOVED, "2019-tafel/kaai#bank", "2019-tafel/kaai#lamp"),
    ]
    run("signals", "settle", typed="y\ny\n")
    assert find_questions(asked(city)) == ()


def test_a_rewritten_signal_is_open_again_until_somebody_looked(city: Path) -> None:
    path = city / FOLDER / "follow_up.yml"
    path.write_bytes(rows_of(city).replace(b"status: received", b"status: done"))
    write_story(city, lamp="Heel andere woorden.", bank=BENCH)
    assert "Done (rewritten)" in run("signals", "list", "--open").stdout
    result = run("signals", "settle", typed="y\n")
    assert "rewritten since: look again 2019-tafel/kaai#lamp  (stories/2019-tafel/kaai.md:7)" in result.stdout
    assert text_fingerprint("Heel andere woorden.").encode() in rows_of(city)
    assert "rewritten" not in run("signals", "list").stdout


def test_two_signals_with_the_same_text_are_not_guessed_between(city: Path) -> None:
    write_story(city, een=LAMP, twee=LAMP, bank=BENCH)
    assert "follow_up.yml:3:13: follow_ups.signal: " in run("check").stderr
    assert "was it renamed?" not in run("check").stderr
    assert find_questions(asked(city)) == ()
    result = run("signals", "settle")
    assert "stories/2019-tafel/follow_up.yml:3: kaai#lamp – no signal has this name, or this text" in result.stdout
    assert run("signals", "rename", "kaai#lamp", "kaai#twee").stdout == (
        "kaai#lamp → 2019-tafel/kaai#twee  (follow-ups: 1)\n"
    )
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kaai#niets", "kaai#lamp", "no follow-up has this name"),
        ("kaai#lamp", "kaai#niets", "there is no such signal"),
        ("2020-elders/kaai#lamp", "kaai#lamp", "the two names are of different workshops"),
    ],
)
def test_a_name_that_is_not_there_is_refused(city: Path, old: str, new: str, said: str) -> None:
    before = rows_of(city)
    result = run("signals", "rename", old, new)
    assert result.exit_code == 2
    assert result.stderr.startswith(said)
    assert rows_of(city) == before


def test_a_file_that_a_program_cannot_change_with_certainty_is_left(city: Path) -> None:
    path = city / FOLDER / "follow_up.yml"
    path.write_text("{follow_ups: [{signal: kaai#lamp, service: openbare-werken, status: new}]}\n", "utf-8")
    first = next(each for each in asked(city).workshops if each.follow_ups).follow_ups[0]
    with pytest.raises(ContentError) as caught:
        change_rows(city, f"{FOLDER}/follow_up.yml", {0: first}, {"signal": "kaai#bank"})
    assert [fault.code for fault in caught.value.faults] == ["follow-up-layout"]
    assert "kaai#lamp" in path.read_text("utf-8")


@pytest.mark.parametrize("is_renamed", [True, False])
def test_a_row_that_became_another_while_we_asked_is_left(city: Path, is_renamed: bool) -> None:
    write_story(city, lamp=LAMP, bank="Heel andere woorden.")
    corpus = asked(city)
    (question,) = find_questions(corpus)
    path = city / FOLDER / "follow_up.yml"
    lines = path.read_bytes().split(b"\r\n")
    path.write_bytes(b"\r\n".join([*lines[:2], *lines[7:12], *lines[2:7], b""]))  # another order
    before = rows_of(city)
    with pytest.raises(ContentError) as caught:
        if is_renamed:
            rename(corpus, "kaai#bank", next(each for each in corpus.signals if each.id.endswith("#lamp")))
        else:
            settle(corpus, question)
    assert [fault.code for fault in caught.value.faults] == ["follow-up-changed"]
    assert rows_of(city) == before
