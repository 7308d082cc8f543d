"""The one schema: what registry, schemas and code lists say, and nothing else."""

import pytest

from talentstudy.deposit.schema import code_list_shape, column, figure_shape, indicator_shape
from talentstudy.errors import UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.pipeline import Pipeline
from talentstudy.wording import LANGUAGES


@pytest.mark.parametrize("name", INDICATORS)
def test_an_indicator_has_the_columns_its_rows_have_in_their_order(name: str, edition_2025: Pipeline) -> None:
    shape = indicator_shape(name)
    assert [one.name for one in shape.columns] == list(edition_2025.indicator(name).columns)
    assert shape.unit == INDICATORS[name].unit
    assert not edition_2025.indicator(name).duplicated(list(shape.key)).any()


def test_every_column_is_titled_and_explained_in_four_languages() -> None:
    names = {one.name for name in INDICATORS for one in indicator_shape(name).columns}
    for name in (*names, "indicator", "item", "heading", "text", "geo+sector"):
        found = column(name)
        for texts in (found.titles, found.about):
            assert set(texts) == set(LANGUAGES)
            assert all(text and "{" not in text for text in texts.values()), name


def test_a_column_of_codes_names_its_list_and_flags_their_letters() -> None:
    assert column("geo").codes == "geo"
    assert column("obs_flag").codes == ""
    assert "data/codes/obs_flag.csv" in column("obs_flag").about["en"]
    assert all("data/codes/dataset.csv" in text for text in column("source").about.values())


def test_a_value_may_be_missing_and_a_unit_may_not() -> None:
    assert (column("obs_value").number, column("obs_value").required) == (True, False)
    assert (column("unit").number, column("unit").required) == (False, True)


def test_a_figure_is_titled_as_in_its_chapter_and_joined_columns_by_their_parts() -> None:
    shape = figure_shape("F4-02", ["geo", "obs_value", "geo+indicator"])
    assert shape.titles["en"].startswith("Figure F4-02: ")
    assert shape.columns[2].titles["en"] == "Country or region + Indicator"
    assert figure_shape("F2-03", ["item"], "nl").path == "data/figures/nl/F2-03.csv"


def test_a_figure_that_left_the_chapters_since_the_run_is_refused_by_name() -> None:
    with pytest.raises(UnknownName, match=r"no figure named 'F9-99'.*run the edition again"):
        figure_shape("F9-99", ["geo"])


def test_a_code_list_is_described_in_each_language() -> None:
    shape = code_list_shape("sex")
    assert [one.name for one in shape.columns] == ["code", *LANGUAGES]
    assert shape.columns[1].titles["fr"] == "Libellé en néerlandais"
