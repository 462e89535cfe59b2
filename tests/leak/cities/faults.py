"""One fault in a private place: the build must stop, and say where, and nothing of what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.leak.cities.chance import Chance
from tests.leak.cities.private_side import PrivateSide
from tests.leak.cities.texts import HARMLESS, Words, secret

FOLDER = "stories/2013-fout"
STORY = f"{FOLDER}/fout.md"
CONSENT = "consent: {publish: false}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault: where it is shown, and the file that has it, around a private text."""

    shown: str
    """The start of its line on stderr."""
    path: str
    content: Callable[[str], str]


def story(front: str = "", body: str = "Tekst.\n") -> str:
    """A draft."""
    return f"---\ntitle: Schets\n{CONSENT}{front}---\n{body}"


def signal(head: str, text: str = "iets") -> str:
    """A draft with a signal."""
    return story(body=f"Tekst.\n\n::: signal\n{head}\n\n{text}\n:::\n")


FAULTS = {
    "an unknown key in a draft": Fault(
        shown=f"{STORY}:4:1: ", path=STORY, content=lambda text: story(f"zqz{key(text)}: {quoted(text)}\n")
    ),
    "an unknown word in a draft": Fault(
        shown=f"{STORY}:4:9: status: ", path=STORY, content=lambda text: story(f"status: {quoted(text)}\n")
    ),
    "an unknown theme in a draft": Fault(
        shown=f"{STORY}:4:10: themes: ", path=STORY, content=lambda text: story(f"themes: [zqz-{key(text)}]\n")
    ),
    "no yes and no no": Fault(
        shown=f"{STORY}:4:15: consent.publish: ",
        path=STORY,
        content=lambda text: f"---\ntitle: Schets\nconsent:\n     publish: {quoted(text)}\n---\nTekst.\n",
    ),
    "a title that is a list": Fault(
        shown=f"{STORY}:2:8: title: ",
        path=STORY,
        content=lambda text: f"---\ntitle: [{quoted(text)}]\n{CONSENT}---\n{text}\n",
    ),
    "a front matter that is left open": Fault(
        shown=f"{STORY}:1:1: ", path=STORY, content=lambda text: f"---\ntitle: {quoted(text)}\n"
    ),
    "text before the front matter": Fault(
        shown=f"{STORY}:1:1: ", path=STORY, content=lambda text: f"\n{story(body=text)}"
    ),
    "a quotation mark that is left open": Fault(
        shown=f"{STORY}:4:10: ", path=STORY, content=lambda text: story(f'summary: "{key(text)}\n')
    ),
    "a repeated key in a draft": Fault(
        shown=f"{STORY}:5:1: ",
        path=STORY,
        content=lambda text: story(f"summary: {quoted(text)}\nsummary: {quoted(text)}\n"),
    ),
    "an alias in a draft": Fault(
        shown=f"{STORY}:4:10: ", path=STORY, content=lambda text: story(f"summary: *zqz{key(text)}\n")
    ),
    "a signal with an unknown key": Fault(
        shown=f"{STORY}:8:1: ",
        path=STORY,
        content=lambda text: signal(f"zqz{key(text)}: {quoted(text)}\ntheme: rust\nkind: offer", text),
    ),
    "a signal of an unknown kind": Fault(
        shown=f"{STORY}:9:7: kind: ",
        path=STORY,
        content=lambda text: signal(f"theme: rust\nkind: {quoted(text)}", text),
    ),
    "a signal that is left open": Fault(
        shown=f"{STORY}:11:1: ",
        path=STORY,
        content=lambda text: story(body=f"Tekst.\n\n::: signal\ntheme: rust\nkind: offer\n\n{text}\n"),
    ),
    "a signal that stands in the story as well": Fault(
        shown=f"{STORY}:5:1: ",
        path=STORY,
        content=lambda text: story(
            body=f"zqz {long(text)}\n\n::: signal\ntheme: rust\nkind: offer\n\nzqz {long(text)}\n:::\n"
        ),
    ),
    "a follow-up of no signal": Fault(
        shown=f"{FOLDER}/follow_up.yml:2:11: follow_ups.signal: ",
        path=f"{FOLDER}/follow_up.yml",
        content=lambda text: f"follow_ups:\n- signal: {quoted(text)}\n  service: groen\n  status: new\n",
    ),
    "a follow-up of no service": Fault(
        shown=f"{FOLDER}/follow_up.yml:4:12: follow_ups.service: ",
        path=f"{FOLDER}/follow_up.yml",
        content=lambda text: f"follow_ups:\n- signal: fout\n  status: new\n  service: zqz-{key(text)}\n",
    ),
    "an answer that was passed on to no service": Fault(
        shown=f"{FOLDER}/follow_up.yml:5:17: follow_ups.forwarded_to: ",
        path=f"{FOLDER}/follow_up.yml",
        content=lambda text: (
            "follow_ups:\n- signal: fout\n  service: groen\n  status: forwarded\n"
            f"  forwarded_to: zqz-{key(text)}\n  reason: {quoted(text)}\n"
        ),
    ),
    "a mark of an answer that is not public": Fault(
        shown=f"{FOLDER}/follow_up.yml:5:13: follow_ups.on_story: ",
        path=f"{FOLDER}/follow_up.yml",
        content=lambda text: (
            "follow_ups:\n- signal: fout\n  service: groen\n  status: done\n"
            f"  on_story: true\n  reply: {{nl: {quoted(text)}}}\n"
        ),
    ),
    "an unknown key among the tellers": Fault(
        shown=f"{FOLDER}/tellers.yml:3:3: ",
        path=f"{FOLDER}/tellers.yml",
        content=lambda text: f"tellers:\n- code: {quoted(text)}\n  zqz{key(text)}: {quoted(text)}\n",
    ),
    "notes that are a list": Fault(
        shown=f"{FOLDER}/workshop.yml:2:8: notes: ",
        path=f"{FOLDER}/workshop.yml",
        content=lambda text: f"title: Fout\nnotes: [{quoted(text)}]\n",
    ),
    "a trainer's note that is not text": Fault(
        shown=f"{FOLDER}/reflection.md:1:1: ", path=f"{FOLDER}/reflection.md", content=lambda text: f"\x00{text}"
    ),
    "a home where its workshop was": Fault(
        shown=f"{STORY}:5:1: setting: ",
        path=STORY,
        content=lambda text: story(f"place: plein\nsetting: home\nsummary: {quoted(text)}\n", body=f"{text}\n"),
    ),
    "a home where its initiative is": Fault(
        shown=f"{STORY}:6:1: setting: ",
        path=STORY,
        content=lambda text: story(
            f"location: {{lat: 51.0022, lon: 4.5955, precision: area}}\ninitiative: leenschuur\nsetting: home\n"
            f"summary: {quoted(text)}\n",
            body=f"{text}\n",
        ),
    ),
    "a draft without its picture": Fault(
        shown=f"{STORY}:4:8: image: ",
        path=STORY,
        content=lambda text: story(f"image: media/zqz{key(text)}.jpg\nimage_alt: {quoted(text)}\n"),
    ),
}
"""Kinds of faults whose place is the same whatever the private text."""


def make_faulty(chance: Chance, private: PrivateSide, kind: str) -> PrivateSide:
    """The private side with one fault in a workshop that nobody sees."""
    fault = FAULTS[kind]
    text = secret(chance, Words(), pieces=HARMLESS)
    files = {f"{FOLDER}/workshop.yml": "title: Fout\nplace: plein\n", STORY: signal("theme: rust\nkind: offer")}
    files[fault.path] = fault.content(text)
    around = private.surroundings
    return replace(private, surroundings=replace(around, strays=(*around.strays, *files.items())))


def key(text: str) -> str:
    """The text as a word of small letters and hyphens that is like no word we know."""
    return "".join(letter for letter in text.casefold() if "a" <= letter <= "z")[:40] or "q"


def quoted(text: str) -> str:
    """The text as a YAML value on one line that is like no word we know."""
    return f"'zqz {text.replace(chr(39), chr(39) * 2)}'"


def long(text: str) -> str:
    """A sentence that is long enough to betray a signal."""
    return f"{key(text)} is een zin die in geen verhaal hoort te staan"
