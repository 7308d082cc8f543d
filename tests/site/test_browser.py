"""The site in a browser, as people use it: by mouse, by keyboard, on a phone, over file:// and http.

TALENTSTUDY_SITE names a built site (what ``make site`` makes); without it the site of a study executed by hand is
driven, whose pages are the same with less on them.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.processes import await_true
from tests.site import browsing
from tests.site.browsing import browser, look, served, violations

pytestmark = pytest.mark.skipif(bool(browsing.missing()), reason=f"browser tests: {browsing.missing()}")
WHOLE = "TALENTSTUDY_SITE"
LANGUAGES = ("nl", "fr", "en", "de")


@pytest.fixture(scope="module", autouse=True)
def _local(request: pytest.FixtureRequest) -> Iterator[None]:
    """Selenium talks to its driver on this machine; nothing else may be asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1,localhost")
        # The driver is named; selenium has nothing to look for.
        patch.setenv("SE_OFFLINE", "true")
        yield


@pytest.fixture(scope="module")
def root(request: pytest.FixtureRequest) -> Path:
    named = os.environ.get(WHOLE)
    return Path(named).resolve() if named else request.getfixturevalue("site")


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def chromium(downloads: Path) -> Iterator[Any]:
    with browser(downloads) as driver:
        driver.set_script_timeout(120)
        yield driver


@pytest.fixture
def driver(chromium: Any) -> Any:
    """The browser at its usual width, in light colours, with nothing logged."""
    look(chromium)
    chromium.get_log("browser")
    chromium.get_log("performance")
    return chromium


def css(driver: Any, selector: str) -> list[Any]:
    return list(driver.find_elements("css selector", selector))


def shown(driver: Any) -> list[str]:
    """The ids or texts of the entries one sees."""
    return [one.get_attribute("id") or one.text for one in css(driver, "[data-entry]") if one.is_displayed()]


def type_words(driver: Any, words: str) -> None:
    field = css(driver, "#search-words")[0]
    field.clear()
    field.send_keys(words)


def choose(driver: Any, name: str, value: str) -> None:
    from selenium.webdriver.support.select import Select

    Select(css(driver, f"#filter-{name}")[0]).select_by_value(value)


