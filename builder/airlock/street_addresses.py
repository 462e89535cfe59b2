"""Streets with a house number, in Dutch, French, English and Arabic: what makes a street, and numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builder.airlock.spoken_numbers import house_numbers_in_words
from builder.airlock.street_names import StreetNames

FIRST_YEAR, LAST_YEAR = 1300, 2100
"""A bare number between these is taken for a year: `Stationsstraat 1998` is more often a photograph than a door."""

SURE_ENDINGS = (
    "straat|straatje|laan|steenweg|dreef|kaai|singel|gracht|steeg|bruul|leen|vest|stwg|lei|plein|pleintje|markt|dries|baan|"
    "kade|laantje|steegje|gang"
)
"""What ends with one of these is a street, with or without a capital."""
OTHER_ENDINGS = (
    "weg|dijk|pad|hof|ring|wijk|hoek|kouter|berg|rei|wal|beemd|akker|veld|heide|hage|donk|laar|str\\.|ln\\.|pl\\."
)
"""What ends with one of these is a street when it has a capital."""
_NOT_STREETS = (
    "ingang uitgang doorgang toegang overgang jaargang voortgang voorgang afgang rondgang onderweg halverwege allerlei "
    "velerlei herinnering viering vereniging ring vering kring spring bring string oefening wijk weg baan pad gang hof "
    "dijk hoek plein speelplein buurtweg zwembaan startbaan renbaan tennisbaan rommelmarkt kerstmarkt boerenmarkt "
    "kerkhof gerechtshof invest fietspad voetpad wandelpad invalsweg straat leefstraat speelstraat harvest "
    "vlooienmarkt weekmarkt zaterdagmarkt snuffelmarkt schoolplein dorpsplein kerkplein marktplein speelpleintje plein "
    "pleintje rijbaan loopbaan busbaan atletiekbaan bowlingbaan tolvest allerhande ondergang vest veld sportveld "
    "voetbalveld speelveld grasveld oefenveld berg wal heide akker rechtsgang zijgang vooruitgang achteruitgang "
    "zegetocht tweebaan drieerlei beiderlei generlei eerlei enerlei arbeidsmarkt jobmarkt woningmarkt supermarkt "
    "zwemvest reddingsvest gemeenteplein stationsplein parkeerplein harnas winkelstraat schoolstraat zijstraat "
    "hoofdstraat dwarsstraat fietsstraat woonstraat steenweg gracht singel kaai kade steeg dreef afslag oprijlaan"
)
NOT_STREETS = frozenset(_NOT_STREETS.split()) - {
    "schoolstraat",
    "stationsplein",
    "kerkplein",
    "hoofdstraat",
    "dwarsstraat",
}
"""Words that only look like one, or that people use without a name."""
UNITS = (
    "meters?|m|km|kilometers?|uur|uren|u|h|jaar|jaren|maand(?:en)?|we?e?ken?|dag(?:en)?|minuut|minuten|min|mensen|personen|"
    "kinderen|bomen|huizen|woningen|winkels?|bank(?:jes?|en)|stappen|euro|keer|maal|verhalen|stoelen|tafels|fietsen|"
    "auto['’]?s|buren|gezinnen|man|vrouw|kind|m[èe]tres?|ans?|heures?|minutes?|arbres?|maisons?|fois|personnes|gens|"
    "enfants|jours?|mois|voisins|metres?|years?|hours?|trees|houses|people|times|steps|children|days?|neighbou?rs|am|pm"
)
_NOT_PLURALS = (
    "en|tussen|boven|binnen|buiten|beneden|achteren|tegen|wonen|woonden|waren|hebben|hadden|kwamen|komen|stonden|staan|"
    "openen|langs|links|rechts|soms|als|eens|sinds|thuis|is|was|alles|ons|moeten|mogen|mochten|kunnen|konden|zullen|zouden|"
    "gingen|gaan|zagen|vonden|leefden|woonden|samen|alleen|gelegen|geboren|verkopen|hangen|liggen|lagen|aan|"
    "dans|chez|depuis|mais|puis|sans|sous|vers|plus|les|des|ses|nous|vous|tous|très|après|jours|hors|jamais|toujours|pas|"
    "has|as|its|his|this|us|always|lives|stands|houses|belongs|mes|tes|nos|vos|est|suis|j[’']étais|étions|vivons|habitons"
)
_PLURAL = rf"(?:(?!(?:{_NOT_PLURALS})\b)[a-zà-ÿ]{{1,30}}?(?:en|s|x))\b"
"""A word such as `winkels`, `stoelen` or `shops`: the number before it counts them."""
_COUNTED = rf"(?!\s(?:{UNITS})\b)"
COUNTS = re.compile(rf"\w?\s(?:[a-zà-ÿ]{{1,30}}e\s)?{_PLURAL}")
"""What follows a number that counts things."""
_WORDS = house_numbers_in_words()
_LETTER = r"(?:\s?(?:bis|ter)\b|[a-zA-Z](?!\w)|\s[A-F](?!\w|['’]))?"
_DIGITS = rf"(?P<number>\d{{1,4}}){_LETTER}(?:\s?[-/+]\s?\d{{1,4}}[a-z]?)?(?!\w|[.,:/-]?\d|\s?[%€°]|\s?euro)"
_MARKED_WORD = r"(?:huis)?(?:nr\b\.?|no\b\.?|num[ée]ro\b|nummer\b|number\b|n°|n\.|\#|رقم)"
HOUSE_NUMBER_WORD = r"\b(?:num[ée]ro|nummer|number)\b"
"""Before a house number that is written in words."""
STREET_THEN_WORD = r"(?:straat|laan|steenweg|plein|dreef|baan|markt)\s\w{3,24}(?=[.,;:)!?]|$)"
"""A street and one more word: it may be a house number in words."""
_MARKED = rf"(?P<mark>\s?[,(]?\s?(?:(?:op|aan|au|at|met|het|le|is)\s){{0,2}}{_MARKED_WORD}\s?)"
_AFTER = rf"(?:{_MARKED}(?:{_DIGITS}|(?P<words>(?:{_WORDS})\b))|\s?,?\s{_DIGITS.replace('number', 'bare')}{_COUNTED})"
_TOWN = r"(?:B-?)?\d{4}\s[A-ZÀ-Þ]"
_BOX = rf"(?P<box>,?\s(?:bus|bo[iî]te|bte|box|b\.)\s?[\dA-Z][\w.]{{0,5}}|,?\s{_TOWN}[\w-]{{1,30}})?"
_CAPITAL = r"[A-ZÀ-Þ][\w’'-]{1,30}"
_DUTCH_NAME = (
    rf"(?:(?:{_CAPITAL}|[A-Z][a-z]{{0,5}}\.)\s){{0,2}}"
    rf"(?:[\w’'-]{{2,40}}(?i:{SURE_ENDINGS})|(?=[A-ZÀ-Þ])[\w’'-]{{0,40}}(?i:{SURE_ENDINGS}|{OTHER_ENDINGS}))"
)
_FRENCH_LINK = r"(?:\s?(?:d[eu]s?|la|les?|aux?|à|en|sous|sur)\s|\s?[dl][’'])"
_FRENCH_WAY = r"(?i:rue|avenue|av\.|boulevard|boul\.|bd\.?|bld\.?|place|pl\.|chaussée|ch\.|quai|impasse|allée|square|ruelle|clos|sentier|drève|passage|cité)"
_FRENCH_NAME = (
    rf"{_FRENCH_WAY}\s(?:{_FRENCH_LINK}\s?){{0,3}}(?:\d{{1,2}}(?:er)?\s)?{_CAPITAL}(?:\s?(?:{_FRENCH_LINK}){{0,2}}\s?{_CAPITAL}){{0,3}}"
    rf"|(?i:rue|avenue|boulevard|chaussée|impasse|quai)\s(?:d[eu]s?\s|de\sla\s|de\sl[’']|d[’'])[a-zà-ÿ’'-]{{3,30}}"
)
_ENGLISH_WAY = "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Crescent|Square|Terrace|Close|Court|Row|Way"
_ENGLISH_NAME = rf"(?:{_CAPITAL}\s){{1,3}}(?:{_ENGLISH_WAY})\b\.?"
_ARABIC_NAME = r"(?:ال)?(?:شارع|ساحة|طريق|زقاق|حي)\s\w{2,30}(?:\s\w{2,30})?"
_LIVES = (
    r"(?:woon(?:t|den?)?|wonen|gewoond|woning|adres|huis|deur|verhuis\w{0,4}|opgegroeid|geboren|winkel|huur\w{0,2}|"
    r"habit\w{1,6}|vi[ts]|vivons|adresse|chez|live[sd]?|living|address|moved|stay(?:ed)?|أسكن|بيتنا|عنواني)"
)
LIVES = re.compile(rf"(?<!\w){_LIVES}(?!\w)", re.IGNORECASE)
LIVES_BEFORE = 40
_BOXES = re.compile(
    rf"(?<!\w)(?:(?i:postbus|p\.?o\.?\s?box|bo[iî]te postale)\s\d{{1,5}}|B\.?P\.?\s\d{{1,5}}(?=,?\s{_TOWN}))(?!\w)(?:,?\s{_TOWN}\w{{1,30}})?"
)


@cache
def patterns_for(streets: StreetNames) -> tuple[re.Pattern[str], ...]:
    """The patterns of a city: its own names and those that look like streets; the number after, or before."""
    own = f"(?i:{streets.streets})|" if streets.streets else ""
    quarters = streets.quarters or "(?!)"
    name = rf"(?P<name>{own}{_DUTCH_NAME}|{_FRENCH_NAME}|{_ENGLISH_NAME}|{_ARABIC_NAME})"
    before = (
        rf"(?P<mark>(?:{_MARKED_WORD}\s)(?:{_DIGITS}|(?P<words>(?:{_WORDS})\b))|"
        rf"(?:(?<=at\s)|(?<=au\s)|(?<=to\s)|(?<=rented\s)|(?<=habite\s)|(?<=vit\s)|(?<=is\s)|(?<=from\s))"
        rf"{_DIGITS.replace('number', 'bare')})"
        r",?\s(?:(?:in|van|op|on|of|de|du|à)\s)?(?:(?:de|het|den|la|the|le)\s)?"
    )
    number_first = rf"(?P<bare>\d{{1,4}})\s?(?:bis\b|ter\b|[a-zA-Z](?!\w))?,?\s(?:d[eu]\s(?:la\s)?)?"
    return (
        re.compile(rf"(?<![\w-]){name}{_AFTER}{_BOX}"),
        re.compile(rf"(?<![\w.,:/€-]){before}{name}{_BOX}"),
        re.compile(
            rf"(?<![\w-])(?P<name>[\w’'-]{{2,40}}(?:straat|laan|steenweg|plein|dreef|baan|markt))\s(?P<mark>(?:{_WORDS})(?=[.,;:)!?]|$))"
        ),
        re.compile(
            rf"(?:^|(?<=[:;(]\s))(?P<bare>\d{{1,3}}[a-zA-Z]?),?\s(?P<name>(?=[A-ZÀ-Þ])(?:{own}{_DUTCH_NAME}))(?!\w){_BOX}"
        ),
        re.compile(
            rf"(?<![\w-])(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,3}})\s(?P<bare>\d{{1,4}}){_LETTER}(?:\s(?:bus|bte)\s\w{{1,5}})?,?\s{_TOWN}[\w-]{{1,30}}"
        ),
        re.compile(rf"(?<![\w.,:/€-]){number_first}(?P<name>{_FRENCH_NAME}|{_ENGLISH_NAME})(?!\w){_BOX}"),
        re.compile(
            rf"(?<![\w-])(?P<name>{quarters})(?:{_MARKED}{_DIGITS}|\s{_DIGITS.replace('number', 'bare')}(?=,?\s(?:bus|bte|box|{_TOWN}))){_BOX}"
        ),
        re.compile(
            rf"(?<!\w){_LIVES}\s(?:(?:op|in|aan|naar|de|het|den|à|au|in|at|on|to|the|nog|altijd|still)\s){{0,3}}"
            rf"(?P<name>{_CAPITAL}(?:\s{_CAPITAL})?)\s{_DIGITS.replace('number', 'bare')}{_COUNTED}{_BOX}"
        ),
    )


def find_addresses(text: str, streets: StreetNames) -> Iterator[tuple[int, int]]:
    """Where each street with a house number stands."""
    for match in _BOXES.finditer(text):
        yield match.span()
    for pattern in patterns_for(streets):
        for match in pattern.finditer(text):
            start = min(match.start(name) for name, found in match.groupdict().items() if found)
            if is_address(match, text, start):
                yield start, match.end()


def is_address(match: re.Match[str], text: str, start: int) -> bool:
    """Whether the number is the number of a house, not a year or a count of things."""
    groups = match.groupdict()
    name = groups["name"]
    last = name.split()[-1]
    if name.casefold() in NOT_STREETS or (last.islower() and last in NOT_STREETS):
        return False
    if groups.get("mark") or groups.get("box"):
        return True
    if FIRST_YEAR <= int(groups["bare"]) <= LAST_YEAR:
        return False
    is_count = COUNTS.match(text, match.end("bare")) is not None
    return not is_count or LIVES.search(text, max(0, start - LIVES_BEFORE), start) is not None
