"""One draft of a message for each signal, for those who would rather forward than paste.

`X-Unsent: 1` makes Outlook open it as a draft. It has no sender and nobody it goes to: the mail program fills in who
sends, and a person chooses for whom. Subject and file name say which signal it is and of which service, not what it
says. Format: RFC 5322 and MIME, plain text first and the same as HTML; nothing in it is loaded or sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.signals.digests.answer_days import answer_day
from builder.signals.digests.digest import Block, Digest
from builder.signals.digests.digest_view import BlockView, Names, build_block_view, build_names
from builder.signals.digests.mail_headers import DRAFT
from builder.signals.digests.request_ids import build_request_id
from builder.signals.digests.signal_text import escape_hidden, join_lines, render_signal_text

FOLDER = "signals"
Line = tuple[str, str]
"""A label and its words."""


def render_digest_eml(digest: Digest, corpus: Corpus, language: Language) -> dict[str, bytes]:
    """One file a signal, in the order of the digest; the same bytes for the same digest."""
    names = build_names(corpus, language)
    digits = max(2, len(str(len(digest.blocks))))
    return {
        f"{FOLDER}/{block.number:0{digits}d}-{build_request_id(block.signal_id)}.eml": build_message(
            block, digest, corpus, names
        )
        for block in digest.blocks
    }


def build_message(block: Block, digest: Digest, corpus: Corpus, names: Names) -> bytes:
    """The draft of one signal."""
    say = names.language.gettext
    # an encoded word, as =?utf-8?q?…?=, would be decoded by who reads the header: line ends and all
    service = " ".join(escape_hidden(names.services[digest.service.id]).split()).replace("=?", "= ?")
    view = build_block_view(block, names)
    lines = fact_lines(block, view, digest, names)
    closing = [say("No signal names who told it; please do not try to find out.")]
    mark = hashlib.sha256(f"{digest.service.id}\n{block.signal_id}\n{block.fingerprint}".encode()).hexdigest()[:32]
    midnight = datetime.combine(digest.today, time(), ZoneInfo(corpus.city.timezone))
    message = EmailMessage(policy=DRAFT)
    message["Subject"] = say("Signal {id} · {service}").format(id=block.signal_id, service=service)
    message["Date"] = format_datetime(midnight)
    message["Message-ID"] = f"<{mark}@{urlsplit(corpus.city.site_url).hostname}>"
    message["X-Unsent"] = "1"
    message.set_content(build_plain(view, lines, closing), cte="quoted-printable")
    message.add_alternative(build_html(view, lines, closing, names.language), subtype="html", cte="quoted-printable")
    message["Content-Language"] = names.language.code  # after the parts: the first would take it
    message.set_boundary(f"=_{mark}")
    return message.as_bytes()


def fact_lines(block: Block, view: BlockView, digest: Digest, names: Names) -> tuple[Line, ...]:
    """What is known of the signal, without lines that are empty."""
    say = names.language.gettext
    steps = ([view.own] if view.own else []) + list(view.others)
    told = ", ".join(part for part in (view.workshop, view.day, say("example") if block.is_example else "") if part)
    lines = (
        (say("Place"), ", ".join(dict.fromkeys(part for part in (view.place, view.area) if part))),
        (say("Theme"), view.theme),
        (say("Kind"), view.kind),
        (say("Urgency"), view.urgency),
        (say("Weight"), view.weight),
        (say("How many recognised it"), view.shared),
        (say("Level"), "" if view.is_city else view.level),
        (say("Workshop"), told),
        (say("Story"), view.story),
        (say("To be heard before"), view.before),
        (say("Also with"), ", ".join(view.also)),
        (say("Status so far"), "; ".join(f"{step.service}: {step.status}" for step in steps)),
        (say("Answer expected by"), names.day(answer_day(block, digest))),
        (say("Reference"), view.signal_id),
    )
    return tuple((label, words) for label, words in lines if words)


def build_plain(view: BlockView, lines: Iterable[Line], closing: Iterable[str]) -> str:
    """The signal as plain text, with every hidden character in sight."""
    facts = "\n".join(f"{label}: {words}" for label, words in lines)
    parts = (view.ask, join_lines(view.text.strip()), facts, *closing)
    return "\n\n".join(escape_hidden(part) for part in parts if part) + "\n"


def build_html(view: BlockView, lines: Iterable[Line], closing: Iterable[str], language: Language) -> str:
    """The same as a page without style, picture or link to anywhere."""
    shown = [f"<h1>{safe(view.ask)}</h1>"] if view.ask else []
    shown.append(render_signal_text(escape_hidden(view.text)))
    rows = "\n".join(f"<tr><td>{safe(label)}</td><td>{safe(words)}</td></tr>" for label, words in lines)
    shown.append(f"<table>\n{rows}\n</table>")
    shown += [f"<p>{safe(text)}</p>" for text in closing]
    body = "\n".join(shown)
    return (
        f'<!DOCTYPE html>\n<html lang="{language.code}" dir="{language.direction}">\n'
        f'<head><meta charset="utf-8"></head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def safe(text: str) -> str:
    """The text as it is shown in HTML."""
    return escape(escape_hidden(text))
