"""What a newcomer lives through in the sandbox's page, in a real browser against the real program."""

from collections.abc import Callable

import httpx
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from tests.browser.conftest import PATIENCE, Page, on_duty

pytestmark = pytest.mark.browser
Browse = Callable[..., Page]

PHONE_NUMBER = "0171 555 0143"
BIRTH_DATE = "3 March 1956"


def type_and_send(page: Page, text: str) -> None:
    page.box.send_keys(text, Keys.ENTER)


def assert_clean(page: Page) -> None:
    """Nothing went wrong in the browser, and nothing came from anywhere else."""
    assert page.faults() == []
    assert page.hosts() <= {page.address}


def test_the_story_of_a_newcomer(browse: Browse) -> None:
    page = browse()
    page.open()

    # A question is answered from the clinic's library, with who approved it, its source and its dates.
    page.press(".chip", "what can raise my PSA")
    page.until(lambda: page.box.get_attribute("value") == "What can raise my PSA?")
    page.box.send_keys(Keys.ENTER)
    answer = page.see("article .card.cited", "What can raise my PSA")
    for promised in ("Approved by", "Last reviewed", "Next review due", "Sources"):
        assert promised in answer.text
    links = [link.get_attribute("href") for link in page.all("article .card.cited .facts a")]
    assert any(str(link).startswith("https://") for link in links)

    # A guess at a diagnosis gets a word of caution about the thing guessed.
    page.press('[data-step="guess"]')
    page.until(lambda: "I think I have prostate cancer" in str(page.box.get_attribute("value")))
    page.box.send_keys(Keys.ENTER)
    assert "PSA" in page.see('article .card[data-tone="caution"]').text

    # A phone number and a birth date are taken out of sight, and only their author learns why.
    page.press('[data-step="reveal"]')
    page.until(lambda: PHONE_NUMBER in str(page.box.get_attribute("value")))
    page.box.send_keys(Keys.ENTER)
    note = page.see("#notes .note", "A draft without it")
    first_line = note.find_element("css selector", ".note-body p").text
    assert "phone" not in first_line.casefold()
    draft = page.see("#notes .draft blockquote").text
    assert PHONE_NUMBER not in draft
    assert BIRTH_DATE not in draft
    page.see('article.gone[data-author="frank"]')
    page.press("#notes button", "Put in my message box")
    page.until(lambda: page.box.get_attribute("value") == draft)
    page.gone("#notes .note")

    page.act_as("ana")
    page.see('article.gone[data-author="frank"]', "out of sight")
    assert PHONE_NUMBER not in page.see("body").text
    assert not page.all("#notes .note")

    # A case stands before the moderators. Sam sees why, takes it and settles it.
    page.act_as("sam")
    page.press('article.gone[data-author="frank"] button', "See why")
    why = page.see("#panel .findings").text
    assert "Own personal details" in why
    assert PHONE_NUMBER not in page.see("#panel").text
    page.press("#panel button", "Open case")
    page.press("#panel .case button", "Claim")
    page.see("#panel .case", "Sam has it")
    page.press("#panel .case button", "Show the message")
    page.press('dialog input[value="decide"]')
    page.press("dialog .primary")
    page.press("#panel .aside .veil")  # blurred until asked for
    page.see("#panel .aside", PHONE_NUMBER)
    page.press("#panel .case button", "Resolve")
    page.press("dialog .primary")  # not without an outcome
    page.see("dialog .fault", "Please")
    outcome = page.see("dialog select")
    Select(outcome).select_by_value("supported")
    page.press("dialog .primary")
    page.see("#panel .case", "Resolved by Sam")

    # Something frightening brings help lines at once, and alarms the moderators.
    page.press("#panel .back")
    page.press('[data-step="scare"]')
    page.until(lambda: "end my life" in str(page.box.get_attribute("value")))
    page.box.send_keys(Keys.ENTER)
    help_lines = page.see("#notes .note", "emergency number").text
    assert "findahelpline.com" in help_lines
    assert not page.all('article.gone[data-author="gwen"]')
    called = on_duty(page)
    page.act_as(called)
    page.see("#alarm", "Someone may be in danger")
    page.press("#alarm button", "Take this case")
    page.gone("#alarm")
    page.see("#panel .case", f"{called.capitalize()} has it")

    assert_clean(page)


