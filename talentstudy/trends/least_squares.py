"""Ordinary least squares by QR for one or many series on one design, with covariances that survive unequal variances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.series import Floats

HcKind = Literal["const", "HC0", "HC1", "HC2", "HC3", "HC4", "HC4m", "HC5"]
_HC_KINDS: tuple[str, ...] = get_args(HcKind)
# A column whose part outside the others is smaller than this share of it carries no digit of its own.
_RANK_TOLERANCE = 1e-16


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """One design fitted to one series (n,) or to many (..., n).

    ``design`` (n, k); ``values`` and ``residuals`` (..., n); ``coefficients`` (..., k);
    ``projector`` (k, n) the matrix that turns values into coefficients; ``leverages`` (n,).
    """

    design: Floats
    values: Floats
    coefficients: Floats
    residuals: Floats
    projector: Floats
    leverages: Floats

    @property
    def df(self) -> int:
        """Degrees of freedom left: points less columns."""
        return int(self.design.shape[0] - self.design.shape[1])

    @property
    def rss(self) -> Floats:
        """(...) the sum of squared residuals."""
        return np.asarray(np.einsum("...n,...n->...", self.residuals, self.residuals))


def fit_least_squares(design: Floats, values: Floats) -> LeastSquares:
    """The coefficients that minimise the squared residuals, by QR of the design with columns scaled to length one.

    ``design`` (n, k), n above k and columns independent; ``values`` (n,) or (..., n), finite, any unit.
    Nothing missing is let through; flags are the caller's.

    In extended precision where the platform has it: near-collinear designs and small coefficients of large values keep
    their digits, on every processor.

    Raises TooShort for fewer points than columns plus one; UnsuitableSeries for shapes that do
    not fit, values that are not finite, or a column that the others determine.

    Reference: Golub and Van Loan (2013), Matrix Computations, section 5.3; checked on NIST StRD.

    >>> design = np.column_stack([np.ones(4), np.arange(4.0)])
    >>> fit_least_squares(design, np.array([1.0, 3.0, 5.0, 7.0])).coefficients.round(12)
    array([1., 2.])
    """
    matrix, observed = np.asarray(design, dtype=np.float64), np.asarray(values, dtype=np.float64)
    _check(matrix, observed)
    length = np.sqrt(np.einsum("nk,nk->k", matrix, matrix))
    length = np.where(length > 0, length, 1.0)
    orthogonal, triangle = _extended_qr(np.asarray(design, dtype=np.longdouble) / length)
    if np.abs(np.diag(triangle)).min() < _RANK_TOLERANCE:
        raise UnsuitableSeries(
            f"the design of {matrix.shape[1]} columns has one that the others determine; leave it out of the model."
        )
    projector = _solved(triangle, orthogonal.T) / length[:, None]
    # Residuals from the rotated values: no difference of large fitted numbers.
    residuals = observed - (observed @ orthogonal) @ orthogonal.T
    leverages = np.einsum("nk,nk->n", orthogonal, orthogonal)
    parts = (observed @ projector.T, residuals, projector, leverages)
    coefficients, residuals, projector, leverages = (np.asarray(part, dtype=np.float64) for part in parts)
    return LeastSquares(matrix, observed, coefficients, residuals, projector, leverages)


def _extended_qr(columns: NDArray[np.longdouble]) -> tuple[NDArray[np.longdouble], NDArray[np.longdouble]]:
    """QR in extended precision, each column made orthogonal to the earlier ones twice."""
    orthogonal, count = columns.copy(), columns.shape[1]
    triangle = np.zeros((count, count), dtype=np.longdouble)
    for at in range(count):
        for _ in range(2):
            along = orthogonal[:, :at].T @ orthogonal[:, at]
            triangle[:at, at] += along
            orthogonal[:, at] -= orthogonal[:, :at] @ along
        size = np.sqrt((orthogonal[:, at] ** 2).sum())
        triangle[at, at] = size
        orthogonal[:, at] /= size if size > 0 else 1
    return orthogonal, triangle


def _solved(triangle: NDArray[np.longdouble], right: NDArray[np.longdouble]) -> NDArray[np.longdouble]:
    """Back substitution."""
    answer = np.zeros_like(right)
    for at in reversed(range(triangle.shape[0])):
        answer[at] = (right[at] - triangle[at, at + 1 :] @ answer[at + 1 :]) / triangle[at, at]
    return answer


def _check(design: Floats, values: Floats) -> None:
    points, columns = design.shape if design.ndim == 2 else (0, 0)
    if columns == 0 or values.ndim == 0 or values.shape[-1] != points:
        raise UnsuitableSeries(
            f"a design of shape {design.shape} and values of shape {values.shape} do not fit; "
            "(n, k) and (..., n) are wanted."
        )
    if not (np.isfinite(design).all() and np.isfinite(values).all()):
        raise UnsuitableSeries("least squares met a value that is missing or infinite; leave those points out first.")
    if points <= columns:
        raise TooShort(f"least squares with {columns} coefficients needs {columns + 1} points, got {points}.")


def hc_covariance(fit: LeastSquares, kind: HcKind = "HC3") -> Floats:
    """Covariance of the coefficients when every point may have its own variance.

    ``P diag(omega) P'`` with P the projector, r the residual, h the leverage, m = n h / k:
    const ``RSS/(n-k)``; HC0 ``r2``; HC1 ``r2 n/(n-k)``; HC2 ``r2/(1-h)``; HC3 ``r2/(1-h)^2``;
    HC4 ``r2/(1-h)^min(4,m)``; HC4m ``r2/(1-h)^(min(1,m)+min(1.5,m))``;
    HC5 ``r2/(1-h)^(min(m, max(4, 0.7 max m))/2)``. Returns (..., k, k), in squared units of the coefficients.

    Raises UnknownName for another kind; UnsuitableSeries where a point determines its own fit (h = 1) and the kind divides by 1 - h.

    References: MacKinnon and White (1985); Cribari-Neto (2004); Cribari-Neto, Souza and Vasconcellos (2007);
    Cribari-Neto and da Silva (2011); Zeileis (2004).

    >>> fit = fit_least_squares(np.ones((3, 1)), np.array([1.0, 2.0, 3.0]))
    >>> round(float(hc_covariance(fit, "const")[0, 0]), 12)
    0.333333333333
    """
    if kind not in _HC_KINDS:
        raise UnknownName("covariance", kind, _HC_KINDS)
    if kind == "const":
        return np.asarray((fit.rss / fit.df)[..., None, None] * (fit.projector @ fit.projector.T))
    omega = fit.residuals**2 * _inflation(fit, kind)
    return np.asarray(np.einsum("an,...n,bn->...ab", fit.projector, omega, fit.projector, optimize=True))


def _inflation(fit: LeastSquares, kind: HcKind) -> Floats:
    """(n,) what each squared residual is multiplied by."""
    points, columns = fit.design.shape
    if kind == "HC0":
        return np.ones(points)
    if kind == "HC1":
        return np.full(points, points / fit.df)
    room = 1.0 - fit.leverages
    if (room < 1e-8).any():
        raise UnsuitableSeries(
            f"{kind} divides by zero: point {int(np.argmin(room)) + 1} determines its own fit; use HC0 or HC1."
        )
    relative = points * fit.leverages / columns
    power = {
        "HC2": np.ones(points),
        "HC3": np.full(points, 2.0),
        "HC4": np.minimum(4.0, relative),
        "HC4m": np.minimum(1.0, relative) + np.minimum(1.5, relative),
        "HC5": np.minimum(relative, max(4.0, 0.7 * float(relative.max()))) / 2,
    }[kind]
    return np.asarray(room**-power)
