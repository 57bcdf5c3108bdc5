"""Headless Chromium, which makes a picture of a page."""

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from tests.discord.pictures import png

WIDTH: Final = 720
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
_DECODE: Final = """
const [picture, done] = arguments
const image = new Image()
image.onload = () => {
  const canvas = new OffscreenCanvas(image.width, image.height)
  const brush = canvas.getContext('2d')
  brush.drawImage(image, 0, 0)
  const pixels = brush.getImageData(0, 0, image.width, image.height).data
  const reader = new FileReader()
  reader.onload = () => done([image.width, image.height, reader.result.split(',')[1]])
  reader.readAsDataURL(new Blob([pixels]))
}
image.src = 'data:image/png;base64,' + picture
"""


class NoBrowser(Exception):
    """Chromium or its driver is not installed."""


class Camera:
    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def photograph(self, page: Path) -> bytes:
        """The whole page as PNG."""
        self.driver.get(page.as_uri())
        height = self.driver.execute_script("return Math.ceil(document.querySelector('main').getBoundingClientRect().height)")
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": height, "scale": 1}
        options = {"format": "png", "clip": clip, "captureBeyondViewport": True}
        found: dict[str, Any] = self.driver.execute_cdp_cmd("Page.captureScreenshot", options)
        return png.encode(self._pixels(found["data"]))

    def _pixels(self, picture: str) -> "np.ndarray[Any, np.dtype[np.uint8]]":
        """The browser itself decodes what it made."""
        width, height, raw = self.driver.execute_async_script(_DECODE, picture)
        return np.frombuffer(base64.b64decode(raw), np.uint8).reshape(height, width, 4)[:, :, :3]


@contextmanager
def camera(folder: Path) -> Iterator[Camera]:
    """`folder` is for the browser's own files."""
    chromium, driver_path = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver_path is None:
        raise NoBrowser("no browser: install Debian's chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTH},900"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(driver_path))
    size = {"width": WIDTH, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        yield Camera(driver)
    finally:
        driver.quit()
