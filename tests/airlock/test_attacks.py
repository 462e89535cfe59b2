"""Ways in which an adversary made private words, or their length, show in what the airlock lets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.airlock.markdown import render_markdown
from builder.airlock.media_cache import MadeFile, MediaCache
from builder.airlock.private_names import PrivateNames
from builder.airlock.public_texts import PublicText, shown_address
from builder.airlock.stops import Stops
from builder.reading.faultbook import FaultBook
from builder.reading.signal_blocks import cut_signal_blocks

STOPS = Stops(names=PrivateNames.of(["Jan Peeters"]), region="BE")


def codes(text: str, *, is_body: bool = True) -> list[str]:
    found = STOPS.faults_in(PublicText(path="a.md", line=1, key="", text=text, is_body=is_body))
    return [fault.code for fault in found]


@pytest.mark.parametrize(
    "body",
    [
        "Verhaal <!-- geheim\n\nnog geheim -->\n",
        "Verhaal <!-- geheim",
        "Verhaal <!--> geheim --> eind\n",
        "Verhaal\n\n    <!-- geheim -->\n",
        "- a <!-- geheim\n- b -->\n",
    ],
)
def test_a_comment_that_would_be_shown_stops_the_story(body: str) -> None:
    assert codes(body) == ["comment-in-text"]


@pytest.mark.parametrize("body", ["Een <!-- weg --> twee.", "Een\n\n<!-- weg\n\nweg -->\n\ntwee -> drie", "a – b < c!"])
def test_a_comment_that_is_not_shown_and_an_arrow_pass(body: str) -> None:
    assert codes(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "Een !-- geheim --> twee.",
        "Een <!- geheim --> twee.",
        "Een <!–- geheim -–> twee.",
        "Een <!– geheim –> twee.",
        "Een <!— geheim —> twee.",
        "Een ＜!-- geheim -- twee.",
        "Een <ǃ-- geheim -- twee.",
        "Een <\u200b!-- geheim -- twee.",
        "Een < !-- geheim -- > twee.",
        "Een &lt;!-- geheim --&gt; twee.",
        "Een <!-- geheim -- > twee.",
        "Een.\n\n<!-- geheim\n\nEn al wat volgt.\n",
    ],
)
def test_a_comment_whose_signs_were_damaged_stops_the_story(body: str) -> None:
    assert codes(body) == ["comment-in-text"]


@pytest.mark.parametrize("text", ["Links --> rechts.", "Links ---> rechts.", "Links —> rechts."])
@pytest.mark.parametrize("is_body", [True, False])
def test_an_arrow_that_could_be_the_end_of_a_comment_is_called_an_arrow(text: str, is_body: bool) -> None:
    assert codes(text, is_body=is_body) == ["arrow-in-text"]


def test_a_comment_or_a_marker_in_a_short_text_stops_it() -> None:
    assert codes("Titel <!-- geheim -->", is_body=False) == ["comment-in-text"]
    assert codes("a ::: signal geheim", is_body=False) == ["signal-odd-place"]


def test_the_address_of_a_source_names_nobody() -> None:
    def told(address: str) -> list[str]:
        return codes(shown_address(address), is_body=False)

    assert told("https://a.example/jan.peeters") == ["personal-name"]
    assert told("https://a.example/jan%20peeters") == ["personal-name"]
    assert told("https://a.example/?m=a@b.example") == ["personal-email"]
    assert told("https://a.example/?m=a%40b.example") == ["personal-email"]
    assert told("https://a.example/0475123456") == []
    assert told("https://wa.me/32475123456") == ["personal-phone"]


@pytest.mark.parametrize(
    "around", [("    a\n\n", "\n    b\n"), ("- a\n\n      b\n\n", "\n      c\n"), ("a\n\n", "\nb\n")]
)
def test_the_length_of_a_signal_is_not_seen_in_the_empty_lines_it_leaves(around: tuple[str, str]) -> None:
    pages = set()
    for length in (1, 2, 40):
        signal = "::: signal\ntheme: a\nkind: request\n\n" + "geheim\n" * length + ":::\n"
        cut = cut_signal_blocks(signal.join(around), 1, "a.md", FaultBook())
        assert cut is not None
        pages.add(render_markdown(cut[0]))
    assert len({*pages, render_markdown("".join(around))}) == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"[[1]]", b"\xff"])
def test_a_damaged_store_is_made_again(damage: bytes, tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(b"source")
    cache = MediaCache(folder=tmp_path / "cache")

    def make(content: bytes) -> list[MadeFile]:
        return [MadeFile(content=b"made of " + content, suffix=".webp", facts={"width": 1})]

    first = cache.kept(source, "r", make)
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(damage)
    assert cache.kept(source, "r", make) == first
    assert first[0].path.read_bytes() == b"made of source"
