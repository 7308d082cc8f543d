"""References in CSL styles, offline and in four languages."""

from pathlib import Path

import citeproc
import pytest
from lxml import etree

from talentstudy.citations import csl
from talentstudy.citations.csl import STYLES, styled
from talentstudy.citations.work import Work, day_text
from talentstudy.errors import StudyError
from talentstudy.wording import LANGUAGES

DATASET = Work(
    "tab_2025-05-14",
    "dataset",
    "Employed persons",
    author="Eurostat",
    detail="tab_le, last updated 14 May 2025",
    issued="2025-05-14",
    accessed="2025-06-01",
    version="2025-05-14",
    number="tab_le",
    url="https://example.org/tab",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_a_dataset_is_named_with_provider_dataset_update_access_and_address(style: str, language: str) -> None:
    text = styled(DATASET, style, language)
    assert text.startswith("Eurostat")
    for part in ("Employed persons (tab_le, last updated 14 May 2025)", "2025", "https://example.org/tab"):
        assert part in text
    # IEEE writes an English day in the American order.
    assert (
        text.count(day_text("2025-06-01", language))
        + text.count("Jun. 01, 2025")
        + text.count("Jun. 1, 2025")
        + (text.count("June 1, 2025"))
        == 1
    )


def test_apa_is_written_as_the_manual_asks() -> None:
    assert styled(DATASET, "apa", "en") == (
        "Eurostat. (2025). Employed persons (tab_le, last updated 14 May 2025) [Data set]. "
        "https://example.org/tab Accessed 1 June 2025."
    )


@pytest.mark.parametrize(("language", "undated"), [("nl", "z.d."), ("fr", "s. d."), ("en", "n.d."), ("de", "o. J.")])
def test_an_undated_work_says_so_in_the_language_and_gives_no_day_of_retrieval(language: str, undated: str) -> None:
    text = styled(Work("a", "webpage", "A page", author="Agoria", url="https://example.org"), "apa", language)
    assert text.replace("\N{NO-BREAK SPACE}", " ") == f"Agoria. ({undated}). A page. https://example.org"


@pytest.mark.parametrize("style", STYLES)
def test_a_press_article_without_author_stands_under_its_paper_and_has_its_title_once(style: str) -> None:
    text = styled(Work("a", "article-newspaper", "Een kop", container="L'Echo", issued="2025"), style, "nl")
    assert text.startswith("L'Echo")
    assert text.count("Een kop") == 1


def test_a_doi_is_printed_as_an_address() -> None:
    work = Work("a", "report", "Role Profiles", author="ENISA", issued="2022", url="https://doi.org/10.2824/859537")
    assert styled(work, "apa", "en") == "ENISA. (2022). Role Profiles. https://doi.org/10.2824/859537"


def test_french_puts_a_space_before_the_colon_of_its_own_words_and_leaves_titles_alone() -> None:
    text = styled(Work("a", "report", "Skills: a report", author="X", issued="2022", url="https://e.org"), "ieee", "fr")
    assert "Disponible sur\N{NO-BREAK SPACE}: https://e.org" in text
    assert "Skills: a report" in text


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "citeproc", None)
    with pytest.raises(StudyError, match=r"talentstudy\[publish\]"):
        styled(Work("new", "webpage", "Another page"), "apa", "en")


def test_every_style_that_is_shipped_follows_the_schema_of_csl_and_carries_its_licence() -> None:
    schema = etree.RelaxNG(file=str(Path(citeproc.__file__).parent / "data/schema/schemas/styles/csl.rng"))
    folder = Path(csl.__file__).parent / "styles"
    assert {path.name for path in folder.glob("*.csl")} == {style.file for style in STYLES.values()}
    for path in folder.glob("*.csl"):
        tree = etree.parse(str(path))
        assert schema.validate(tree), (path.name, schema.error_log)
        assert "by-sa/3.0" in path.read_text(encoding="utf-8")
        assert path.name in (folder / "LICENCE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_answers_given_once_are_those_of_the_library(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    works = [
        DATASET,
        Work("a", "article-newspaper", "Een kop", container="L'Echo", issued="2025"),
        Work("b", "webpage", "A page?", author="Agoria", url="https://example.org", accessed="2025-06-01"),
        Work("c", "graphic", "A figure", author="X", detail="figure F1-01", issued="2025-06", version="1.0"),
        Work("d", "software", "A study", author="X and Y", issued="2025-06-01", version="1.0"),
    ]
    pairs = [(one, language) for one in works for language in LANGUAGES]
    quick = [styled.__wrapped__(one, style, language) for one, language in pairs]
    monkeypatch.setattr(csl, "_answered_once", lambda root: [])
    csl._parsed.cache_clear()
    try:
        assert [styled.__wrapped__(one, style, language) for one, language in pairs] == quick
    finally:
        csl._parsed.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_apa_dates_every_kind_of_work_by_its_year(language: str) -> None:
    text = styled(Work("a", "document", "A claim", author="X", issued="2025-06-30"), "apa", language)
    assert text.startswith("X. (2025). A claim")
