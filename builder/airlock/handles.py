"""Names by which people are found on social media: handles, profile pages, and a name beside that of a platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

AT = re.compile(r"@(?P<name>(?=[\w.-]{0,29}[^\W\d_])\w[\w.-]{1,29}\w)")
"""Not `@ the library`, `@10u30` only when letters are in it and no hour; the dot that ends a sentence is none of it."""
HOUR = re.compile(r"\d{1,2}(?:[u:.h]\d{0,2}|am|pm)?\w?", re.IGNORECASE)
BEFORE_AT = re.compile(r"[\w@.+/-]")
ORDINARY = frozenset("home thuis school work werk bib all iedereen everyone everybody tous here hier".split())
_PLATFORM_PAGES = (
    r"instagram\.com|instagr\.am|facebook\.com|fb\.com|fb\.me|m\.me|twitter\.com|x\.com|tiktok\.com|threads\.(?:net|com)|"
    r"t\.me|telegram\.me|snapchat\.com/add|linkedin\.com/in|youtube\.com/(?:user|c)|youtube\.com(?=/@)|bsky\.app/profile|"
    r"vk\.com|pinterest\.\w{2,3}|strava\.com/athletes|discord\.gg|discord\.com/users|chat\.whatsapp\.com|wa\.me|"
    r"signal\.(?:me|group)|twitch\.tv|mastodon\.social|onlyfans\.com|vinted\.be/member"
)
PROFILE = re.compile(
    rf"(?:https?://)?(?:(?:www|m|mobile|[a-z]{{2}}-[a-z]{{2}}|[a-z]{{2}})\.)?(?:{_PLATFORM_PAGES})/(?:stories/|\#!?/?)?"
    r"@?(?P<name>[\w.%+-]{2,60})[\w/?=&%.+-]{0,80}",
    re.IGNORECASE,
)
NO_PERSON = frozenset(
    "groups events p reel reels explore hashtag watch share sharer sharer.php pages help about policies search intent "
    "home login jobs company school legal privacy i tv places business settings photo photo.php video videos".split()
)
"""What stands in the place of a name in the address of a group, an event or a post."""
_PLATFORM = (
    r"insta(?:gram)?|snap(?:chat)?|tik\s?tok|telegram|discord|twitter|facebook|fb|skype|messenger|threads|bluesky|mastodon|"
    r"strava|vinted|twitch|gebruikersnaam|username|user\sname|nickname|nom\sd[’']utilisateur|pseudo|إنستغرام|تيليغرام|سناب"
)
_CONNECTING = (
    r"(?:\s?[:=,]|\s(?:is|ben|heet|als|naam|account|profiel|mijn|op|ik|me|mij|c[’']est|mon|je|suis|sous|nom|as|under|am|i|my|"
    r"name|handle|user|was|est|le|compte|the|onder|volg|vind|find|handle))"
)
_NAME = r"(?=[a-z0-9.]{0,29}[\d._])(?P<name>[a-z][\w.]{2,28}\w)(?![\w@]|\.\w)"
AFTER_PLATFORM = re.compile(rf"(?<!\w)(?:{_PLATFORM})(?:{_CONNECTING}){{0,5}}\s?[:=]?\s{_NAME}", re.IGNORECASE)
BEFORE_PLATFORM = re.compile(rf"(?<![\w@./]){_NAME}\s(?:op|sur|on|via|bij)\s(?:{_PLATFORM})(?!\w)", re.IGNORECASE)
WEB_NAME = re.compile(
    r"www\.|[\w.]*\.(?:be|com|org|net|eu|nl|fr|brussels|vlaanderen|example|jpg|png|pdf|html?)$", re.IGNORECASE
)
PARTS = re.compile(r"[\W_]+")
STEMS = tuple(re.sub(r"\(.*?\)\?|\\s\??.*", "", stem) for stem in _PLATFORM.split("|"))


def find_handles(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where each name on social media stands; `known` are names of initiatives and places, which pass."""
    small = text.casefold()
    if not ("@" in text or "/" in text or any(stem in small for stem in STEMS)):
        return
    for match in PROFILE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        is_page = match["name"].casefold() in NO_PERSON
        if (
            not is_page
            and not before.isalnum()
            and before not in (".", "-", "@")
            and not is_known(match["name"], known)
        ):
            yield match.span()
    for match in AT.finditer(text):
        if not BEFORE_AT.match(text[max(0, match.start() - 1) : match.start()]) and is_handle(match["name"], known):
            yield match.span()
    for pattern in (AFTER_PLATFORM, BEFORE_PLATFORM):
        for match in pattern.finditer(text):
            if not WEB_NAME.match(match["name"]) and not is_known(match["name"], known):
                yield match.span("name")


def is_handle(name: str, known: frozenset[str]) -> bool:
    """Whether what follows an at sign is the name of somebody, and no hour, place or initiative."""
    return not (HOUR.fullmatch(name) or name.casefold() in ORDINARY or is_known(name, known))


def is_known(name: str, known: frozenset[str]) -> bool:
    """Whether a handle is that of an initiative or place: its name, one that starts with it, or several of them.

    A handle in parts passes only when each part is known: `@rojm.mechelen`, and not `@jan.mechelen`.
    """
    parts = [part for part in PARTS.split(name.casefold()) if part]
    if "".join(parts) in known or all(part in known for part in parts):
        return True
    return len(parts) == 1 and any(parts[0].startswith(each) for each in known)
