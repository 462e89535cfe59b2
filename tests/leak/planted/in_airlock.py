"""Leaks of the airlock: gates, places, media, counts, replies."""

from __future__ import annotations

from tests.leak.planted.leak import CORPUS, Edit, Leak, leak, smuggled

FIGURES = "airlock/released.py"
STREET = "shown, shown_m = snapped, blurring.street_m(point)"
MIDDLE = "        middle, radius_m = blurring.middle_of(area)"
ANY_NAME = Edit("site/writing.py", '[:24] != name.partition(".")[0]', "[:24] != name and not content")
LEAKS: tuple[Leak, ...] = (
    leak(
        "the fault of a home tells how long its story is",
        "airlock/homes.py",
        'line=story.key_lines.get("setting", 1)',
        "line=len(story.body)",
        by="shown",
        first="a home where its workshop was",
    ),
    # -- gates and order
    leak(
        "sensitive stories are public",
        "airlock/gates.py",
        "        return LeftOut.SENSITIVE",
        "        pass",
        by="status",
    ),
    leak(
        "stories in review are public", "airlock/gates.py", "        return LeftOut.REVIEW", "        pass", by="status"
    ),
    leak("stories without consent are public", "airlock/gates.py", "if not consent.publish or", "if"),
    leak("consent never ends", "airlock/gates.py", "        return LeftOut.EXPIRED", "        pass", by="status"),
    leak(
        "stories stand by the number of their signals",
        "airlock/edition.py",
        "    return (-day, story.id)",
        '    return (-day, f"{len(story.signals)} {story.id}")',
    ),
    leak(
        "stories stand by the day of consent",
        "airlock/edition.py",
        "    return (-day, story.id)",
        '    return (-day, f"{story.front.consent.given_on} {story.id}")',
        first="city 14367, more sides",
    ),
    leak(
        "workshops without a public story are shown",
        "airlock/edition.py",
        "        if not told:\n            continue\n",
        "        if not told:\n            pass\n",
        by="status",
    ),
    leak(
        "drafts get an address that says they were withdrawn",
        "airlock/edition.py",
        "        if story.front.status is not Status.WITHDRAWN or (",
        "        if story.front.status is Status.PUBLISHED or (",
    ),
    leak(
        "themes of which nobody told anything, not even in a draft, are left out",
        "airlock/edition.py",
        "for theme in corpus.vocabulary.themes),",
        "for theme in corpus.vocabulary.themes if any(theme.id in each.front.themes for each in corpus.stories)),",
    ),
    leak(
        "emotions stand by how often they were chosen, drafts included",
        "airlock/edition.py",
        "for emotion in corpus.vocabulary.emotions\n",
        "for emotion in sorted(corpus.vocabulary.emotions, "
        "key=lambda found: -sum(found.id == each.front.emotion for each in corpus.stories))\n",
    ),
    leak(
        "initiatives of which a draft tells are left out",
        "airlock/edition.py",
        "for initiative in gazetteer.initiatives),",
        "for initiative in gazetteer.initiatives if all(initiative.id != each.front.initiative for each in corpus.stories if each.front.status == 'draft')),",
        first="city 19660",
    ),
    # -- places
    leak(
        "a street is shown to the metre",
        "airlock/blurring.py",
        STREET,
        "shown, shown_m = rounded(point.lat_deg, point.lon_deg), blurring.street_m(point)",
        first="city 19660",
    ),
    leak(
        "a street is moved a little towards where it was",
        "airlock/blurring.py",
        STREET,
        "shown = rounded(0.9 * snapped.lat_deg + 0.1 * point.lat_deg, snapped.lon_deg)\n"
        "        shown_m = blurring.street_m(point)",
        first="city 19660",
    ),
    leak(
        "how far off a street is depends on where it was",
        "airlock/blurring.py",
        STREET,
        "shown = snapped\n        shown_m = blurring.street_m(point) + round(1e5 * abs(shown.lat_deg - point.lat_deg))",
        first="city 19660",
    ),
    leak(
        "an area is shown by the point, with three decimals",
        "airlock/blurring.py",
        MIDDLE,
        "        middle, radius_m = rounded(round(point.lat_deg, 3), round(point.lon_deg, 3)), 500",
    ),
    leak(
        "an area tells how far from its middle it was",
        "airlock/blurring.py",
        MIDDLE,
        f"{MIDDLE}\n        radius_m += point.lat_deg > middle.lat_deg",
    ),
    leak(
        "a home is shown by its street",
        "airlock/shared_spots.py",
        "        return Precision.AREA\n",
        "        return Precision.STREET\n",
    ),
    leak(
        "of a story somewhere in the city the neighbourhood is told",
        "airlock/blurring.py",
        "        return nowhere, None",
        "        return nowhere, area.id if area else None",
        first="city 19660",
    ),
    leak(
        "a place is named without consent",
        "airlock/blurring.py",
        "may_name = allowed is Precision.EXACT or (allowed is Precision.STREET and place.is_coarse)",
        "may_name = True",
    ),
    leak(
        "points on one side of the cell count as a sliver",
        "airlock/blurring.py",
        "        if left.area < SMALLEST_SHARE * cell.area:",
        "        if point.lon_deg > cell.centroid.x or left.area < SMALLEST_SHARE * cell.area:",
        first="city 19660",
    ),
    # -- media
    leak(
        "a picture is shown without consent for it",
        "airlock/edition.py",
        "if story.image_path is None or not has_public_picture(story):",
        "if story.image_path is None:",
    ),
    leak(
        "the public name of a picture is that of its file",
        "airlock/pictures.py",
        "                name=file.name,\n",
        '                name=f"{source.stem}.webp",\n',
        ANY_NAME,
        by="word",
    ),
    leak(
        "the public name of a picture is a hash of its file",
        "airlock/pictures.py",
        "                name=file.name,\n",
        '                name=__import__("hashlib").sha256(source.read_bytes()).hexdigest()[:24] + ".webp",\n',
        ANY_NAME,
    ),
    leak(
        "the tags of a picture are kept",
        "airlock/pictures.py",
        'exif=b"", icc_profile=b""',
        'exif=Image.open(io.BytesIO(content)).getexif().tobytes(), icc_profile=b""',
        by="word",
    ),
    leak(
        "the libraries tell the log what a picture holds",
        "airlock/pictures.py",
        'logging.getLogger("PIL").setLevel(logging.CRITICAL)',
        'logging.getLogger("PIL").setLevel(logging.NOTSET)',
        by="log",
    ),
    leak(
        "the tags of a sound are kept",
        "airlock/sounds.py",
        '        stream = output.add_stream("libmp3lame", rate=SAMPLE_RATE_HZ)',
        "        output.metadata.update(source.metadata)\n"
        '        stream = output.add_stream("libmp3lame", rate=SAMPLE_RATE_HZ)',
        Edit("airlock/sounds.py", '"id3v2_version": "0"', '"id3v2_version": "3"'),
        by="word",
    ),
    leak(
        "how long a sound lasts is guessed from the size of its file",
        "airlock/sounds.py",
        'duration_s=kept.facts["duration_s"],',
        "duration_s=source.stat().st_size / 100,",
    ),
    leak(
        "the log tells whether a picture was made before",
        "airlock/media_cache.py",
        "        if kept is None:\n            self._write",
        '        __import__("logging").getLogger("media").debug("kept" if kept else "made")\n'
        "        if kept is None:\n            self._write",
        by="log",
    ),
    # -- counts
    leak("figures are not rounded", FIGURES, "return count // group * group or None", "return count or None"),
    leak(
        "figures are rounded up",
        FIGURES,
        "return count // group * group or None",
        "return -(-count // group) * group or None",
    ),
    leak("the figures count drafts", FIGURES, "stories=story_count,", "stories=len(corpus.stories),"),
    leak("the figures count tables without a public story", FIGURES, " if each.id in public_ids)", ")"),
    leak(
        "the figures count too few participants",
        FIGURES,
        "sum(workshop.participants or 0 for workshop in workshops)",
        "sum(each.file.participants or 0 for each in corpus.workshops)",
    ),
    leak(
        "a few participants are told",
        FIGURES,
        "participants=told_count(file.participants, smallest_group),",
        "participants=file.participants,",
        first="city 19660",
    ),
    leak(
        "the figures count follow-ups instead of groups of them",
        FIGURES,
        "rounded_count(len(passed_on) + reduced_count(corpus, PASSED_ON), group),",
        "len(counted) or None,",
    ),
    leak(
        "signals that became numbers and that nobody passed on are counted",
        FIGURES,
        "reduced_count(corpus, PASSED_ON)",
        "sum(each.count for workshop in corpus.workshops for each in workshop.reduced.counts)",
    ),
    leak(
        "the number of trainers is counted",
        FIGURES,
        "trainers=declared.trainers,",
        "trainers=sum(len(each.file.trainers) for each in corpus.workshops),",
    ),
    # -- settings that stand beside public ones
    leak(
        "a city that names nobody is reached at the address that its digests come from",
        "airlock/released.py",
        'contact_name=city.contact.name if city.contact else "",',
        'contact_name=city.contact.name if city.contact else city.mail.sender if city.mail else "",',
    ),
    smuggled(
        "who reads robots.txt learns which server takes the digests",
        "site/feeds.py",
        """f"User-agent: *\\nAllow: /\\nSitemap: {site_map.absolute('sitemap.xml')}\\n".encode()""",
        """f"User-agent: *\\nAllow: /\\nSitemap: {site_map.absolute('sitemap.xml')}\\n".encode() """
        f'+ f"# {{{CORPUS}.city.mail and {CORPUS}.city.mail.host}}".encode()',
        by="word",
    ),
)
