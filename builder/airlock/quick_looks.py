"""Quick looks at a whole text, before anything is searched in it: most texts hold nothing that needs a long search.

A look may say yes where there is nothing; it never says no where there is something.
"""

from __future__ import annotations

import re
from functools import cache

from ahocorasick import Automaton

from builder.airlock.spoken_numbers import NUMBER_ENDINGS, NUMBER_WORDS, ZERO_WORDS
from builder.model.plain_characters import PLAIN_LETTERS, PLAIN_MARKS

SIGN = re.compile(
    r"[\d@&％＠%\u20e3*`~\\<°\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
"""Without one of these, or one of the words below, no personal data are ever found."""
PIECES = tuple(
    "(a) /// com/ am/ me/ net/ tv/ gg/ app/ gl/ be/ co/ wachtwoord paswoord passw pwd passe mdp wifi wi-fi كلمة insta "
    "snap tik telegram twitter facebook user naam pseudo geo: plus.codes eigram onderd".split()
)
WORDS = frozenset(f"at apestaart apestaartje apenstaart apenstaartje arobase fb {ZERO_WORDS} {NUMBER_WORDS}".split())
WORD = re.compile(r"\w+")
ODD = re.compile(rf"[^\x00-\x7f{PLAIN_LETTERS}{PLAIN_MARKS}]")
"""What a look does not know by heart: it may be a wide letter, a sign that is not seen, a bracket of another script."""
ANGLE = re.compile(r"[<>&]|![-\u2010-\u2014]")
"""Without one of these no comment begins or ends."""
MARKUP = re.compile(r"[*_`<&\\\[~|\t\xa0]|  ")
NO_PARAGRAPH = re.compile(r"[^\w\n\"'‘’“”(¿¡…]|\d")
"""What a line may begin with that is no paragraph for Markdown: a list, a heading, code, a number in a list."""


def small_letters(text: str) -> str:
    """The text in small letters; those that a pattern without case takes for one are one."""
    small = text.casefold()
    return small if small.isascii() else small.replace("ı", "i").replace("i̇", "i")


def may_hold_personal_data(text: str) -> bool:
    """Whether there is a sign or a word without which nothing is ever found: most sentences have none."""
    if SIGN.search(text) is not None:
        return True
    small = small_letters(text)
    if next(pieces().iter(small), None) is not None:
        return True
    words = set(small.split())
    with_signs = [word for word in words if not word.isalpha()]
    words.update(WORD.findall(" ".join(with_signs)))
    return not WORDS.isdisjoint(words) or any(word.endswith(NUMBER_ENDINGS) for word in words)


@cache
def pieces() -> Automaton:
    """What finds any of the pieces in one pass."""
    automaton = Automaton()
    for piece in PIECES:
        automaton.add_word(piece, True)
    automaton.make_automaton()
    return automaton


def may_hold_comment(text: str) -> bool:
    """Whether something may stand there that begins or ends a comment, however it is written."""
    return (not text.isascii() and ODD.search(text) is not None) or ANGLE.search(text) is not None


def is_plain_body(body: str) -> bool:
    """Whether a Markdown text is nothing but paragraphs, which show as they were typed."""
    if MARKUP.search(body) is not None:
        return False
    return not any(NO_PARAGRAPH.match(line) for line in body.split("\n"))
