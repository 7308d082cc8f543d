"""The citations under a figure."""

import json

import pytest

from talentstudy.errors import UnknownName
from talentstudy.site.citing import figure_citations
from talentstudy.study import open_edition


@pytest.fixture(scope="module")
def cited():
    return figure_citations(open_edition(2025))


def test_a_figure_is_cited_in_four_styles_with_its_sources(cited) -> None:
    found = dict(cited("F4-02", "nl"))
    assert list(found) == ["APA", "BibTeX", "RIS", "CSL-JSON"]
    items = json.loads(found["CSL-JSON"])
    assert len(items) >= 2
    assert "F4-02" in found["APA"]
    assert "isoc_sks_itsps" in found["APA"]
    assert found["BibTeX"].count("@") >= len(items)
    assert found["RIS"].count("TY  - ") == len(items)


def test_each_language_has_its_own_title(cited) -> None:
    assert len({dict(cited("F4-02", language))["APA"].splitlines()[0] for language in ("nl", "fr", "en", "de")}) == 4


def test_a_panel_of_text_is_cited_too(cited) -> None:
    assert dict(cited("F4-08", "en"))["APA"].splitlines()


def test_an_unknown_figure_is_refused(cited) -> None:
    with pytest.raises(UnknownName, match="no figure named 'F9-99'"):
        cited("F9-99", "en")
