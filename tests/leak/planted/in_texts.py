"""Leaks into the texts of public stories, many of them for certain lengths and signs only."""

from __future__ import annotations

from tests.leak.planted.leak import Leak, leak

HTML = "        stored_html=PublicHtml.of(html),\n        image_alt=(story.front"


def in_html(name: str, html: str) -> Leak:
    """A leak in the HTML of the original."""
    return leak(name, "airlock/released.py", HTML, HTML.replace("of(html)", f"of({html})"))


def if_any(name: str, condition: str) -> Leak:
    """A leak of one sign, shown when a signal of the story is such; `each` is the signal."""
    return in_html(name, f'html + ("<hr>" if any({condition} for each in story.signals) else "")')


LEAKS: tuple[Leak, ...] = (
    leak(
        "a text runs on into the one that lies behind it in memory",
        "model/long_texts.py",
        "content[start:end].decode()",
        '"".join(x for x in content[start : end + 60].decode(errors="ignore") if x.isprintable() or x == chr(10))',
    ),
    in_html("as many spaces as signals behind the text", 'html + " " * len(story.signals)'),
    in_html("a word joiner for each signal", r'html.replace("<p>", "<p>" + "\u2060" * len(story.signals), 1)'),
    in_html("a rule below a story with three signals", 'html + ("<hr>" if len(story.signals) >= 3 else "")'),
    in_html("the line on which the text starts in its file", 'html + f"<!-- {story.body_line} -->"'),
    in_html("how many lines the signals took", 'html + f"<!-- {story.body.count(chr(10))} -->"'),
    in_html("whether the teller has a name", 'html + ("" if story.front.teller.name is None else " ")'),
    in_html(
        "a class for consent that ends",
        'html.replace("<p>", "<p class=e>", story.front.consent.expires_on is not None)',
    ),
    in_html("whether a consent names something", 'html + "." * len(story.front.consent.discloses)'),
    if_any("a sign for signals of more than 256 characters", "len(each.text) > 256"),
    if_any("a sign for signals of one character", "len(each.text) == 1"),
    if_any("a sign for signals with a bracket", '"<" in each.text'),
    if_any("a sign for signals with two braces", '"{{" in each.text'),
    if_any("a sign for signals in Arabic", '"\\u0639" in each.text'),
    if_any("a sign for signals with a picture sign", "any(ord(letter) > 0xFFFF for letter in each.text)"),
    if_any("a sign for signals with a backslash", "chr(92) in each.text"),
    if_any("a sign for signals with a telephone number", '"0475" in each.text'),
    if_any("a sign for signals of several lines", "chr(10) in each.text"),
    if_any("a sign for urgent signals", 'each.head.urgency == "acute"'),
    if_any("a sign for heavy signals", 'each.head.weight == "high"'),
    if_any("a sign for signals with a last day", "each.head.before is not None"),
    if_any("a sign for signals with an ask of more than 64 characters", "len(each.head.ask or '') > 64"),
    if_any("a sign for signals that a group shared", 'each.head.shared_by == "group"'),
    if_any("a sign for signals for another level", 'each.head.level == "state"'),
    if_any("a sign for signals on one theme", 'each.head.theme == "water"'),
    if_any("a sign for offers", 'each.head.kind == "offer"'),
    leak(
        "the ask of a signal is the summary when there is none",
        "airlock/released.py",
        "summary=story.front.summary or first_sentence(plain_text(html)),",
        "summary=story.front.summary or next((each.head.ask for each in story.signals if each.head.ask), "
        "first_sentence(plain_text(html))),",
    ),
    leak(
        "the fingerprint of a text, in which comments count, is one of its sources",
        "airlock/released.py",
        "sources=front.source,",
        'sources=(*front.source, f"https://voorbeeld.example/{story.fingerprint}"),',
    ),
    leak(
        "a name is shown when there is no role",
        "airlock/released.py",
        "    if story.front.consent.name and teller.name:",
        "    if teller.name and (story.front.consent.name or not teller.role):",
        by="word",
    ),
    leak(
        "the first letter of a name is shown when there is no role",
        "airlock/released.py",
        '    return teller.role or ""',
        '    return teller.role or (teller.name or "")[:1]',
    ),
    leak(
        "the role stands behind the name",
        "airlock/released.py",
        "        return teller.name\n",
        '        return f"{teller.name}{teller.role or str()}"\n',
    ),
    leak(
        "the caption of a hidden picture can be found",
        "airlock/released.py",
        '(story.front.image_caption or "") if has_picture else ""',
        '(story.front.image_caption or "")',
    ),
    leak(
        "which text a translation is of is shown",
        "airlock/released.py",
        "is_outdated=front.translation.of not in (None, story.fingerprint),",
        "is_outdated=front.translation.of is not None,",
    ),
    leak(
        "empty lines in code show how long the signal was",
        "airlock/markdown.py",
        'cmarkgfm.markdown_to_html(EMPTY_LINES.sub("\\n\\n", text))',
        "cmarkgfm.markdown_to_html(text)",
    ),
    leak(
        "comments leave their place behind",
        "airlock/markdown.py",
        'rendered = OMITTED.sub("", cmarkgfm',
        'rendered = OMITTED.sub("\\n", cmarkgfm',
    ),
    leak(
        "a summary tells that there are drafts of the same day",
        "airlock/edition.py",
        "released_story(unmarked_story(story, door.stops), number,",
        "released_story(replace(story, front=story.front.model_copy(update={'summary': f'{story.front.title} '"
        "f'{sum(each.date == story.date for each in door.corpus.stories)}'})), number,",
    ),
)
