"""The digest as a folder that an Open311 client reads: GeoReport v2, in JSON, read-only.

```
open311/discovery.json          where the rest is: addresses relative to this file
        services.json           the themes of these signals, as kinds of request
        services/<theme>.json   what each tells besides
        requests.json           all signals
        requests/<id>.json      each signal by itself, as a list of one
```
Format: https://wiki.open311.org/GeoReport_v2/. A static folder cannot filter: what a client asks after `?` changes
nothing. A request is `open` until the service has done what it will do; our own words are in `extended_attributes`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from builder.languages import Language
from builder.model.corpus import Corpus
from builder.model.scalars import PartialDate
from builder.model.story import SharedBy
from builder.signals.digests.answer_days import answer_day
from builder.signals.digests.digest import Block, Digest
from builder.signals.digests.digest_view import BlockView, Names, build_block_view, build_names
from builder.signals.digests.digest_words import (
    KINDS,
    SHARED_SHORT,
    SHARED_SHORT_UNKNOWN,
    URGENCIES,
    WEIGHTS_SHORT,
)
from builder.signals.digests.request_ids import build_request_id
from builder.signals.digests.signal_text import join_lines

FOLDER = "open311"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
POINT_DECIMALS = 5
"""Of degrees: about a metre. How fine a point may be was decided before."""
UNKNOWN_SHARED = "unknown"
Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def render_digest_open311(digest: Digest, corpus: Corpus, language: Language) -> dict[str, bytes]:
    """The files of the folder; the same bytes for the same digest."""
    names = build_names(corpus, language)
    zone = ZoneInfo(corpus.city.timezone)
    requests = [build_request(block, digest, names, zone) for block in digest.blocks]
    themes = list(dict.fromkeys(block.head.theme for block in sorted(digest.blocks, key=lambda each: each.head.theme)))
    pages: dict[str, Json] = {
        "discovery.json": build_discovery(digest, corpus, zone),
        "services.json": [build_service(theme, digest, names) for theme in themes],
        "requests.json": requests,
    }
    for theme in themes:
        pages[f"services/{theme}.json"] = build_definition(theme, language)
    for request in requests:
        pages[f"requests/{request['service_request_id']}.json"] = [request]
    return {f"{FOLDER}/{name}": write_json(page) for name, page in pages.items()}


def write_json(page: Json) -> bytes:
    """The page as it goes out; every sign that could mean something to a reader of lines is escaped."""
    return (json.dumps(page, ensure_ascii=True, indent=1, allow_nan=False) + "\n").encode("ascii")


def build_discovery(digest: Digest, corpus: Corpus, zone: ZoneInfo) -> Json:
    """Where the folder is: beside this file, wherever it is put."""
    contact = corpus.city.contact
    changed = day_time(digest.today, zone)
    return {
        "changeset": changed,
        "contact": ", ".join(part for part in (contact.name, contact.email) if part) if contact else "",
        "key_service": "",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": "./",
                "changeset": changed,
                "type": "production",
                "formats": ["application/json"],
            }
        ],
    }


def build_service(theme: str, digest: Digest, names: Names) -> Json:
    """A theme as a kind of request."""
    return {
        "service_code": theme,
        "service_name": names.themes.get(theme, theme),
        "description": names.language.gettext("Signals of residents"),
        "metadata": True,
        "type": "batch",
        "keywords": "",
        "group": names.services[digest.service.id],
    }


def build_definition(theme: str, language: Language) -> Json:
    """What a request of this theme tells besides, each with the words it can have."""
    say = language.gettext
    shared = {**{key.value: words for key, words in SHARED_SHORT.items()}, UNKNOWN_SHARED: SHARED_SHORT_UNKNOWN}
    lists: tuple[tuple[str, str, Mapping[str, str]], ...] = (
        ("kind", say("Kind"), {key.value: words for key, words in KINDS.items()}),
        ("urgency", say("Urgency"), {key.value: words for key, words in URGENCIES.items()}),
        ("weight", say("Weight"), {key.value: words for key, words in WEIGHTS_SHORT.items()}),
        ("shared_by", say("How many recognised it"), shared),
    )
    return {
        "service_code": theme,
        "attributes": [
            {
                "variable": False,
                "code": code,
                "datatype": "singlevaluelist",
                "required": False,
                "datatype_description": "",
                "order": order,
                "description": title,
                "values": [{"key": key, "name": say(words)} for key, words in values.items()],
            }
            for order, (code, title, values) in enumerate(lists, start=1)
        ],
    }


def build_request(block: Block, digest: Digest, names: Names, zone: ZoneInfo) -> dict[str, Json]:
    """One signal as a request, with its place as finely as this service may know it."""
    view = build_block_view(block, names)
    point = next(iter(block.whereabouts.points), None)
    expected = answer_day(block, digest)
    told = block.told_on or PartialDate(year=digest.today.year, month=digest.today.month, day=digest.today.day)
    return {
        "service_request_id": build_request_id(block.signal_id),
        "status": "open" if block.is_open else "closed",
        "status_notes": view.own.reply if view.own and not block.is_open else "",
        "service_name": view.theme,
        "service_code": block.head.theme,
        "description": "\n\n".join(part for part in (view.ask, join_lines(view.text)) if part),
        "agency_responsible": names.services[digest.service.id],
        "service_notice": "",
        "requested_datetime": day_time(told.first_day, zone),
        "updated_datetime": day_time(last_change(block, told), zone),
        "expected_datetime": day_time(expected, zone) if expected else None,
        "address": ", ".join(dict.fromkeys(part for part in (view.place, view.area) if part)),
        "address_id": None,
        "zipcode": None,
        "lat": round(point.lat_deg, POINT_DECIMALS) if point else None,
        "long": round(point.lon_deg, POINT_DECIMALS) if point else None,
        "media_url": None,
        "extended_attributes": build_extended(block, view, digest),
    }


def build_extended(block: Block, view: BlockView, digest: Digest) -> dict[str, Json]:
    """What GeoReport has no word for; `fingerprint` comes back with an update."""
    head = block.head
    return {
        "fingerprint": block.fingerprint,
        "vertelkaart_service": digest.service.id,
        "vertelkaart_status": block.own.status.value if block.own else None,
        "number": block.number,
        "ask": view.ask,
        "kind": head.kind.value,
        "urgency": head.urgency.value,
        "weight": head.weight.value,
        "level": head.level.value,
        "shared_by": head.shared_by.value if isinstance(head.shared_by, SharedBy) else UNKNOWN_SHARED,
        "told_on": view.day,
        "told_in": view.workshop,
        "story": view.story or None,
        "before": head.before.isoformat() if head.before else None,
        "also_with": list(view.also),
        "is_example": block.is_example,
    }


def last_change(block: Block, told: PartialDate) -> date:
    """The last day on which something happened to it, as far as this service may know."""
    days = [told, block.own.received_on, block.own.answered_on] if block.own else [told]
    return max(day.first_day for day in days if day is not None)


def day_time(day: date, zone: ZoneInfo) -> str:
    """The start of the day in the city, as W3C date and time with its zone."""
    return datetime.combine(day, time(), zone).isoformat()
