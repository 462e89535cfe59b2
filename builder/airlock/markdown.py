"""Story text: CommonMark by a native library, raw HTML off, then an allow-list. No picture, no script, no style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

from builder.airlock.quick_looks import is_plain_body
from builder.model.sanitised_html import plain_text

ALLOWED_TAGS = frozenset(
    ["p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "code", "pre"],
)
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
OMITTED = re.compile(r"^<!-- raw HTML omitted -->\n|(?<= )<!-- raw HTML omitted --> ", re.MULTILINE)
"""What cmark-gfm leaves in place of a comment, with its white space: nothing shows that one was there."""
HTML_BLOCK = re.compile(r"^ {0,3}(?:[->*+] ?){0,3}<[a-z/!?]", re.IGNORECASE | re.MULTILINE)
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
"""Empty lines in a row count as one: in indented code they would show how long the signal was that stood there."""
SENTENCE_END = re.compile(r"[.!?…؟]+(?P<close>\s?»|[\"'”’)]*)(?=\s+[^\s\W_a-zà-ÿ]|\s+[\"'“‘«(¿¡—–-]|\s*$)")
"""A full stop before a small letter ends an abbreviation, not a sentence."""
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:st|ste|dr|dhr|mevr|mvr|mr|mrs|ms|mme|mlle|prof|ing|ir|nr|bv|bijv|o\.a|m\.a\.w|ca|jh|[a-zà-ÿ])\.$",
    re.IGNORECASE,
)
MAX_SENTENCE_LENGTH = 220
HEADING = re.compile(r"<(/?)h([1-5])>")


def render_markdown(text: str) -> str:
    """Sanitised HTML of a CommonMark text.

    Headings move down one step (the title of the page is its h1); links leave for http and https only.
    Source: CommonMark 0.31 as in cmark-gfm without extensions; raw HTML is dropped by it, and again by nh3.
    """
    if is_plain_body(text):
        return "\n".join(f"<p>{paragraph}</p>" for paragraph in plain_paragraphs(text))
    return render_any(text)


def render_any(text: str) -> str:
    """The same for a text with any mark-up."""
    rendered = OMITTED.sub("", cmarkgfm.markdown_to_html(EMPTY_LINES.sub("\n\n", text)))
    lowered = HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}>", rendered)
    return cleaner().clean(lowered).strip()


@cache
def cleaner() -> nh3.Cleaner:
    """What holds HTML to the allow-list."""
    return nh3.Cleaner(
        tags=set(ALLOWED_TAGS),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        attribute_filter=keep_attribute,
        url_schemes={"http", "https"},
        link_rel="noopener external nofollow",
        strip_comments=True,
    )


def plain_paragraphs(plain_body: str) -> Iterator[str]:
    """The paragraphs of a body without any mark-up, as HTML."""
    for paragraph in plain_body.replace(">", "&gt;").split("\n\n"):
        lines = [line.rstrip(" ") for line in paragraph.split("\n") if line]
        if lines:
            yield "\n".join(lines)


def keep_attribute(tag: str, name: str, value: str) -> str | None:
    """The attribute, unless it is a link that does not leave the site by name: stories do not know our addresses."""
    is_way = tag == "a" and name == "href"
    return None if is_way and not value.lower().startswith(("https://", "http://")) else value


def has_lost_words(text: str) -> bool:
    """Whether the rendered text misses words that stand between HTML tags at the start of a line: `<p>So it was.</p>`.

    CommonMark takes such lines for HTML as a whole, and HTML is dropped. Comments, scripts and styles are no words.
    """
    if not HTML_BLOCK.search(text):
        return False
    whole = cmarkgfm.markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
    kept = nh3.clean(whole, tags=set(ALLOWED_TAGS), clean_content_tags={"script", "style"}, strip_comments=True)
    return len(words_of(plain_text(kept))) > len(words_of(plain_text(render_markdown(text))))


def words_of(text: str) -> list[str]:
    """The words of a plain text."""
    return re.findall(r"\w+", text)


def has_picture(text: str) -> bool:
    """Whether the text places a picture in itself; a story's picture is in its front matter."""
    return "<img" in cmarkgfm.markdown_to_html(text)


def first_sentence(text: str) -> str:
    """The first sentence of a plain text, cut at a word when it is very long."""
    start = text[: 2 * MAX_SENTENCE_LENGTH]  # what ends later is cut anyway
    ends = (match.end() for match in SENTENCE_END.finditer(start) if not ABBREVIATION.search(start[: match.end()]))
    sentence = text[: next(ends, len(text))].strip()
    if len(sentence) <= MAX_SENTENCE_LENGTH:
        return sentence
    return sentence[:MAX_SENTENCE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
