"""The styles there are."""

import pytest

from talentstudy.citations import READ_BY_PROGRAMS, STYLES, checked_style, written_as
from talentstudy.citations.asking import Cited
from talentstudy.citations.work import Work
from talentstudy.errors import UnknownName


def test_every_style_writes_every_work() -> None:
    works = Cited((Work("a", "webpage", "First page", author="A"), Work("b", "webpage", "Second page", author="B")))
    for style in STYLES:
        text = written_as(works, style, "en")
        assert "First page" in text
        assert "Second page" in text
        assert not text.endswith("\n")


def test_a_style_that_is_not_there_is_refused_with_the_nearest() -> None:
    assert set(READ_BY_PROGRAMS) < set(STYLES)
    with pytest.raises(UnknownName, match="no citation style named 'bibtx'; did you mean bibtex"):
        checked_style("bibtx")
