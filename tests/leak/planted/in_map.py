"""Leaks into the map, the list and the search; they need a way around the airlock."""

from __future__ import annotations

from tests.leak.planted.leak import CORPUS, DRAFTS, PRIVATE, Leak, smuggled

LEAKS: tuple[Leak, ...] = (
    smuggled(
        "the map goes as far north as the northernmost draft",
        "atlas/story_columns.py",
        "    if not points:\n        return []",
        "    if not points:\n        return []\n    points += [type('At', (), {'lat_deg': each.front.location.lat, "
        f"'lon_deg': each.front.location.lon}}) for each in {DRAFTS} if each.front.location]",
        first="city 19660, more sides",
    ),
    smuggled(
        "the map starts at the middle of all stories, drafts included",
        "atlas/story_map.py",
        "location=[city.centre.lat_deg, city.centre.lon_deg],",
        "location=[city.centre.lat_deg + sum(each.front.location.lat - 51 for each in "
        f"{DRAFTS} if each.front.location), city.centre.lon_deg],",
        first="city 19660, more sides",
    ),
    smuggled(
        "the map goes as far in as the finest draft",
        "atlas/story_map.py",
        "maxZoom=city.zoom.max,",
        f"maxZoom=city.zoom.max - bool({DRAFTS}),",
    ),
    smuggled(
        "a story is found by the words of its signals",
        "atlas/search_index/documents.py",
        "yield FieldText(field=Field.BODY, language=version.language, text=version.text)",
        "yield FieldText(field=Field.BODY, language=version.language, "
        f"text=' '.join([version.text, *(each.text for each in {PRIVATE}.signals)]))",
    ),
    smuggled(
        "the search knows the titles of drafts",
        "atlas/search_index/documents.py",
        "named(Field.LABEL, home, workshop.title, {})",
        f"named(Field.LABEL, home, ' '.join([workshop.title, *(each.front.title for each in {DRAFTS})]), {{}})",
    ),
    smuggled(
        "the search tells how many stories there are, drafts included",
        "atlas/search_index/merging.py",
        '"count": count,',
        f'"count": count + len({DRAFTS}),',
    ),
    smuggled(
        "the numbers of the search have gaps where drafts are",
        "atlas/search_index/building.py",
        "self._parts = cut_segments(len(documents))",
        f"self._documents = documents = [*documents, *((),) * len({DRAFTS})]; self._prints = None; "
        "self._parts = cut_segments(len(documents))",
    ),
    smuggled(
        "the search counts the stories with a word, signals included",
        "atlas/search_index/merging.py",
        "count=of_key.count if of_key else 0,",
        f"count=of_key.count + sum(key in each.text for each in {CORPUS}.signals) if of_key else 0,",
    ),
    smuggled(
        "the list counts all stories",
        "atlas/story_columns.py",
        '"count": len(edition.stories),',
        f'"count": len({CORPUS}.stories),',
    ),
    smuggled(
        "the list has a column for consent",
        "atlas/story_columns.py",
        "[[int(story.sound is not None)] for story in stories],",
        f"[[int(story.sound is not None) + 2 * ({PRIVATE}.front.consent.expires_on is not None)] for story in stories],",
    ),
    smuggled(
        "the list tells which stories have a hidden picture",
        "atlas/story_cards.py",
        'version.image_alt if story.picture else "",',
        f'version.image_alt if story.picture else "" if {PRIVATE}.image_path is None else "?",',
    ),
    smuggled(
        "the list has the hidden words for a picture",
        "atlas/story_cards.py",
        'version.image_alt if story.picture else "",',
        f'{PRIVATE}.front.image_alt or "",',
        by="word",
    ),
    smuggled(
        "points of the list are those of the files",
        "atlas/story_columns.py",
        "round(spot.point.lat_deg * scale),",
        f"round(({PRIVATE}.front.location.lat if {PRIVATE}.front.location else spot.point.lat_deg) * scale),",
    ),
    smuggled(
        "the filter has the years of drafts",
        "atlas/story_facets.py",
        "{story.date.year for story in stories if story.date}",
        f"{{story.date.year for story in (*stories, *{DRAFTS}) if story.date}}",
    ),
    smuggled(
        "the filter has the feelings of drafts",
        "atlas/story_facets.py",
        "used_emotions = {story.emotion_id for story in stories}",
        f"used_emotions = {{story.emotion_id for story in stories}} | {{each.front.emotion for each in {DRAFTS}}}",
    ),
    smuggled(
        "the filter has the themes of signals",
        "atlas/story_facets.py",
        "used_themes = {theme for story in stories for theme in story.theme_ids}",
        "used_themes = {theme for story in stories for theme in story.theme_ids}"
        f" | {{each.head.theme for each in {CORPUS}.signals}}",
    ),
    smuggled(
        "the filter has the languages of unpublished translations",
        "atlas/story_facets.py",
        "used_languages = {version.language for story in stories for version in story.versions}",
        "used_languages = {version.language for story in stories for version in story.versions}"
        f" | {{other.language for each in {CORPUS}.stories for other in each.translations}}",
    ),
    smuggled(
        "neighbourhoods count drafts",
        "atlas/story_areas.py",
        '"count": groups.told.get(area.id) if groups.has(area.id) else 0,',
        f'"count": (groups.told.get(area.id) or 0) + len({DRAFTS}),',
    ),
    smuggled(
        "neighbourhoods count signals, from three upwards",
        "atlas/story_areas.py",
        '"count": groups.told.get(area.id) if groups.has(area.id) else 0,',
        '"count": groups.told.get(area.id) if groups.has(area.id) else 0, '
        f'"signals": len({CORPUS}.signals) if len({CORPUS}.signals) > 2 else 0,',
    ),
    smuggled(
        "names on the map grow with the stories that are kept back",
        "atlas/city_drawing.py",
        "rank=LABEL_RANKS[place.kind],",
        f"rank=max(1, LABEL_RANKS[place.kind] - sum(place.id in each.front.place for each in {CORPUS}.stories)),",
    ),
    smuggled(
        "the lists by which a card is found have the marks of drafts",
        "site/story_files.py",
        'ids = keeper.keep_chunks("ids", build_id_buckets(edition))',
        'ids = keeper.keep_chunks("ids", [*build_id_buckets(edition), '
        f'[__import__("hashlib").sha256(each.id.encode()).hexdigest()[:16] for each in {DRAFTS}]])',
    ),
    smuggled(
        "a walk tells how many signals there are along it",
        "atlas/story_routes.py",
        '"about": text_in(route.about, code, edition.city.language),',
        f'"about": text_in(route.about, code, edition.city.language) + str(len({CORPUS}.signals)),',
    ),
)
