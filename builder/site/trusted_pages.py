"""The last hand on a trusted page: its links, its policy, and nothing in it that the policy would stop."""

from __future__ import annotations

import re

from builder.errors import UsageError
from builder.model.public import PublicCity
from builder.site.content_policy import content_policy, find_inline, referrer_rule, with_policy

ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')
"""How Markdown says the direction of a column; the policy lets no `style=` through."""
WAY_OUT = re.compile(r"<a (?=[^>]*\bhref=\"https?://)(?![^>]*\brel=)", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
OUTWARD_REL = "noopener external"
"""On links of the city's own; those of tellers also have `nofollow`."""


def without_comments(html: str) -> str:
    """The text of a page without its comments: notes of who wrote it, which every visitor could read."""
    return COMMENT.sub("", html)


def has_open_comment(html: str) -> bool:
    """Whether a comment without an end would be shown as text; in code it is meant to be."""
    return "&lt;!--" in CODE.sub("", html) or "<!--" in html


def finish_trusted_page(html: str, city: PublicCity, name: str) -> str:
    """The page of the theme with classes in place of styles, `rel` on links that leave, and its own policy.

    Raises: UsageError when a `style=` or an `on…=` is left, which visitors would not get.
    """
    aligned = ALIGNED.sub(r'<\1 class="vk-prose__\2">', html)
    linked = WAY_OUT.sub(f'<a rel="{OUTWARD_REL}" ', aligned)
    inline = find_inline(linked)
    if inline.attribute_lines:
        raise UsageError("page-inline", name=name)
    policy = content_policy(inline, has_data_pictures=True)
    return with_policy(linked, policy, referrer_rule(city, has_map=False))