def test_a_moderator_who_watches_is_alarmed_while_it_happens(browse: Browse) -> None:
    member, moderator = browse(), browse()
    moderator.open(f"#{on_duty(moderator)}/prostate")
    member.open("#gwen/mood")
    assert not moderator.all("#alarm")

    type_and_send(member, "I took all of my pills. I want to die.")

    moderator.see("#alarm", "Someone may be in danger")
    moderator.see('.queue-row [class="urgency"]', "Now")
    member.see("#notes .note", "emergency number")
    assert_clean(member)
    assert_clean(moderator)


def test_a_message_is_answered_changed_and_removed(browse: Browse) -> None:
    page = browse()
    page.open("#ana/general")
    type_and_send(page, "<b>Tea</b> & a walk **helped** https://example.org")
    mine = page.see('article[data-author="ana"]', "<b>Tea</b> & a walk **helped** https://example.org")
    assert not mine.find_elements("css selector", ".text a, .text b, .text strong")

    page.act_as("frank")
    said = page.see('article[data-author="ana"]', "Tea")
    ActionChains(page.driver).move_to_element(said).perform()
    page.click(said.find_element("css selector", '[aria-label="Reply to Ana"]'))
    type_and_send(page, "It does")
    reply = page.see('article[data-author="frank"]', "It does")
    assert "Tea" in reply.find_element("css selector", ".quote").text

    ActionChains(page.driver).move_to_element(reply).perform()
    page.click(reply.find_element("css selector", '[aria-label="Edit"]'))
    type_and_send(page, ", it does")
    page.see('article[data-author="frank"]', "It does, it does (edited)")

    changed = page.see('article[data-author="frank"]', "it does (edited)")
    ActionChains(page.driver).move_to_element(changed).perform()
    page.click(changed.find_element("css selector", '[aria-label="Delete"]'))
    page.press("dialog .danger")
    page.see('article[data-author="frank"]', "You removed this message")
    assert_clean(page)


def test_everything_works_by_keyboard_alone(browse: Browse) -> None:
    page = browse()
    page.open("#bill/prostate")
    keys = ActionChains(page.driver)

    keys.send_keys(Keys.TAB).perform()
    assert page.focused.get_attribute("class") == "skip"
    page.focused.send_keys(Keys.ENTER)
    page.until(lambda: page.focused.get_attribute("id") == "composer-text")

    # A command: a slash, the arrows, a form, all in place.
    page.focused.send_keys("/help")
    page.see("#commands")
    page.focused.send_keys(Keys.ARROW_DOWN)
    page.until(lambda: page.focused.get_attribute("aria-activedescendant") == "command-1")
    for _ in range(20):
        if "/help country" in page.see('#commands [aria-selected="true"]').text:
            break
        page.focused.send_keys(Keys.ARROW_DOWN)
    page.focused.send_keys(Keys.ENTER)
    page.see("dialog select")
    page.until(lambda: page.focused.tag_name == "select")
    page.focused.send_keys("Ire")
    page.focused.send_keys(Keys.ENTER)
    if page.all("dialog"):
        page.see("dialog .primary").send_keys(Keys.ENTER)
    answer = page.see("article.answer", "Ireland")
    assert "Only you can see this" in answer.text
    page.gone("dialog")

    # Another person, by the arrow keys of one group.
    page.see('.face[data-person="bill"]')
    page.driver.execute_script("document.querySelector('input[name=person]:checked').focus()")
    page.focused.send_keys(Keys.ARROW_RIGHT)
    page.see("#me-line", "You are Chloe")

    # The messages, one by one; for a moderator, Enter says why.
    page.open("#sam/prostate")
    page.driver.find_element("id", "log").send_keys(Keys.ARROW_UP)
    page.until(lambda: page.focused.tag_name == "article")
    for _ in range(12):
        if page.focused.get_attribute("data-author") == "bill":
            break
        page.focused.send_keys(Keys.ARROW_UP)
    page.focused.send_keys(Keys.ENTER)
    page.see("#panel", "What the bot saw, and why")

    # Focus can always be seen, and Tab leads through the whole page and out of it.
    outlined = """const here = document.activeElement;
        return getComputedStyle(here).outlineStyle !== 'none' || Boolean(here.closest('.composer, .face'))"""
    page.driver.execute_script("document.activeElement.blur()")
    seen: set[str] = set()
    for _ in range(120):
        ActionChains(page.driver).send_keys(Keys.TAB).perform()
        place = page.driver.execute_script("return document.activeElement.closest('#rail, #main, #panel')?.id")
        if place is None and seen >= {"rail", "main", "panel"}:
            break
        if place is not None:
            seen.add(place)
            assert page.driver.execute_script(outlined), page.focused.get_attribute("outerHTML")
    assert seen == {"rail", "main", "panel"}
    assert_clean(page)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 640)])
