import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from talentstudy.errors import UnknownName
from talentstudy.figures import KINDS
from talentstudy.wording import LANGUAGES


def _rows(kind: str, shares: pd.DataFrame, make_rows: Callable[..., pd.DataFrame]) -> tuple[Any, dict[str, Any]]:
    """Rows and options each kind can draw."""
    countries = make_rows("geo", {"BE": 5.7, "NL": 7.0, "SE": 8.6}, unit="PC_EMP").assign(time_period="2024")
    if kind in {"lines_by_period", "multiples_by_code"}:
        return shares, {"by": "geo", "focus": "BE"}
    if kind == "slopes_by_period":
        return shares[shares["time_period"].isin(["2021", "2024"])], {"by": "geo", "focus": "BE"}
    if kind == "paired_bars":
        both = make_rows("sex", {"F": 37.0, "M": 25.0}).assign(geo="FR")
        return both, {"by": "geo", "pair": "sex"}
    if kind == "trend_by_period":
        own = shares[shares["geo"] == "BE"].reset_index(drop=True)
        fit = pd.DataFrame({"year": own["time_period"].astype(int), "fitted": own["obs_value"]})
        fit = fit.assign(segment=own["obs_flag"].str.contains("b").cumsum())
        jumps = pd.DataFrame({"year": [2017], "before": [4.3], "after": [4.9], "text": ["+0.6"]})
        return own, {"name": "Belgium", "fit": fit, "jumps": jumps, "trend_label": "+0.1"}
    if kind == "forecast_by_period":
        own = shares[shares["geo"] == "BE"].reset_index(drop=True)
        ahead = pd.DataFrame({"year": [2025, 2026], "value": [5.8, 5.9], "lower": [5.5, 5.4], "upper": [6.1, 6.4]})
        return own, {"name": "Belgium", "forecast": ahead, "target": 7.0, "target_period": "2026"}
    if kind in _TREND_KINDS:
        return _trend_rows(kind, shares, countries)
    if kind == "text_panel":
        return [("Eins", "Ein Satz."), ("Zwei", "")], {}
    if kind == "profile_grid":
        return countries, {"by": "geo"}
    if kind == "number_cards":
        return countries.assign(unit=["PC", "PER", "PC"]), {"by": "geo"}
    return countries, {"by": "geo", "focus": "BE"} if kind != "dots_with_interval" else {"by": "geo"}


_TREND_KINDS = {
    "joinpoints_by_period",
    "regimes_by_period",
    "statistic_by_period",
    "pair_by_period",
    "spread_by_period",
    "scatter_by_code",
    "forest_by_code",
}


