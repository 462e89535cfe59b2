"""Which words of a corpus must not be public: read from the fields, not from what the airlock made of them.

This is a second reading of the rules, on purpose: it does not ask the airlock which stories are public, so that a
mistake there does not blind the last look.

What is looked for, and how:

- a sentence, or a part of it up to a colon, of 25 letters or more, in any dress; of a shorter text the whole, word for
  word, from 15 letters on;
- a name of two words or more, either way round; one word from 8 letters on: a "Jan" alone is in many a public text;
- a code or a file name from 8 letters on, an e-mail address, the last nine digits of a telephone number;
- the first letters of rare words: four of one private text in one file, and its words are there without their order;
- fingerprints of all texts, however short, and of all files in `stories/`.

What stands in a public text as well (`told`) is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from builder.model.corpus import Corpus
from builder.model.gathering import Workshop
from builder.model.story import Sensitivity, Status, Story, is_past
from builder.publishing.readings import folded, squeezed
from builder.publishing.searching import Fit, Wanted

LONG_LETTERS, SHORT_LETTERS, NAME_LETTERS = 25, 15, 8
RARE_LETTERS = 8
"""Of a rare word; its ending may be cut off in a search file."""
ENDING_LETTERS = 2
PHONE_DIGITS = 9
SENTENCE_END = re.compile(r"[.!?…؟:;]+[\"'»”’)*_]*(?:\s+|$)|\n\s*\n|\n\s*[-*+>]\s|\n#+ ")


class PrivateText(NamedTuple):
    """A private text, where it stands, and whether it is a name, a code or running text."""

    path: str
    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateWord:
    """Something to look for, and the private text that it is of."""

    source: int
    """The number of the text."""
    text: str = field(repr=False)
    fit: Fit
    is_rare_word: bool = False
    is_number: bool = False
    """Digits of a telephone number, which may stand in a drawing by chance."""

    def as_wanted(self, number: int) -> Wanted:
        """The same for a search."""
        return Wanted(number=number, text=self.text, fit=self.fit, has_fingerprints=self.fit is Fit.FINGERPRINT_ONLY)


def may_be_public(story: Story, today: date) -> bool:
    """Whether the rules let a story out: the first of the rules that may not be broken, read anew."""
    consent = story.front.consent
    is_agreed = consent.publish and consent.given_on is not None and consent.given_on <= today
    is_open = story.front.status is Status.PUBLISHED and story.front.sensitivity is Sensitivity.NORMAL
    return is_open and is_agreed and not is_past(consent.expires_on, today)


def closed_stories(corpus: Corpus) -> frozenset[str]:
    """The stories of whose signals nothing may be told, not even a public reply."""
    return frozenset(
        story.id
        for story in corpus.stories
        if story.front.status is Status.WITHDRAWN or story.front.sensitivity is Sensitivity.HIGH
    )


def private_texts(corpus: Corpus, today: date) -> list[PrivateText]:
    """Every text of the corpus that nobody may read."""
    public = {story.id for story in corpus.stories if may_be_public(story, today)}
    open_workshops = {story.workshop_id for story in corpus.stories if story.id in public}
    texts = [*texts_of_signals(corpus), *texts_of_recipients(corpus)]
    recorded = {entry.story for entry in corpus.withdrawals if entry.has_page}
    for story in corpus.stories:
        is_named = story.could_be_public or story.id in recorded
        texts += hidden_in(story) if story.id in public else texts_of(story, is_named=is_named)
    for summary in corpus.digest_summaries:
        texts += present(summary.path, summary.text)
    for workshop in corpus.workshops:
        texts += texts_of_workshop(workshop, is_open=workshop.id in open_workshops)
    return [each for each in texts if squeezed(folded(each.text))]


def present(path: str, *texts: str | None, kind: str = "text") -> Iterator[PrivateText]:
    """The texts that are there."""
    return (PrivateText(path, text, kind) for text in texts if text)


def texts_of_signals(corpus: Corpus) -> Iterator[PrivateText]:
    """What signals say and ask, why services answered so, and the replies that are not for everybody."""
    closed = closed_stories(corpus)
    for signal in corpus.signals:
        yield from present(signal.path, signal.head.ask, None if signal.head.public_too else signal.text)
        yield from present(signal.path, signal.fingerprint, kind="code")
    for signal_id, follow_up in corpus.follow_ups:
        path = f"stories/{signal_id.partition('/')[0]}/follow_up.yml"
        yield from present(path, follow_up.reason)
        if not follow_up.public or signal_id.partition("#")[0] in closed:
            yield from present(path, *(follow_up.reply or {}).values())


def texts_of_recipients(corpus: Corpus) -> Iterator[PrivateText]:
    """Whose keys digests are sealed to."""
    for service in corpus.services:
        for recipient in service.recipients:
            yield from present("site_config/services.yml", recipient.name, kind="name")
            yield from present("site_config/services.yml", recipient.key)


def hidden_in(story: Story) -> Iterator[PrivateText]:
    """What is private of a story that is public: a name, words about a picture, names of files."""
    front, path = story.front, story.path
    if not front.consent.name:
        yield from present(path, front.teller.name, kind="name")
    elif front.teller.name:
        yield from present(path, front.teller.role)
    if not front.consent.photo:
        yield from present(path, front.image_alt, front.image_caption)
        for each in story.translations:
            yield from present(each.path, each.front.image_alt, each.front.image_caption)
    yield from names_of_media(story)


def texts_of(story: Story, *, is_named: bool) -> Iterator[PrivateText]:
    """All texts of a story that is not public; the address of a withdrawn one is, when it ever was (`is_named`)."""
    front, path = story.front, story.path
    yield from present(path, front.title, front.summary, story.body, front.teller.role)
    yield from present(path, front.image_alt, front.image_caption, front.image_credit, *front.source)
    yield from present(path, front.teller.name, kind="name")
    yield from present(path, story.fingerprint, kind="code")
    if front.status is not Status.WITHDRAWN or not is_named:
        yield from present(path, f"{story.workshop_id} {story.slug}", kind="code")
    for each in story.translations:
        yield from present(each.path, each.front.title, each.front.summary, each.body)
        yield from present(each.path, each.front.image_alt, each.front.image_caption)
    yield from names_of_media(story)


def names_of_media(story: Story) -> Iterator[PrivateText]:
    """The names of the picture and the sound as the trainer made them."""
    names = (name.rpartition("/")[2] for name in (story.front.image, story.front.audio) if name)
    yield from present(story.path, *names, kind="code")


def texts_of_workshop(workshop: Workshop, *, is_open: bool) -> Iterator[PrivateText]:
    """Notes, reflection, trainers and tellers; all of a workshop without a public story."""
    file, folder = workshop.file, f"stories/{workshop.id}"
    path = f"{folder}/workshop.yml"
    yield from present(path, file.notes)
    yield from present(path, *file.trainers, kind="code")
    yield from present(f"{folder}/reflection.md", workshop.reflection)
    if not is_open:
        yield from present(path, file.title, file.host, file.prompt, file.about)
    for teller in workshop.tellers:
        yield from present(f"{folder}/tellers.yml", teller.name, kind="name")
        yield from present(f"{folder}/tellers.yml", teller.code, kind="code")
        yield from present(f"{folder}/tellers.yml", teller.contact, kind="contact")


def private_words(texts: Iterable[PrivateText]) -> Iterator[PrivateWord]:
    """What to look for of each text."""
    for source, each in enumerate(texts):
        yield PrivateWord(source=source, text=each.text, fit=Fit.FINGERPRINT_ONLY)
        if each.kind == "text":
            yield from words_of_text(source, each.text)
        elif each.kind == "contact":
            yield from words_of_contact(source, each.text)
        elif each.kind == "name":
            yield from words_of_name(source, each.text)
        elif letters_in(each.text) >= NAME_LETTERS and re.search(r"[^\W\d_]{3}", each.text):
            yield PrivateWord(source=source, text=each.text, fit=Fit.WHOLE_WORDS)


def letters_in(text: str) -> int:
    """How many letters and digits are in a text."""
    return len(squeezed(folded(text)))


def words_of_text(source: int, text: str) -> Iterator[PrivateWord]:
    """Its long sentences, itself when it is short, and its rare words."""
    for sentence in {text, *SENTENCE_END.split(text)}:
        if letters_in(sentence) >= LONG_LETTERS:
            yield PrivateWord(source=source, text=sentence, fit=Fit.ANYWHERE)
    if SHORT_LETTERS <= letters_in(text) < LONG_LETTERS:
        yield PrivateWord(source=source, text=text, fit=Fit.WHOLE_WORDS)
    for word in sorted(set(folded(text).split())):
        if len(word) >= RARE_LETTERS and word.isalpha():
            start = word[:-ENDING_LETTERS]
            yield PrivateWord(source=source, text=start, fit=Fit.WORD_START, is_rare_word=True)


def words_of_name(source: int, name: str) -> Iterator[PrivateWord]:
    """The name, and with the family name in front."""
    words = folded(name).split()
    if len(words) > 1 or letters_in(name) >= NAME_LETTERS:
        for order in {tuple(words), (*words[1:], words[0])}:
            yield PrivateWord(source=source, text=" ".join(order), fit=Fit.WHOLE_WORDS)


def words_of_contact(source: int, contact: str) -> Iterator[PrivateWord]:
    """An address as it stands, a telephone number by its last digits."""
    digits = "".join(character for character in contact if character.isdecimal())
    if len(digits) >= PHONE_DIGITS:
        yield PrivateWord(source=source, text=digits[-PHONE_DIGITS:], fit=Fit.ANYWHERE, is_number=True)
    if letters_in(contact) >= NAME_LETTERS:
        yield PrivateWord(source=source, text=contact, fit=Fit.WHOLE_WORDS)
