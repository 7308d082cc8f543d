"""A chain on a terminal."""

from talentstudy.explaining.lines import figure_lines, indicator_lines

SOURCE = {
    "dataset": "isoc_sks_itsps",
    "vintage": "2025-05-14",
    "place": "",
    "producer": "Eurostat",
    "title": "Employed ICT specialists by sex",
    "url": "https://example.org",
    "origin": "data/raw/eurostat/isoc_sks_itsps/2025-05-14/origin.toml",
}
CELL = {
    "indicator": "ict_women_share",
    "observation": "geo=BE time_period=2024",
    "value": 19.0,
    "lower": None,
    "upper": None,
    "unit": "PC",
    "flags": "e",
    "rows": 1,
    "sources": [SOURCE],
}


def test_a_number_stands_above_its_cells_and_these_above_their_sources() -> None:
    chain = {
        "text": "**F4-02 – Women.** It is 19.0%.",
        "numbers": [{"number": "19.0%", "how": "value", "cells": [CELL]}],
        "left_out": {"jobs": "no value for NL."},
    }
    assert list(figure_lines(chain)) == [
        "F4-02 – Women. It is 19.0%.",
        "",
        "19.0%  (value)",
        "  ict_women_share geo=BE time_period=2024: 19 % [estimated]",
        "    isoc_sks_itsps at vintage 2025-05-14: Eurostat, Employed ICT specialists by sex",
        "    data/raw/eurostat/isoc_sks_itsps/2025-05-14/origin.toml  https://example.org",
        "",
        "left out: jobs: no value for NL.",
    ]


def test_a_series_counts_its_rows_and_many_sources_are_cut() -> None:
    chain = {
        "text": "x",
        "numbers": [
            {"number": "0.1", "how": "trend", "cells": [{**CELL, "rows": 21, "value": None, "sources": [SOURCE] * 6}]}
        ],
        "left_out": {},
    }
    lines = list(figure_lines(chain))
    assert "  ict_women_share geo=BE time_period=2024: 21 rows [estimated]" in lines
    assert lines[-1] == "    and 2 more sources; --json lists them"


def test_an_indicator_names_what_it_changes_with_and_what_was_corrected() -> None:
    observed = {
        **CELL,
        "read_as": "isoc_sks_itsps",
        "value": None,
        "lower": 60.0,
        "flags": "",
        "corrected": "The provider's slip.",
    }
    chain = {
        **CELL,
        "title": "Women",
        "definition": "Women in %.",
        "computed_from": ["isoc_sks_itsps"],
        "observations": [observed],
    }
    lines = list(indicator_lines([chain, chain]))
    assert lines[1:5] == [
        "  Women. Women in %.",
        "  computed from isoc_sks_itsps; it changes with:",
        "  isoc_sks_itsps geo=BE time_period=2024: at least 60",
        "    corrected: The provider's slip.",
    ]
    assert lines.count("") == 1
