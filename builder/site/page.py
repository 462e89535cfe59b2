"""A page of the site before it is put into its shell."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says; the shell around it comes from the theme."""

    uri: str
    """From the root of the site; ends in `/`, home is empty."""
    title: str
    """Plain text, without the name of the site."""
    description: str
    """Plain text of one sentence, for previews and search engines; may be empty."""
    content_html: str
    """Safe HTML: from autoescaped parts and sanitised story text only."""
    kind: str
    """`home`, `story`, `place`, …: becomes the class of the body of the page."""
    language: str
    """The interface language."""
    alternates: dict[str, str] = field(default_factory=dict)
    """Interface language → address of the same page in it."""
    canonical_uri: str = ""
    """The address to which search engines should point, when it is not this one."""
    feed_uri: str = ""
    """The feed of what this page lists, from the root of the site; the feed of stories is in every page."""
    og_image: str = ""
    """Address of a picture from the root of the site; empty for none."""
    og_type: str = "website"
    json_ld: dict[str, object] | None = None
    is_listed: bool = True
    """Whether it stands in the site map and may be indexed."""
