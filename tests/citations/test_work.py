"""One record: what is not known is left out, never filled in."""

import pytest

from talentstudy.citations.work import Work, date_parts, day_text, known_day
from talentstudy.wording import LANGUAGES


def test_what_is_not_known_is_left_out_of_csl_json() -> None:
    assert Work("a", "webpage", "A page").csl() == {"id": "a", "type": "webpage", "title": "A page"}


def test_a_work_keeps_its_code_and_version_beside_its_title() -> None:
    found = Work(
        "a", "dataset", "A table", detail="tab, data as held on 1 May 2025", version="2025-05-01", number="tab"
    )
    assert found.csl()["title"] == "A table"
    assert (found.csl()["version"], found.csl()["number"]) == ("2025-05-01", "tab")
    assert found.full_title == "A table (tab, data as held on 1 May 2025)"


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.2824/859537", "10.2824/859537"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("https://example.org/10.2824/859537", ""),
        ("", ""),
    ],
)
def test_a_doi_is_read_from_its_address_and_never_made_up(url: str, doi: str) -> None:
    assert Work("a", "report", "A report", url=url).doi == doi


@pytest.mark.parametrize("text", ["unknown", "unknown; known in March 2025", "", "2025-5", "spring 2025"])
def test_a_day_that_is_not_known_is_none(text: str) -> None:
    assert known_day(text) == ""


def test_a_day_is_as_precise_as_it_is_known() -> None:
    assert date_parts("2022-05") == {"date-parts": [[2022, 5]]}
    assert date_parts("") == {}
    assert [day_text("2022-05", language) for language in LANGUAGES] == ["mei 2022", "mai 2022", "May 2022", "Mai 2022"]
