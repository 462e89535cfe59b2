"""The page of answers in a real browser: filters in the address, by keyboard, and the whole list without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage

URI = "wat-gebeurde-ermee/"
STORY = "verhalen/2022-nekkerspoel-beweegt/buurtbank/"


def shown(page: Page) -> int:
    return page.locator('[data-part="answer"]:visible').count()


def query(page: Page) -> str:
    return str(page.evaluate("location.search"))


def test_filters_narrow_the_list_and_stand_in_the_address(open_page: OpenPage) -> None:
    page = open_page(URI, PHONE, is_phone=True)
    status = page.get_by_role("status")
    total = shown(page)
    expect(status).to_have_text(f"{total} antwoorden")
    page.get_by_label("Dienst").select_option("mobiliteit")
    narrowed = shown(page)
    assert 5 <= narrowed <= total - 5
    expect(status).to_have_text(f"{narrowed} van {total} antwoorden")
    page.get_by_label("Wat ervan kwam").select_option("declined")
    assert query(page) == "?status=declined&service=mobiliteit"
    assert 0 < shown(page) < 5
    expect(status).to_have_text("minder dan 5 antwoorden")
    page.go_back()
    assert (query(page), shown(page)) == ("?service=mobiliteit", narrowed)
    expect(page.get_by_label("Wat ervan kwam")).to_have_value("")


def test_an_address_with_filters_opens_filtered_and_resets_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(f"ar/{URI}?service=sport&year=2011")
    expect(page.locator('[data-part="answers-empty"]')).to_be_visible()
    assert shown(page) == 0
    reset = page.locator('[data-part="answers-reset"]')
    page.locator("select").last.focus()
    page.keyboard.press("Tab")
    expect(reset).to_be_focused()
    page.keyboard.press("Enter")
    assert query(page) == "" and shown(page) == page.locator('[data-part="answer"]').count()
    expect(reset).to_be_hidden()
    expect(page.locator("select").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert query(page).startswith("?status=")


def test_without_scripts_the_whole_list_stays_and_nothing_to_filter_it(open_page: OpenPage) -> None:
    page = open_page(f"{URI}?status=declined", has_scripts=False)
    assert shown(page) == page.locator('[data-part="answer"]').count() > 30
    expect(page.locator('[data-part="answer-filters"]')).to_be_hidden()


def test_the_mark_of_a_story_leads_to_its_answer_and_the_answer_back(open_page: OpenPage) -> None:
    page = open_page(STORY)
    page.get_by_role("link", name="Hierop kwam een antwoord").click()
    page.wait_for_load_state("networkidle")
    answer = page.locator('[data-part="answer"]:target')
    expect(answer).to_be_in_viewport()
    expect(answer).to_contain_text("Voorbeeld van een antwoord")
    answer.get_by_role("link", name="De bank die weer naar binnen ging").click()
    page.wait_for_url(re.compile(STORY))


def test_a_filter_does_not_hide_the_answer_that_an_address_points_at(open_page: OpenPage) -> None:
    page = open_page(URI)
    anchor = page.locator('[data-part="answer"][data-status="declined"]').first.get_attribute("id")
    page.goto(f"{page.url}?status=done#{anchor}")
    page.wait_for_load_state("networkidle")
    expect(page.locator(f"#{anchor}")).to_be_visible()


def test_a_count_leads_to_the_answers_that_it_counts(open_page: OpenPage) -> None:
    page = open_page(URI)
    row = page.locator(".vk-bars__row").first
    count = int(row.locator(".vk-bars__count").inner_text())
    row.get_by_role("link").click()
    page.wait_for_load_state("networkidle")
    assert shown(page) == count


def test_on_paper_the_list_is_there_and_the_filters_are_not(open_page: OpenPage) -> None:
    page = open_page(URI)
    page.emulate_media(media="print")
    expect(page.locator('[data-part="answer-filters"]')).to_be_hidden()
    assert shown(page) > 30
