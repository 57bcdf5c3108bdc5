"""A moderators' day in the sandbox's page: reports, a case that two want, files as evidence, duty."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from tests.browser.conftest import Page
from tests.browser.test_story import assert_clean, type_and_send

pytestmark = pytest.mark.browser
Browse = Callable[..., Page]

INSULT = "Ana, you are an idiot and nobody wants you here."


def say(page: Page, person: str, channel: str, text: str) -> None:
    said = {"person": person, "channel": channel, "text": text, "settle": True}
    httpx.post(f"{page.address}/api/say", json=said, timeout=30).raise_for_status()


def do(page: Page, person: str, command: str, **args: str) -> None:
    asked = {"person": person, "channel": "moderators", "command": command, "args": args, "settle": True}
    assert "refused" not in httpx.post(f"{page.address}/api/do", json=asked, timeout=30).raise_for_status().json()


def open_menu(page: Page, author: str, text: str) -> None:
    """The menu of a message, by the keyboard alone: the arrows to the message, Tab to its menu."""
    message = page.see(f'article[data-author="{author}"]', text)
    page.driver.execute_script("arguments[0].focus()", message)
    for _ in range(6):
        ActionChains(page.driver).send_keys(Keys.TAB).perform()
        if str(page.focused.get_attribute("aria-label")).startswith("More about"):
            break
    page.focused.send_keys(Keys.ENTER)
    page.see("article .menu-item")


def test_a_message_is_reported_from_its_menu_and_nobody_learns_by_whom(browse: Browse) -> None:
    page = browse()
    page.open("#bill/heart_failure")
    said = "A kettle and a walk"
    say(page, "frank", "heart_failure", said)
    open_menu(page, "frank", said)
    ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    page.gone("article .menu-item")
    page.until(lambda: str(page.focused.get_attribute("aria-label")).startswith("More about"))
    page.focused.send_keys(Keys.ENTER)
    page.press("article .menu-item", "Report this message")
    Select(page.see("dialog select")).select_by_value("other")
    page.see("dialog textarea").send_keys("It does not sit right with me.")
    page.press("dialog .primary")
    page.gone("dialog")
    page.see("article.answer .card")

    # The one who wrote it sees nothing of it; a moderator sees that somebody did, and not who.
    page.act_as("frank")
    assert not page.all("#notes .note")
    page.act_as("sam")
    page.press(".name-button", "Frank")
    page.press("article .menu-item", "Case 1")
    page.press("#panel .case button", "Claim")
    page.see("#panel .case", "Sam has it")
    page.press("#panel .case button", "Show the message")
    page.press('dialog input[value="decide"]')
    page.press("dialog .primary")
    page.press("#panel .aside .veil")
    assert "Bill" not in page.see("#panel").text
    assert_clean(page)


def test_whoever_comes_second_hears_kindly_who_was_first(browse: Browse) -> None:
    page = browse()
    page.open("#mira/moderators")
    say(page, "dev", "diabetes", INSULT)
    page.see("#log article .card", "Case 1")
    page.see("#panel .queue-row.plain", "Case 1")
    # Mira's page does not hear that Sam was quicker.
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/api/view*"]})
    do(page, "sam", "case claim", case="1")
    page.press("#log article .card button", "Claim")
    page.see("#toasts", "Sam took case 1 a second ago")
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    page.press("#panel .queue-row", "Sam has it")

    # What the card has no button for is in a menu, from the commands themselves: those that take this case.
    page.press("#panel .case button", "More with this case")
    page.see("#panel .case .menu-item", "/case claim")
    assert not page.all("#panel .case .menu-item", "/member warn")  # on a case of one's own alone


def test_a_file_goes_along_and_opens_only_after_a_reason(browse: Browse, tmp_path: Path) -> None:
    letter, picture = tmp_path / "letter.txt", tmp_path / "plain.bin"
    letter.write_text("what the letter says")
    picture.write_bytes(bytes(range(256)))
    page = browse()
    page.open("#dev/diabetes")
    page.driver.find_element("css selector", "input[type=file]").send_keys(f"{letter}\n{picture}")
    page.see(".files.chosen", "letter.txt")
    page.press('[aria-label="Take plain.bin away"]')
    page.gone(".files.chosen", "plain.bin")
    type_and_send(page, INSULT)
    message = page.see('article[data-author="dev"]', "letter.txt")
    assert "what the letter says" not in message.text
    assert not page.all(".files.chosen")

    page.act_as("sam")
    page.press("#panel .queue-row", "Case 1")
    page.press("#panel .case button", "Claim")
    page.see("#panel .case", "Sam has it")
    assert "letter.txt" not in page.see("#panel").text
    page.press("#panel .case button", "Show the message")
    page.press('dialog input[value="decide"]')
    page.press("dialog .primary")
    page.see("#panel .aside .veil")
    assert not page.all("#panel .aside .save")
    for veil in page.all("#panel .aside .veil"):
        page.click(veil)
    page.see("#panel .aside", INSULT)
    assert "letter.txt (text/plain, 20 B)" in page.see("#panel .aside").text

    # It is saved as it was sent; what was unveiled stays so while the desk is drawn anew.
    page.driver.execute_script(
        """const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (blob.text().then((text) => (document.body.dataset.saved = text)), make(blob))"""
    )
    page.press("#panel .aside .save", "letter.txt")
    page.until(lambda: page.driver.find_element("tag name", "body").get_attribute("data-saved") == "what the letter says")
    page.press("#panel .case button", "Add a note")
    page.see("dialog textarea").send_keys("Looked at the letter.")
    page.press("dialog .primary")
    page.see("#panel .case", "Looked at the letter.")
    page.see("#panel .aside", INSULT)
    assert_clean(page)


def test_duty_is_in_a_panel_and_what_was_typed_outlives_a_refusal(browse: Browse) -> None:
    page = browse()
    page.open("#sam/moderators")
    page.press(".feature summary", "Duty")
    page.press(".feature .menu-item", "/duty now")
    assert "Europe/London" in page.see("article.answer", "On duty now").text

    page.press(".feature .menu-item", "/duty add")
    Select(page.see("dialog select[name=person]")).select_by_value("sam")
    for name, typed in (("days", "mon-fri"), ("hours", "<b>whenever</b>"), ("zone", "Europe/Madrid")):
        page.see(f"dialog input[name={name}]").send_keys(typed)
    page.press("dialog .primary")
    page.see("dialog .refused", "hours")
    hours = page.see("dialog input[name=hours]")
    hours.clear()
    hours.send_keys("09:00-17:00", Keys.ENTER)
    page.gone("dialog")
    page.see("article.answer", "09:00-17:00 Europe/Madrid")

    # A shift is chosen, not typed; Escape closes the form, and focus is back where it was.
    page.press(".feature .menu-item", "/duty remove")
    page.see("dialog select", "09:00-17:00 Europe/Madrid")
    ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    page.gone("dialog")
    page.until(lambda: page.focused.get_attribute("data-name") == "duty remove")

    # Everybody has such a panel, with what is theirs and nothing else.
    page.act_as("bill")
    page.press(".feature summary", "Your data")
    page.see(".feature .menu-item", "/privacy export")
    assert not page.all(".feature summary", "Duty")
    assert_clean(page)


def test_on_a_phone_escape_leaves_the_form_and_not_the_case(browse: Browse) -> None:
    page = browse(390, 844, phone=True)
    page.open("#sam/diabetes")
    say(page, "dev", "diabetes", INSULT)
    page.press('[aria-label="Side panel"]')
    page.press("#panel .queue-row", "Case 1")
    page.press("#panel .case button", "Claim")
    page.see("#panel .case", "Sam has it")
    page.press("#panel .case button", "Resolve")
    page.see("dialog select")
    ActionChains(page.driver).send_keys(Keys.ESCAPE).perform()
    page.gone("dialog")
    page.see("#panel .case", "Sam has it")
    page.until(lambda: page.focused.text == "Resolve")
    assert_clean(page)
