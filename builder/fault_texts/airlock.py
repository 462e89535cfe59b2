"""What the airlock holds back."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
}
