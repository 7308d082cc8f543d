"""The rows behind a figure fit a page and say all that the file says."""

from pathlib import Path

from talentstudy.documents.blocks import FigureBlock
from talentstudy.paper.behind import rows_table
from talentstudy.paper.tables import Note, PrintCell

HEAD = "geo,time_period,unit,obs_value,obs_flag,source,indicator\n"


def figure(path: Path, *lines: str) -> FigureBlock:
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return FigureBlock("F4-02", "Women", "alt", "source", "F4-02", files={"csv": path})


def test_what_is_the_same_in_every_row_stands_once_below(tmp_path: Path) -> None:
    rows = ("BE,2023,PC,19.4,b,x@2025,ict_women_share", "NL,2023,PC,18,,x@2025,ict_women_share")
    table = rows_table(figure(tmp_path / "f.csv", *rows), "en")
    assert table is not None
    assert table.columns == ("Country or region", "Value")
    # One unit: the same decimals below each other.
    assert [list(row) for row in table.rows] == [
        [PrintCell("Belgium"), PrintCell("19.4", ("b",))],
        [PrintCell("Netherlands"), PrintCell("18.0")],
    ]
    notes = [one.text for one in table.notes]
    assert "Period: 2023" in notes
    assert "Unit: %" in notes
    assert Note("break in series", "b") in table.notes


def test_values_of_different_units_keep_their_decimals(tmp_path: Path) -> None:
    rows = ("BE,2024,THS_PER,288,,x@2025,ict_specialists_count", "BE,2024,PC_EMP,5.7,,x@2025,ict_specialists_share")
    table = rows_table(figure(tmp_path / "f.csv", *rows), "nl")
    assert table is not None
    value = table.columns.index("Waarde")
    assert [row[value].text for row in table.rows] == ["288", "5,7"]


def test_many_rows_stand_side_by_side_and_a_gap_is_said(tmp_path: Path) -> None:
    rows = [
        f"{geo},{year},PC,{year - 2000},,x@2025,ict_women_share" for geo in ("BE", "NL") for year in range(2000, 2025)
    ]
    rows.remove("NL,2003,PC,3,,x@2025,ict_women_share")
    table = rows_table(figure(tmp_path / "f.csv", *rows), "fr")
    assert table is not None
    assert table.columns == ("Période", "Belgique", "Pays-Bas")
    assert len(table.rows) == 25
    assert [one.text for one in table.rows[3]] == ["2003", "3", "non disponible"]


def test_a_figure_without_rows_has_no_table(tmp_path: Path) -> None:
    assert rows_table(figure(tmp_path / "f.csv"), "en") is None
    assert rows_table(FigureBlock("m", "t", "a", "s", "m", encoded="eA=="), "en") is None
