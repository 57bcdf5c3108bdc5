"""The real program as a subprocess, and Debian's Chromium as its user."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx
import pytest
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM: Final = "chromium"
DRIVER: Final = "chromedriver"
PATIENCE: Final = 20
_ROOT: Final = Path(__file__).parents[2]
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


_REDRAWN: Final = (StaleElementReferenceException, NoSuchElementException)
_ATTEMPTS: Final = 5
Found = TypeVar("Found")


class Page:
    """What a user does and sees: everything is found by what is on the screen, and waited for."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, where: str = "") -> None:
        self.driver.get(f"{self.address}/{where}")
        self.see("#log article, #log .blank")

    def all(self, selector: str, text: str = "") -> list[WebElement]:
        """Those on the screen now that hold the text."""
        return [one for one in self.driver.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed() and text in one.text]

    def see(self, selector: str, text: str = "") -> WebElement:
        """The last such element, once it is there."""
        with self.waiting(f"{selector} with {text!r}"):
            return self.until(lambda: self.all(selector, text))[-1]

    def gone(self, selector: str, text: str = "") -> None:
        with self.waiting(f"{selector} with {text!r} to go"):
            self.until(lambda: not self.all(selector, text))

    def press(self, selector: str, text: str = "") -> None:
        """Find it and click it, both again where the page was drawn anew in between."""
        for _attempt in range(_ATTEMPTS):
            with contextlib.suppress(*_REDRAWN):
                self.click(self.see(selector, text))
                return
        self.click(self.see(selector, text))

    def click(self, element: WebElement) -> None:
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'nearest'})", element)
        element.click()

    def act_as(self, person: str) -> None:
        self.click(self.see(f'.face[data-person="{person}"]'))
        self.see(f'.face[data-person="{person}"]:has(input:checked)')

    def go_to(self, channel: str) -> None:
        self.click(self.see(f'.channel[data-channel="{channel}"]'))
        self.see(f'.channel[data-channel="{channel}"][aria-current="page"]')

    def until(self, condition: Callable[[], Found]) -> Found:
        """Wait until it is true; the page may be drawn anew meanwhile."""
        return WebDriverWait(self.driver, PATIENCE, 0.1, _REDRAWN).until(lambda _: condition())

    @property
    def box(self) -> WebElement:
        return self.see("#composer-text")

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def faults(self) -> list[str]:
        """What the browser complained about."""
        log: list[dict[str, Any]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [f"{entry['level']}: {entry['message']}" for entry in log]

    def hosts(self) -> set[str]:
        """Every origin from which anything was loaded."""
        script = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name).origin)"
        return set(self.driver.execute_script(script))

    @contextlib.contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        try:
            yield
        except TimeoutException:
            shown = self.driver.find_element(By.TAG_NAME, "body").text
            pytest.fail(f"waited {PATIENCE} s for {what}; the page shows:\n{shown}")


def on_duty(page: Page) -> str:
    """Who is called at this hour: the example community has a rota."""
    state: dict[str, Any] = httpx.get(f"{page.address}/api/state", timeout=PATIENCE).raise_for_status().json()
    return str(state["on_duty"][0])


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[str]:
    """The address of a fresh sandbox."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")}
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--data", str(tmp_path / "data")]
    with (tmp_path / "errors").open("w") as errors:
        program = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert program.stdout is not None
        try:
            address = program.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), (tmp_path / "errors").read_text()
            yield address
        finally:
            program.terminate()
            program.wait(20)
            program.stdout.close()


@pytest.fixture
def browse(tmp_path: Path, sandbox: str) -> Iterator[Callable[..., Page]]:
    """Opens a window on the sandbox: `browse(width, height, phone=False)`."""
    chromium, driver_path = shutil.which(CHROMIUM), shutil.which(DRIVER)
    if chromium is None or driver_path is None:
        pytest.skip("no browser: install Debian's chromium and chromium-driver")
    opened: list[webdriver.Chrome] = []

    def browse(width: int = 1440, height: int = 900, *, phone: bool = False) -> Page:
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for flag in (*_FLAGS, f"--user-data-dir={tmp_path / f'profile-{len(opened)}'}", f"--window-size={width},{height}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(driver_path))
        opened.append(driver)
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        still = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", still)
        if phone:
            driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
        return Page(driver, sandbox)

    yield browse
    for driver in opened:
        driver.quit()
