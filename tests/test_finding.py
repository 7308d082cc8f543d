"""What a notebook shows of a model: heading, sentence, table; what a refusal leaves."""

from pathlib import Path

import pandas as pd
import pytest

from talentstudy.errors import EmptySelection, StudyError, TooShort, UnsuitableSeries
from talentstudy.finding import Finding, Picture, answered, printed_table
from talentstudy.trends.series import AnnualSeries, annual_series
from talentstudy.wording import LANGUAGES


@pytest.fixture
def series() -> AnnualSeries:
    return annual_series(range(2018, 2024), [1.0, 2, 3, 2, 3, 4], breaks=[2021], name="een reeks", unit="PC")


def test_a_finding_passes_on_what_its_result_has(series: AnnualSeries) -> None:
    finding = Finding("Kop", "Tekst.", None, series)
    assert finding.breaks == (2021,)
    assert "segment_sizes" in dir(finding)
    assert not finding.refused


def test_a_finding_shows_heading_text_and_table_and_escapes_them() -> None:
    finding = Finding("A < B", "Text.", pd.DataFrame({"jaar": ["2024"]}))
    assert repr(finding).splitlines() == ["A < B", "Text.", "jaar", "2024"]
    assert "<h3>A &lt; B</h3><p>Text.</p><table" in finding._repr_html_()
    assert "<table" not in Finding("A", "B")._repr_html_()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [TooShort, UnsuitableSeries, EmptySelection])
def test_a_refusal_is_text_in_the_language_and_keeps_its_message(
    series: AnnualSeries, language: str, kind: type[Exception]
) -> None:
    def fitted() -> Finding:
        raise kind("the model's own message")

    finding = answered("Kop", series, language, fitted)
    assert finding.refused
    assert finding.reason == "the model's own message"
    assert "een reeks" in finding.text
    assert "own message" not in finding.text
    with pytest.raises(AttributeError, match="own message"):
        _ = finding.slope


def test_a_short_series_says_how_breaks_cut_it(series: AnnualSeries) -> None:
    def fitted() -> Finding:
        raise TooShort("too short")

    assert "6 punten, door breuken verdeeld in stukken van 3 en 3," in answered("", series, "nl", fitted).text
    whole = annual_series([2020, 2021], [1.0, 2.0], name="x")
    assert "2 punten zijn te weinig" in answered("", whole, "nl", fitted).text


def test_a_programming_error_is_not_taken_for_a_refusal(series: AnnualSeries) -> None:
    def fitted() -> Finding:
        raise KeyError("slope")

    with pytest.raises(KeyError):
        answered("Kop", series, "nl", fitted)


def test_a_table_is_rounded_once_and_missing_is_a_dash() -> None:
    rows = pd.DataFrame({"first": [2014.0], "points": [1200], "trend": [1.005], "lower": [float("nan")]})
    shown = printed_table(rows, "nl", signed=("trend",), unit="% per jaar")
    assert shown.to_dict("records") == [{"van": "2014", "punten": "1200", "% per jaar": "+1,00", "ondergrens": "–"}]


def test_a_chance_is_never_nought_or_certain_and_a_small_p_has_a_bound() -> None:
    shown = printed_table(pd.DataFrame({"probability": [0.0, 40.4, 100.0], "p": [0.0002, 0.05, 1.0]}), "en")
    assert shown["probability, %"].tolist() == ["< 1", "40", "> 99"]
    assert shown.iloc[:, 1].tolist() == ["< 0.001", "0.050", "1.000"]


def test_a_picture_is_drawn_anew_at_another_width(tmp_path: Path) -> None:
    from PIL import Image

    from talentstudy.study import open_edition

    study = open_edition(2025, language="fr")
    picture = study.draw("F4-03")
    assert isinstance(picture, Picture)
    assert picture.description.startswith("Les étudiantes")
    with Image.open(picture.save(tmp_path / "F4-03.tiff", width_mm=84, dpi=220)) as image:
        assert image.width == pytest.approx(84 / 25.4 * 220, abs=1)


def test_a_picture_of_one_size_says_so(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="was made as a picture of one size"):
        Picture("x", "X", "Alt.", "Source.", b"").save(tmp_path / "x.png")
