"""Words around a house number, in Dutch, French and English: what makes a street, and what a number counts."""

from __future__ import annotations

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
    "kerkhof gerechtshof invest fietspad voetpad wandelpad wandelweg invalsweg straat leefstraat speelstraat harvest "
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
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|"
    "january|february|march|may|june|july|august|october|"
    "enfants|jours?|mois|voisins|metres?|years?|hours?|trees|houses|people|times|steps|children|days?|neighbou?rs|am|pm"
)
NOT_PLURALS = (
    "en|tussen|boven|binnen|buiten|beneden|achteren|tegen|wonen|woonden|waren|hebben|hadden|kwamen|komen|stonden|staan|"
    "openen|langs|links|rechts|soms|als|eens|sinds|thuis|is|was|alles|ons|moeten|mogen|mochten|kunnen|konden|zullen|zouden|"
    "gingen|gaan|zagen|vonden|leefden|woonden|samen|alleen|gelegen|geboren|verkopen|hangen|liggen|lagen|aan|"
    "dans|chez|depuis|mais|puis|sans|sous|vers|plus|les|des|ses|nous|vous|tous|très|après|jours|hors|jamais|toujours|pas|"
    "has|as|its|his|this|us|always|lives|stands|houses|belongs|mes|tes|nos|vos|est|suis|j[’']étais|étions|vivons|habitons"
)
"""What ends like a plural and is none: a number before it may be the number of a house."""
