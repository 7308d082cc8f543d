import itertools
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from numpy.typing import NDArray

from talentstudy.figures import style

Floats = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
_VISION: dict[str, Floats] = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_BARS = (style.ACCENT, style.AGGREGATE, style.OTHER)


def linear(colour: str) -> Floats:
    encoded = np.array(mpl.colors.to_rgb(colour))
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab(rgb: Floats) -> Floats:
    share = _XYZ @ rgb / np.array([0.95047, 1.0, 1.08883])
    root = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def contrast(colour: str, ground: str) -> float:
    light, dark = sorted((float(_XYZ[1] @ linear(one)) for one in (colour, ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [style.SERIES, _BARS], ids=["series", "bars"])
@pytest.mark.parametrize("vision", _VISION)
def test_colours_stay_apart_in_every_vision(vision: str, palette: tuple[str, ...]) -> None:
    seen = [lab(np.clip(_VISION[vision] @ linear(colour), 0, 1)) for colour in palette]
    nearest = min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2))
    assert nearest >= 18


@pytest.mark.parametrize("palette", [style.SERIES, _BARS], ids=["series", "bars"])
def test_colours_stay_apart_in_a_grey_copy(palette: tuple[str, ...]) -> None:
    lightness = sorted(float(lab(linear(colour))[0]) for colour in palette)
    assert min(np.diff(lightness)) >= 6.5


def test_the_measure_itself_tells_a_bad_palette() -> None:
    red, green = (lab(np.clip(_VISION["deuteranopia"] @ linear(one), 0, 1)) for one in ("#C0392B", "#7A7A1E"))
    assert np.linalg.norm(red - green) < 18


@pytest.mark.parametrize("ground", [style.PAPER, style.TINT])
@pytest.mark.parametrize("colour", [style.INK, style.MUTED, style.ACCENT])
def test_text_stands_out_from_its_ground(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("colour", style.SERIES)
def test_lines_stand_out_from_paper(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 3


def edges() -> list[str]:
    """The colours that bound a bar: its own, or its rim where it is hatched."""
    from talentstudy.figures import bar_marks, diverging_bars, paired_bars

    tones = [bar_marks.tone(code, "BE", ["EU27_2020"]) for code in ("BE", "EU27_2020", "NL")]
    return [str(look["edgecolor"]) for look in [*tones, diverging_bars._BELOW, *paired_bars._FACES]]


@pytest.mark.parametrize("colour", sorted(set(edges())))
def test_bars_stand_out_from_paper(colour: str) -> None:
    """WCAG 2.2, 1.4.11: three to one for what must be seen to understand a chart."""
    assert contrast(colour, style.PAPER) >= 3


def test_a_share_stands_out_from_its_scale() -> None:
    assert contrast(style.ACCENT, style.OTHER) >= 3


def test_bars_that_mean_different_things_differ_by_more_than_colour() -> None:
    from talentstudy.figures import bar_marks, diverging_bars, paired_bars

    focus, aggregate, other = (bar_marks.tone(code, "BE", ["EU27_2020"]) for code in ("BE", "EU27_2020", "NL"))
    assert "hatch" in aggregate
    assert "hatch" not in focus | other
    # The focus is also named in bold; the others differ from it by lightness too.
    assert contrast(focus["facecolor"], other["facecolor"]) >= 3
    assert "hatch" in diverging_bars._BELOW
    assert ["hatch" in look for look in paired_bars._FACES] == [False, True]


def test_looks_differ_by_more_than_colour() -> None:
    from talentstudy.figures.line_marks import looks

    codes = ["BE", "EU27_2020", "NL", "FR", "DE", "LU", "SE", "AT"]
    chosen = looks(codes, "BE")
    assert len({look.marker for look in chosen.values()}) == len(codes)
    assert len({(look.colour, str(look.dash)) for look in chosen.values()}) == len(codes)


def test_the_style_ends_with_its_block() -> None:
    before = dict(mpl.rcParams)
    with style.house():
        assert mpl.rcParams["font.family"] == ["Roboto"]
    assert dict(mpl.rcParams) == before


def test_the_typeface_comes_with_the_package() -> None:
    from matplotlib.font_manager import FontProperties, findfont

    with style.house():
        found = findfont(FontProperties(family="Roboto", weight="bold"), fallback_to_default=False)
    assert found.endswith("Roboto-Bold.ttf")


def test_measured_width_is_the_drawn_width(axes: Callable[..., Any]) -> None:
    ax: Any = axes()
    for text, bold in (("Beschäftigte IKT-Fachkräfte 5,7 %", False), ("België 5,7%", True)):
        drawn = ax.text(0, 0, text, fontsize=8, fontweight="bold" if bold else "normal").get_window_extent()
        assert drawn.width * 72 / 100 == pytest.approx(style.width_of(text, 8, bold=bold), rel=0.03, abs=1)
