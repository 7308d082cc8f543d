"""The codebook, the terms and the first page of a deposit."""

import pytest

from talentstudy.deposit.codebook import codebook, readme, terms
from talentstudy.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_every_column_stands_in_it(about, tables, language: str) -> None:
    text = codebook(about, tables, language)
    for table in tables:
        assert f"| `{table.shape.path}` | {table.shape.titles[language]} |" in text
    for name in {column.name for one in tables if one.shape.kind != "codes" for column in one.shape.columns}:
        assert f"| `{name}` |" in text
    assert "{" not in text


def test_every_source_stands_with_its_terms(about) -> None:
    text = terms(about)
    for origin in about.origins:
        assert f"| `{origin.dataset}` | {origin.vintage} |" in text
    assert text.count("\n|") == len(about.origins) + 2


def test_the_first_page_is_in_four_languages(about) -> None:
    text = readme(about)
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        f"# {one}" for one in about.titles.values()
    ]
