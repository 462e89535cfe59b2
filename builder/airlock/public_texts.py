"""Every text that is about to be published, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from builder.airlock.city_names import landscape_names
from builder.model.corpus import Corpus
from builder.model.gathering import Workshop
from builder.model.story import Story

PIECES = str.maketrans(' ()<>"', "------")
"""What would end a web address in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicText:
    """A text that is about to be published."""

    path: str
    line: int
    """The line on which it starts in its file, from 1."""
    key: str
    text: str = field(repr=False)
    is_body: bool = False


def public_texts(story: Story) -> Iterator[PublicText]:
    """Every text of a story and its translations that a reader would see; its address is one of them."""
    front = story.front
    yield PublicText(path=story.path, line=1, key="", text=story.slug.replace("-", " "))
    yield PublicText(path=story.path, line=story.body_line, key="", text=story.body, is_body=True)
    own = {
        "title": front.title,
        "summary": front.summary,
        "image_alt": front.image_alt,
        "image_caption": front.image_caption,
        "image_credit": front.image_credit,
        "teller.role": front.teller.role,
        "teller.name": front.teller.name if front.consent.name else None,
    }
    for key, text in own.items():
        yield PublicText(path=story.path, line=story.key_lines.get(key, 1), key=key, text=text or "")
    for address in front.source:
        line = story.key_lines.get("source", 1)
        yield PublicText(path=story.path, line=line, key="source", text=shown_address(address))
    for translation in story.translations:
        lines = translation.key_lines
        yield PublicText(path=translation.path, line=translation.body_line, key="", text=translation.body, is_body=True)
        theirs = {
            "title": translation.front.title,
            "summary": translation.front.summary,
            "image_alt": translation.front.image_alt,
            "image_caption": translation.front.image_caption,
        }
        for key, text in theirs.items():
            yield PublicText(path=translation.path, line=lines.get(key, 1), key=key, text=text or "")


def workshop_texts(workshop: Workshop) -> Iterator[PublicText]:
    """The public texts of a workshop; the name of its folder is one of them."""
    path = f"{workshop.path}/workshop.yml"
    for key in ("title", "host", "prompt", "about"):
        yield PublicText(path=path, line=1, key=key, text=getattr(workshop.file, key) or "")
    yield PublicText(path=path, line=1, key="", text=workshop.id.replace("-", " "))


def reply_texts(corpus: Corpus) -> Iterator[PublicText]:
    """The public replies of services, in every language."""
    for signal_id, follow_up in corpus.follow_ups:
        if follow_up.public and follow_up.reply:
            path = f"stories/{signal_id.partition('/')[0]}/follow_up.yml"
            for text in follow_up.reply.values():
                yield PublicText(path=path, line=1, key="follow_ups.reply", text=text)


def gazetteer_texts(corpus: Corpus) -> Iterator[PublicText]:
    """What is told of places, initiatives, areas and routes; their names and web addresses are part of it."""
    gazetteer = corpus.gazetteer
    for place in gazetteer.places:
        texts = {"name": [place.name, *place.names.values(), *place.also], "about": place.about.values()}
        texts["source"] = [shown_address(address) for address in place.source]
        yield from texts_of("places/places.yml", place.id, texts)
    for initiative in gazetteer.initiatives:
        texts = {key: getattr(initiative, key).values() for key in ("about", "seeks", "offers")}
        texts["name"] = [initiative.name, *initiative.names.values()]
        texts["website"] = [shown_address(initiative.website or "")]
        texts["source"] = [shown_address(address) for address in initiative.source]
        yield from texts_of("places/initiatives.yml", initiative.id, texts)
    yield from landscape_texts(corpus)
    for area in (*gazetteer.areas, *([gazetteer.city_area] if gazetteer.city_area else [])):
        yield from texts_of("places/areas.geojson", area.id, {"name": [area.name, *area.names.values()]})
    for route in gazetteer.routes:
        yield from texts_of(
            "site_config/routes.yml", route.id, {"name": route.name.values(), "about": route.about.values()}
        )


def landscape_texts(corpus: Corpus) -> Iterator[PublicText]:
    """The names on the drawn map."""
    for _, name in landscape_names(corpus.gazetteer):
        yield PublicText(path="places/landscape.geojson", line=1, key="name", text=name)


def settings_texts(corpus: Corpus) -> Iterator[PublicText]:
    """The texts of the settings that pages show; the contact of the project is meant to be found."""
    city = corpus.city
    own = {"name": [city.name], "title": city.title.values(), "tagline": city.tagline.values()}
    own |= {"basemap": [city.basemap.attribution or "", *city.basemap.credit.values()]}
    own |= {"figures.source": [city.figures.source or ""]}
    yield from texts_of("site_config/city.yml", "", own)
    for theme in corpus.vocabulary.themes:
        yield from texts_of("site_config/themes.yml", theme.id, {"label": theme.label.values()})
    for emotion in corpus.vocabulary.emotions:
        yield from texts_of("site_config/emotions.yml", emotion.id, {"label": emotion.label.values()})
    for number, service in enumerate(corpus.services, start=1):  # who is asked is not public before they answer
        yield from texts_of("site_config/services.yml", f"services[{number}]", {"name": service.name.values()})


def texts_of(path: str, owner: str, texts: Mapping[str, Iterable[str]]) -> Iterator[PublicText]:
    """The texts of one thing in a list, by its id and their key."""
    for key, values in texts.items():
        for text in values:
            yield PublicText(path=path, line=1, key=f"{owner}.{key}" if owner else key, text=text)


def shown_address(address: str) -> str:
    """A web address with its letters decoded, still in one piece."""
    return unquote(address).translate(PIECES)
