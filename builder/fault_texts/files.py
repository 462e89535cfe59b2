"""What is wrong with a file, whatever it is about: its bytes, its YAML, its values."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # -- whole files -----------------------------------------------------------------------------------------
    "file-too-large": ("the file is larger than {limit} kB", "split the story, or move long lists elsewhere"),
    "file-not-utf8": ("byte {offset} is not UTF-8", "save the file as UTF-8 (in Word: 'plain text, Unicode')"),
    "file-is-document": (
        "this is a document of a word processor ({program}), not plain text",
        "open it there, copy the text into a text editor, and save that as this file; or save it as plain text, UTF-8",
    ),
    "file-is-pdf": ("this is a PDF, not plain text", "copy its text into a text editor, and save that as this file"),
    "file-is-picture": (
        "this is a picture, not plain text",
        "put it in media/ under a name of its own, and type the story in a text editor",
    ),
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
    # -- front matter and YAML -------------------------------------------------------------------------------
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
    # -- values ----------------------------------------------------------------------------------------------
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
}
