"""The table behind a figure."""

import pytest

from talentstudy.documents.blocks import FigureBlock
from talentstudy.site.figure_data import data_table, flags_of
from talentstudy.store import Home
from tests.executed import write_figure


@pytest.fixture
def figure(tmp_path) -> FigureBlock:
    folder = write_figure(Home(tmp_path), "F4-02", "nl")
    return FigureBlock("F4-02", "Vrouwen", "Grafiek.", "Eurostat.", "F4-02", files={"csv": folder / "F4-02.csv"})


def test_codes_have_labels_and_numbers_are_written_as_the_language_does(figure) -> None:
    table = data_table(figure, "nl")
    assert table is not None
    assert table.caption == "Gegevens achter F4-02: Vrouwen"
    assert table.columns[:2] == ("Land of gewest", "Periode")
    assert table.rows[0][:3] == ("België", "2023", "19,4")
    assert "breuk in de tijdreeks" in table.rows[1]


def test_a_missing_value_is_said_and_never_zero(figure) -> None:
    table = data_table(figure, "de")
    assert table is not None
    assert table.rows[2][2] == "nicht verfügbar"


def test_every_row_of_the_file_is_there(figure) -> None:
    table = data_table(figure, "en")
    assert table is not None
    assert len(table.rows) == 3


def test_flags_are_those_of_the_rows(figure) -> None:
    assert flags_of(figure) == ("b",)


def test_a_code_without_a_label_stays_as_published(figure) -> None:
    path = figure.files["csv"]
    path.write_text(path.read_text(encoding="utf-8").replace("EU27_2020", "XX"), encoding="utf-8")
    table = data_table(figure, "en")
    assert table is not None
    assert table.rows[2][0] == "XX"


def test_a_dimension_that_an_indicator_lacks_is_called_total_in_the_language(figure) -> None:
    figure.files["csv"].write_text("geo,measure,obs_value\nBE,TOTAL,1\n", encoding="utf-8")
    table = data_table(figure, "de")
    assert table is not None
    assert table.rows[0][1] == "Insgesamt"


def test_a_joined_column_is_left_out(figure) -> None:
    figure.files["csv"].write_text("geo,sex,geo+sex,obs_value\nBE,F,BE+F,1\n", encoding="utf-8")
    table = data_table(figure, "en")
    assert table is not None
    assert table.columns == ("Country or region", "Sex", "Value")


def test_values_of_one_indicator_have_the_same_decimals_and_sources_are_worded(figure) -> None:
    lines = ("women,1996,11,PC,x_y@2024-05-01#p. 3", "women,1997,10.8,PC,x_y@2024-05-01", "men,1997,7,NR,words alone")
    text = "\n".join(["indicator,time_period,obs_value,unit,source", *lines])
    figure.files["csv"].write_text(text + "\n", encoding="utf-8")
    table = data_table(figure, "de")
    assert table is not None
    value, source = table.columns.index("Wert"), table.columns.index("Quelle")
    assert [row[value] for row in table.rows] == ["11,0", "10,8", "7"]
    assert [row[source] for row in table.rows] == ["x_y (2024-05-01), S. 3", "x_y (2024-05-01)", "words alone"]


def test_a_picture_of_a_model_has_no_rows() -> None:
    one = FigureBlock("x_be", "T", "A", "S", "x")
    assert data_table(one, "en") is None
    assert flags_of(one) == ()
