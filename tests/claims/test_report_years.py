"""Which year's data a Digital Decade report shows is data, and a rule reads it."""

from pathlib import Path

import pytest

from talentstudy.claims.records import Address
from talentstudy.claims.report_years import as_in_report, read_report_years
from talentstudy.errors import LedgerError

YEARS = {("ict_specialists_share", "2023"): "2022", ("ict_specialists_share", "2024"): "2023"}


def share(period: str, measure: str = "value", name: str = "ict_specialists_share") -> Address:
    return Address(name, {"geo": "BE", "time_period": period}, measure)


def test_the_report_of_a_year_shows_the_data_of_the_year_before() -> None:
    shown = as_in_report(share("2023"), YEARS)
    assert shown is not None
    assert shown.period == "2022"


def test_both_years_of_a_change_are_taken_for_years_of_reports() -> None:
    shown = as_in_report(share("2023..2024", "difference"), YEARS)
    assert shown is not None
    assert shown.ends == ("2022", "2023")


def test_an_indicator_outside_the_reports_has_no_other_year() -> None:
    assert as_in_report(share("2023", name="ict_women_share"), YEARS) is None


def test_the_mapping_held_covers_the_reports_of_2018_to_2026() -> None:
    years = read_report_years()
    assert years["ict_specialists_share", "2024"] == "2023"
    assert years["basic_digital_skills_share", "2025"] == "2023"
    assert years["cloud_advanced_share", "2026"] == "2025"
    # A report never shows data of its own future.
    assert all(int(data) <= int(edition) for (_, edition), data in years.items())
    # The measure of skills was new in 2021: earlier reports showed another one.
    assert ("basic_digital_skills_share", "2021") not in years


@pytest.mark.parametrize("line", ["ict_specialist_share,2023,2022", "ict_women_share,2023,", "ict_women_share,x,2022"])
def test_a_line_that_names_no_indicator_or_year_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "years.csv"
    path.write_text(f"indicator,edition,data_year\n{line}\n", encoding="utf-8")
    with pytest.raises(LedgerError, match=f"years.csv has the line {line}; wanted: an indicator"):
        read_report_years(path)


def test_a_report_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "years.csv"
    path.write_text("indicator,edition,data_year\n" + "ict_women_share,2023,2022\n" * 2, encoding="utf-8")
    with pytest.raises(LedgerError, match="each report once"):
        read_report_years(path)
