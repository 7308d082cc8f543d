"""Edition year against reference year: which year's data each Digital Decade report shows."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from talentstudy import editions
from talentstudy.claims.records import Address
from talentstudy.errors import LedgerError
from talentstudy.indicators import INDICATORS

FILE = Path(editions.__file__).parent / "digital_decade_editions.csv"


def read_report_years(path: Path = FILE) -> Mapping[tuple[str, str], str]:
    """The year of the data by indicator and year of the report.

    Raises LedgerError for a line that names no indicator of the study, no two years, or the same report twice.

    >>> read_report_years()["ict_specialists_share", "2023"]
    '2022'
    """
    found: dict[tuple[str, str], str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, edition, year = row["indicator"], row["edition"], row["data_year"]
            if name not in INDICATORS or not (edition.isdigit() and year.isdigit()) or (name, edition) in found:
                raise LedgerError(
                    f"{path.name} has the line {name},{edition},{year}; wanted: an indicator, the year of a report and "
                    "that of its data, each report once."
                )
            found[name, edition] = year
    return found


@cache
def _report_years() -> Mapping[tuple[str, str], str]:
    return read_report_years()


def as_in_report(address: Address, years: Mapping[tuple[str, str], str] | None = None) -> Address | None:
    """The address of the data that the report of the stated year shows; None where that is the stated year itself.

    Of a change both years are taken for years of reports.
    """
    known = _report_years() if years is None else years
    moved = [known.get((address.indicator, period), period) for period in address.ends]
    return None if tuple(moved) == address.ends else address.at("..".join(moved))