def all_pages(root: Path) -> list[Path]:
    """Every page; of the site made by hand one of the notes, which are the study's own in both."""
    found = sorted(root.rglob("*.html"))
    notes = [path for path in found if path.stem.startswith(("method-", "decision-")) and path.stem != "method-trends"]
    return found if os.environ.get(WHOLE) else [path for path in found if path not in notes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_breaks_a_rule_of_accessibility_in_light_or_dark(driver, root, language) -> None:
    wrong = []
    # Colours are the same in every language: of the site made by hand, one is looked at in the dark.
    lights = (False, True) if os.environ.get(WHOLE) or language == LANGUAGES[0] else (False,)
    for path in all_pages(root / language):
        driver.get(path.as_uri())
        for dark in lights:
            look(driver, dark=dark)
            wrong += [f"{path.name} ({'dark' if dark else 'light'}): {one}" for one in violations(driver)]
    assert not wrong, "\n".join(wrong[:40])


def test_no_page_logs_an_error_or_asks_beyond_itself(driver, root) -> None:
    for path in all_pages(root):
        driver.get(path.as_uri())
    assert driver.get_log("browser") == []
    asked = {
        message["params"]["request"]["url"]
        for message in (json.loads(one["message"])["message"] for one in driver.get_log("performance"))
        if message["method"] == "Network.requestWillBeSent"
    }
    assert asked
    assert {urlsplit(one).scheme for one in asked} <= {"file", "data"}


def test_the_same_over_http(driver, root) -> None:
    with served(root) as address:
        for path in [*(root / "nl").glob("chapter-*.html"), root / "nl" / "claims.html", root / "index.html"]:
            driver.get(f"{address}/{path.relative_to(root).as_posix()}")
            assert css(driver, "h1")[0].text
            # The style sheet is read: a page without it has no column of its own.
            assert driver.execute_script("return getComputedStyle(document.body).margin") == "0px"
        assert driver.get_log("browser") == []
        asked = {
            urlsplit(message["params"]["request"]["url"]).hostname
            for message in (json.loads(one["message"])["message"] for one in driver.get_log("performance"))
            if message["method"] == "Network.requestWillBeSent"
        }
        assert asked == {"127.0.0.1"}


def test_no_page_is_wider_than_a_phone(driver, root) -> None:
    look(driver, width=320, height=640)
    wide = []
    for path in all_pages(root):
        driver.get(path.as_uri())
        driver.execute_script("document.querySelectorAll('details').forEach((one) => one.setAttribute('open', ''))")
        if driver.execute_script("return document.documentElement.scrollWidth") > 320:
            wide.append(path.relative_to(root).as_posix())
    assert not wide


def test_pictures_are_there_and_named(driver, root) -> None:
    for path in all_pages(root / "fr"):
        driver.get(path.as_uri())
        driver.execute_script("document.querySelectorAll('img').forEach((one) => { one.loading = 'eager'; })")
        lost = driver.execute_async_script(
            "const done = arguments[0];"
            "Promise.all([...document.images].map((one) => one.decode().then(() => '', () => one.src))).then((all) => "
            "done(all.filter(Boolean)));"
        )
        assert lost == [], path


@pytest.mark.parametrize("slug", ["index", "chapter-4", "claims"])
def test_who_changes_the_language_stays_where_they_are(driver, root, slug) -> None:
    driver.get((root / "nl" / f"{slug}.html").as_uri() + "#content")
    for language in ("fr", "en", "de", "nl"):
        css(driver, f".languages a[lang={language}]")[0].click()
        assert driver.current_url.endswith(f"/{language}/{slug}.html#content")
        assert css(driver, "html")[0].get_attribute("lang") == language


def test_one_gets_from_the_start_to_a_chapter_and_through_all(driver, root) -> None:
    driver.get((root / "index.html").as_uri())
    css(driver, "a[lang=fr]")[0].click()
    css(driver, ".chapters a")[0].click()
    seen = []
    while True:
        seen.append(Path(urlsplit(driver.current_url).path).stem)
        following = css(driver, ".turn .next")
        if not following:
            break
        following[0].click()
    assert seen == [*(f"chapter-{at}" for at in range(1, 7)), *(f"annex-{letter}" for letter in "abc")]


def test_search_and_filters_find_claims_and_say_how_many(driver, root) -> None:
    driver.get((root / "en" / "claims.html").as_uri())
    everything = shown(driver)
    assert len(everything) >= 2
    assert css(driver, "[data-found]")[0].text == str(len(everything))
    choose(driver, "verdict", "agrees")
    agreeing = shown(driver)
    assert 0 < len(agreeing) < len(everything)
    assert all(one.get_attribute("data-verdict") == "agrees" for one in css(driver, "[data-entry]:not([hidden])"))
    type_words(driver, agreeing[0])
    assert shown(driver) == [agreeing[0]]
    assert css(driver, "[data-found]")[0].text == "1"
    type_words(driver, "zzzz")
    assert shown(driver) == []
    assert css(driver, "[data-nothing]")[0].is_displayed()
    css(driver, "form button[type=reset]")[0].click()
    await_true(lambda: shown(driver) == everything, "every entry again")


def test_accents_and_capitals_do_not_matter(driver, root) -> None:
    driver.get((root / "fr" / "figures.html").as_uri())
    everything = len(shown(driver))
    type_words(driver, "EUROSTAT")
    capitals = len(shown(driver))
    type_words(driver, "eurostat")
    assert 0 < len(shown(driver)) == capitals <= everything


def test_figures_are_filtered_by_chapter(driver, root) -> None:
    driver.get((root / "de" / "figures.html").as_uri())
    choose(driver, "chapter", "chapter-4")
    entries = css(driver, "[data-entry]:not([hidden])")
    assert entries
    assert {one.get_attribute("data-chapter") for one in entries} == {"chapter-4"}


def test_a_download_holds_the_rows_that_the_page_shows(driver, root, downloads) -> None:
    driver.get((root / "en" / "chapter-4.html").as_uri())
    figure = css(driver, "figure#F4-01")[0]
    rows = len(figure.find_elements("css selector", "details.data tbody tr"))
    link = next(one for one in figure.find_elements("css selector", ".downloads a") if one.text == "CSV")
    with served(root) as address:
        driver.get(f"{address}/en/chapter-4.html")
        next(one for one in css(driver, "figure#F4-01 .downloads a") if one.text == "CSV").click()
        await_true((downloads / "F4-01.csv").exists, "the download")
    assert link is not None
    lines = (downloads / "F4-01.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == rows


def test_the_keyboard_alone_reaches_everything_and_one_sees_where(driver, root) -> None:
    from selenium.webdriver import ActionChains, Keys

    driver.get((root / "nl" / "chapter-4.html").as_uri())

    def press(key: str) -> None:
        ActionChains(driver).send_keys(key).perform()

    press(Keys.TAB)
    skip = driver.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    assert skip.rect["y"] >= 0, "the skip link is seen once it has the focus"
    press(Keys.ENTER)
    assert driver.execute_script("return document.activeElement.id") == "content"
    reached = set()
    for _ in range(40):
        press(Keys.TAB)
        told = driver.execute_script(
            "const one = document.activeElement; const style = getComputedStyle(one);"
            "return [one.tagName, style.outlineStyle, parseFloat(style.outlineWidth)];"
        )
        if told[0] == "BODY":
            # Past the last one the focus leaves the page.
            break
        assert told[1] != "none", told
        assert told[2] >= 2, told
        reached.add(told[0])
    assert {"A", "SUMMARY"} <= reached


def test_a_fold_opens_with_the_keyboard(driver, root) -> None:
    from selenium.webdriver import Keys

    driver.get((root / "nl" / "chapter-4.html").as_uri())
    fold = css(driver, "details.data")[0]
    assert fold.get_attribute("open") is None
    fold.find_element("css selector", "summary").send_keys(Keys.ENTER)
    assert fold.get_attribute("open") is not None
    assert fold.find_element("css selector", "table").is_displayed()


def test_the_filters_work_with_the_keyboard(driver, root) -> None:
    from selenium.webdriver import ActionChains, Keys

    driver.get((root / "en" / "claims.html").as_uri())
    driver.execute_script("document.getElementById('search-words').focus()")
    ActionChains(driver).send_keys("zzzz").perform()
    assert shown(driver) == []
    ActionChains(driver).send_keys(Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER).perform()
    await_true(lambda: shown(driver), "the entries again")


def test_without_javascript_all_is_there_but_search(driver, root) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get((root / "nl" / "claims.html").as_uri())
        text = driver.page_source
        assert "data-search" in text
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        assert not css(driver, "form.search")[0].is_displayed()
        assert css(driver, "[data-entry]")[0].is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_print_leaves_out_what_paper_cannot_use(driver, root) -> None:
    driver.get((root / "nl" / "chapter-4.html").as_uri())
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for selector in ("nav.main", ".languages", ".downloads", "details.code"):
            assert not [one for one in css(driver, selector) if one.is_displayed()], selector
        assert css(driver, "figure#F4-01 img")[0].is_displayed()
        assert driver.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
