"""How many joinpoints: BIC, BIC3 and weighted BIC, as NCI Joinpoint defines them.

Kim, H.-J. et al. (2022), Data-driven choice of a model selection method in joinpoint regression,
Journal of Applied Statistics 50(9), doi:10.1080/02664763.2022.2063265.
"""

from __future__ import annotations

import numpy as np

from talentstudy.trends.joinpoint_design import Design
from talentstudy.trends.series import Floats


def information(sums: Floats, points: int, jumps: int, weight: float) -> Floats:
    """ln(SSE / n) + p ln(n) / n with p = (weight k) + 2 + jumps, for sums (K + 1, ...) of k = 0 … K.

    A weight of 2 gives BIC, of 3 BIC3. Jumps cost the same for every k: they never decide.

    >>> information(np.array([[10.0], [5.0]]), 10, 0, 2.0).round(4).ravel().tolist()
    [0.4605, 0.2279]
    """
    count = np.arange(len(sums)).reshape((-1,) + (1,) * (sums.ndim - 1))
    price: Floats = (weight * count + 2 + jumps) * (np.log(points) / points)
    return np.asarray(np.log(sums / points) + price)


def weighted_information(bic: Floats, bic3: Floats, shares: Floats) -> Floats:
    """(1 - w) BIC + w BIC3, where w is the largest partial R squared of a model's joinpoints."""
    return (1 - shares) * bic + shares * bic3


def largest_share(design: Design, whitened: Floats, knots: Floats) -> Floats:
    """(series,) the largest partial R squared of one set of joinpoints, for whitened series (n, series).

    For each joinpoint: how much of what a straight line leaves, from the joinpoint before it
    (excluded) to the one after it (included), the hinge explains. Zero without a joinpoint.
    """
    shares = np.zeros(whitened.shape[1])
    edges = np.r_[-np.inf, knots, np.inf]
    for at, knot in enumerate(knots):
        inside = (design.positions > edges[at]) & (design.positions <= edges[at + 2])
        base = design.whitened(design.base)[inside]
        hinge = design.whitened(design.hinges([float(knot)]))[inside]
        both = np.column_stack([hinge, whitened[inside]])
        left = both - base @ np.linalg.lstsq(base, both, rcond=None)[0]
        along = left[:, 0] @ left[:, 1:]
        size = (left[:, 0] @ left[:, 0]) * np.einsum("ij,ij->j", left[:, 1:], left[:, 1:])
        found = size > 1e-24 * np.einsum("ij,ij->j", both[:, 1:], both[:, 1:]) * (hinge.ravel() @ hinge.ravel())
        shares = np.maximum(shares, np.where(found, along**2 / np.where(found, size, 1.0), 0.0))
    return np.minimum(shares, 1.0)
