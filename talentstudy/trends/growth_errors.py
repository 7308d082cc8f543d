"""Least squares under autocorrelated errors whose autocorrelation is not known.

A short series cannot tell its autocorrelation, so no single value is plugged in: every value
on a grid is fitted by generalised least squares, and the fits are weighed by how well each
explains the residuals (the residual likelihood) and by a prior.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import gammaln, stdtr, stdtrit

from talentstudy.errors import UnsuitableSeries
from talentstudy.trends.series import Floats

# Negative values are let in because a prior on positive ones only is too sure of a short series
# whose errors are independent; near 1 a level jump and a trend can no longer be told apart.
AUTOCORRELATIONS: Floats = np.linspace(-0.9, 0.96, 32)
_STEPS = 60

Key = tuple[tuple[int, int], bytes, bytes, bytes, bytes]
"""Shape and content of what a grid is made from."""


@dataclass(frozen=True, eq=False)
class ErrorGrid:
    """One design (n, k) seen under each of G autocorrelations.

    ``years`` and ``scale`` (n,) place and weigh the points; ``rows`` (G, k, n) give the
    coefficients, ``residual_rows`` (G, n − k, n) the whitened residuals, ``unscaled`` (G, k, k)
    the covariance over the error variance, ``log_weight`` (G,) the part of the residual
    log-likelihood that no data touch. ``key`` finds the grid again: see `grid_of`.
    """

    key: Key
    autocorrelations: Floats
    years: Floats
    scale: Floats
    rows: Floats
    residual_rows: Floats
    unscaled: Floats
    log_weight: Floats

    @property
    def points(self) -> int:
        """The number of points, n."""
        return len(self.years)

    @property
    def freedom(self) -> int:
        """Degrees of freedom: points minus coefficients."""
        return int(self.residual_rows.shape[1])

    def contrast(self, weights: Floats) -> Contrast:
        """One linear combination (k,) of the coefficients, ready for any number of series."""
        rows = np.einsum("k,gkn->gn", weights, self.rows)
        return Contrast(self, rows, np.einsum("k,gkj,j->g", weights, self.unscaled, weights))

    def residual_squares(self, values: Floats) -> Floats:
        """(G, N) whitened residual sums of squares of series (n, N)."""
        whitened = (rows @ values for rows in self.residual_rows)
        return np.stack([np.einsum("in,in->n", one, one) for one in whitened])

    def weights(self, squares: Floats, tilt: float) -> Floats:
        """(G, N) posterior weights under a prior proportional to (1 − rho) ** tilt."""
        log = self.log_weight + tilt * np.log1p(-self.autocorrelations)
        log = log[:, None] - 0.5 * self.freedom * np.log(squares)
        weight = np.exp(log - log.max(axis=0))
        return np.asarray(weight / weight.sum(axis=0))


@dataclass(frozen=True, eq=False)
class Contrast:
    """A linear combination of coefficients: its estimate and scale under each autocorrelation."""

    grid: ErrorGrid
    rows: Floats
    unscaled: Floats

    def located(self, values: Floats, squares: Floats) -> tuple[Floats, Floats]:
        """(G, N) estimates and standard errors."""
        return self.rows @ values, np.sqrt(squares / self.grid.freedom * self.unscaled[:, None])

    def below(self, point: Floats | float, located: tuple[Floats, Floats]) -> Floats:
        """(G, N) probability under each autocorrelation that the contrast is below ``point``."""
        centre, scale = located
        return np.asarray(stdtr(self.grid.freedom, (point - centre) / scale))

    def quantiles(self, probability: float, located: tuple[Floats, Floats], weights: Floats) -> Floats:
        """(N,) quantile of the mixture: Newton's steps, kept between its components' quantiles."""
        centre, scale = located
        freedom = self.grid.freedom
        candidates = centre + scale * stdtrit(freedom, probability)
        low, high = candidates.min(axis=0), candidates.max(axis=0)
        tight = 1e-13 * (np.abs(low) + np.abs(high) + high - low)
        at = (low + high) / 2
        for _ in range(_STEPS):
            short = (weights * self.below(at, located)).sum(axis=0) - probability
            low, high = np.where(short < 0, at, low), np.where(short < 0, high, at)
            density = _peak(freedom) * (1 + np.square((at - centre) / scale) / freedom) ** (-(freedom + 1) / 2) / scale
            moved = at - short / (weights * density).sum(axis=0)
            moved = np.where((moved > low) & (moved < high), moved, (low + high) / 2)
            settled, at = np.abs(moved - at) <= tight, moved
            if settled.all():
                break
        return np.asarray(at)


def _peak(freedom: int) -> float:
    return float(np.exp(gammaln((freedom + 1) / 2) - gammaln(freedom / 2)) / np.sqrt(freedom * np.pi))


def correlation(years: Floats, autocorrelation: float) -> Floats:
    """(n, n) autoregressive correlation of points that lie whole years apart."""
    apart = np.abs(np.subtract.outer(years, years))
    return np.asarray(np.power(float(autocorrelation), apart))


def error_grid(
    design: Floats, years: Floats, errors: Floats | None = None, autocorrelations: Floats = AUTOCORRELATIONS
) -> ErrorGrid:
    """The grid of one design (n, k); designs seen before come from memory.

    ``errors`` (n,) are standard errors up to a common factor: they weigh the points, and the
    size of the error variance is still taken from the residuals.

    Raises UnsuitableSeries where the design leaves a coefficient undetermined.
    """
    scale = np.ones(len(years)) if errors is None else errors / np.exp(np.log(errors).mean())
    parts = (design, years - years[0], scale, autocorrelations)
    shape = (design.shape[0], design.shape[1])
    return grid_of((shape, *(np.ascontiguousarray(part, dtype=np.float64).tobytes() for part in parts)))


@lru_cache(maxsize=256)
def grid_of(key: Key) -> ErrorGrid:
    """The grid that a key stands for."""
    (points, terms), *parts = key
    matrix, years, scale, autocorrelations = (np.frombuffer(part) for part in parts)
    matrix = matrix.reshape(points, terms)
    if points <= terms or np.linalg.matrix_rank(matrix) < terms:
        raise UnsuitableSeries(
            f"a design of {points} points cannot determine its {terms} coefficients; leave out a break or a slope."
        )
    columns: list[tuple[Floats, Floats, Floats, float]] = []
    for value in autocorrelations:
        factor = np.linalg.cholesky(correlation(years, value))
        whitening = solve_triangular(factor, np.diag(1 / scale), lower=True)
        full, triangle = np.linalg.qr(whitening @ matrix, mode="complete")
        inverse = solve_triangular(triangle[:terms], np.eye(terms))
        size = np.log(np.diag(factor)).sum() + np.log(np.abs(np.diag(triangle))).sum()
        columns.append(
            (inverse @ full[:, :terms].T @ whitening, full[:, terms:].T @ whitening, inverse @ inverse.T, -size)
        )
    rows, residual_rows, unscaled, log_weight = (np.array(part) for part in zip(*columns, strict=True))
    return ErrorGrid(key, autocorrelations, years, scale, rows, residual_rows, unscaled, log_weight)
