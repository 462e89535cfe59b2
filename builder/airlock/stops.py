"""What may stop a public text at the door: personal data, the name of a teller, what was meant to be hidden."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from builder.airlock.city_names import CityNames
from builder.airlock.flat_text import FOLDING, FlatText, flatten
from builder.airlock.markdown import HTML_BLOCK, has_lost_words, has_picture, render_markdown
from builder.airlock.passing_marks import PassedText, judge_marks
from builder.airlock.personal_data import (
    INVISIBLE,
    NO_CITY,
    PersonalData,
    find_personal_data,
    position_of,
)
from builder.airlock.private_names import PrivateNames
from builder.airlock.public_texts import PublicText
from builder.airlock.quick_looks import is_plain_body, may_hold_comment, may_hold_personal_data
from builder.airlock.spoken_numbers import words_of_numbers
from builder.airlock.street_addresses import patterns_for
from builder.errors import Fault
from builder.model.sanitised_html import plain_blocks, plain_text
from builder.model.story import Disclosure

MARKUP = re.compile(r"[*_`<&\\\[~]")
"""Without one of these a body is shown as it was typed."""
WORD = re.compile(r"[^\W_]+")
NOT_A_LETTER = re.compile(r"[\W_]+")
COMMENT_SIGN = re.compile(r"<\s?!|!--|--\s?>")
"""What begins or ends a comment, also when a sign of it was lost or replaced."""
COMMENT_OPENING = re.compile(r"<\s?!|!--")
PLAIN_SIGNS = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("—"): "--", ord("–"): "--"}
PLAIN_SIGNS |= {ord("‹"): "<", ord("›"): ">", ord("ǃ"): "!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """What may stop a text at the door."""

    names: PrivateNames
    region: str
    """The country whose telephone numbers need no country code."""
    city: CityNames = NO_CITY

    def prepare(self) -> None:
        """Makes the patterns of this city, which takes a while."""
        patterns_for(self.city)
        words_of_numbers()

    def judged(self, text: str, *, is_body: bool = False) -> PassedText:
        """A text without the marks that let something pass, and what they let pass."""

        def find(shown: str) -> list[PersonalData]:
            return list(find_personal_data(shown, self.region, self.city, is_markdown=is_body))

        return judge_marks(text, find)

    def faults_in(self, text: PublicText, allowed: Sequence[Disclosure] = ()) -> Iterator[Fault]:
        """Personal data that nobody allowed, the name of a teller, a picture inside the text."""
        for spot in self.personal_data_in(text):
            if spot.disclosure is None or spot.disclosure not in allowed:
                yield fault_at(text, spot.code, spot.line, spot.column)
        for start in self.names_in(text):
            yield fault_at(text, "personal-name", *position_of(text.text, start))
        yield from hidden_parts(text)
        if text.is_body and "![" in text.text and has_picture(text.text):
            yield fault_at(text, "picture-in-text", position_of(text.text, text.text.index("!["))[0], 1)
        if text.is_body and "<" in text.text and (found := HTML_BLOCK.search(text.text)) and has_lost_words(text.text):
            yield fault_at(text, "html-in-text", position_of(text.text, found.start())[0], 1)

    def names_in(self, text: PublicText) -> list[int]:
        """Where names stand in a text as it was typed; of a body also those that only show without its mark-up."""
        typed = list(self.names.find_in(text.text))
        if not (text.is_body and self.names.joined and MARKUP.search(text.text)):
            return typed
        source = flatten(text.text)
        found = {*typed, *(source.source_offset(start) for start in self.names.find_in(source.text))}
        if not found:
            shown = plain_text(render_markdown(text.text))
            folded = shown.translate(FOLDING)
            found = {offset_in_source(folded, start, source) for start in self.names.find_in(shown)}
        return sorted(found)

    def personal_data_in(self, text: PublicText) -> Iterator[PersonalData]:
        """What no mark lets pass in a text as it was typed, and what only shows when a body is rendered."""
        if not may_hold_personal_data(text.text):
            return
        judged = self.judged(text.text, is_body=text.is_body)
        yield from judged.stopped
        if text.is_body:
            yield from self.only_rendered(text.text, judged)

    def only_rendered(self, typed: str, judged: PassedText) -> Iterator[PersonalData]:
        """What is in the rendered text and was not seen in the source."""
        if is_plain_body(judged.text):
            return
        shown = "\n\n".join(plain_blocks(render_markdown(judged.text)))
        if flatten(shown, is_markdown=False).blocks == flatten(judged.text).blocks:
            return
        folded, source = shown.translate(FOLDING), flatten(typed)
        seen = Counter(letters_of(typed[spot.start : spot.end]) for spot in (*judged.stopped, *judged.passed))
        for spot in find_personal_data(shown, self.region, self.city, is_markdown=False):
            letters = letters_of(shown[spot.start : spot.end])
            known = next((each for each in seen if seen[each] and (each in letters or letters in each)), None)
            if known is not None:
                seen[known] -= 1
                continue
            line, column = position_of(typed, offset_in_source(folded, spot.start, source))
            yield replace(spot, line=line, column=column)


def letters_of(piece: str) -> str:
    """The letters and digits of a piece, whatever stands between them."""
    return NOT_A_LETTER.sub("", flatten(piece).text).casefold()


def offset_in_source(shown: str, start: int, source: FlatText) -> int:
    """Where a piece of the rendered text was typed: its first word, counted from the start of both; 0 when unsure."""
    found = WORD.search(shown, start)
    if found is None:
        return 0
    word = re.compile(rf"(?<![^\W_]){re.escape(found[0])}")
    before = sum(1 for _ in word.finditer(shown, 0, start))
    places = [match.start() for match in word.finditer(source.text)]
    return source.source_offset(places[min(before, len(places) - 1)]) if places else 0


def hidden_parts(text: PublicText) -> Iterator[Fault]:
    """What was meant to be hidden and would be shown: a comment that Markdown does not take for one, a marker."""
    if not text.is_body and ":::" in text.text:
        yield fault_at(text, "signal-odd-place", 1, 1)
    if not may_hold_comment(text.text):
        return
    shown = text.text
    if text.is_body and COMMENT_SIGN.search(folded_dashes(unescape(text.text))):
        shown = plain_text(render_markdown(text.text))
    if COMMENT_SIGN.search(folded_dashes(shown)):
        found = COMMENT_SIGN.search(text.text)
        code = "comment-in-text" if COMMENT_OPENING.search(folded_dashes(unescape(text.text))) else "arrow-in-text"
        yield fault_at(text, code, *(position_of(text.text, found.start()) if found else (1, 1)))
    elif text.is_body and is_comment_open(text.text):
        yield fault_at(text, "comment-in-text", position_of(text.text, text.text.rindex("<!--"))[0], 1)


def folded_dashes(text: str) -> str:
    """The text with every dash, angle bracket and exclamation mark in its plain form, unseen characters gone."""
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)).translate(PLAIN_SIGNS)


def is_comment_open(text: str) -> bool:
    """Whether a comment has no end: all that follows would not be shown, without a word."""
    return "-->" not in text.rpartition("<!--")[2] if "<!--" in text else False


def fault_at(text: PublicText, code: str, line: int, column: int) -> Fault:
    """The fault at a line of a text."""
    return Fault(code=code, path=text.path, line=text.line + line - 1, column=column, key=text.key)
