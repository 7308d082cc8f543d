"""The fractional logit: the mean of a share on the logit scale, by quasi-likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, xlogy

from talentstudy.errors import TooShort, UnsuitableSeries
from talentstudy.trends.series import Floats

_STEPS = 100
_CLOSE = 1e-13
# On the logit scale, a mean so near 0 or 1 that it has no finite estimate.
_FAR = 30.0


@dataclass(frozen=True, eq=False)
class FractionalLogit:
    """``coefficients`` (k,) of the logit of the mean; ``fitted`` (n,) means between 0 and 1."""

    design: Floats
    values: Floats
    weights: Floats
    coefficients: Floats

    @property
    def predictor(self) -> Floats:
        """(n,) the logit of the mean."""
        return np.asarray(self.design @ self.coefficients)

    @property
    def fitted(self) -> Floats:
        """(n,) means."""
        return np.asarray(expit(self.predictor))

    @property
    def bread(self) -> Floats:
        """(k, k) inverse of X'WX, W = mean (1 − mean): the covariance over the dispersion."""
        spread = self.weights * self.fitted * (1 - self.fitted)
        return np.asarray(np.linalg.inv(self.design.T @ (self.design * spread[:, None])), dtype=np.float64)

    @property
    def dispersion(self) -> float:
        """Pearson's: mean squared residual over mean (1 − mean), on n − k degrees of freedom."""
        pearson = self.weights * np.square(self.values - self.fitted) / (self.fitted * (1 - self.fitted))
        return float(pearson.sum() / (len(self.values) - self.design.shape[1]))

    @property
    def deviance(self) -> float:
        """Twice the quasi-likelihood lost against a perfect fit."""
        up = xlogy(self.values, self.values) - xlogy(self.values, self.fitted)
        down = xlogy(1 - self.values, 1 - self.values) - xlogy(1 - self.values, 1 - self.fitted)
        return float(2 * self.weights @ (up + down))

    def covariance(self, kind: str = "HC0") -> Floats:
        """(k, k): "HC0" the sandwich, "HC1" times n / (n − k), "model" the dispersion times the bread."""
        if kind == "model":
            return self.dispersion * self.bread
        scores = self.design * (self.weights * (self.values - self.fitted))[:, None]
        points, terms = self.design.shape
        factor = points / (points - terms) if kind == "HC1" else 1.0
        return np.asarray(factor * self.bread @ (scores.T @ scores) @ self.bread)

    def standard_errors(self, kind: str = "HC0") -> Floats:
        """(k,) roots of the diagonal of `covariance`."""
        return np.sqrt(np.diag(self.covariance(kind)))


def fit_fractional_logit(design: Floats, values: Floats, weights: Floats | None = None) -> FractionalLogit:
    """Fit E(y) = 1 / (1 + exp(−X beta)) by binomial quasi-likelihood, iterated least squares by QR.

    ``design`` (n, k); ``values`` (n,) from 0 to 1, both ends allowed; ``weights`` (n,) or none.

    Raises UnsuitableSeries for values outside 0 to 1, or where values of 0 or 1 only leave a
    coefficient without a finite estimate; TooShort for fewer points than coefficients plus one.

    Reference: Papke and Wooldridge (1996), Journal of Applied Econometrics 11, 619-632.

    >>> years = np.arange(9.0)
    >>> shares = 1 / (1 + np.exp(2 - 0.1 * years))
    >>> fit_fractional_logit(np.column_stack([np.ones(9), years]), shares).coefficients.round(6)
    array([-2. ,  0.1])
    """
    if ((values < 0) | (values > 1)).any():
        raise UnsuitableSeries("a share lies between 0 and 100 %; this one does not.")
    points, terms = design.shape
    if points <= terms:
        raise TooShort(f"a fractional logit with {terms} coefficients needs {terms + 1} points, got {points}.")
    weight = np.ones(points) if weights is None else weights
    mean = (values + 0.5) / 2
    predictor = np.log(mean) - np.log1p(-mean)
    beta = np.zeros(terms)
    for _ in range(_STEPS):
        mean = expit(predictor)
        slope = mean * (1 - mean)
        root = np.sqrt(weight * slope)
        full, triangle = np.linalg.qr(design * root[:, None])
        moved = np.linalg.solve(triangle, full.T @ (root * (predictor + (values - mean) / slope)))
        step, beta = np.abs(moved - beta).max(), moved
        predictor = design @ beta
        if np.abs(predictor).max() > _FAR:
            break
        if step <= _CLOSE * max(1.0, np.abs(beta).max()):
            return FractionalLogit(design, values, weight, beta)
    else:
        # Rounding can keep the last digit moving; the fit is no worse for it.
        if step <= 1e-8 * max(1.0, np.abs(beta).max()):
            return FractionalLogit(design, values, weight, beta)
    raise UnsuitableSeries(
        "a segment of the share is 0 or 100 % throughout, so its logit has no finite estimate; leave that segment out."
    )
