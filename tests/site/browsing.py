"""A browser that drives a built site, and what a browser test needs to run at all."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2, levels A and AA, with the rules of 2.0 and 2.1 that it contains.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def missing() -> str:
    """Why no browser test can run here; '' where all is there."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return "no chromium and chromedriver on this machine (Debian: apt-get install chromium chromium-driver)"
    if not AXE.exists():
        return "no axe-core in tests/site/node_modules (run 'npm ci' in tests/site)"
    return ""


@contextmanager
def browser(downloads: Path | None = None) -> Iterator[Any]:
    """Headless Chromium that writes down every request."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        # What Chromium itself would ask of the network, apart from the pages.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if downloads is not None:
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def look(driver: Any, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
    """Set how wide the window is and which colours the reader prefers."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    # A page that still scrolls by itself is hard to click on, for a reader as for a test.
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, still]})


def violations(driver: Any) -> list[str]:
    """What axe finds wrong on the page, one line each; everything folded is opened first."""
    driver.execute_script("document.querySelectorAll('details').forEach((one) => one.setAttribute('open', ''))")
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = driver.execute_async_script(
        "const done = arguments[1];"
        "axe.run({runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations']})"
        ".then((all) => done(all.violations), (refused) => done([{id: String(refused), nodes: []}]));",
        RULES,
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"] or [{"html": ""}]]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing: a test prints what it found."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over http on this machine; its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
