"""The English texts of all faults: code → (what is wrong and what was expected, hint).

`{word}` is filled from the parameters of the fault, never with a value from a file. Dutch:
`languages/catalogues/nl/errors.po`; a test holds the two together. Every code has a case under
`tests/sites_invalid/` or a unit test that names it.
"""

from __future__ import annotations

FAULT_TEXTS: dict[str, tuple[str, str]] = {
    # -- whole files ------------------------------------------------------------------------------------------
    "file-too-large": ("the file is larger than {limit} kB", "split the story, or move long lists elsewhere"),
    "file-not-utf8": ("byte {offset} is not UTF-8", "save the file as UTF-8 (in Word: 'plain text, Unicode')"),
    "file-control-character": ("a control character stands at byte {offset}", "type the line again without it"),
    "file-bidi-control": (
        "a hidden character that reverses text stands here",
        "type the line again; copied text sometimes carries it",
    ),
    "conflict-marker": (
        "two versions of a passage stand here, as git leaves them",
        "keep one, and delete the lines that start with <<<<<<<, ======= and >>>>>>>",
    ),
    "file-is-link": ("the file is a link to somewhere else", "put the file itself in the folder"),
    "file-unreadable": ("the file cannot be opened", "check that it exists and may be read"),
    "file-unexpected": (
        "this file does not belong here; expected {expected}",
        "rename it, or move it out of the folder",
    ),
    "file-missing": ("the file {name} is missing", "add it; the README shows an example"),
    "file-name": (
        "the file name is not usable; expected lower-case letters, digits and hyphens, at most 64",
        "delete it if it is a copy; else rename it, for example brug-over-de-dijle.md",
    ),
    "file-name-clash": ("this name is the same as {other} on some computers", "rename one of the two files"),
    # -- front matter and YAML --------------------------------------------------------------------------------
    "front-matter-missing": ("the file does not start with a line ---", "start with ---, the keys, and --- again"),
    "front-matter-not-first": (
        "something stands before the first line ---",
        "delete the empty line or spaces above it",
    ),
    "front-matter-wrong-fence": (
        "the first line is not exactly three hyphens",
        "write --- (three plain hyphens) on the first line",
    ),
    "front-matter-open": ("the front matter has no closing line ---", "add a line --- before the story begins"),
    "front-matter-twice": ("a second block between --- lines follows the first", "keep one block, with all keys in it"),
    "front-matter-torn": (
        "the story begins with an indented line, as if it belonged to the front matter",
        "move the line --- below it, or delete the spaces before it",
    ),
    "yaml-syntax": (
        "the line cannot be read as `key: text`",
        'put the whole text between " ": a colon, a # or a quotation mark in it means something else here',
    ),
    "yaml-runs-on": (
        "a text without quotation marks runs on over several lines",
        'put it on one line, or between " ", or write > behind the key',
    ),
    "yaml-line-in-text": (
        "a key or a comment seems to stand inside a text of several lines",
        "check the spaces at the start of the line and the quotation marks; write the line otherwise if it is text",
    ),
    "yaml-tab": ("a tab stands before the key", "indent with spaces"),
    "yaml-special": (
        "&, *, !, << and --- have a special meaning in YAML and are not used here",
        'put the text between " "',
    ),
    "yaml-too-deep": ("lists and keys are nested deeper than {limit}", "check the brackets [ ] and { }"),
    "yaml-too-large": ("there are more than {limit} keys and values", "split the file"),
    "yaml-not-a-mapping": ("expected keys, such as `title: …`", "write one key on a line, with a colon and a space"),
    "key-repeated": ("the key already stands on line {other_line}", "keep one of the two"),
    "more-faults": ("there are {count} more problems in this file", "correct the ones that are shown first"),
    "unknown-key": ("unknown key; expected one of {expected}", "check the spelling"),
    "unknown-key-guess": ("unknown key", 'did you mean "{guess}"?'),
    # -- values ------------------------------------------------------------------------------------------------
    "missing-key": ("the key is missing; expected {expected}", "add it"),
    "empty-value": ("the key has no value; expected {expected}", "fill it in, or delete the line"),
    "not-text": ("expected a text", 'put the text between " "'),
    "not-a-list": ("expected a list, such as [one, two]", "put the words between [ ] with commas"),
    "not-a-mapping": (
        "expected keys with values, not only a word",
        "write them between {{ }}, for example teller: {{role: baker}}; the guides show each key",
    ),
    "not-yes-no": ("expected true or false", "write true or false, without quotation marks"),
    "not-a-number": ("expected a number, such as 12", "use digits only"),
    "not-degrees": (
        "expected degrees with a decimal point, such as 51.0279",
        "no comma, no minutes and seconds; copy them from the map",
    ),
    "not-a-date": (
        "expected a date: 2019-03-14, 2019-03 or 2019",
        "write year-month-day in digits, with a 0 before 1 to 9, and check that the day exists",
    ),
    "not-a-full-date": (
        "expected a date with a day, such as 2019-03-14",
        "write year-month-day in digits, with a 0 before 1 to 9, and check that the day exists",
    ),
    "not-an-id": (
        "expected lower-case letters, digits and hyphens, at most 64",
        "write the id, not the name: for example de-brug; several stand between [ ], with commas",
    ),
    "not-a-language": ("expected a language code, such as nl, fr, en or ar", "use the two letters of the language"),
    "not-a-url": ("expected a web address that starts with https:// or http://", "copy it from the browser"),
    "not-a-colour": ("expected a colour, such as #b5472f", "use # and six digits or letters a to f"),
    "not-a-time-zone": ("expected a time zone, such as Europe/Brussels", "see the list of the tz database"),
    "not-an-email": ("expected one e-mail address", "one address, without commas or spaces"),
    "not-a-media-name": (
        "expected media/ and a plain file name, such as media/brug.jpg",
        "put the file in the folder media/ of the workshop",
    ),
    "not-a-recipient-key": ("expected a public key that starts with age1", "ask the service for its age key"),
    "private-key": (
        "THIS IS A PRIVATE KEY. Whoever has it can read the digest",
        "remove it now, make a new pair, and give only the key that starts with age1",
    ),
    "text-too-long": ("the text is longer than {limit} characters", "make it shorter; the story itself may be long"),
    "not-in-list": ("not a known word; expected {expected}", "copy one of these words; they are English"),
    "not-in-list-guess": ("not a known word; expected {expected}", 'did you mean "{guess}"?'),
    "unknown-id": ("nothing with this id in {where}", "look in that file which ids there are, or add it there"),
    "unknown-id-guess": ("nothing with this id in {where}", 'did you mean "{guess}"?'),
    "id-repeated": ("this id is already used on line {other_line}", "give one of the two another id"),
    "invalid-value": ("the value does not fit here", "look at the example in the README"),
    "default-language-missing": ("the text in the city's own language ({language}) is missing", "add it"),
    # -- places -------------------------------------------------------------------------------------------------
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
    # -- stories --------------------------------------------------------------------------------------------------
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
    # -- signals ---------------------------------------------------------------------------------------------------
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
    # -- the airlock ----------------------------------------------------------------------------------------------
    "personal-phone": (
        "a telephone number stands in a public text",
        "delete it; or, if the teller wants it there, write ((…)) around exactly the number,"
        " as in ((0470 00 00 00)), or add consent.discloses: [phone] for the whole story",
    ),
    "personal-email": (
        "an e-mail address stands in a public text",
        "delete it; or, if the teller wants it there, write ((…)) around exactly the address,"
        " as in ((name@example.org)), or add consent.discloses: [email] for the whole story",
    ),
    "personal-national-number": ("a national number stands in a public text", "delete it; nothing lets it pass"),
    "personal-bank-account": (
        "a bank account or card stands in a public text",
        "delete it; or, if the teller wants it there, write ((…)) around exactly the number,"
        " as in ((BE00 0000 0000 0000)), or add consent.discloses: [bank-account] for the whole story",
    ),
    "personal-address": (
        "a street with a house number stands in a public text",
        "delete the number; or, if the teller wants it there, write ((…)) around the whole address,"
        " as in ((Dorpsstraat 0)), or add consent.discloses: [address] for the whole story",
    ),
    "personal-coordinates": (
        "a point on the map stands in a public text, as degrees or as a link",
        "delete it and name a place; or, if the teller wants it there, write ((…)) around the whole of it,"
        " as in ((51.0000, 4.0000)), or add consent.discloses: [address] for the whole story",
    ),
    "personal-handle": (
        "a name on social media stands in a public text",
        "delete it, or put the initiative in places/initiatives.yml; or, if the teller wants it there, write ((…)) around"
        " exactly the name, as in ((@somebody)), or add consent.discloses: [handle] for the whole story",
    ),
    "personal-document": (
        "the number of a passport, card or licence stands in a public text",
        "delete it; nothing lets it pass",
    ),
    "personal-password": ("a password or code stands in a public text", "delete it; nothing lets it pass"),
    "personal-plate": (
        "a number plate stands in a public text",
        "delete it; or, if the teller wants it there, write ((…)) around exactly the plate,"
        " as in ((1-AAA-000)), or add consent.discloses: [plate] for the whole story",
    ),
    "personal-birth-date": (
        "somebody's date of birth stands in a public text",
        "write the year or the age; or, if the teller wants it there, write ((…)) around exactly the date,"
        " as in ((1 January 2000)), or add consent.discloses: [birth-date] for the whole story",
    ),
    "personal-name": ("the name of a teller stands in a public text", "write the role, or ask consent.name"),
    "text-too-complex": ("the text has too many brackets or quotation marks to be read safely", "simplify it"),
    "comment-in-text": (
        "a part between <!-- and --> would be shown to every reader",
        "delete it; what is private goes in notes: of workshop.yml",
    ),
    "arrow-in-text": (
        "the sign --> stands in a public text; it is also the end of a hidden remark",
        "write → for an arrow; if something before it was meant to be hidden, delete that too",
    ),
    "html-in-text": (
        "words stand between HTML tags at the start of a line, and would not be shown",
        "delete the tags, such as <p> and <div>; an empty line starts a paragraph",
    ),
    "picture-in-text": (
        "a picture stands in the text; expected image: in the front matter",
        "put the file in media/ and name it with image: media/name.jpg",
    ),
    "picture-type": ("not a JPEG, PNG or WebP picture", "open it and save it as JPEG"),
    "picture-heic": (
        "a HEIC picture, as an iPhone makes it; expected JPEG, PNG or WebP",
        "on the iPhone choose Settings > Camera > Formats > Most Compatible and take it again, or open this one on a computer and save it as JPEG",
    ),
    "picture-avif": (
        "an AVIF picture; expected JPEG, PNG or WebP",
        "open it in a browser or an app for pictures and save it as JPEG",
    ),
    "picture-gif": ("a GIF, which can move; expected JPEG, PNG or WebP", "open it and save one image of it as PNG"),
    "picture-bitmap": (
        "a TIFF, BMP or raw picture of a camera; expected JPEG, PNG or WebP",
        "open it in an app for pictures and save it as JPEG",
    ),
    "picture-svg": (
        "an SVG drawing, which can hold a program; expected JPEG, PNG or WebP",
        "open it in a drawing app and export it as PNG",
    ),
    "picture-pdf": ("a PDF; expected JPEG, PNG or WebP", "open it, make a screenshot of the page and save that as PNG"),
    "picture-html": (
        "a web page with the name of a picture; expected JPEG, PNG or WebP",
        "open the page in a browser, click on the picture with the right button and save it as a picture",
    ),
    "picture-film": (
        "a film; expected a JPEG, PNG or WebP picture",
        "pause the film where you want it, make a screenshot and save that as JPEG",
    ),
    "picture-too-large": (
        "the picture has more than {limit} million pixels",
        "make it smaller: 2000 pixels wide is more than enough",
    ),
    "picture-broken": ("the picture cannot be opened", "save it again as JPEG"),
    "sound-type": ("not an MP3, Ogg, WAV or M4A sound", "save it as MP3"),
    "sound-film": (
        "a film; expected an MP3, Ogg, WAV or M4A sound",
        "take the sound out of it, for example in VLC: Media > Convert, profile MP3",
    ),
    "sound-amr": (
        "an AMR recording, as older phones make it; expected MP3, Ogg, WAV or M4A",
        "open it on a computer, for example in VLC, and convert it to MP3; or choose M4A, MP3 or WAV in the settings of the recorder",
    ),
    "sound-too-long": ("the sound is longer than {limit} minutes", "cut it into parts"),
    "sound-broken": ("the sound cannot be played", "save it again as MP3"),
    # -- commands ----------------------------------------------------------------------------------------------------
    "build-locked": ("another build is busy in this folder", "wait for it, or stop it"),
    "site-folder": (
        "the folder of site_dir in mkdocs.yml holds something else than a site, and would be replaced as a whole",
        "write site_dir: build/site in mkdocs.yml, and let build/ be a plain folder",
    ),
    "docs-folder": (
        "the folder of docs_dir in mkdocs.yml is not inside site_config/",
        "write docs_dir: site_config/pages in mkdocs.yml",
    ),
    "settings-read-files": (
        "{name} in mkdocs.yml can copy any file into a page, also one of stories/",
        "take it out of mkdocs.yml, and write what a page says in the page itself",
    ),
    "build-broken": (
        "the build stopped at something unexpected ({name}); nothing was written",
        "run it again as `vertelkaart --debug …`: a private file then tells where",
    ),
    "debug-folder": (
        "the folder .cache/vertelkaart/debug/ cannot be used: it is a link, or somebody else's",
        "delete it, and try again",
    ),
    "settings-of-mkdocs": (
        "mkdocs.yml cannot be read",
        "compare it with the mkdocs.yml of the example; `vertelkaart --debug build` writes down what MkDocs says",
    ),
    "changed-during-build": ("the file changed during the build", "build again"),
    "came-during-build": ("the file came or went during the build", "build again"),
    "tree-not-whole": (
        "what was written is not whole: {missing} files are missing, {wrong} are wrong; the last site stays",
        "build again; if it stays so, look whether the disk is full, or another plugin of mkdocs.yml writes files",
    ),
    "lock-impossible": (
        "this disk cannot lock files, so two builds could mix",
        "put the project on a disk of this computer, not on a network disk",
    ),
    "disk-full": ("the disk is full; what was there before stays", "make room on the disk, and try again"),
    "disk-forbidden": (
        "a folder or file may not be written here; what was there before stays",
        "look at who owns the folders build/ and .cache/, or copy the project to a folder of your own",
    ),
    "disk-trouble": (
        "the disk did not do what was asked ({name}); what was there before stays",
        "try again; if it stays so, make a copy of the project and have the disk looked at",
    ),
    "plugin-missing": ("mkdocs.yml does not name the plugin vertelkaart", "write plugins: [vertelkaart] in mkdocs.yml"),
    "page-inline": (
        "a page in site_config/pages/ has a style=… or an on…=…, which visitors do not get: {name}",
        "write it in Markdown, or as a class",
    ),
    "page-warnings": (
        "a page in site_config/pages/ has the problem above; nothing was written",
        "correct the link or the page it names",
    ),
    "story-unknown": ("there is no story with this name", "write 2026-bib/de-brug, or only de-brug"),
    "story-unknown-guess": ("there is no story with this name", "did you mean {guess}?"),
    "story-ambiguous": ("several stories have this name", "write one of {guess}"),
    "not-withdrawn": ("this story is not withdrawn", "see site_config/withdrawn.yml"),
    "undo-without-file": (
        "the file of this story is not there",
        "put it back first, with the new consent in it",
    ),
    "undo-without-consent": (
        "this story has no consent from after {day}, the day on which it was withdrawn",
        "ask the teller, and write consent: {{publish: true, given_on: …}} with the day of the new consent",
    ),
    "withdraw-without-yes": (
        "nobody can be asked here whether this is the right story",
        "add --yes, and the story is withdrawn at once",
    ),
    "not-a-project": ("there is no {name} here", "go to the folder of your map, where mkdocs.yml is"),
    "story-name": (
        "expected the names of the workshop and the story, such as 2026-bib/de-brug",
        "use lower-case letters, digits and hyphens",
    ),
    "story-exists": ("this story is already there", "open that file, or choose another name"),
    "digest-period": ("--since is after --until", "swap the two dates"),
    "signal-renamed": (
        "there is no such signal, and the same text now stands in {other}, line {other_line}: was it renamed?",
        "`vertelkaart signals settle` asks, and writes the new name",
    ),
    "rename-nothing": (
        "no follow-up has this name in the workshop of the new one",
        "look in its follow_up.yml; a follow-up stays with its workshop",
    ),
    "rename-one-workshop": (
        "the two names are of different workshops",
        "move the follow-up by hand to the follow_up.yml of the other workshop",
    ),
    "follow-up-layout": (
        "this file is laid out so that a program cannot change it with certainty",
        "change it by hand, or put each key on a line of its own",
    ),
    "files-changed": (
        "a file was changed meanwhile; nothing was written",
        "do it again; if it stays so, look what git shows as changed",
    ),
    "kept-name-taken": (
        "a new signal has the name of one whose public reply stays",
        "give the new signal another id",
    ),
    "keep-not-set": (
        "this city keeps its signals: privacy.keep_signals_months is not set",
        "write it in site_config/city.yml, for example keep_signals_months: 60",
    ),
    "keep-too-short": (
        "signals are needed for longer; expected at least {least} months, three periods of the longest calendar",
        "write a larger number, or leave it out to keep them",
    ),
    "filter-unknown": ("nothing has the name that {option} gives", "look for it in site_config/, or in stories/"),
    "signal-unknown": ("there is no such signal", "`vertelkaart signals list` shows all of them"),
    "signal-ambiguous": (
        "several signals may be meant",
        "write the whole name, as `vertelkaart signals list` shows it",
    ),
    "calendar-months": (
        "the periods of this calendar do not fit in a year; expected 1, 2, 3, 4, 6 or 12",
        "write every_months: 4 for three digests a year",
    ),
    "service-dates": ("the last day comes before the first", "swap since and until, or leave one out"),
    "delivered-unreadable": (
        "this line of the list of deliveries cannot be read; nothing is guessed from it",
        "take the file from your copy, or delete this line: that digest then counts as not delivered",
    ),
    "digest-no-key": (
        "the service {service} has no key, and a digest is not written unsealed",
        "add a recipient in site_config/services.yml, make one with `vertelkaart keys make`, or give --unsealed",
    ),
    "digest-key-expired": ("the key of the service {service} has expired", "ask the service for a new one"),
    "key-file-outside": ("the key file lies outside the project", "put it in .keys/ and name it so"),
    "unknown-service": ("there is no service of this name; expected {expected}", "use an id of services.yml"),
    "not-a-service": ("a name of a service has lower-case letters, digits and hyphens", "use an id of services.yml"),
    "port-busy": ("no free port near {port}", "give another one with --port"),
    # -- answers of services ------------------------------------------------------------------------------------------
    "answer-file-kind": (
        "this is no sheet (.xlsx) and no list of Open311 (.json)",
        "open it in the program that made it, and save it as .xlsx",
    ),
    "answer-too-large": (
        "there is far more in it than a digest has; it is not opened",
        "give the sheet of one digest at a time, without pictures or other sheets in it",
    ),
    "answer-broken": (
        "the file is damaged, or something else than its name says",
        "open it in a spreadsheet program and save it again as .xlsx; if that fails, ask the service for it again",
    ),
    "answer-macros": (
        "there are macros in this workbook; it is not opened",
        "ask the service for the sheet as .xlsx without macros",
    ),
    "answer-locked": (
        "this workbook is old (.xls) or has a password, which cannot be read here",
        "open it in a spreadsheet program and save it as .xlsx without a password",
    ),
    "answer-password": (
        "this workbook does not open with that password, or is an old one (.xls)",
        "try the password again; or save it as .xlsx without a password",
    ),
    "answer-empty-folder": (
        "there is no sheet (.xlsx) and no list of Open311 (.json) in this folder",
        "name the file itself",
    ),
    "answer-other-sheet": (
        "no sheet of this workbook comes from a digest: its hidden row with keys is not there",
        "copy the answers into the sheet that the digest came with, and give that one",
    ),
    "answer-row-without-signal": (
        "something is filled in here, but the hidden cell {cell} does not say what it is about",
        "copy the answer to the row of its signal in the sheet that the digest came with",
    ),
    "answer-formula": (
        "cell {cell} is computed by a formula, so nobody can say who wrote it",
        "type the text itself into the cell",
    ),
    "answer-cell": ("cell {cell} holds something else than words", "type the text into the cell"),
    "answer-status": (
        "cell {cell} is not a status that a service can give; expected {expected}",
        "choose one from the list of the cell; what is more goes into the column of the reason",
    ),
    "answer-day": ("cell {cell} is not a day", "write it as 2026-03-14 or 14/3/2026"),
    "answer-forwarded-to": (
        "cell {cell} names no service of site_config/services.yml, or more than one",
        "write the id of the service; whom the map does not know goes into the column of the reason",
    ),
    "answer-json": (
        "this is no list of requests or updates of Open311 in JSON",
        "export them as JSON by GeoReport v2, as a list",
    ),
    "answer-request-id": (
        "entry {number} has no service_request_id of this map",
        "take the ids over as they are in the Open311 folder of the digest",
    ),
    "answer-request-service": (
        "entry {number} does not say which service answers",
        "give the service with --service, or put the file in a folder with its id",
    ),
    "answer-request-status": (
        "the status of entry {number} is not known; expected {expected}",
        "write open or closed, or the word of the digest",
    ),
    "answer-request-day": (
        "the updated_datetime of entry {number} is not a day and time",
        "write it as 2026-03-14T09:30:00Z",
    ),
    "answer-no-service": (
        "say which files came back, or the service for which you want to type the answers",
        "write vertelkaart signals answer FILE, or vertelkaart signals answer --service ID; known: {expected}",
    ),
    "answer-without-yes": (
        "nobody can be asked here whether this may be written; nothing was written",
        "look with --dry-run, and add --yes",
    ),
    "workshop-unknown": ("there is no workshop with this name", "write the name of its folder in stories/"),
    "letter-language": (
        "there are no words for a letter in this language; expected {expected}",
        "choose one of these, and have it translated by a person",
    ),
    "follow-up-changed": ("the file changed meanwhile; nothing was written", "do the same again"),
    # -- publishing ---------------------------------------------------------------------------------------------------
    "public-private-words": (
        "words of {source} stand in this public file",
        "correct the story, build again, and tell who maintains the builder: this should never be",
    ),
    "public-private-place": (
        "the exact place of {source} stands in this public file",
        "correct the story, build again, and tell who maintains the builder: this should never be",
    ),
    "public-fingerprint": (
        "a fingerprint of {source} stands in this public file",
        "tell who maintains the builder: a fingerprint lets somebody check a guess",
    ),
    "public-file-closed": (
        "this file looks like an archive, picture, sound or PDF and cannot be opened, so nobody can say what is in it",
        "take it out of the city's own files, and build again",
    ),
    "publish-no-site": ("there is no site in build/site/", "build it first: vertelkaart build"),
    "publish-not-whole": ("the site in build/site/ is not as a build left it", "build it again: vertelkaart build"),
    "publish-stale": ("files changed since the site was built", "build it again: vertelkaart build"),
    "publish-revives": (
        "a story that was withdrawn at this address would come back",
        "set it to withdrawn here too (was a backup restored?), and build again",
    ),
    "publish-put-back": (
        "stories that were withdrawn at this address would come back (was a backup restored?); they are on the list of withdrawn stories again: {stories}",
        "build, and publish again: vertelkaart build",
    ),
    "publish-gh-deploy": (
        "mkdocs gh-deploy pushes from the repository with the stories, without a last look; it is not used here",
        "publish with: vertelkaart publish --to <repository of the site>",
    ),
    "publish-no-git": ("git is not installed on this machine", "install git, or publish to a folder"),
    "publish-own-repository": (
        "this repository holds your private files, or is linked to the one that does; it must not become public, and a branch of it neither",
        "make a second repository for the site alone, empty, and give its address with --to",
    ),
    "publish-git-failed": (
        "git could not do it; nothing was published",
        "try `git ls-remote` with the same address to see why",
    ),
    "publish-branch-name": ("this is no name for a branch", "write --branch gh-pages"),
    "publish-denied": (
        "{address} does not let you in; nothing was published",
        "check your key or password for git, and that you may write there",
    ),
    "publish-overtaken": (
        "the branch at {address} changed meanwhile, or takes no push; nothing was published",
        "publish again; if it stays so, look whether the branch is protected",
    ),
    "publish-no-repository": (
        "there is no repository at {address}",
        "check the address, and make the repository first",
    ),
    "publish-unreachable": (
        "{address} cannot be reached; nothing was published",
        "check the connection, and try again",
    ),
    "publish-foreign-branch": (
        "this branch holds something else than a published site",
        "give another name with --branch",
    ),
    "publish-into-project": (
        "this folder is your project, lies in it, or holds it; it would be replaced as a whole",
        "give a folder outside of the project, or one such as build/public",
    ),
    "publish-foreign-folder": (
        "this folder holds something else than a published site, and would be replaced as a whole",
        "give an empty folder or a new one",
    ),
    "publish-folder-write": (
        "the folder cannot be written; what stood there still stands",
        "check that you may write there and that the disk is not full",
    ),
    "publish-new-target": ("nothing stands there yet", "check the address, and add --yes"),
}
