"""What stands around the stories of a made-up city: the services, the mail server, and what a disk adds."""

from __future__ import annotations

from tests.leak.cities.chance import Chance
from tests.leak.cities.private_side import MailServer, ServiceSecrets, Surroundings
from tests.leak.cities.public_side import SERVICES, THEMES
from tests.leak.cities.texts import LONG, NAMELIKE, TOUCHY, Words, secret, secret_or_none

STRAY_PLACES = (
    *("stories/2014-tafel/verhaal-0.md.bak", "stories/2014-tafel/.verhaal-0.md.swp", "stories/2014-tafel/#a.md#"),
    *("stories/2014-tafel/notitie.md~", "stories/2014-tafel/.DS_Store", "stories/.verborgen/lijst.csv"),
    *("site_config/pages/over.md~", "site_config/pages/tellers.yml", "site_config/pages/oud/over.md"),
    *("site_config/pages/lijst.csv", "site_config/pages/.over.md.swp", "site_config/pages/foto.jpg"),
    *(
        ".published.jsonl",
        ".delivered.jsonl",
        "site_config/withdrawn.yml.bak",
        "build/.site-staging/schets.html",
        ".cache/vertelkaart/site-built.json",
    ),
    *(".cache/vertelkaart/debug/2019-03-14T00-00-00-000000.log", ".cache/vertelkaart/.vk-0123456789abcdef"),
    *(f".cache/vertelkaart/last-good/{'0' * 64}.json", f".cache/vertelkaart/last-good/files/{'a' * 64}"),
    *(".cache/vertelkaart/media/files/zzz.webp", ".cache/vertelkaart/media/00/zzz"),
    *("notities.txt", ".env", "build/digest/groen/digest.age", "places/oud.csv", "site_config/theme/schets.png"),
)


def make_services(chance: Chance, words: Words) -> tuple[ServiceSecrets, ...]:
    """The services that may answer in public, under their names, and others, in any order."""
    ids = [*SERVICES, *(words.next().lower() for _ in range(chance.number(0, 2)))]
    made = [
        ServiceSecrets(
            id=each,
            name=f"Dienst {each}" if each in SERVICES else secret(chance, words, pieces=NAMELIKE),
            recipient=secret_or_none(chance, words),
            themes=tuple(theme for theme in THEMES if chance.flag()),
            is_default=chance.flag(),
            comment=secret_or_none(chance, words),
        )
        for each in ids
    ]
    return tuple(reversed(made)) if chance.flag() else tuple(made)


def make_surroundings(chance: Chance, words: Words) -> Surroundings:
    """What a disk adds."""
    strays = tuple((path, secret(chance, words, most=LONG, pieces=TOUCHY)) for path in STRAY_PLACES if chance.flag())
    return Surroundings(
        order=chance.number(0, 99),
        days=chance.number(0, 3000),
        mode=chance.pick((0o644, 0o600, 0o664)),
        strays=strays,
    )


def make_mail(chance: Chance, words: Words) -> MailServer | None:
    """The mail server of a city, which stands in the same file as what everybody may see."""
    if not chance.flag():
        return None
    return MailServer(
        host=f"{words.next().lower()}.example",
        sender=f"{words.next().lower()}@{words.next().lower()}.example",
        username=words.next() if chance.flag() else None,
        port=chance.pick((None, 25, 2525)),
        security=chance.pick((None, "starttls", "tls")),
    )
