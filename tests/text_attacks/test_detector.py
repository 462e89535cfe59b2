"""The detector is proven first: the same texts, unsanitised in a careless page, run and ask other hosts."""

from __future__ import annotations

import re
import sys

import pytest
from playwright.sync_api import Browser, Route

from tests.text_attacks.attack import MEDIA_TYPES, Attack, Fires, careless_page
from tests.text_attacks.collection import ATTACKS, by_family
from tests.text_attacks.witness import Witness

CARELESS = "http://careless.test/"
BATCH = 112
FRAMES = """
async (pages) => {
  document.body.replaceChildren();
  await Promise.all(pages.map(({ content, type }) => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.addEventListener("load", resolve, { once: true });
    setTimeout(resolve, 4000);
    if (type) frame.src = URL.createObjectURL(new Blob([content], { type }));
    else frame.srcdoc = content;
    document.body.append(frame);
  })));
  await new Promise((resolve) => setTimeout(resolve, 200));
}
"""


def serve_careless(route: Route) -> None:
    """The page that holds the careless ones in frames; they all ask it for `x`, which is nothing."""
    is_holder = route.request.url == CARELESS
    route.fulfill(body="<!doctype html><body></body>" if is_holder else "", content_type="text/html")


def frame_of(attack: Attack) -> dict[str, str]:
    """A careless page for the holder; a document of its own also needs an address of its own."""
    return {"content": careless_page(attack), "type": MEDIA_TYPES.get(attack.road, "")}


@pytest.fixture(scope="module")
def seen(browser: Browser) -> Witness:
    """What the careless pages did, all of them."""
    witness = Witness(own_host="careless.test")
    context = browser.new_context()
    witness.follow(context)
    context.route(f"{CARELESS}**", serve_careless)
    page = context.new_page()
    page.goto(CARELESS)
    for start in range(0, len(ATTACKS), BATCH):
        page.evaluate(FRAMES, [frame_of(attack) for attack in ATTACKS[start : start + BATCH]])
    context.close()
    return witness


def test_there_are_at_least_five_hundred_texts() -> None:
    without_numbers = {re.sub(r"vkAttack\(\d+\)|n\d+\.foreign", "", attack.text) for attack in ATTACKS}
    assert len(without_numbers) >= 500
    assert [attack.number for attack in ATTACKS] == list(range(len(ATTACKS)))


@pytest.mark.parametrize("family", by_family())
def test_a_family_does_unsanitised_what_it_says(seen: Witness, family: str) -> None:
    numbers = {attack.number for attack in by_family()[family]}
    fires = by_family()[family][0].fires
    ran, asked = numbers & seen.ran_numbers, numbers & seen.asked_numbers
    assert bool(ran) == (fires is Fires.SCRIPT)
    assert bool(asked) or fires is not Fires.REQUEST


def test_a_good_share_runs_and_asks(seen: Witness, capsys: pytest.CaptureFixture[str]) -> None:
    ran, asked = seen.ran_numbers, seen.asked_numbers
    with capsys.disabled():
        sys.stdout.write(f" {len(ATTACKS)} texts; unsanitised, {len(ran)} run and {len(asked)} ask another host ")
    assert len(ran) >= 300
    assert len(asked) >= 60
