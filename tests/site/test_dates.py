"""Days in words."""

import pytest

from talentstudy.errors import UnknownName
from talentstudy.site.dates import printed_day


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "1 mei 2025"), ("fr", "1 mai 2025"), ("en", "1 May 2025"), ("de", "1. Mai 2025")]
)
def test_a_day_is_written_as_the_language_does(language, told) -> None:
    # CLDR writes the first of a month in French as 1 or 1er.
    assert printed_day("2025-05-01", language) in {told, "1er mai 2025"}


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName):
        printed_day("2025-05-01", "es")
