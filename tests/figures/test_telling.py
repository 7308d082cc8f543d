"""Names and values as alternative texts tell them."""

import pytest

from talentstudy.figures.telling import items_text


@pytest.mark.parametrize(
    ("items", "language", "told"),
    [
        (["Belgium", "EU-27"], "en", "Belgium and EU-27"),
        (["Belgium, to 2017", "EU-27"], "en", "Belgium, to 2017; EU-27"),
        (["Belgique, dès 2020", "UE-27"], "fr", "Belgique, dès 2020\N{NO-BREAK SPACE}; UE-27"),
    ],
)
def test_a_name_with_a_comma_is_set_apart_by_semicolons(items: list[str], language: str, told: str) -> None:
    assert items_text(items, language) == told
