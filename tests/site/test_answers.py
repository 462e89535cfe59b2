"""The page of answers, its feed, and the mark on a story."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from builder.airlock.small_groups import group_words
from builder.languages import load_language
from builder.model.gathering import FollowUpStatus
from builder.model.public import Edition, PublicReply, PublicReplyFigures, PublicTheme
from builder.model.scalars import PartialDate
from builder.site.addresses import SiteMap
from builder.site.feeds import build_answers_feed
from builder.site.page import Page
from builder.site.pages import build_pages, build_workbenches
from tests.atlas.editions import make_edition

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SMALLEST = 5
THEMES = (PublicTheme(id="water", label={"nl": "Water", "ar": "ماء"}), PublicTheme(id="zorg", label={"nl": "Zorg"}))
NASTY = 'Ja <b>& nee</b> ]]> "x"'


def make_reply(number: int = 0, **keys: object) -> PublicReply:
    """A public reply; each number has its own day and text."""
    values: dict[str, object] = {
        "anchor": f"answer-{number}",
        "theme_id": "water",
        "service_id": "groen",
        "service": {"nl": "Groen", "ar": "الخضرة"},
        "status": FollowUpStatus.DONE,
        "forwarded_to": {},
        "answered_on": PartialDate(year=2020, month=1, day=1 + number),
        "text": {"nl": f"Antwoord {number}."},
        "story_id": None,
    }
    return PublicReply(**values | keys)  # type: ignore[arg-type]  # fields of the reply


def edition_with(*replies: PublicReply, median_days: int | None = None) -> Edition:
    """A city with these replies."""
    plain = make_edition()
    figures = PublicReplyFigures(
        by_status=group_words([(each.status.value,) for each in replies], SMALLEST, adds_up=True),
        by_theme=group_words([(each.theme_id,) for each in replies], SMALLEST, adds_up=True),
        median_days=median_days,
    )
    told = len(replies) if len(replies) >= SMALLEST else None
    return replace(
        plain, replies=replies, reply_figures=figures, themes=THEMES, figures=replace(plain.figures, replies=told)
    )


def pages_of(edition: Edition, code: str = "nl") -> dict[str, Page]:
    site_map = SiteMap(city=edition.city)
    benches = build_workbenches(edition, site_map, {each: load_language(each) for each in edition.city.languages})
    return {page.uri: page for page in build_pages(benches[code])}


def answers_of(edition: Edition, code: str = "nl") -> str:
    return str(pages_of(edition, code)["what-happened/" if code == "nl" else f"{code}/what-happened/"].content_html)


def words(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def test_without_answers_the_page_says_so_and_has_nothing_to_filter() -> None:
    shown = answers_of(edition_with())
    assert "Nog geen antwoord om te tonen" in shown
    assert 'data-part="answers' not in shown and "<select" not in shown and "vk-bars" not in shown


def test_an_answer_has_its_anchor_and_what_it_is_filtered_by() -> None:
    shown = answers_of(edition_with(make_reply(3, text={"nl": NASTY})))
    item = re.search(r'<li class="vk-answers__answer"[^>]*>', shown)
    assert item and item[0] == (
        '<li class="vk-answers__answer" id="answer-3" data-part="answer" data-status="done" data-theme="water"'
        ' data-service="groen" data-year="2020">'
    )
    assert NASTY in words(shown) and "<b>" not in shown


def test_a_filter_with_one_word_for_all_is_not_there() -> None:
    shown = answers_of(edition_with(make_reply(0), make_reply(1, status=FollowUpStatus.DECLINED)))
    assert re.findall(r'<select[^>]* name="([^"]+)"', shown) == ["status"]
    options = re.findall(r'<option value="([^"]*)"[^>]*>([^<]+)<', shown)
    assert options == [("", "Alle"), ("done", "Gedaan"), ("declined", "Niet opgenomen")]


def test_to_whom_it_was_passed_on_is_told() -> None:
    passed = make_reply(0, status=FollowUpStatus.FORWARDED, forwarded_to={"nl": "De Lijn"})
    assert "Groen · Doorgegeven aan De Lijn" in words(answers_of(edition_with(passed)))
    assert "Doorgegeven aan" not in words(answers_of(edition_with(make_reply(0))))


@pytest.mark.parametrize(
    ("days", "said"), [(None, None), (0, "0 dagen"), (1, "1 dag"), (13, "13 dagen"), (14, "2 weken"), (42, "6 weken")]
)
def test_the_median_is_told_in_days_or_weeks(days: int | None, said: str | None) -> None:
    shown = answers_of(edition_with(make_reply(), median_days=days))
    numbers = re.findall(r'vk-figures__number">([^<]+)<', shown)
    assert numbers == ([] if said is None else [said])


def test_no_small_number_of_answers_is_told() -> None:
    replies = [make_reply(each) for each in range(6)]
    replies += [make_reply(6 + each, status=FollowUpStatus.ANSWERED) for each in range(5)]
    replies += [make_reply(11, status=FollowUpStatus.DECLINED, theme_id="zorg")]
    shown = answers_of(edition_with(*replies))
    bars = re.findall(r'vk-bars__label">.*?>([^<]+)<.*?vk-bars__count">(\d+)<', shown, re.DOTALL)
    assert bars == [("Gedaan", "6"), ("Andere", "6")]  # of one theme nothing can be told without the other
    assert re.findall(r'vk-figures__number">([^<]+)<', shown) == ["12"]
    few = answers_of(edition_with(*replies[:4]))
    assert "vk-figures" not in few and "vk-bars" not in few


def test_the_script_gets_its_words_in_all_forms_and_the_smallest_group() -> None:
    shown = answers_of(edition_with(make_reply()), "ar")
    found = re.search(r'data-part="answers-settings">(.*?)</script>', shown)
    assert found
    settings = json.loads(found[1])
    assert set(settings["messages"]) == {"fewer-than", "answers", "answers-of", "answers-most"}
    assert set(settings["messages"]["answers"]) == {"zero", "one", "two", "few", "many", "other"}
    assert settings["language"] == "ar" and settings["smallest"] == make_edition().groups.smallest


def test_a_story_points_at_its_answer_and_the_answer_at_the_story() -> None:
    edition = edition_with(make_reply(0, story_id="tafel/brug"), make_reply(1))
    assert edition.stories[0].id == "tafel/brug"
    pages = pages_of(edition)
    story = pages["stories/tafel/brug/"].content_html
    assert '<a href="../../../what-happened/#answer-0">Hierop kwam een antwoord</a>' in story
    assert "Gedaan · Groen · 1 januari 2020" in words(story)
    assert "answer-1" not in story
    assert [page.uri for page in pages.values() if "Hierop kwam" in page.content_html] == ["stories/tafel/brug/"]
    shown = answers_of(edition)
    assert re.findall(r'vk-answers__story">Uit het verhaal <a href="([^"]+)"', shown) == ["../stories/tafel/brug/"]


def test_the_feed_of_answers_has_stable_ids_and_the_words_of_its_language() -> None:
    edition = edition_with(make_reply(1, text={"nl": NASTY}), make_reply(0, text={"nl": "Ja.", "ar": "نعم."}))
    site_map = SiteMap(city=edition.city)
    dutch, arabic = (build_answers_feed(edition, site_map, load_language(code)) for code in ("nl", "ar"))
    assert dutch == build_answers_feed(edition, site_map, load_language("nl"))
    feeds = {"nl": dutch, "ar": arabic}
    entries = {code: ElementTree.fromstring(feed).findall("a:entry", ATOM) for code, feed in feeds.items()}
    ids = [[entry.findtext("a:id", "", ATOM) for entry in each] for each in entries.values()]
    assert ids[0] == ids[1] == [f"https://stad.example/what-happened/#answer-{each}" for each in (1, 0)]
    assert [entry.findtext("a:summary", "", ATOM) for entry in entries["nl"]] == [NASTY, "Ja."]
    assert [entry.findtext("a:summary", "", ATOM) for entry in entries["ar"]] == [NASTY, "نعم."]
    assert entries["nl"][0].findtext("a:title", "", ATOM) == "Groen: Gedaan (Water)"
    links = [link.get("href") for entry in entries["ar"] for link in entry.findall("a:link", ATOM)]
    assert links == [f"https://stad.example/ar/what-happened/#answer-{each}" for each in (1, 0)]
    assert ElementTree.fromstring(dutch).findtext("a:updated", "", ATOM) == "2020-01-02T00:00:00+00:00"


def test_a_city_without_answers_has_a_feed() -> None:
    edition = edition_with()
    feed = ElementTree.fromstring(build_answers_feed(edition, SiteMap(city=edition.city), load_language("fr")))
    assert feed.findtext("a:updated", "", ATOM) == "2000-01-01T00:00:00+00:00"
    assert feed.findall("a:entry", ATOM) == []
