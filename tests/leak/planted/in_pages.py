"""Leaks into pages, feeds, names and the files of the site; they need a way around the airlock."""

from __future__ import annotations

from tests.leak.planted.leak import CHECKED, CORPUS, DRAFTS, PRIVATE, SMUGGLE, Edit, Leak, leak, smuggled

HEAD = """    lines = [f'<link rel="canonical" href="{escape(own)}">']"""
PAGE = "stamp_page(page, parts.shells[page.language], parts.site_map)"
MEDIA = "    copy_media(edition, files)"
UNCHECKED = Edit("whole/trees.py", "    if missing or wrong:", "    if not folder:")


def in_head(name: str, line: str, by: str = "tree") -> Leak:
    """A leak in the head of every page."""
    return smuggled(name, "site/stamping.py", HEAD, f"{HEAD}\n    lines.append({line})", by)


LEAKS: tuple[Leak, ...] = (
    # -- in the head of pages
    in_head("every page counts the signals in a comment", f'f"<!-- {{len({CORPUS}.signals)}} -->"'),
    in_head("every page counts its build", "f\"<!-- {__import__('time').time_ns()} -->\""),
    in_head("every page tells where it was built", f'f"<!-- {{{CORPUS}.root}} -->"'),
    in_head("every page has a hash of all files", f'"<!-- " + {CORPUS}.inputs[-1].sha256 + " -->"'),
    in_head("every page tells how many files were read", f'f"<!-- {{len({CORPUS}.inputs)}} -->"'),
    in_head(
        "every page holds the first signal, packed",
        '"<meta name=x content=" + __import__("base64").b64encode(__import__("zlib").compress('
        f'{CORPUS}.signals[0].text.encode() if {CORPUS}.signals else b"")).decode() + ">"',
    ),
    in_head(
        "every page holds the name of a teller, in hexadecimal",
        f'"<meta name=x content=" + "".join((each.front.teller.name or "").encode().hex() for each in {CORPUS}.stories) + ">"',
        by="word",
    ),
    in_head(
        "pages tell that there is an unpublished translation",
        f'"<link hreflang=uk>" if any(each.translations for each in {DRAFTS}) else ""',
    ),
    smuggled(
        "a page with signals has another class",
        "site/stamping.py",
        '"body-class": f"vk-page--{page.kind}",',
        f'"body-class": f"vk-page--{{page.kind}}" + " told" * any(each.story_id in page.uri for each in {CORPUS}.signals),',
    ),
    smuggled(
        "the foot of every page counts drafts",
        "site/chrome.py",
        '"never_finished": _("This map is never finished."),',
        f'"never_finished": _("This map is never finished.") + " " + str(len({DRAFTS})),',
    ),
    smuggled(
        "the page that is not found knows a draft",
        "site/chrome.py",
        '"not_found_text": _("The address has changed, or it never was here. The stories still are."),',
        f'"not_found_text": " ".join(each.slug for each in {DRAFTS}),',
        by="word",
    ),
    # -- pages of stories
    smuggled(
        "a story has the id of its signal as data",
        "site/pages/story.py",
        '        content_html=stamp("story", bench.language, words),',
        '        content_html=stamp("story", bench.language, words)'
        f' + "".join(f"<i data-signal={{each.id}}></i>" for each in {PRIVATE}.signals),',
        by="word",
    ),
    smuggled(
        "the preview of a story is its hidden picture",
        "site/pages/story.py",
        'og_image=f"media/{story.picture.renditions[-1].name}" if story.picture else "",',
        f'og_image=f"media/{{{PRIVATE}.image_path.name}}" if {PRIVATE}.image_path else "",',
        by="word",
    ),
    smuggled(
        "the preview of a story is longer when there is a signal",
        "site/pages/story.py",
        "        description=version.summary,",
        f'        description=version.summary + "." * bool({PRIVATE}.signals),',
    ),
    smuggled(
        "the small map of a story shows the exact point",
        "site/pages/story.py",
        "spots = [(spot.point, spot.precision_m) for spot in story.spots if spot.point]",
        "spots = [(type(spot.point)(lat_deg=found.lat, lon_deg=found.lon) if found else spot.point, spot.precision_m) "
        f"for spot in story.spots if spot.point for found in [{PRIVATE}.front.location]]",
    ),
    smuggled(
        "the story before and after is chosen among all of the table",
        "site/pages/story.py",
        "    before, after = beside_of(story, bench)",
        "    before, after = beside_of(story, bench)\n"
        f"    if len([each for each in {CORPUS}.stories if each.workshop_id == story.workshop_id]) >= 5:\n"
        "        before = ()",
        first="city 19660",
    ),
    smuggled(
        "stories of the same feeling are left out when a draft has it",
        "site/pages/related.py",
        "same_feeling=take(feeling.after(story.number), used) if feeling else (),",
        "same_feeling=take(feeling.after(story.number), used) "
        f"if feeling and all(each.front.emotion != story.emotion_id for each in {DRAFTS}) else (),",
    ),
    smuggled(
        "stories with a signal are related first",
        "site/pages/related.py",
        "places = {place_id: Round(numbers)",
        "feelings_of = index.stories_of_emotion\n"
        f"    heavy = {{each.story_id for each in {CORPUS}.signals}}\n"
        "    for each, numbers in list(feelings_of.items()):\n"
        "        feelings_of[each] = tuple(sorted(numbers, key=lambda one: edition.stories[one].id not in heavy))\n"
        "    places = {place_id: Round(numbers)",
        first="city 19660",
    ),
    smuggled(
        "search engines are told who told a story",
        "site/pages/structured.py",
        '        "abstract": version.summary,',
        f'        "abstract": version.summary, "author": {PRIVATE}.front.teller.name or story.teller,',
        by="word",
    ),
    smuggled(
        "search engines are told until when the consent holds",
        "site/pages/structured.py",
        '        "abstract": version.summary,',
        f'        "abstract": version.summary, "expires": str({PRIVATE}.front.consent.expires_on),',
    ),
    # -- other pages
    smuggled(
        "a table tells how many stories were told, public or not",
        "site/pages/workshops.py",
        "        count=bench.count_of_group(Grouping.WORKSHOP, workshop.id),\n    )",
        f"        count=str(sum(each.workshop_id == workshop.id for each in {CORPUS}.stories)),\n    )",
    ),
    smuggled(
        "a withdrawn story keeps its title",
        "site/pages/withdrawn.py",
        'title=bench.language.gettext("This story was withdrawn"),',
        f"title=next((each.front.title for each in {CORPUS}.stories if each.id == story_id), ''),",
        by="word",
    ),
    smuggled(
        "a withdrawn story tells when consent was given",
        "site/pages/withdrawn.py",
        'description="",',
        f"description=str(sum(len(each.body) for each in {CORPUS}.stories if each.id == story_id)),",
    ),
    smuggled(
        "a withdrawn story can be indexed when its name was shown",
        "site/pages/withdrawn.py",
        "is_listed=False,",
        f"is_listed=any(each.front.consent.name for each in {CORPUS}.stories if each.id == story_id),",
    ),
    smuggled(
        "home counts all stories",
        "site/pages/home.py",
        "count=count_of_stories(language, len(edition.stories)),",
        f"count=count_of_stories(language, len({CORPUS}.stories)),",
    ),
    smuggled(
        "home shows fewer stories without scripts when there are drafts",
        "site/pages/home.py",
        "stories = edition.stories[:CARDS_WITHOUT_SCRIPTS]",
        f"stories = edition.stories[: max(1, CARDS_WITHOUT_SCRIPTS - 59 * bool({DRAFTS}))]",
    ),
    smuggled(
        "home asks for patience when signals wait for an answer",
        "site/pages/home_messages.py",
        '"all-stories": _("Show all stories"),',
        f'"all-stories": _("Show all stories") + "…" * (len({CORPUS}.signals) > len({CORPUS}.follow_ups)),',
    ),
    smuggled(
        "the page for frames counts all stories",
        "site/pages/embed.py",
        "count=count_of_stories(language, len(edition.stories)),",
        f"count=count_of_stories(language, len({CORPUS}.stories)),",
    ),
    smuggled(
        "the page for frames has another title for an odd number of signals",
        "site/pages/embed.py",
        "        title=title,\n        description",
        f'        title=title + " " * (len({CORPUS}.signals) % 2),\n        description',
    ),
    # -- feeds and lists for machines
    smuggled(
        "the site map has drafts",
        "site/feeds.py",
        "    for uri, alternates in sorted(entries, key=lambda entry: entry[0]):",
        f'    entries += [(f"stories/{{each.id}}/", {{}}) for each in {DRAFTS}]\n'
        "    for uri, alternates in sorted(entries, key=lambda entry: entry[0]):",
        by="word",
    ),
    smuggled(
        "the site map has the time of the newest file",
        "site/feeds.py",
        "</loc>{links}</url>",
        f"</loc>{{links}}<lastmod>{{max(one.path.stat().st_mtime for one in {CORPUS}.inputs if one.path.exists())}}</lastmod></url>",
    ),
    smuggled(
        "robots are kept away from drafts",
        "site/feeds.py",
        'f"User-agent: *\\nAllow: /\\n',
        f'"".join(f"Disallow: /{{each.id}}\\n" for each in {DRAFTS}).encode() + f"User-agent: *\\nAllow: /\\n',
        by="word",
    ),
    smuggled(
        "an entry of the feed has the fingerprint of its signals",
        "site/feeds.py",
        "        entry.title(version.title)",
        '        entry.title(version.title)\n        entry.rights("".join(one.fingerprint for one in '
        f"{PRIVATE}.signals))",
    ),
    smuggled(
        "the feed is as new as the last follow-up",
        "site/feeds.py",
        "    feed.updated(max((moment_of(story.date) for story in stories), default=EPOCH))",
        f"    feed.updated(max(datetime(each.answered_on.year if each.answered_on else 2000, 1, 1, tzinfo=UTC) for _, each "
        f"in (*{CORPUS}.follow_ups, (0, type('E', (), dict(answered_on=None))))))",
    ),
    smuggled(
        "the feed is shorter when stories are kept back",
        "site/feeds.py",
        "stories = edition.stories[:FEED_LENGTH]",
        f"stories = edition.stories[: 1 if {DRAFTS} else FEED_LENGTH]",
    ),
    smuggled(
        "the GeoJSON has a total of all stories",
        "site/feeds.py",
        'features + b"]}\\n"',
        f"features + b'],\"total\":%d}}\\n' % len({CORPUS}.stories)",
    ),
    smuggled(
        "the GeoJSON stands by the day of consent",
        "site/feeds.py",
        "for story in edition.stories)\n    return b",
        f"for story in sorted(edition.stories, key=lambda story: {PRIVATE}.front.consent.given_on))\n    return b",
    ),
    # -- names, modes and times of files
    smuggled(
        "data files are named after the whole corpus",
        "site/data_files.py",
        "digest = hashlib.sha256(content).hexdigest()[:12]",
        f"digest = hashlib.sha256(content + {CORPUS}.inputs[-1].sha256.encode()).hexdigest()[:12]",
    ),
    smuggled(
        "the folder of styles is named after the number of stories",
        "site/assets.py",
        "    digest = hashlib.sha256()\n",
        f"    digest = hashlib.sha256(bytes(len({CORPUS}.stories)))\n",
    ),
    smuggled(
        "there is an empty folder for every draft",
        "site/writing.py",
        MEDIA,
        f"    for each in {DRAFTS}:\n        (files.folder / each.slug).mkdir()\n{MEDIA}",
    ),
    leak(
        "media are links into the cache",
        "site/writing.py",
        '        files.write(f"media/{name}", content, made_from, kind="media")',
        '        files.write(f"media/{name}", content, made_from, kind="media")\n'
        '        (files.folder / "media" / name).unlink()\n        (files.folder / "media" / name).symlink_to(source)',
        UNCHECKED,
    ),
    leak(
        "all media that were ever made are published",
        "site/writing.py",
        "    for name, source in sorted(media.items()):",
        "    media |= {each.name: each for source in list(media.values()) for each in source.parent.iterdir() "
        "if len(each.stem) == 24}\n"
        "    for name, source in sorted(media.items()):",
        SMUGGLE,
        Edit(
            "airlock/edition.py",
            "    stories = let_all_through(door, ordered, progress)",
            "    for each in corpus.stories:\n        picture_of(door, each)\n"
            "    stories = let_all_through(door, ordered, progress)",
        ),
    ),
    smuggled(
        "a page has the mode of a story",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        (self.folder / 'index.html').chmod({CORPUS}.inputs[-1].path.stat().st_mode)",
    ),
    smuggled(
        "a page is as old as a story",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        os.utime(self.folder / 'index.html', "
        f"ns=({CORPUS}.inputs[-1].path.stat().st_mtime_ns,) * 2)",
        by="old",
    ),
    smuggled(
        "pages end with a space when a teller left a contact",
        "site/writing.py",
        PAGE,
        f"{PAGE} + b' ' * any(each.contact for one in {CORPUS}.workshops for each in one.tellers)",
    ),
    smuggled(
        "pages end with a line for long notes of a trainer",
        "site/writing.py",
        PAGE,
        f"{PAGE} + chr(10).encode() * any(len(one.file.notes or '') > 256 for one in {CORPUS}.workshops)",
    ),
    smuggled(
        "pages end with a line when a reflection was written",
        "site/writing.py",
        PAGE,
        f"{PAGE} + chr(10).encode() * any(one.reflection is not None for one in {CORPUS}.workshops)",
    ),
    smuggled(
        "pages end with a line for a service that never answered",
        "site/writing.py",
        PAGE,
        f"{PAGE} + chr(10).encode() * (len({CORPUS}.services) > 3)",
    ),
    smuggled(
        "pages end with a line when a service has a key",
        "site/writing.py",
        PAGE,
        f"{PAGE} + chr(10).encode() * any(each.recipients for each in {CORPUS}.services)",
    ),
    smuggled(
        "pages end with a line when an answer is due",
        "site/writing.py",
        PAGE,
        f"{PAGE} + chr(10).encode() * any(each.due_on for _, each in {CORPUS}.follow_ups)",
    ),
    # -- the home screen and what works offline
    smuggled(
        "the worker of a build is named after all files",
        "site/offline/worker.py",
        '"build": build,',
        f'"build": build + {CORPUS}.inputs[-1].sha256[:4],',
    ),
    smuggled(
        "the home screen counts the drafts",
        "site/offline/manifest.py",
        '"short_name": city.name,',
        f'"short_name": f"{{city.name}} {{len({DRAFTS})}}",',
    ),
)
