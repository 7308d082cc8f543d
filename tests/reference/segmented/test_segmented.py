"""R segmented 1.6-2 against Hudson's solution and the joint standard errors."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from talentstudy.trends.joinpoint import fit_joinpoint
from talentstudy.trends.joinpoint_design import Design, Spacing
from talentstudy.trends.joinpoint_errors import joint, knot_intervals
from talentstudy.trends.joinpoint_fit import lines
from talentstudy.trends.joinpoint_hudson import hudson
from talentstudy.trends.series import Floats, annual_series

R = json.loads((Path(__file__).parent / "segmented.json").read_text(encoding="utf-8"))
# R prints five significant digits of slopes, six of intervals.
SLOPE = 5e-5
NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]  # fmt: skip


def plant(group: Any) -> Any:
    inside = [at for at, one in enumerate(R["plant_data"]["group"]) if one == group]
    return [[R["plant_data"][name][at] for at in inside] for name in ("time", "y")]


CASES = {
    "stagnant": (R["stagnant_data"]["x"], R["stagnant_data"]["y"]),
    "sim12_two": (R["sim12_data"]["x"], R["sim12_data"]["y"]),
    "Nile_one": (list(range(1871, 1971)), NILE),
    **{f"plant_{group}": plant(group) for group in ("RKV", "RKW", "RWC")},
}


def ordered(x: Any, y: Any) -> tuple[Design, Floats]:
    order = np.argsort(x, kind="stable")
    return Design(tuple(np.asarray(x, dtype=float)[order].tolist())), np.asarray(y, dtype=float)[order]


@pytest.mark.parametrize("name", sorted(CASES))
def test_joinpoints_errors_intervals_and_slopes_are_those_of_segmented(name: Any) -> None:
    expected = R[name]
    design, values = ordered(*CASES[name])
    total, knots = hudson(design, values, len(expected["psi"]), Spacing(1, 1))
    assert total <= expected["rss"] * (1 + 1e-9)
    assert total == pytest.approx(expected["rss"], rel=1e-6)
    theirs = np.array([row["Est."] for row in expected["psi"]])
    assert np.abs(knots - theirs).max() < 1e-4 * np.ptp(design.positions)
    line = lines(design, values, knots)
    # At a kink of the formula, count the observation to the side that segmented does.
    at = theirs if np.isin(knots, design.positions).any() else knots
    sure = joint(design, values, at, line.slopes)
    assert sure.freedom == expected["df.residual"]
    assert np.sqrt(np.diag(sure.knots)) == pytest.approx([row["St.Err"] for row in expected["psi"]], rel=1e-4)
    slopes = next(iter(expected["slope"].values()))
    assert line.slopes == pytest.approx([row["Est."] for row in slopes], rel=SLOPE)
    assert np.sqrt(np.diag(sure.slopes)) == pytest.approx([row["St.Err."] for row in slopes], rel=2 * SLOPE)
    ends = [[row["CI(95%).low"], row["CI(95%).up"]] for row in expected["confint_delta"]]
    assert np.abs(knot_intervals(knots, sure, 0.05) - ends).max() < 2e-5 * np.abs(ends).max()


@pytest.mark.parametrize(("k", "lower"), [(1, 2), (2, 17)])
def test_hudson_is_never_above_segmented_and_below_where_that_stops_early(k: Any, lower: Any) -> None:
    below = 0
    for one in R["m3_log"]:
        expected = one[f"k{k}"]
        if "rss" not in expected:
            continue
        years = np.arange(len(one["y"])) + one["start"][0]
        design, values = ordered(years, np.log(one["y"]))
        total, _ = hudson(design, values, k, Spacing(1, 1))
        assert total <= expected["rss"] * (1 + 1e-7), one["id"]
        below += total < expected["rss"] * (1 - 1e-6)
    assert below == lower


def test_average_change_and_its_error_are_those_of_segmented_where_both_find_the_optimum() -> None:
    compared = 0
    for one in R["m3_log"]:
        expected = one["k1"]
        years = np.arange(len(one["y"])) + one["start"][0]
        series = annual_series(years, np.log(one["y"]), name=one["id"])
        result = fit_joinpoint(
            series, scale="linear", max_joinpoints=1, selection="bic", method="hudson", spacing=Spacing(1, 1)
        )
        on_a_point = np.isin(result.knots, years).any()
        found = result.number == 1 and abs(result.sse / expected["rss"] - 1) < 1e-6
        if not found or on_a_point or np.isin(expected["psi"][0]["Est."], years):
            continue
        change = result.average(interval="nci")
        assert [change.estimate, change.lower, change.upper] == pytest.approx(
            [expected["aapc"][0], *expected["aapc"][2:]], rel=2e-4, abs=1e-6
        )
        compared += 1
    assert compared > 20
