"""Covariances for least squares whose errors are correlated in time: Newey-West and other kernels, fixed or automatic.

Not for an interval of a slope on twenty points: at that length these cover 75 to 87 % at a nominal 95 %.
They are here because the field quotes them, and for long series.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.least_squares import LeastSquares
from talentstudy.trends.series import Floats

Kernel = Literal["bartlett", "quadratic spectral"]
_KERNELS: tuple[str, ...] = get_args(Kernel)
# Andrews (1991) and Newey and West (1994): constant and order of each kernel.
_CONSTANT = {"bartlett": 1.1447, "quadratic spectral": 1.3221}
_ORDER = {"bartlett": 1, "quadratic spectral": 2}
# Weights below this are left out, so that a slowly dying kernel ends (as in R's sandwich).
_NEGLIGIBLE = 1e-7


def newey_west(fit: LeastSquares, lag: int | None = None, *, prewhiten: bool = False, adjust: bool = False) -> Floats:
    """Covariance of the coefficients with Bartlett weights ``1 - l/(lag+1)`` on the autocovariances of the scores.

    ``lag`` in points, or None for the floor of ``newey_west_bandwidth``; ``prewhiten`` takes a first-order vector
    autoregression out of the scores first and puts it back; ``adjust`` multiplies by n/(n-k).
    Returns (..., k, k), in squared units of the coefficients.

    Raises UnsuitableSeries for a negative lag or scores too collinear to prewhiten; TooShort with no point left to prewhiten.

    References: Newey and West (1987, 1994); Andrews and Monahan (1992); Zeileis (2004).

    >>> from talentstudy.trends.least_squares import fit_least_squares
    >>> fit = fit_least_squares(np.ones((4, 1)), np.array([1.0, 2.0, 4.0, 3.0]))
    >>> float(newey_west(fit, lag=1).round(6)[0, 0])
    0.359375
    """
    if lag is not None and lag < 0:
        raise UnsuitableSeries(f"a lag of {lag} was asked for; zero or more is wanted.")
    lags = newey_west_bandwidth(fit, prewhiten=prewhiten) // 1 if lag is None else np.asarray(float(lag))
    reach = np.arange(fit.design.shape[0] - prewhiten)
    weights = np.maximum(0.0, 1.0 - reach / (lags[..., None] + 1.0))
    return _sandwich(fit, weights, prewhiten, adjust)


def kernel_hac(
    fit: LeastSquares,
    *,
    kernel: Kernel = "quadratic spectral",
    bandwidth: float | None = None,
    prewhiten: bool = True,
    adjust: bool = True,
) -> Floats:
    """Covariance of the coefficients with a kernel whose bandwidth follows Andrews (1991).

    ``bandwidth`` in points, or None for ``andrews_bandwidth``. Returns (..., k, k).

    Raises UnknownName for another kernel; else as ``newey_west``.

    References: Andrews (1991); Andrews and Monahan (1992); Zeileis (2004), whose defaults these are.
    """
    _known(kernel)
    wide = andrews_bandwidth(fit, kernel=kernel, prewhiten=prewhiten) if bandwidth is None else np.asarray(bandwidth)
    reach = np.arange(fit.design.shape[0] - prewhiten) / wide[..., None]
    return _sandwich(fit, _kernel_weights(reach, kernel), prewhiten, adjust)


def newey_west_bandwidth(fit: LeastSquares, *, prewhiten: bool = False) -> Floats:
    """(...) the automatic Bartlett bandwidth of Newey and West (1994), in points; the constant column is left out."""
    scores = _scores(fit)
    points = scores.shape[-2]
    first = int((3 if prewhiten else 4) * (points / 100) ** (2 / 9))
    if prewhiten:
        scores = _prewhitened(scores)[0]
    summed = scores @ _score_weights(fit)
    left = summed.shape[-1]
    # Products over the same overlap for each lag: (..., first + 1).
    sigma = np.stack(
        [np.einsum("...n,...n->...", summed[..., : left - j], summed[..., j:]) / left for j in range(first + 1)], -1
    )
    level = sigma[..., 0] + 2 * sigma[..., 1:].sum(-1)
    slope = 2 * (np.arange(1, first + 1) * sigma[..., 1:]).sum(-1)
    return np.asarray(_CONSTANT["bartlett"] * ((slope / level) ** 2) ** (1 / 3) * points ** (1 / 3))


def andrews_bandwidth(fit: LeastSquares, *, kernel: Kernel = "quadratic spectral", prewhiten: bool = True) -> Floats:
    """(...) the automatic bandwidth of Andrews (1991) from a first-order autoregression of each score, in points."""
    _known(kernel)
    scores = _scores(fit)
    if prewhiten:
        scores = _prewhitened(scores)[0]
    points = scores.shape[-2]
    rho, variance = _first_order(scores)
    weight = _score_weights(fit)
    below = (weight * (variance / (1 - rho) ** 2) ** 2).sum(-1)
    if kernel == "bartlett":
        above = (weight * 4 * rho**2 * variance**2 / ((1 - rho) ** 6 * (1 + rho) ** 2)).sum(-1)
    else:
        above = (weight * 4 * rho**2 * variance**2 / (1 - rho) ** 8).sum(-1)
    return np.asarray(_CONSTANT[kernel] * (points * above / below) ** (1 / (2 * _ORDER[kernel] + 1)))


def _known(kernel: str) -> None:
    if kernel not in _KERNELS:
        raise UnknownName("kernel", kernel, _KERNELS)


def _kernel_weights(reach: Floats, kernel: Kernel) -> Floats:
    if kernel == "bartlett":
        return np.maximum(0.0, 1.0 - reach)
    angle = 6 * np.pi * np.where(reach > 0, reach, 1.0) / 5
    weights = 3 / angle**2 * (np.sin(angle) / angle - np.cos(angle))
    # Near zero the formula loses its digits; its expansion there is 1 - angle^2/10.
    weights = np.where(reach < 1e-3, 1 - (6 * np.pi * reach / 5) ** 2 / 10, weights)
    large = np.abs(weights) > _NEGLIGIBLE
    last = reach.shape[-1] - np.argmax(large[..., ::-1], axis=-1)
    return np.asarray(np.where(np.arange(reach.shape[-1]) < last[..., None], weights, 0.0))


def _scores(fit: LeastSquares) -> Floats:
    """(..., n, k) each residual times its row of the design."""
    return np.asarray(fit.residuals[..., None] * fit.design)


def _score_weights(fit: LeastSquares) -> Floats:
    """(k,) nought for the constant column, one for the others; one where there is no other."""
    varies = np.ptp(fit.design, axis=0) > 0
    return varies.astype(np.float64) if varies.any() else np.ones(fit.design.shape[1])


def _first_order(scores: Floats) -> tuple[Floats, Floats]:
    """Coefficient and residual variance of a first-order autoregression with constant, per column."""
    before, after = scores[..., :-1, :], scores[..., 1:, :]
    centred_before = before - before.mean(-2, keepdims=True)
    centred_after = after - after.mean(-2, keepdims=True)
    rho = (centred_before * centred_after).sum(-2) / (centred_before**2).sum(-2)
    left = centred_after - rho[..., None, :] * centred_before
    return rho, np.asarray((left**2).mean(-2))


def _prewhitened(scores: Floats) -> tuple[Floats, Floats]:
    """What a first-order vector autoregression leaves of the scores, and the matrix that puts it back."""
    columns = scores.shape[-1]
    if scores.shape[-2] <= 2 * columns:
        raise TooShort(f"prewhitening {columns} scores needs {2 * columns + 1} points, got {scores.shape[-2]}.")
    size = scores.std(axis=-2, ddof=1, keepdims=True)
    scaled = scores / np.where(size > 0, size, 1.0)
    before, after = scaled[..., :-1, :], scaled[..., 1:, :]
    # QR and not the normal equations: the scores of a trend are nearly collinear.
    orthogonal, triangle = np.linalg.qr(before)
    diagonal = np.abs(np.diagonal(triangle, axis1=-2, axis2=-1))
    if (diagonal < 1e-13 * diagonal.max(-1, keepdims=True)).any():
        raise UnsuitableSeries("the scores are too collinear to be prewhitened; set prewhiten=False.")
    transposed = np.linalg.solve(triangle, np.swapaxes(orthogonal, -1, -2) @ after)
    left = (after - before @ transposed) * size
    across = np.swapaxes(transposed, -1, -2) * np.swapaxes(size, -1, -2) / size
    return left, np.linalg.inv(np.eye(columns) - across)


def _sandwich(fit: LeastSquares, weights: Floats, prewhiten: bool, adjust: bool) -> Floats:
    points = fit.design.shape[0]
    factor = points / fit.df if adjust else 1.0
    if weights.ndim == 1 and not prewhiten:
        return factor * _quadratic_forms(fit, weights)
    scores = _scores(fit)
    recolour = None
    if prewhiten:
        scores, recolour = _prewhitened(scores)
    meat = np.zeros((*scores.shape[:-2], scores.shape[-1], scores.shape[-1]))
    furthest = int(np.flatnonzero((weights != 0).reshape(-1, weights.shape[-1]).any(0))[-1])
    left = scores.shape[-2]
    for step in range(furthest + 1):
        product = np.swapaxes(scores[..., : left - step, :], -1, -2) @ scores[..., step:, :]
        both = product + np.swapaxes(product, -1, -2) if step else product
        meat = meat + weights[..., step, None, None] * both
    if recolour is not None:
        meat = recolour @ meat @ np.swapaxes(recolour, -1, -2)
    bread = fit.projector @ fit.projector.T
    return np.asarray(factor * (bread @ meat @ bread))


def _quadratic_forms(fit: LeastSquares, weights: Floats) -> Floats:
    """One weight per lag for all series: each entry is a quadratic form in the residuals, one product for all."""
    points, columns = fit.design.shape
    apart = np.abs(np.subtract.outer(np.arange(points), np.arange(points)))
    result = np.empty((*fit.residuals.shape[:-1], columns, columns))
    for a in range(columns):
        for b in range(a + 1):
            form = weights[apart] * np.outer(fit.projector[a], fit.projector[b])
            entry = np.einsum("...n,...n->...", fit.residuals @ form, fit.residuals)
            result[..., a, b] = result[..., b, a] = entry
    return result