def test_a_phone_has_the_same_in_drawers(browse: Browse, width: int, height: int) -> None:
    page = browse(width, height, phone=True)
    page.open("#frank/heart_failure")
    wide = "return document.documentElement.scrollWidth > innerWidth"
    assert not page.driver.execute_script(wide)

    assert page.driver.find_element("id", "rail").get_attribute("inert") is not None
    page.press('[aria-label="People and channels"]')
    page.see(".face[data-person=frank]")
    ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    page.gone(".face[data-person=frank]")
    assert page.focused.get_attribute("aria-label") == "People and channels"

    type_and_send(page, f"My phone is {PHONE_NUMBER} and I was born on {BIRTH_DATE}.")
    page.press("#notes button", "Put in my message box")
    page.until(lambda: "[phone number]" in str(page.box.get_attribute("value")))
    assert not page.driver.execute_script(wide)

    page.press('[aria-label="People and channels"]')
    page.press('.face[data-person="sam"]')
    page.press('[aria-label="Side panel"]')
    page.press("#panel .queue-row")
    page.press("#panel .case button", "Claim")
    page.see("#panel .case", "Sam has it")
    assert not page.driver.execute_script(wide)
    small = """return [...document.querySelectorAll('button, .face, .channel, select')]
        .filter(e => e.checkVisibility() && !e.closest('[inert]') && e.getBoundingClientRect().height < 40)
        .map(e => e.outerHTML.slice(0, 90))"""
    assert page.driver.execute_script(small) == []
    assert_clean(page)


def test_a_long_conversation_opens_at_its_end(browse: Browse, sandbox: str) -> None:
    with httpx.Client(base_url=sandbox, timeout=PATIENCE) as client:
        for number in range(230):
            said = {"person": "dev", "channel": "diabetes", "text": f"Line {number}"}
            client.post("/api/say", json=said).raise_for_status()
    page = browse()
    page.open("#ana/diabetes")
    page.see("article", "Line 229")
    assert len(page.driver.find_elements("css selector", "#log article")) == 200
    page.driver.execute_script("document.getElementById('log').scrollTop = 0")
    page.until(lambda: len(page.driver.find_elements("css selector", "#log article")) > 200)
    assert_clean(page)


def test_time_and_look_are_in_the_menu(browse: Browse) -> None:
    page = browse()
    page.open("#bill/prostate")
    ground = "return getComputedStyle(document.getElementById('main')).backgroundColor"
    light = page.driver.execute_script(ground)
    type_and_send(page, "Good evening, all")
    page.see("article", "Good evening, all")
    page.press('[aria-label="Menu"]')
    page.press("#menu .choice", "Dark")
    page.until(lambda: page.driver.execute_script(ground) != light)
    page.press("#menu button", "6 hours")
    page.see("#toasts", "It is now")
    page.driver.refresh()
    page.see("#log article")
    page.until(lambda: page.driver.execute_script(ground) != light)
    assert_clean(page)


def test_a_lost_server_is_said_and_nothing_typed_is_lost(browse: Browse) -> None:
    page = browse()
    page.open("#bill/prostate")
    page.driver.execute_cdp_cmd("Network.enable", {})
    nowhere = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", nowhere)
    type_and_send(page, "Is anybody there?")
    page.see("#offline", "does not answer")
    assert page.box.get_attribute("value") == "Is anybody there?"
    page.driver.execute_cdp_cmd(
        "Network.emulateNetworkConditions", {**nowhere, "offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    )
    page.press("#offline button", "Try again")
    page.gone("#offline")
    page.box.send_keys(Keys.ENTER)
    page.see("article", "Is anybody there?")
