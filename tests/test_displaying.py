"""What the study's objects leave in a notebook besides what one sees."""

import json

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from talentstudy.displaying import MIME, table_part
from talentstudy.finding import Finding, Picture, Prose, Sheet
from talentstudy.shelves import IndicatorRows
from talentstudy.study import open_edition

SHOWN = {
    "figure": Picture("F4-02", "Women", "Line chart.", "Eurostat.", b"png", "Long."),
    "prose": Prose("## Women"),
    "table": Sheet(pd.DataFrame({"Country": ["Belgium"]})),
    "finding": Finding("Trend", "It rises.", pd.DataFrame({"year": ["2024"]})),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_an_object_is_shown_as_before_and_leaves_its_parts_as_json(kind: str) -> None:
    shown = SHOWN[kind]
    data, _ = DisplayFormatter().format(shown)
    assert [part["kind"] for part in json.loads(json.dumps(data[MIME]))["parts"]] == [kind]
    assert ("text/markdown" if kind == "prose" else "text/html") in data
    assert data["text/plain"] == repr(shown)


def test_a_figure_leaves_its_words_and_not_its_picture_twice() -> None:
    part = SHOWN["figure"]._repr_mimebundle_()[MIME]["parts"][0]
    assert part == {
        "kind": "figure",
        "id": "F4-02",
        "title": "Women",
        "alt": "Line chart.",
        "source": "Eurostat.",
        "description": "Long.",
    }


def test_a_study_leaves_its_vintages() -> None:
    part = open_edition(2025)._repr_mimebundle_()[MIME]["parts"][0]
    assert part["as_of"] == "2025-06-30"
    assert part["vintages"] == open_edition(2025).vintages


def test_a_long_indicator_leaves_its_ends_and_its_source() -> None:
    rows = pd.DataFrame({"geo": ["BE"] * 50, "obs_value": range(50), "source": ["x@1"] * 50})
    part = IndicatorRows("ict_women_share", "Women", rows, "Source: x.")._repr_mimebundle_()[MIME]["parts"][0]
    assert part["columns"] == ["geo", "obs_value"]
    assert [row[1] for row in part["rows"]] == [str(one) for one in [*range(10), *range(40, 50)]]
    assert part["notes"] == ["Source: x."]


def test_a_missing_cell_of_a_table_is_empty_and_never_zero() -> None:
    assert table_part(pd.DataFrame({"value": [None, float("nan"), "0"]}))["rows"] == [[""], [""], ["0"]]
