"""Lines of ten thousand signs that make a careless regular expression run for minutes."""

from __future__ import annotations

LENGTH = 10_000
PIECES = (
    "a", "a.", "a@", "@", "@ ", "a@b.", "a at b ", "a at b dot ", " at ", "(at)", "a(at)b(dot)", "punt ", "x punt y ",
    ".", "-", "+", "0", "1 ", "12 ", "1-", "1.", "1/", "12-34 ", "+1 ", "0475 ", "(0)", "(", ")", "((", "))", "((a",
    "a))", "((1 ", "(( ))", "0O", "1234 ", "BE68 ", "BE", "BE68", "AA11 AA11 ", "1-ABC-", "1-ABC-1 ", "ABC ",
    "ABC-123 ", "plaat ", "plaat ABC 12 ", "geboren ", "geboren op ", "born 1 ", "geboren op 1/1/", "né le 1 mai ",
    "nul ", "zero ", "oh ", "nul een twee ", "quatre cent ", "vier honderd ", "straat ", "straat", "Straat ",
    "Aastraat ", "Aastraat 1 x ", "Aa", "Aa ", "A'", "A’a", "Aa ", "Sint-", "rue ", "rue de la ", "rue de la Rue ",
    "rue d'", "Rue A de la A ", "de la ", "d'", "12 rue ", "Street ", "A Street ", "12 Baker ", "nummer ",
    "nummer 1 ", "nr. ", "nummer twaalf van de ", "at 12 ", "au 1 ", "woont ", "woont op de ", "bus ", "1 bus ",
    "Bruul ", "Bruul", "Bruul 1", "Grote ", "Grote-", "postbus ", "BP 1 ", "2800 A", "شارع ", "شارع ا ", "<", "<a ",
    "<a", "<!--", "<!-- ", "-->", "&", "&#", "&#64;", "&amp;", "&shy;", "\\", "\\a", "*", "**", "_", "_a", "`", "~~",
    "\u200b", "\n", " \n", "\n\n", "\n> ", "\n- ", "> ", " ", "\t", "%40", "https://", "https://a ", "[", "](", "![",
    "1.0000 ", "51.0252, ", "51.0252 N ", "1° ", "1°1'", "1° 1' N ", "///", "///a.", "a.b.c", "geo:1.00,1.00", "+",
    "2FGC+3R", "2FGC", "@a", "@abc.", "@abc ", "@a_", "t.me/", "x.com/a ", "insta ", "insta is ", "insta: a",
    "insta a1 ", "a_1 op insta ", "paspoort ", "paspoort 1", "paspoort A", "590-", "590-1234567-", "wachtwoord ",
    "wachtwoord is ", "wachtwoord: a ", "code ", "code van ", "pin ", "pin is ", "pincode is 1 ", "geboren 1/1/1 ",
    "geboren 1 mei ", "0a", "0 a", "04seven", "twaalf ", "straat twaalf", "Straat (", "Straat: 1 ", "rue A, ",
    "au douze ", "woont op A ", "straat nummer ", "Aastraat1",
    "é", "e\u0301", "٠", "𝟘", "０", "0️⃣", "\U0001f600",
)  # fmt: skip
LINES = {repr(piece): (piece * LENGTH)[:LENGTH] for piece in PIECES}
MIXED = {
    f"{first!r} then {last!r}": (first * LENGTH)[: LENGTH - len(last)] + last
    for first in ("a", "a.", "A", "1", "1 ", "Aa ", "0 ", "straat", "rue de ", "nul ", "(", "<a ")
    for last in ("!", " 1", "@", "straat 1", " Street", "))", ">")
}
HOSTILE = LINES | MIXED
