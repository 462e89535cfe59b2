"""axe-core on every kind of page: light and dark, phone and desk, Dutch and Arabic."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.nightly import IS_NIGHTLY
from tests.tools.browser_tools import install_packages

STORY = "verhalen/2020-stenen-die-spreken"
KINDS = {
    "home": "",
    "home, filtered": "?emotion=blij",
    "home, empty": "?q=xyzzyqwv",
    "home, narrowed in every way": "?q=stad&emotion=blij&from=2015&box=50.9000,4.3000,51.2000,4.7000",
    "home, card": "?story=2020-stenen-die-spreken/predikheren",
    "home, walk": "?walk=langs-het-water",
    "frame": "embed/?emotion=blij",
    "story with picture": f"{STORY}/predikheren/",
    "story with sound": f"{STORY}/beiaard/",
    "story in Arabic": "verhalen/2024-noord-en-zuid/keerdok/",
    "stories": "verhalen/",
    "place": "plekken/predikheren/",
    "places": "plekken/",
    "initiative": "initiatieven/klusbib/",
    "initiatives": "initiatieven/",
    "theme": "themas/erfgoed/",
    "themes": "themas/",
    "area": "buurten/centrum/",
    "areas": "buurten/",
    "workshop": "tafels/2020-stenen-die-spreken/",
    "workshops": "tafels/",
    "figures": "in-cijfers/",
    "what happened": "wat-gebeurde-ermee/",
    "what happened, filtered": "wat-gebeurde-ermee/?status=declined",
    "story with an answer": "verhalen/2022-nekkerspoel-beweegt/buurtbank/",
    "about": "over/",
    "withdrawn": "verhalen/2022-aankomen-en-praten/kersttafel/",
    "without a connection": "offline/",
    "404": "404.html",
}
VIEWS = {
    "desk, light": ("", DESK, "light"),
    "phone, dark": ("", PHONE, "dark"),
    "desk, dark, Arabic": ("ar/", DESK, "dark"),
    "phone, light, Arabic": ("ar/", PHONE, "light"),
}
AT_NIGHT = {
    "desk, dark": ("", DESK, "dark"),
    "phone, light": ("", PHONE, "light"),
    "desk, light, Arabic": ("ar/", DESK, "light"),
    "phone, dark, Arabic": ("ar/", PHONE, "dark"),
}
VIEWS |= AT_NIGHT if IS_NIGHTLY else {}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def uri_of(kind: str, prefix: str) -> str:
    """The address of a kind of page from the root, in the language of a prefix."""
    if kind == "frame":  # all of these stand in one folder
        return KINDS[kind].replace("embed/", f"embed/{prefix}")
    return KINDS[kind] if kind == "404" else prefix + KINDS[kind]


def is_pin(page: Page, rule: str, target: list[str]) -> bool:
    """Whether it is about the room around a mark on the map, which stands where its story is (WCAG 2.5.8)."""
    return rule == "target-size" and page.locator(target[0]).first.evaluate("each => each.matches('.vk-marker')")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page: OpenPage, kind: str, view: str) -> None:
    prefix, size, scheme = VIEWS[view]
    page = open_page(uri_of(kind, prefix), size, scheme)
    page.evaluate((install_packages() / "axe-core" / "axe.min.js").read_text("utf-8"))  # the policy stops a script tag
    found = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    violations = [
        (violation["id"], targets[:3])
        for violation in found["violations"]
        if (
            targets := [
                node["target"] for node in violation["nodes"] if not is_pin(page, violation["id"], node["target"])
            ]
        )
    ]
    assert violations == []
    assert found["passes"], "axe ran and looked at something"
