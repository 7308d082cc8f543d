import zlib
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from talentstudy.figures import KINDS
from talentstudy.figures.style import house
from talentstudy.publish import Page, csv_rows, page

LONG = (
    "Beschäftigte IKT-Fachkräfte in Prozent der gesamten Erwerbstätigkeit nach Mitgliedstaaten der Europäischen Union "
)
# Eurostat, isoc_sks_itspt, vintage 2025-05-14.
ROWS = pd.DataFrame(
    [
        ("BE", "2020", 5.0, ""),
        ("BE", "2021", 5.6, "b"),
        ("BE", "2024", 5.7, ""),
        ("EU27_2020", "2020", 4.3, "e"),
        ("EU27_2020", "2021", 4.5, "be"),
        ("EU27_2020", "2024", 5.0, "e"),
    ],
    columns=["geo", "time_period", "obs_value", "obs_flag"],
).assign(unit="PC_EMP")
LATEST = ROWS[ROWS["time_period"] == "2024"]


def laid_out(
    kind: str = "lines_by_period", *, language: str = "nl", rows: pd.DataFrame = ROWS, **words: object
) -> Page:
    def draw(ax: Any) -> Any:
        return KINDS[kind].draw(ax, rows, by="geo", focus="BE", language=language)

    given: dict[str, Any] = {
        "title": "ICT-specialisten",
        "source_line": "Eurostat, isoc_sks_itspt.",
        "flags": ["b", "e"],
        "height": 5,
    }
    return page(draw, language=language, **given | words)


def words_of(figure: Page) -> list[str]:
    """The blocks of the page from top to bottom, as running text."""
    return [text.get_text().replace("\n", " ") for text in figure.texts]


@pytest.mark.parametrize("kind", ["lines_by_period", "bars_by_rank", "number_in_context"])
@pytest.mark.parametrize("repeat", [1, 3])
def test_nothing_overlaps_and_nothing_is_clipped(kind: str, repeat: int) -> None:
    figure = laid_out(
        kind,
        language="de",
        rows=LATEST if kind != "lines_by_period" else ROWS,
        title=LONG * repeat,
        subtitle=LONG * repeat,
        notes=[LONG * 2, "Kurz."],
        source_line="https://ec.europa.eu/eurostat/databrowser/product/page/isoc_sks_itspt " + LONG * repeat,
    )
    figure.draw_without_rendering()
    whole = figure.bbox
    boxes: list[Any] = [text.get_window_extent() for text in figure.texts]
    boxes.append(figure.axes[0].get_tightbbox())
    for box in boxes:
        assert whole.x0 <= box.x0
        assert box.x1 <= whole.x1
        assert whole.y0 <= box.y0
        assert box.y1 <= whole.y1
    order = sorted(boxes, key=lambda box: -box.y1)
    # Half a point of rounding.
    assert all(lower.y1 <= upper.y0 + 1.5 for upper, lower in pairwise(order))


def test_the_page_is_as_wide_as_the_column_and_the_chart_as_tall_as_asked() -> None:
    figure = laid_out(height=6.5)
    assert figure.get_size_inches()[0] * 2.54 == pytest.approx(16)
    box = figure.axes[0].get_position()
    assert box.height * figure.get_size_inches()[1] * 2.54 == pytest.approx(6.5)


def test_blocks_stand_in_their_order_with_the_title_bold() -> None:
    figure = laid_out(subtitle="% van de werkgelegenheid", notes=["Geen cijfer voor 2013."])
    title, subtitle, flags, note, source = figure.texts
    assert title.get_fontweight() == "bold"
    assert [text.get_text() for text in (subtitle, note, source)] == [
        "% van de werkgelegenheid",
        "Noot: Geen cijfer voor 2013.",
        "Bron: Eurostat, isoc_sks_itspt.",
    ]
    assert flags.get_text().startswith("onderbroken lijn: breuk")


def test_flags_are_explained_as_the_chart_shows_them() -> None:
    assert words_of(laid_out(language="en"))[1] == (
        "interrupted line: break in series, not comparable with what lies before · hollow marker: estimated"
    )
    bars = words_of(laid_out("bars_by_rank", rows=LATEST, language="en"))[1]
    assert bars.replace("\xa0", " ") == "b break in series · e estimated"


def test_without_flags_there_is_no_legend_of_them() -> None:
    assert words_of(laid_out("bars_by_rank", rows=LATEST, flags=[]))[1:] == ["Bron: Eurostat, isoc_sks_itspt."]


def test_text_is_as_wide_outside_the_house_as_measured_inside() -> None:
    figure = laid_out(title=LONG * 2)
    with mpl.rc_context({"text.hinting": "force_autohint"}), BytesIO() as one:
        figure.savefig(one, format="png", dpi=90)
        with BytesIO() as other, house():
            figure.savefig(other, format="png", dpi=90)
            assert one.getvalue() == other.getvalue()


def test_a_page_leaves_no_window_open() -> None:
    from matplotlib._pylab_helpers import Gcf

    before = dict(mpl.rcParams)
    laid_out()
    assert not Gcf.get_all_fig_managers()
    assert dict(mpl.rcParams) == before


def test_rows_are_written_with_fixed_digits_and_empty_for_missing(tmp_path: Path) -> None:
    values = [0.1 + 0.2, 130831.0, np.nan, 69e6, -0.0, 1 / 3, 1e-7]
    rows = pd.DataFrame(
        {"geo": list("ABCDEFG"), "obs_value": values, "obs_flag": ["", "b", *[""] * 5], "rank": range(7)}
    )
    written = csv_rows(rows, tmp_path / "F1-04.csv").read_bytes().decode()
    assert written == (
        "geo,obs_value,obs_flag,rank\n"
        "A,0.3,,0\nB,130831,b,1\nC,,,2\nD,69000000,,3\nE,0,,4\nF,0.3333333333,,5\nG,0.0000001,,6\n"
    )
    back = pd.read_csv(tmp_path / "F1-04.csv")["obs_value"]
    assert np.allclose(back.dropna(), rows["obs_value"].dropna(), rtol=1e-9)
    assert zlib.crc32(csv_rows(rows, tmp_path / "again.csv").read_bytes()) == zlib.crc32(written.encode())
