"""A test for a break at an unknown date whose size holds on a short series with autocorrelated errors."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.growth_errors import correlation
from talentstudy.trends.least_squares import fit_least_squares
from talentstudy.trends.least_squares_checks import Check
from talentstudy.trends.series import Floats

# Autocorrelations the p-value is the largest over: as far as the intervals promise coverage.
_AUTOCORRELATIONS = (0.0, 0.2, 0.4, 0.6)
_DRAWS = 4999
_SEED = 20240702
# What is left of a column outside the others below this share of it is rounding.
_NOTHING = 1e-9


def simulated_sup_f(values: Floats, design: Floats, added: Floats, years: Floats) -> Check:
    """The largest F statistic over alternatives, and its p-value by simulation under autocorrelated errors.

    ``values`` (n,) follow ``design`` (n, k) if nothing breaks; each of ``added`` (dates, n, q) are the columns one date adds;
    ``years`` (n,) place the points. The statistic does not depend on coefficients or error variance, so normal AR(1)
    series with autocorrelation 0, 0.2, 0.4 and 0.6 (4,999 each, drawn once, stream 20240702) give its law under no
    break; the p-value is the largest of the four: size at most nominal up to 0.6, below it in between.

    Alternatives whose columns the design determines are left out.

    Raises TooShort for fewer points than all columns plus one, or no alternative left; UnsuitableSeries for values the
    design fits without error.

    References: Andrews (1993) for the statistic; Dufour (2006), Journal of Econometrics 133, for the largest p-value.
    """
    law = _law_of(values, design, added, years)
    residuals = fit_least_squares(design, values).residuals
    found = float(_sup_f(residuals[:, None], law.bases, law.spare)[0])
    above = _DRAWS - min(int(np.searchsorted(one, found)) for one in law.simulated)
    return Check(found, (1 + above) / (1 + _DRAWS))


def simulated_path(
    values: Floats, design: Floats, added: Floats, years: Floats, level: float = 0.05
) -> tuple[Floats, float]:
    """(dates,) the F statistic of every alternative, and the bound that the largest must pass for a p-value of ``level``.

    Arguments, law and errors as for ``simulated_sup_f``; NaN for an alternative that the design determines.
    """
    law = _law_of(values, design, added, years)
    residuals = fit_least_squares(design, values).residuals[:, None]
    path = np.full(len(added), np.nan)
    path[law.kept] = [float(_sup_f(residuals, base[None], law.spare)[0]) for base in law.bases]
    above = int(level * (1 + _DRAWS))
    return path, float(max(one[_DRAWS - above] for one in law.simulated))


class _Law(NamedTuple):
    """Orthonormal bases (kept, n, q) of what each date adds, which dates are ``kept`` (dates,), degrees of freedom left, and
    sorted draws of the statistic.
    """

    bases: Floats
    kept: NDArray[np.bool_]
    spare: int
    simulated: Floats


def _law_of(values: Floats, design: Floats, added: Floats, years: Floats) -> _Law:
    """The law of the statistic, or the reason why it has none."""
    rss = float(fit_least_squares(design, values).rss)
    if rss <= len(values) * (16 * np.finfo(float).eps * float(np.abs(values).max())) ** 2:
        raise UnsuitableSeries("the series is fitted without error; no test of a break has a distribution.")
    arrays = (np.ascontiguousarray(one, dtype=np.float64) for one in (design, added, years))
    law = _law(design.shape, added.shape, *(one.tobytes() for one in arrays))
    if law is None:
        raise TooShort(
            f"a test for a break with {design.shape[1]} + {added.shape[2]} coefficients needs "
            f"{design.shape[1] + added.shape[2] + 1} points and a possible date, got {len(values)} points."
        )
    return law


# Series of one panel share their years: their law is drawn once.
@lru_cache(maxsize=128)
def _law(
    shape: tuple[int, int], added_shape: tuple[int, int, int], design: bytes, added: bytes, years: bytes
) -> _Law | None:
    columns, dates = np.frombuffer(design).reshape(shape), np.frombuffer(added).reshape(added_shape)
    basis = np.linalg.qr(columns)[0]
    maker, spare = np.eye(shape[0]) - basis @ basis.T, shape[0] - shape[1] - added_shape[2]
    parts = [np.linalg.svd(one, full_matrices=False) for one in maker @ dates]
    sizes = np.linalg.norm(dates, axis=(1, 2))
    kept = np.array([one[1][-1] > _NOTHING * size for one, size in zip(parts, sizes, strict=True)])
    if spare < 1 or not kept.any():
        return None
    bases = np.array([one[0] for one, is_kept in zip(parts, kept, strict=True) if is_kept])
    noise = np.random.default_rng(_SEED).normal(size=(shape[0], _DRAWS))
    factors = [maker @ np.linalg.cholesky(correlation(np.frombuffer(years), one)) for one in _AUTOCORRELATIONS]
    return _Law(bases, kept, spare, np.sort([_sup_f(factor @ noise, bases, spare) for factor in factors]))


def _sup_f(residuals: Floats, bases: Floats, spare: int) -> Floats:
    """(N,) the largest F over alternatives, from residuals (n, N) and orthonormal bases (dates, n, q)."""
    total = np.einsum("nN,nN->N", residuals, residuals)
    explained = np.stack([np.square(one.T @ residuals).sum(axis=0) for one in bases]).max(axis=0)
    return np.asarray(explained / bases.shape[2] / ((total - explained) / spare))