def _trend_rows(kind: str, shares: pd.DataFrame, countries: pd.DataFrame) -> tuple[Any, dict[str, Any]]:
    """Rows and options of the kinds that draw a model."""
    own = shares[shares["geo"] == "BE"].reset_index(drop=True)
    fit = pd.DataFrame({"year": own["time_period"].astype(int), "fitted": own["obs_value"]})
    fit = fit.assign(segment=own["obs_flag"].str.contains("b").cumsum())
    date = {"at": [2016.5], "lower": [2015.5], "upper": [2017.5], "text": ["2017 (2016 – 2018)"], "is_full": [True]}
    if kind == "joinpoints_by_period":
        pieces = {"first": [2009, 2016.5], "last": [2016.5, 2024], "text": ["+0.1", "+0.2"], "interval": ["0 – 1", ""]}
        jumps = pd.DataFrame({"year": [2017], "before": [4.3], "after": [4.9], "text": ["+0.6"]})
        turns = pd.DataFrame(date).assign(value=4.2)
        return own, {"name": "Belgium", "fit": fit, "jumps": jumps, "turns": turns, "pieces": pd.DataFrame(pieces)}
    if kind == "regimes_by_period":
        return own, {"name": "Belgium", "fit": fit, "found": pd.DataFrame(date)}
    if kind == "statistic_by_period":
        return own.assign(unit="RT", obs_flag=""), {"boundary": 5.0, "boundary_label": "bound: 5.0"}
    if kind == "pair_by_period":
        both = shares[shares["geo"].isin(["BE", "EU27_2020"])].reset_index(drop=True)
        fits = pd.DataFrame({"geo": both["geo"], "year": both["time_period"].astype(int), "fitted": both["obs_value"]})
        between = own.assign(unit="PC_PNT", fitted=own["obs_value"], segment=fit["segment"])
        between = between.assign(lower=between["fitted"] - 1, upper=between["fitted"] + 1)
        labels = {"BE": "Belgium", "EU27_2020": "EU-27"}
        options = {"by": "geo", "fits": fits.assign(segment=0), "between": between, "between_label": "Difference"}
        return both, {**options, "labels": labels}
    if kind == "spread_by_period":
        flagged = pd.DataFrame({"time_period": ["2016", "2017"], "share": [0.04, 1.0]})
        words = {"flagged_label": "Countries with a break", "change_label": "−20% since 2009", "name": "Spread"}
        return own.assign(unit="PC_PNT"), {"flagged": flagged, **words}
    if kind == "scatter_by_code":
        rows = countries.assign(x=[1.0, 2.0, 3.0], unit="PC_PNT")
        return rows, {"by": "geo", "line": (9.0, -1.0), "x_label": "Level", "focus": "BE"}
    bounds = {
        one: countries["obs_value"] + step for one, step in (("obs_lower", -7), ("obs_upper", 1), ("shrunken", 0.2))
    }
    return countries.assign(unit="PC_PNT", **bounds), {"by": "geo", "mean": (6.0, 5.0, 7.0), "mean_label": "Mean: 6"}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_gives_back_the_axes_it_drew_on_without_title(
    axes: Callable[..., Any], shares: pd.DataFrame, make_rows: Callable[..., pd.DataFrame], name: str
) -> None:
    rows, options = _rows(name, shares, make_rows)
    ax: Any = axes()
    assert KINDS[name].draw(ax, rows, language="nl", **options) is ax
    assert not any(ax.get_title(loc=side) for side in ("left", "center", "right"))
    assert ax.get_figure(root=True)._suptitle is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_tells_its_subject_in_every_language(
    shares: pd.DataFrame, make_rows: Callable[..., pd.DataFrame], name: str, language: str
) -> None:
    rows, options = _rows(name, shares, make_rows)
    told = KINDS[name].alt(rows, subject="Onderwerp X", language=language, **options)
    assert "Onderwerp X" in told
    assert told.endswith(".")
    assert "{" not in told
    assert "nan" not in told


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_knows_the_height_it_needs(
    axes: Callable[..., Any],
    overlaps: Callable[[Any], list[tuple[str, str]]],
    shares: pd.DataFrame,
    make_rows: Callable[..., pd.DataFrame],
    name: str,
) -> None:
    rows, options = _rows(name, shares, make_rows)
    tall = KINDS[name].height(rows, language="de", **options)
    assert 0.5 < tall < 20
    ax: Any = KINDS[name].draw(axes(15.4, tall), rows, language="de", **options)
    assert not overlaps(ax)


@pytest.mark.parametrize("name", [name for name in KINDS if name not in {"text_panel"}])
def test_drawing_leaves_the_rows_as_they_were(
    axes: Callable[..., Any], shares: pd.DataFrame, make_rows: Callable[..., pd.DataFrame], name: str
) -> None:
    rows, options = _rows(name, shares, make_rows)
    before = rows.copy()
    KINDS[name].draw(axes(), rows, language="en", **options)
    KINDS[name].alt(rows, subject="x", language="en", **options)
    assert rows.equals(before)


def test_an_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="no chart kind named 'line_by_period'; did you mean lines_by_period"):
        KINDS["line_by_period"]


def test_the_table_of_contents_loads_no_library() -> None:
    asked = (
        "import sys, talentstudy.figures as f; list(f.KINDS.values()); "
        "print([one for one in ('matplotlib', 'pandas', 'seaborn') if one in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_only_the_kind_that_uses_seaborn_loads_it() -> None:
    asked = (
        "import sys; from talentstudy.figures import KINDS\n"
        "for kind in KINDS.values(): kind.draw\n"
        "print('seaborn' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False False"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_describes_itself_in_paragraphs_in_every_language(
    shares: pd.DataFrame, make_rows: Callable[..., pd.DataFrame], name: str, language: str
) -> None:
    rows, options = _rows(name, shares, make_rows)
    told = KINDS[name].describe(rows, language=language, **options)
    assert all(line.strip() == line and line.endswith((".", "?", "!")) for line in told.split("\n"))
    assert "\n" in told
    assert "{" not in told
    assert not re.search(r"\bnan\b", told)
    assert ".." not in told
