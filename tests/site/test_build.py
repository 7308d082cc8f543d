"""A whole site of a study executed by hand, read as a browser without JavaScript reads it."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from talentstudy.editions import read_edition
from talentstudy.errors import NotebookFailed, PublishError
from talentstudy.site import build as building
from talentstudy.site.build import SiteOrder, build_site
from talentstudy.store import Home
from tests.executed import LANGUAGES, executed_home, write_notebook
from tests.site.conftest import paper

PAGES = [
    "index",
    *(f"chapter-{number}" for number in range(1, 7)),
    *(f"annex-{letter}" for letter in "abc"),
    *("figures", "claims", "methods", "sources", "changes", "api", "method-trends"),
]


def page(site: Path, language: str, slug: str) -> Any:
    return BeautifulSoup((site / language / f"{slug}.html").read_text(encoding="utf-8"), "html.parser")


@cache
def pages(site: Path) -> list[tuple[Path, Any]]:
    """Every page, read once."""
    return [(path, BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")) for path in sorted(site.rglob("*.html"))]


def test_every_page_stands_in_every_language(site) -> None:
    for language, slug in product(LANGUAGES, PAGES):
        assert (site / language / f"{slug}.html").exists(), (language, slug)
    names = [sorted(path.name for path in (site / one).glob("*.html")) for one in LANGUAGES]
    assert names[0] == names[1] == names[2] == names[3]


def test_the_language_switch_stays_on_the_page(site) -> None:
    for language, slug in product(LANGUAGES, PAGES):
        soup = page(site, language, slug)
        assert soup.html["lang"] == language
        links = soup.select(".languages a")
        assert [one["href"] for one in links] == [f"../{code}/{slug}.html" for code in LANGUAGES]
        assert [one["hreflang"] for one in links] == [*LANGUAGES] == [one["lang"] for one in links]
        assert [one["lang"] for one in links if one.get("aria-current")] == [language]


def test_every_link_leads_somewhere(site) -> None:
    anchors = {path: {one["id"] for one in soup.select("[id]")} for path, soup in pages(site)}
    for path, soup in pages(site):
        for one in soup.select("[href], [src]"):
            target = one.get("href") or one["src"]
            if target.startswith(("https://", "http://")):
                assert one.name == "a", (path, target)
                continue
            name, _, anchor = target.partition("#")
            led = (path.parent / name).resolve() if name else path
            assert led.exists(), (path, target)
            if anchor:
                assert anchor in anchors[led], (path, target)


def test_a_strict_policy_stands_on_every_page_and_nothing_inline_breaks_it(site) -> None:
    for path, soup in pages(site):
        policy = soup.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy
        assert not soup.select("style, [style]"), path
        assert not [one for one in soup.select("script") if not one.get("src")], path
        assert not [name for one in soup.find_all(True) for name in one.attrs if name.startswith("on")], path


def test_headings_go_down_one_level_at_a_time_and_ids_stand_once(site) -> None:
    for path, soup in pages(site):
        levels = [int(one.name[1]) for one in soup.find_all(re.compile("^h[1-6]$")) if not one.find_parent("nav")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        ids = [one["id"] for one in soup.select("[id]")]
        assert len(set(ids)) == len(ids), path


def test_landmarks_and_a_skip_link_stand_on_every_page(site) -> None:
    for path, soup in pages(site):
        if path.parent == site:
            continue
        first = soup.body.find("a")
        assert first["href"] == "#content", path
        assert soup.select_one("main#content"), path
        assert soup.select_one("header"), path
        assert soup.select_one("footer"), path
        named = [one.get("aria-label") or one.get("aria-labelledby") for one in soup.select("nav")]
        assert all(named), path
        assert len(set(named)) == len(named), path


def test_a_figure_has_all_that_is_promised(site) -> None:
    for language in LANGUAGES:
        figure = page(site, language, "chapter-4").select_one("figure#F4-01")
        assert figure.select_one("figcaption .title").text
        assert figure.img["alt"] == "Line chart: women among ICT specialists."
        assert figure.select_one(".source").text.endswith("Eurostat.")
        assert figure.select_one(".flags").text
        assert [one.text for one in figure.select(".downloads a")] == ["SVG", "PNG", "PDF", "CSV"]
        table = figure.select_one("details.data table")
        assert table.caption.text
        assert all(one.get("scope") == "col" for one in table.select("thead th"))
        assert len(table.select("tbody tr")) == 3
        assert figure.select_one("a.number")["href"] == "#F4-01"


def test_a_listener_finds_a_figure_by_its_heading_and_hears_nothing_twice(site) -> None:
    for language in LANGUAGES:
        soup = page(site, language, "chapter-4")
        for figure in soup.select("figure"):
            (heading,) = figure.select("figcaption h3")
            assert figure["aria-labelledby"] == heading["id"]
            told = soup.select_one(f"details#{figure.img['aria-details']}")
            assert told in figure.select("details")
            # The alternative text again only where nothing longer is written.
            texts = [one.text for one in told.select("p")]
            assert texts == [figure.img["alt"]] or figure.img["alt"] not in texts
        folds = [one.text for one in soup.select("figure summary")]
        assert len(set(folds)) == len(folds) >= 3
        # A landmark for each table or listing would bury those of the page.
        assert not soup.select("[role=region]")
        assert all(one["role"] == "group" and one["aria-label"] for one in soup.select("[tabindex='0']"))


def test_words_of_each_language_are_its_own(site) -> None:
    told = {page(site, one, "claims").select_one(".question").text for one in LANGUAGES}
    assert len(told) == len(LANGUAGES)


def test_french_puts_a_space_before_its_high_signs(site) -> None:
    words = tomllib.loads((Path(building.__file__).parents[1] / "sentences" / "site.toml").read_text(encoding="utf-8"))
    for key, texts in words.items():
        # A space that no line ends at stands before each.
        assert not re.search(r"[^\xa0\u202f][:;?!»]", texts["fr"]), key


def test_code_is_folded(site) -> None:
    soup = page(site, "nl", "chapter-4")
    assert soup.select("details.code")
    assert not [one for one in soup.select("details") if one.has_attr("open")]


def test_claims_are_all_there_without_javascript(site) -> None:
    soup = page(site, "en", "claims")
    assert [one["id"] for one in soup.select("[data-entry]")] == ["C0-01", "C4-02"]
    assert soup.select_one("form").has_attr("hidden")
    assert soup.select_one("noscript").text.strip()


def test_the_pdf_of_the_language_is_offered(site) -> None:
    for language in LANGUAGES:
        link = page(site, language, "index").select_one("a.button")["href"]
        assert link == f"../downloads/talentstudy-2025-BE-{language}.pdf"


def test_english_text_on_other_pages_is_marked(site) -> None:
    assert page(site, "nl", "method-trends").select_one("main [lang=en]")
    assert page(site, "nl", "api").select_one("main [lang=en]")


def test_two_builds_give_the_same_bytes(site, home, tmp_path) -> None:
    target = tmp_path / "again"
    build_site(SiteOrder(home, read_edition(2025), "BE", LANGUAGES, target), [paper])
    first, second = (
        {path.relative_to(one): path.read_bytes() for path in one.rglob("*") if path.is_file()}
        for one in (site, target)
    )
    assert first == second


def test_no_path_of_this_machine_is_published(site, home) -> None:
    for path in site.rglob("*"):
        if path.suffix in {".html", ".json", ".js", ".css"}:
            assert str(home.folder) not in path.read_text(encoding="utf-8"), path


def test_one_language_has_no_switch(home, tmp_path) -> None:
    build_site(SiteOrder(home, read_edition(2025), "BE", ("fr",), tmp_path / "site"))
    assert not page(tmp_path / "site", "fr", "index").select(".languages")


def test_a_later_edition_shows_what_moved(home, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(building, "compared", lambda *_: "found")
    monkeypatch.setattr(building, "body_of", lambda *_: "<h2>Indicators</h2>")
    monkeypatch.setattr(building, "edition_before", lambda _: "2024")
    build_site(SiteOrder(home, read_edition(2025), "BE", ("en",), tmp_path / "site"))
    main = page(tmp_path / "site", "en", "changes").main
    assert "between edition 2024 and edition 2025" in main.text
    assert main.h2.text == "Indicators"


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> Path:
    """A study in English and its site, built once and copied by whoever breaks it."""
    folder: Path = tmp_path_factory.mktemp("standing")
    home = executed_home(folder / "home", ("en",))
    build_site(SiteOrder(home, read_edition(2025), "BE", ("en",), folder / "site"))
    return folder


@pytest.fixture
def broken(standing, tmp_path) -> Iterator[SiteOrder]:
    """An order on a study of its own, whose old site says so."""
    shutil.copytree(standing, tmp_path, symlinks=True, dirs_exist_ok=True)
    order = SiteOrder(Home(tmp_path / "home"), read_edition(2025), "BE", ("en",), tmp_path / "site")
    yield order
    assert (order.target / "en" / "chapter-4.html").exists(), "the old site is gone"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_notebook_not_executed_leaves_the_old_site(broken) -> None:
    (broken.home.processed("2025") / "notebooks" / "BE" / "en" / "ch04_inclusion.ipynb").unlink()
    with pytest.raises(PublishError, match="ch04_inclusion was not executed"):
        build_site(broken)


def test_a_failed_notebook_does_too(broken) -> None:
    write_notebook(broken.home, "ch04_inclusion.failed", "en", {"cells": []})
    with pytest.raises(NotebookFailed, match="ch04_inclusion"):
        build_site(broken)


def test_so_does_a_page_too_large(broken, monkeypatch) -> None:
    monkeypatch.setattr(building, "LARGEST_PAGE", 1000)
    with pytest.raises(PublishError, match=r"en/index\.html has \d+ bytes; at most 1000"):
        build_site(broken)


def test_and_a_figure_whose_files_are_gone(broken) -> None:
    shutil.rmtree(broken.home.processed("2025") / "figures" / "BE" / "en")
    with pytest.raises(PublishError, match="has no svg, png, pdf, csv file"):
        build_site(broken)


def test_and_a_pdf_that_cannot_be_made(broken) -> None:
    def fails(*_) -> list[Path]:
        raise PublishError("no PDF")

    with pytest.raises(PublishError, match="no PDF"):
        build_site(broken, [fails])
