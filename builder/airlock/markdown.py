"""Story text: CommonMark by a native library, raw HTML off, then an allow-list. No picture, no script, no style."""

from __future__ import annotations

import html
import re

import cmarkgfm
import nh3

ALLOWED_TAGS = frozenset(
    "p br em strong a ul ol li blockquote h2 h3 h4 h5 h6 hr code pre".split(),
)
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SENTENCE_END = re.compile(r"(?<=[.!?…؟])[\"'”’»)]*\s+")
MAX_SENTENCE_LENGTH = 220


def render_markdown(text: str) -> str:
    """Sanitised HTML of a CommonMark text.

    Headings move down one step (the title of the page is its h1); links leave for http and https only.
    Source: CommonMark 0.31 as in cmark-gfm without extensions; raw HTML is dropped by it, and again by nh3.
    """
    rendered = cmarkgfm.markdown_to_html(text)
    lowered = re.sub(r"<(/?)h([1-5])>", lambda match: f"<{match[1]}h{int(match[2]) + 1}>", rendered)
    return nh3.clean(
        lowered,
        tags=set(ALLOWED_TAGS),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes={"http", "https"},
        link_rel="noopener external nofollow",
        strip_comments=True,
    ).strip()


def has_picture(text: str) -> bool:
    """Whether the text places a picture in itself; a story's picture is in its front matter."""
    return "<img" in cmarkgfm.markdown_to_html(text)


def plain_text(sanitised_html: str) -> str:
    """The words of sanitised HTML, blocks separated by a space."""
    spaced = re.sub(r"</(p|li|h[1-6]|blockquote|pre)>|<br>|<hr>", " ", sanitised_html)
    return " ".join(html.unescape(nh3.clean(spaced, tags=set())).split())


def first_sentence(text: str) -> str:
    """The first sentence of a plain text, cut at a word when it is very long."""
    sentence = SENTENCE_END.split(text, maxsplit=1)[0].strip()
    if len(sentence) <= MAX_SENTENCE_LENGTH:
        return sentence
    return sentence[:MAX_SENTENCE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
