"""Texts: a few public ones, and private ones of chosen lengths with signs that mean something to some program."""

from __future__ import annotations

from itertools import count, islice
from string import ascii_lowercase

from tests.leak.cities.chance import Chance

MARKER = "MARKERZQ"
LETTERS = 25
"""Of the alphabet, but for the last."""
LENGTHS = (1, 16, 64, 256, 4096)
"""Of private texts that are there; a text of length 0 is one that is not there."""
LONG = LENGTHS[-1]
LONGEST_LINE = 400
"""Of a text that stands on one line, as the model of stories says."""
MOST_UNITS = 12
"""How often signs are repeated in a text: a reader refuses texts with hundreds of brackets."""

HARMLESS = (
    "",
    *("<b>", "</b>", "<script>x</script>", "&amp;", "&", '"', "'", "`a`", "{{ 7*7 }}", "{% x %}", "{# x #}", "[a](b)"),
    *("]]>", "</textarea>", "<!", "$a$", "%s", "%%", "\\", "\\n", "a:b", "a: b", "a #b", "|", "!", "*a*", "_a_", "- a"),
    *("=", "+", "~", "^", "/", "?", ",", "a;b", "é", "e\u0301\u0301", "ع", "مرحبا", "🌍", "👩\u200d🚒"),
    *("\u200f", "\u00a0", "…", ".", "!", "’", "«a»", "ﬁ", "ß", "İ"),
)
"""Nothing here looks like personal data."""
NAMELIKE = tuple(each for each in HARMLESS if "<!" not in each)
"""For the name of a service, which the door looks at also before the service is shown."""
TOUCHY = (*HARMLESS, "@", "%00", "0475 98 76 54", "an@voorbeeld.example", "Kerkstraat 12", "BE68 5390 0754 7034")
"""For what no reader of the site sees and no gate looks at."""


class Words:
    """Words that stand in one private text only, each told by its marker.

    Each ends in the one `z` after the marker: no word is another one and some letters, as a name without its spaces is.
    """

    def __init__(self) -> None:
        self.numbers = count()

    def next(self) -> str:
        """The next word."""
        number, letters = next(self.numbers), ""
        while True:
            letters = ascii_lowercase[number % LETTERS] + letters
            number = number // LETTERS - 1
            if number < 0:
                return f"{MARKER}{letters}z"


def secret(chance: Chance, words: Words, *, most: int = LONGEST_LINE, pieces: tuple[str, ...] = TOUCHY) -> str:
    """A private text on one line, never empty, of one of the lengths up to `most`."""
    length = chance.pick([each for each in LENGTHS if each <= most])
    word = words.next()
    signs = [chance.pick(pieces) for _ in range(chance.number(0, 4))] if length > 1 else []
    unit = " ".join([word, *signs])
    text = " ".join([*(unit for _ in range(MOST_UNITS)), *(word for _ in range(length // len(word) + 1))])
    return text[:length].strip()


def secret_or_none(chance: Chance, words: Words, *, most: int = LONGEST_LINE) -> str | None:
    """A private text, or none."""
    return secret(chance, words, most=most) if chance.flag() else None


def in_lines(chance: Chance, text: str) -> str:
    """The same text over several lines and paragraphs of a signal or a story."""
    parts = text.split(" ")
    step = chance.pick((10_000, 1, 7))
    lines = [" ".join(islice(parts, start, start + step)) for start in range(0, len(parts), step)]
    return chance.pick(("\n", "\n\n")).join(line for line in lines[:40] if line.strip("\u200f\u00a0 ")) or text


PARAGRAPHS = (
    "Wie elkaar niet kende, kwam elkaar hier tegen en bleef even staan.",
    "Hier staat <b>niets</b> & \"veel\" van 'alles' {{ 7*7 }} {% raw %} $x$ \\(y\\) %s.",
    "> Een aanhaling van een buur.",
    "- brood\n- soep\n- *koffie*",
    "1. eerst\n2. daarna",
    "    twee regels\n\n    en nog een",
    "```\nlooppad = [1, 2]\n\neinde\n```",
    "## Een kop",
    "een <b>ruw</b> stuk\nen verder",
    'Zie [de kaart](https://voorbeeld.example/a?b=c&d=e "titel") of [hier][weg].\n\n[weg]: https://voorbeeld.example/weg',
    "مرحبا بكم في المدينة 🌍 cafe\u0301.",
    "***",
    "Twee regels  \nmet een harde breuk, en <!-- niets --> daartussen.",
)
"""Public, as Markdown: every kind of block that may stand before and after a signal."""
SENTENCES = (
    "Een verhaal van de overkant",
    "De soep & het \"brood\" <van> 'hier'",
    "قصة من الجسر",
    "Een lange titel, die over meer dan een regel loopt omdat er zo veel over te zeggen is als er buren zijn",
    "{{ titel }} %s 🌍",
)
REPLIES = ("Er komt een lamp.", "Dat is <i>in orde</i> & klaar.", "نعم")
