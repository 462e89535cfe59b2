"""Words around a house number, in Dutch, French and English: what makes a street, and what a number counts."""

from __future__ import annotations

SURE_ENDINGS = (
    "straat|straatje|laan|steenweg|dreef|kaai|singel|gracht|steeg|bruul|leen|vest|stwg|lei|plein|pleintje|markt|dries|baan|"
    "kade|laantje|steegje"
)
"""What ends with one of these is a street, with or without a capital."""
OTHER_ENDINGS = (
    "gang|weg|dijk|pad|hof|ring|wijk|hoek|kouter|berg|rei|wal|beemd|akker|veld|heide|hage|donk|vaart|blok|"
    "str\\.|ln\\.|pl\\."
)
"""What ends with one of these is a street when it has a capital."""
_NOT_STREETS = (
    "blok nummer kamer zaal lokaal huis appartement flat gebouw vaart "
    "achteruitgang afgang akker alleen allerhande allerlei arbeidsmarkt atletiekbaan baan beiderlei berg boerenmarkt "
    "bowlingbaan bring busbaan buurtweg dijk doorgang dreef drieerlei eerlei enerlei fietspad fietsstraat gang "
    "generlei gerechtshof gracht grasveld halverwege harvest heide herinnering hoek hof ingang invalsweg invest "
    "jaargang jobmarkt kaai kade kerkhof kerstmarkt kring kruisgang landingsbaan leefstraat loopbaan oefening "
    "oefenveld omgang ondergang onderweg oprijlaan overgang pad parkeerplein plein pleintje rechtsgang reddingsvest "
    "renbaan rijbaan ring rommelmarkt rondgang schoolplein singel snuffelmarkt speelplein speelpleintje speelstraat "
    "speelveld sportveld spring startbaan steeg steenweg straat string supermarkt tennisbaan toegang tolvest uitgang "
    "veld velerlei vereniging vering vest viering vlooienmarkt voetbalveld voetpad voorgang voortgang vooruitgang wal "
    "wandelpad wandelweg weekmarkt weg wijk winkelstraat woningmarkt woonstraat zaterdagmarkt zijgang zijstraat "
    "zwembaan zwemvest"
)
NOT_STREETS = frozenset(_NOT_STREETS.split())
"""Words that only look like one, or that people use without a name."""
UNITS = (
    "meters?|m|km|kilometers?|uur|uren|u|h|jaar|jaren|maand(?:en)?|we?e?ken?|dag(?:en)?|minuut|minuten|min|mensen|personen|"
    "kinderen|bomen|huizen|woningen|winkels?|bank(?:jes?|en)|stappen|euro|keer|maal|verhalen|stoelen|tafels|fietsen|"
    "auto['’]?s|buren|gezinnen|man|vrouw|kind|m[èe]tres?|ans?|heures?|minutes?|arbres?|maisons?|fois|personnes|gens|"
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|"
    "january|february|march|may|june|july|august|october|"
    "enfants|jours?|mois|voisins|metres?|years?|hours?|trees|houses|people|times|steps|children|days?|neighbou?rs|am|pm"
)
NOT_PLURALS = (
    "bis|en|tussen|boven|binnen|buiten|beneden|achteren|tegen|wonen|woonden|waren|hebben|hadden|kwamen|komen|stonden|staan|"
    "openen|langs|links|rechts|soms|als|eens|sinds|thuis|is|was|alles|ons|moeten|mogen|mochten|kunnen|konden|zullen|zouden|"
    "gingen|gaan|zagen|vonden|leefden|woonden|samen|alleen|gelegen|geboren|verkopen|hangen|liggen|lagen|aan|"
    "dans|chez|depuis|mais|puis|sans|sous|vers|plus|les|des|ses|nous|vous|tous|très|après|jours|hors|jamais|toujours|pas|"
    "has|as|its|his|this|us|always|lives|stands|houses|belongs|mes|tes|nos|vos|est|suis|j[’']étais|étions|vivons|habitons"
)
"""What ends like a plural and is none: a number before it may be the number of a house."""
FRENCH_WAYS = (
    r"rue|avenue|av\.|boulevard|boul\.|bd\.?|bld\.?|place|pl\.|chaussée|ch\.|quai|impasse|allée|square|"
    r"ruelle|clos|sentier|drève|passage|cité"
)
ENGLISH_WAYS = "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Crescent|Square|Terrace|Close|Court|Row|Way"
ARABIC_WAYS = "شارع|ساحة|طريق|زقاق|حي"
LIVES_WORDS = (
    r"woon(?:t|den?)?|wonen|gewoond|woning|adres|huis|deur|verhuis\w{0,4}|opgegroeid|geboren|winkel|huur\w{0,2}|"
    r"habit\w{1,6}|vi[ts]|vivons|adresse|chez|live[sd]?|living|address|moved|stay(?:ed)?|أسكن|بيتنا|عنواني"
)
"""What people say before they say where they live."""
