"""Long texts come back as they were put away, share blocks, and take their blocks with them when they go."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from builder.model.long_texts import BLOCK_BYTES, LongText, PublicHtml


@given(st.lists(st.text()))
def test_each_text_comes_back(texts: list[str]) -> None:
    kept = [LongText.of(text) for text in texts]
    assert [str(each) for each in kept] == texts
    assert [LongText.of(text) for text in texts] == kept


def test_texts_that_fill_more_than_a_block_come_back() -> None:
    texts = [f"{number} " + "é" * (number * 37 % 9_000) for number in range(300)]
    kept = [LongText.of(text) for text in texts]
    assert [str(each) for each in kept] == texts
    assert [str(each) for each in reversed(kept)] == texts[::-1]
    assert 1 < len({id(each._block) for each in kept}) < 60


def test_a_full_block_takes_less_than_its_texts() -> None:
    texts = [f"<p>Verhaal {number} over de brug en het water.</p>" * 20 for number in range(1_000)]
    kept = [PublicHtml.of(text) for text in texts]
    packed = {id(each._block): len(each._block._packed) for each in kept}
    assert 0 < sum(packed.values()) < sum(map(len, texts)) / 2


def test_a_text_that_is_longer_than_a_block_comes_back() -> None:
    text = "ij" * BLOCK_BYTES
    assert str(LongText.of(text)) == text


def test_public_and_private_texts_share_no_block() -> None:
    kept = [(LongText.of(f"geheim {number}"), PublicHtml.of(f"<p>{number}</p>")) for number in range(1_000)]
    assert {id(private._block) for private, _ in kept}.isdisjoint(id(public._block) for _, public in kept)


def test_a_public_one_shows_what_it_says() -> None:
    assert "brug" in repr([PublicHtml.of("<p>brug</p>")])


def test_no_word_of_it_is_in_what_it_says_of_itself() -> None:
    assert "geheim" not in repr(LongText.of("geheim")) + f"{[LongText.of('geheim')]}"


def test_threads_do_not_write_into_the_block_of_another() -> None:
    start = threading.Barrier(4)

    def keep(thread: int) -> list[LongText]:
        start.wait()
        return [LongText.of(f"{thread} {number}") for number in range(20_000)]

    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(keep, range(4)))
    for thread, texts in enumerate(kept):
        assert [str(each) for each in texts] == [f"{thread} {number}" for number in range(20_000)]


def test_what_a_fork_puts_away_changes_nothing_here() -> None:
    before = LongText.of("hier")
    child = os.fork()
    if child == 0:
        try:
            for _ in range(1_000):
                LongText.of("daar" * 100)
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    after = LongText.of("ook hier")
    assert (str(before), str(after)) == ("hier", "ook hier")


def test_a_block_goes_with_its_last_text() -> None:
    kept = [LongText.of("x" * 1_000) for _ in range(3 * BLOCK_BYTES // 1_000)]
    block = kept[0]._block
    holders = sum(each._block is block for each in kept)
    assert sys.getrefcount(block) == holders + 2  # this name and the one of the question
    kept.clear()
    assert holders > 1
    assert sys.getrefcount(block) == 2
