"""P-values adjusted for how many hypotheses are tested at once."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from talentstudy.errors import UnknownName, UnsuitableSeries
from talentstudy.trends.series import Floats

Adjustment = Literal["holm", "bh"]
_ADJUSTMENTS: tuple[str, ...] = get_args(Adjustment)


def adjust_p_values(p_values: Floats, method: Adjustment = "holm") -> Floats:
    """Adjusted p-values (n,) in the order given.

    ``holm`` bounds the chance of any false rejection; ``bh`` the expected share of false ones among the rejected
    (Benjamini and Hochberg; independent or positively dependent tests). Missing ones stay missing and do not count.

    Raises UnknownName for another method; UnsuitableSeries for a p-value outside 0 to 1.

    References: Holm (1979); Benjamini and Hochberg (1995).

    >>> adjust_p_values(np.array([0.01, 0.04, np.nan, 0.03]), "holm").tolist()
    [0.03, 0.06, nan, 0.06]
    """
    if method not in _ADJUSTMENTS:
        raise UnknownName("adjustment", method, _ADJUSTMENTS)
    given = np.asarray(p_values, dtype=np.float64)
    known = np.flatnonzero(~np.isnan(given))
    if ((given[known] < 0) | (given[known] > 1)).any():
        raise UnsuitableSeries("a p-value lies outside 0 to 1; give the p-values themselves, not statistics.")
    order = known[np.argsort(given[known], kind="stable")]
    rank, count = np.arange(len(order)), len(order)
    if method == "holm":
        sorted_values = np.maximum.accumulate(given[order] * (count - rank))
    else:
        sorted_values = np.minimum.accumulate((given[order] * count / (rank + 1))[::-1])[::-1]
    adjusted = np.full(len(given), np.nan)
    adjusted[order] = np.minimum(sorted_values, 1.0)
    return adjusted
