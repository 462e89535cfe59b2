"""What is wrong with places, stories and signals."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- places ----------------------------------------------------------------------------------------------
    "place-and-location": ("place and location exclude each other", "keep one of the two"),
    "home-of-workshop": (
        "this home is the place of its workshop as well, and everybody sees that one",
        "take `place` out of workshop.yml, or name the district there; if nobody lives here, delete `setting: home`",
    ),
    "home-of-initiative": (
        "this home is a place of its initiative as well, and everybody sees that one",
        "take it out of places/initiatives.yml, or name the district there; if nobody lives here, delete `setting: home`",
    ),
    "outside-city": ("the point is outside the city", "check the numbers on the map"),
    "swapped": ("the point is outside the city; latitude and longitude look swapped", "swap lat and lon"),
    "geojson-syntax": ("the file is not valid JSON", "export it again from the map program"),
    "geojson-shape": ("expected a FeatureCollection of polygons with id and name", "export it again as GeoJSON"),
    "geojson-invalid-polygon": ("the outline crosses itself or is not closed", "repair the outline in the map program"),
    "svg-unsafe": (
        "not a plain drawing; expected an SVG of shapes, without script, style, link, picture or event",
        "export it as 'plain SVG'",
    ),
    "icon-missing": (
        "there is no such drawing in site_config/theme/; expected a path such as emotions/blij.svg",
        "put the SVG file there, or correct the path",
    ),
    "key-file-name": (
        "expected a plain path inside the project, such as .keys/groen.agepub",
        "put the file with the public key there, without .. or a / at the start",
    ),
    "bounds-order": (
        "the numbers are in the wrong order; expected south < north and west < east",
        "check the four numbers",
    ),
    "zoom-order": ("the numbers are in the wrong order; expected min ≤ start ≤ max ≤ 20", "check the three numbers"),
    "language-without-customs": (
        "an interface language needs known dates and plurals; expected codes such as nl, fr, en or ar",
        "check the codes; stories may be in any language",
    ),
    "addresses-repeated": ("two addresses are the same word, or a language code", "give each its own word"),
    "page-name-taken": (
        "a page in site_config/pages/ has the name of an address of city.yml: {name}",
        "rename the page",
    ),
    "privacy-too-small": (
        "the privacy settings protect nobody; expected smallest_group of at least 3 and grid_m of at least 100",
        "leave them out: 5 and 250 are good",
    ),
    "tiles-unknown": (
        "no known tiles; expected a name of xyzservices that needs no key, or https://…/{{z}}/{{x}}/{{y}}.png",
        "for example OpenStreetMap.Mapnik",
    ),
    "archive-unknown": (
        "no map in one file; expected a name in small letters that ends in .pmtiles, or https://…/….pmtiles",
        "put the file into site_config/theme/ and give its name, for example city.pmtiles",
    ),
    "archive-unreadable": (
        "the file is not there, is larger than 64 MB or holds no vector tiles; expected PMTiles, version 3",
        "make it anew, or put a large one on a host of your own and give its address",
    ),
    # -- stories ---------------------------------------------------------------------------------------------
    "consent-date-missing": ("consent to publish has no date; expected given_on", "add the day on which it was given"),
    "consent-in-future": ("the consent is dated in the future", "check the year"),
    "consent-expires-first": ("expires_on is before given_on", "check both dates"),
    "image-alt-missing": ("the picture has no image_alt", "describe the picture in one sentence for who cannot see it"),
    "media-missing": (
        "there is no file with this name in the folder media/",
        "put the picture or sound there, or correct the name (capitals count)",
    ),
    "media-refused": ("the file in the folder media/ was refused", "see the problem of the file itself"),
    "theme-missing": ("a published story has at least one theme", "add themes: [ … ]"),
    "translation-without-original": ("there is no story {name} for this translation", "give both files the same name"),
    "translation-same-language": ("this is the language of the story itself", "rename the file after its language"),
    "body-empty": ("the story has no text", "write the story below the second ---"),
    "reference-missing": ("there is no signal with this name in this folder", "write story#id, as in the story's file"),
    "reference-ambiguous": ("the story has several signals; expected story#id", "add # and the id of the signal"),
    "on-story-not-public": (
        "a story can only point at a reply that is public; expected public: true and a reply",
        "add public: true and a reply, or delete on_story",
    ),
    "withdrawn-copy": (
        "this text was withdrawn as {other}, and stands here under another name",
        "delete this file, or write status: withdrawn; `vertelkaart withdraw --undo` lifts a withdrawal",
    ),
    # -- signals ---------------------------------------------------------------------------------------------
    "signal-open": ("the signal that starts on line {other_line} has no closing line :::", "add a line ::: at its end"),
    "signal-nested": ("a signal starts inside the signal of line {other_line}", "close the first with a line :::"),
    "signal-stray-close": ("a line ::: closes nothing", "delete it, or add ::: signal above"),
    "signal-odd-place": (
        "a signal marker stands in a list, quotation, table, comment or code",
        "put ::: signal at the very start of a line, with an empty line above",
    ),
    "signal-misspelt": (
        "a line starts with colons, but not with exactly ::: signal",
        "write ::: signal, with three colons, a space and the English word; the last line of a signal is only :::",
    ),
    "signal-keys-outside": (
        "keys stand in the public text, as if a marker was lost",
        "write ::: signal above the keys of a signal, and ::: below its text; other keys belong between the lines ---",
    ),
    "signal-no-head": (
        "the signal has no keys, or no empty line after its keys",
        "add theme: and kind:, then an empty line",
    ),
    "signal-no-text": ("the signal has no text", "write below the empty line what was said"),
    "signal-id-missing": ("a story with several signals gives each an id", "add id: with a short word"),
    "signal-id-repeated": ("this id is already used on line {other_line}", "give this signal another id"),
    "signal-in-translation": (
        "a signal stands in a translation; expected in the story itself only",
        "move the signal to the file of the story",
    ),
    "signal-repeated-in-public": (
        "a sentence of the signal on line {other_line} stands in the public text as well",
        "delete it from the story, or write public_too: true in the signal",
    ),
    "signal-names-teller": (
        "the name or contact of a teller stands in this signal; no digest names who told it",
        "write the role, or leave it out",
    ),
    "digest-summary-period": (
        "this does not have the name of a period; expected a folder such as 2026-01-01_2026-04-30",
        "make the folder with `vertelkaart digest summary`",
    ),
    "digest-summary-service": (
        "this folder does not have the name of a service; expected {expected}",
        "make the folder with `vertelkaart digest summary`",
    ),
    "digest-summary-comment": ("a comment starts with <!-- and does not end", "end it with -->, or delete it"),
    "digest-summary-long": (
        "the summary has {count} characters in {lines} paragraphs and lines; page one has room for {most} in {most_lines}",
        "make it shorter; the signals themselves stand on page two",
    ),
    "digest-summary-names-teller": (
        "the name or contact of a teller stands in this summary; no digest names who told it",
        "write the role, or leave it out",
    ),
}
