from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from builder.cli import main
from builder.errors import ContentError
from builder.languages import INTERFACE_LANGUAGES, load_language
from builder.pipeline import read_project
from builder.signals.answers.asked import Asked
from builder.signals.answers.letters import LetterWriter
from tests.signals.corpora import SECRETS, SINCE, TODAY, UNTIL, CorpusMaker, build_service

HIDDEN = [word for key, word in SECRETS.items() if key != "reply"]


def words_of(made: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def writer() -> LetterWriter:
    maker = CorpusMaker(services=[build_service("straten", themes=["mobiliteit"]), build_service("groen")])
    lamp = maker.tell("lamp", head={"ask": "Licht onder de brug."}, text="ZTOLDZ")
    maker.follow(
        lamp, service="straten", status="done", answered_on="2025-08-01", reply={"nl": "De lamp brandt."}, public=True
    )
    bank = maker.tell("bank", head={"ask": "Een bank."}, text="ZTOLDZ")
    maker.follow(bank, service="straten", status="declined", answered_on="2025-08-02", reply={"nl": SECRETS["reply"]})
    maker.tell("open", text="ZTOLDZ")
    maker.tell("stil", head={"ask": "ZSECRETZ"}, sensitivity="high")
    maker.tell("terug", head={"ask": "ZWITHDRAWNZ"}, status="withdrawn")
    old = maker.tell("oud", head={"ask": "Een pad."}, text="ZTOLDZ")
    maker.follow(old, service="straten", status="done", fingerprint="0" * 12, reply={"nl": "ZOLDZ"}, public=True)
    return LetterWriter(asked=Asked(corpus=maker.corpus(), today=TODAY))


def test_a_service_reads_what_came_in_and_what_is_open() -> None:
    letters = writer().service_letters(SINCE, UNTIL)
    assert list(letters) == ["straten.pdf"]
    words = words_of(letters["straten.pdf"])
    came, _, is_open = words.partition("Wat nog open staat")
    assert "Licht onder de brug. Gedaan" in came
    assert "Een bank. Niet opgenomen" in came
    assert "Mobiliteit · Vraag Nieuw" in is_open
    assert "Een pad." in is_open
    assert not [word for word in (*HIDDEN, SECRETS["reply"], "ZTOLDZ", "ZWITHDRAWNZ") if word in words]


@pytest.mark.parametrize("code", INTERFACE_LANGUAGES)
def test_a_workshop_reads_what_was_done_and_only_public_replies(code: str) -> None:
    made = writer()
    language = load_language(code, "digest")
    pdf = made.thanks(made.asked.corpus.workshops[0], language)
    words = words_of(pdf)
    assert "Licht onder de brug." in words
    assert "De lamp brandt." in words
    if code != "ar":  # letters of Arabic come out of a PDF in another order
        assert language.gettext("There is no answer yet. We keep asking.") in words
        assert language.gettext("Not taken up") in words
    assert not [word for word in (*SECRETS.values(), "ZTOLDZ", "ZSECRETZ", "ZWITHDRAWNZ", "ZOLDZ") if word in words]
    assert all(word.encode() not in pdf for word in SECRETS.values())
    assert pdf == writer().thanks(made.asked.corpus.workshops[0], language)


def test_a_signal_that_names_a_teller_stops_the_letter() -> None:
    made = writer()
    signals = made.asked.corpus.stories[0].signals
    head = signals[0].head.model_copy(update={"ask": f"Vraag het {SECRETS['teller']}."})
    story = replace(made.asked.corpus.stories[0], signals=(replace(signals[0], head=head),))
    corpus = replace(made.asked.corpus, stories=(story, *made.asked.corpus.stories[1:]))
    named = LetterWriter(asked=Asked(corpus=corpus, today=TODAY))
    with pytest.raises(ContentError):
        named.service_letters(SINCE, UNTIL)
    with pytest.raises(ContentError):
        named.thanks(corpus.workshops[0], load_language("nl", "digest"))


def test_the_commands_write_for_their_owner_only(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_folder)
    monkeypatch.setenv("VERTELKAART_LANGUAGE", "en")

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["signals", *words])
        return result.exit_code, result.output

    code, said = run("letters", "--since", "2019-01-01", "--until", "2019-12-31")
    assert (code, "build/letters/2019-01-01_2019-12-31/openbare-werken.pdf" in said) == (0, True)
    code, said = run("thanks", "2019-tafel")
    path = tiny_folder / "build/letters/2019-tafel/thanks-nl.pdf"
    assert (code, path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0, 0o600, 0o700)
    assert "Er komt een lamp" in words_of(path.read_bytes())
    assert "MARKERWORDname" not in words_of(path.read_bytes())
    code, said = run("thanks", "2019-tafel", "--language", "ar")
    assert [each.name for each in path.parent.iterdir()] == ["thanks-ar.pdf"]
    assert run("thanks", "nergens")[0] == 2  # workshop-unknown
    assert run("thanks", "2019-tafel", "--language", "xx")[0] == 2  # letter-language
    assert run("letters", "--since", "2020-01-01", "--until", "2019-12-31")[0] == 2
    corpus, _ = read_project(tiny_folder, datetime.now(UTC))
    assert not LetterWriter(
        asked=Asked(corpus=replace(corpus, stories=(), follow_ups=()), today=TODAY)
    ).service_letters(date(2019, 1, 1), date(2019, 1, 2))


def test_a_reply_that_outlived_its_story_stops_no_letter() -> None:
    maker = CorpusMaker(services=[build_service("werken", themes=["mobiliteit"])])
    maker.tell("brug")
    corpus = maker.corpus()
    (signal,) = corpus.stories[0].signals
    gone = replace(signal, id="tafel/weg", story_id="tafel/weg", text="")
    letters = LetterWriter(asked=Asked(corpus=replace(corpus, kept_signals=(gone,)), today=TODAY))
    assert list(letters.service_letters(SINCE, UNTIL)) == ["werken.pdf"]
    assert "weg" not in words_of(letters.thanks(corpus.workshops[0], load_language("nl", "digest")))


def test_a_story_in_a_language_with_a_region_stands_on_the_sheet() -> None:
    maker = CorpusMaker(services=[build_service("werken", themes=["mobiliteit"])])
    maker.tell("brug", head={"ask": "Meer licht"})
    corpus = maker.corpus()
    corpus = replace(corpus, stories=tuple(replace(story, language="nl-BE") for story in corpus.stories))
    letters = LetterWriter(asked=Asked(corpus=corpus, today=TODAY))
    assert "Meer licht" in words_of(letters.thanks(corpus.workshops[0], load_language("nl", "digest")))


def test_the_progress_of_letters_counts_services() -> None:
    heard: list[tuple[int, int]] = []
    made = writer()
    made.service_letters(SINCE, UNTIL, lambda done, total: heard.append((done, total)))
    count = len(made.asked.services)
    assert heard == [(number, count) for number in range(1, count + 1)]
