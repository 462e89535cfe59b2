"""Files for other programs: the Atom feeds, stories.geojson, the site map and robots.txt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from xml.sax.saxutils import escape

from feedgen.feed import FeedGenerator

from builder.languages import Language
from builder.model.public import Edition, PublicReply, PublicStory, text_in
from builder.model.scalars import PartialDate
from builder.site.addresses import SiteMap
from builder.site.pages.planned import Planned
from builder.site.pages.vocabulary import ANSWER_STATUSES

FEED_LENGTH = 50
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def build_feed(edition: Edition, site_map: SiteMap, language: Language) -> bytes:
    """The newest stories in one interface language, as Atom (RFC 4287)."""
    city, code = edition.city, language.code
    feed = FeedGenerator()
    home = site_map.absolute(site_map.home(code))
    feed.id(home)
    feed.title(city.title.get(code, city.name))
    feed.subtitle(city.tagline.get(code, city.tagline.get(city.language, "")) or None)
    feed.language(code)
    feed.author({"name": city.contact_name or city.name})
    feed.link(href=site_map.absolute(f"{site_map.prefix(code)}feed.xml"), rel="self")
    feed.link(href=home, rel="alternate")
    stories = edition.stories[:FEED_LENGTH]
    feed.updated(max((moment_of(story.date) for story in stories), default=EPOCH))
    for story in stories:
        version = story.version_in(code)
        entry = feed.add_entry(order="append")
        entry.id(site_map.absolute(site_map.story(story.id, city.language)))
        entry.title(version.title)
        entry.link(href=site_map.absolute(site_map.story(story.id, code)), rel="alternate", hreflang=version.language)
        entry.summary(version.summary)
        entry.updated(moment_of(story.date))
    return bytes(feed.atom_str(pretty=True))


def build_answers_feed(edition: Edition, site_map: SiteMap, language: Language) -> bytes:
    """The newest public answers in one interface language, as Atom (RFC 4287).

    An entry is known by the anchor of its answer, which is made of public things, in every language the same.
    """
    city, code = edition.city, language.code
    feed = FeedGenerator()
    page = site_map.absolute(site_map.answers(code))
    feed.id(page)
    feed.title(f"{language.gettext('What happened with it?')} · {city.title.get(code, city.name)}")
    feed.language(code)
    feed.author({"name": city.contact_name or city.name})
    feed.link(href=site_map.absolute(site_map.answers_feed(code)), rel="self")
    feed.link(href=page, rel="alternate")
    replies = edition.replies[:FEED_LENGTH]
    feed.updated(max((moment_of(reply.answered_on) for reply in replies), default=EPOCH))
    labels = {theme.id: text_in(theme.label, code, city.language) for theme in edition.themes}
    for reply in replies:
        entry = feed.add_entry(order="append")
        entry.id(site_map.absolute(site_map.answer(reply.anchor, city.language)))
        entry.title(answer_title(reply, labels.get(reply.theme_id, ""), language, city.language))
        entry.link(href=site_map.absolute(site_map.answer(reply.anchor, code)), rel="alternate")
        entry.summary(text_in(reply.text, code, city.language))
        entry.updated(moment_of(reply.answered_on))
    return bytes(feed.atom_str(pretty=True))


def answer_title(reply: PublicReply, theme: str, language: Language, own_language: str) -> str:
    """Such as `Mobility: Done (Youth)`: the service, what came of it, the theme."""
    service = text_in(reply.service, language.code, own_language)
    status = language.gettext(ANSWER_STATUSES[reply.status])
    return f"{service}: {status} ({theme})" if theme else f"{service}: {status}"


def moment_of(day: PartialDate | None) -> datetime:
    """The first day of a date at midnight, UTC; the same at every build."""
    if day is None:
        return EPOCH
    return datetime.combine(day.first_day, time.min, tzinfo=UTC)


def build_geojson(edition: Edition, site_map: SiteMap) -> bytes:
    """All stories with their blurred points, as GeoJSON (RFC 7946: WGS 84, longitude first); no point is `null`."""
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    features = b",".join(write(story_feature(story, site_map)).encode() for story in edition.stories)
    return b'{"type":"FeatureCollection","features":[' + features + b"]}\n"


def story_feature(story: PublicStory, site_map: SiteMap) -> dict[str, object]:
    """One story; a story with several points is a MultiPoint."""
    spots = [spot for spot in story.spots if spot.point is not None]
    positions = [[spot.point.lon_deg, spot.point.lat_deg] for spot in spots if spot.point]
    geometry: dict[str, object] | None = None
    if len(positions) == 1:
        geometry = {"type": "Point", "coordinates": positions[0]}
    elif positions:
        geometry = {"type": "MultiPoint", "coordinates": positions}
    version = story.original
    return {
        "type": "Feature",
        "id": story.id,
        "geometry": geometry,
        "properties": {
            "title": version.title,
            "summary": version.summary,
            "url": site_map.absolute(site_map.story(story.id, site_map.city.language)),
            "language": story.language,
            "date": str(story.date) if story.date else None,
            "themes": list(story.theme_ids),
            "emotion": story.emotion_id,
            "areas": list(story.area_ids),
            "places": list(story.place_ids),
            "precision": [spot.precision.value for spot in spots],
            "precision_m": [spot.precision_m for spot in spots],
            "example": story.is_example,
        },
    }


def build_sitemap(pages: Iterable[Planned], trusted: Sequence[dict[str, str]], site_map: SiteMap) -> bytes:
    """The site map, each address with the same page in other languages; no dates that change from build to build."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    entries = [(page.uri, page.alternates) for page in pages if page.is_in_sitemap]
    entries += [(uri, alternates) for alternates in trusted for uri in alternates.values()]
    for uri, alternates in sorted(entries, key=lambda entry: entry[0]):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(site_map.absolute(other))}"/>'
            for code, other in sorted(alternates.items())
            if len(alternates) > 1
        )
        lines.append(f"<url><loc>{escape(site_map.absolute(uri))}</loc>{links}</url>")
    lines.append("</urlset>")
    return "\n".join(lines).encode() + b"\n"


def build_robots(site_map: SiteMap) -> bytes:
    """Everybody is welcome; the site map is there."""
    return f"User-agent: *\nAllow: /\nSitemap: {site_map.absolute('sitemap.xml')}\n".encode()
