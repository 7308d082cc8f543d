"""Beta regression: a share strictly between 0 and 1, its mean and its precision each on a link of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

import numpy as np
from scipy.special import expit, gammaln, polygamma, psi

from talentstudy.errors import TooShort, UnknownName, UnsuitableSeries
from talentstudy.trends.series import Floats

Link = Literal["logit", "loglog"]
Method = Literal["ML", "BC", "BR"]
_STEPS = 500
_CLOSE = 1e-10
_RESTLESS = 1e-6


class _Mean(NamedTuple):
    """An inverse link with two derivatives, and the link itself."""

    inverse: Callable[[Floats], tuple[Floats, Floats, Floats]]
    link: Callable[[Floats], Floats]


def _logit(predictor: Floats) -> tuple[Floats, Floats, Floats]:
    mean = expit(predictor)
    slope = mean * (1 - mean)
    return mean, slope, slope * (1 - 2 * mean)


def _loglog(predictor: Floats) -> tuple[Floats, Floats, Floats]:
    inner = np.exp(-predictor)
    mean = np.exp(-inner)
    return mean, mean * inner, mean * inner * (inner - 1)


_MEANS = {
    "logit": _Mean(_logit, lambda mean: np.log(mean) - np.log1p(-mean)),
    "loglog": _Mean(_loglog, lambda mean: -np.log(-np.log(mean))),
}


@dataclass(frozen=True, eq=False)
class BetaRegression:
    """A fitted beta regression: ``coefficients`` (k + m,) of the mean, then of the precision.

    ``covariance`` is the inverse expected information at the coefficients; ``fitted`` (n,) the means.
    """

    design: Floats
    precision_design: Floats
    values: Floats
    link: Link
    log_precision: bool
    method: Method
    weights: Floats
    coefficients: Floats
    covariance: Floats

    @property
    def standard_errors(self) -> Floats:
        """(k + m,) from the expected information."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def predictor(self) -> Floats:
        """(n,) the mean on the scale of the link."""
        return np.asarray(self.design @ self.coefficients[: self.design.shape[1]])

    @property
    def fitted(self) -> Floats:
        """(n,) means, between 0 and 1."""
        return _MEANS[self.link].inverse(self.predictor)[0]

    @property
    def precision(self) -> Floats:
        """(n,) phi: the variance is mean (1 − mean) / (1 + phi)."""
        predictor = self.precision_design @ self.coefficients[self.design.shape[1] :]
        return np.exp(predictor) if self.log_precision else np.asarray(predictor)

    @property
    def log_likelihood(self) -> float:
        """The log-likelihood at the coefficients."""
        first, second = self.fitted * self.precision, (1 - self.fitted) * self.precision
        density = gammaln(self.precision) - gammaln(first) - gammaln(second)
        density = density + (first - 1) * np.log(self.values) + (second - 1) * np.log1p(-self.values)
        return float(self.weights @ density)

    @property
    def pseudo_r2(self) -> float:
        """Squared correlation of the predictor with the linked values."""
        return float(np.corrcoef(self.predictor, _MEANS[self.link].link(self.values))[0, 1] ** 2)


def fit_beta_regression(
    design: Floats,
    values: Floats,
    *,
    precision_design: Floats | None = None,
    link: Link = "logit",
    method: Method = "ML",
    weights: Floats | None = None,
) -> BetaRegression:
    """Fit y ~ Beta(mu phi, (1 − mu) phi), link(mu) = X beta, phi or log(phi) = Z gamma, by Fisher scoring.

    ``design`` (n, k); ``values`` (n,) strictly between 0 and 1; ``precision_design`` (n, m) puts
    log(phi) on columns, without it phi is one number on its own scale. ``method`` "ML" is maximum
    likelihood, "BC" subtracts the first-order bias from it, "BR" solves the bias-reducing score.

    Raises UnsuitableSeries for values at or outside 0 and 1, or a fit without error (phi has no
    maximum); TooShort for fewer points than coefficients.

    References: Ferrari and Cribari-Neto (2004), Journal of Applied Statistics 31, 799-815; Grün,
    Kosmidis and Zeileis (2012), Journal of Statistical Software 48(11).

    >>> years = np.arange(10.0)
    >>> shares = 1 / (1 + np.exp(1.5 - 0.05 * years)) + 0.01 * np.cos(5 * years)
    >>> fit = fit_beta_regression(np.column_stack([np.ones(10), years]), shares)
    >>> fit.coefficients[:2].round(2)
    array([-1.49,  0.05])
    """
    for what, given, known in (("link", link, get_args(Link)), ("method", method, get_args(Method))):
        if given not in known:
            raise UnknownName(what, given, known)
    if ((values <= 0) | (values >= 1)).any():
        raise UnsuitableSeries("beta regression needs shares strictly between 0 and 100 %; use the fractional logit.")
    constant = precision_design is None
    shape = np.ones((len(values), 1)) if precision_design is None else precision_design
    if len(values) <= design.shape[1] + shape.shape[1]:
        terms = design.shape[1] + shape.shape[1]
        raise TooShort(f"beta regression with {terms} coefficients needs {terms + 1} points, got {len(values)}.")
    weight = np.ones(len(values)) if weights is None else weights
    empty = np.zeros((0, 0))
    fit = BetaRegression(
        design, shape, values, link, not constant, method, weight, _start(design, shape, values, link, constant), empty
    )
    fit = _solved(fit, reduce_bias=False)
    if method == "BC":
        parts = _parts(fit)
        fit = replace(fit, coefficients=fit.coefficients + np.linalg.solve(parts.information, parts.adjustment))
    elif method == "BR":
        fit = _solved(fit, reduce_bias=True)
    return replace(fit, covariance=np.asarray(np.linalg.inv(_parts(fit).information), dtype=np.float64))


def _start(design: Floats, shape: Floats, values: Floats, link: Link, constant: bool) -> Floats:
    linked = _MEANS[link].link(values)
    beta = np.linalg.lstsq(design, linked, rcond=None)[0]
    mean, slope, _ = _MEANS[link].inverse(design @ beta)
    spread = np.square(linked - design @ beta).sum() / (len(values) - design.shape[1]) * np.square(slope)
    if spread.max() < 1e-20:
        raise UnsuitableSeries(
            "the shares lie exactly on the fitted line, so a beta regression's precision has no maximum; use the fractional logit."
        )
    precision = max(float(np.mean(mean * (1 - mean) / spread)) - 1, 1.0)
    gamma = np.linalg.lstsq(shape, np.full(len(values), precision if constant else np.log(precision)), rcond=None)[0]
    return np.concatenate([beta, gamma])


class _Parts(NamedTuple):
    score: Floats
    information: Floats
    adjustment: Floats


def _parts(fit: BetaRegression) -> _Parts:
    """Score, expected information and the bias-reducing adjustment of the score.

    Beta is an exponential family in a = mu phi and b = (1 − mu) phi; all three follow from the
    derivatives of (a, b) in the two predictors (``first``, ``second``) and from its cumulants.
    """
    mean, slope, bend = _MEANS[fit.link].inverse(fit.predictor)
    phi = fit.precision
    rise, curve = (phi, phi) if fit.log_precision else (np.ones_like(phi), np.zeros_like(phi))
    # Axes: parameter (a, b), predictor (mean, precision), ..., point.
    first = np.array([[phi * slope, mean * rise], [-phi * slope, (1 - mean) * rise]])
    mixed = slope * rise
    second = np.array(
        [[[phi * bend, mixed], [mixed, mean * curve]], [[-phi * bend, -mixed], [-mixed, (1 - mean) * curve]]]
    )
    sides = np.array([mean * phi, (1 - mean) * phi])
    statistic = np.array([np.log(fit.values), np.log1p(-fit.values)]) - psi(sides) + psi(phi)
    same = np.eye(2)
    variance = same[:, :, None] * polygamma(1, sides)[:, None] - polygamma(1, phi)
    third = (same[:, :, None] * same[:, None, :])[..., None] * polygamma(2, sides)[:, None, None] - polygamma(2, phi)
    columns = _columns(fit)
    weight = fit.weights
    score = np.einsum("tun,aun,an,n->t", columns, first, statistic, weight)
    information = np.einsum(
        "run,aun,abn,bvn,svn,n->rs", columns, first, variance, first, columns, weight, optimize=True
    )
    spread = np.einsum("run,rs,svn->uvn", columns, np.linalg.inv(information), columns, optimize=True)
    skew = np.einsum("abcn,aun,bvn,cwn->uvwn", third, first, first, first, optimize=True)
    skew = skew + np.einsum("acn,auvn,cwn->uvwn", variance, second, first, optimize=True)
    adjustment = 0.5 * np.einsum("uvn,uvwn,twn,n->t", spread, skew, columns, weight, optimize=True)
    return _Parts(score, information, adjustment)


def _columns(fit: BetaRegression) -> Floats:
    terms, shapes = fit.design.shape[1], fit.precision_design.shape[1]
    columns = np.zeros((terms + shapes, 2, len(fit.values)))
    columns[:terms, 0], columns[terms:, 1] = fit.design.T, fit.precision_design.T
    return columns


def _solved(fit: BetaRegression, *, reduce_bias: bool) -> BetaRegression:
    before = np.inf
    for _ in range(_STEPS):
        parts = _parts(fit)
        score = parts.score + parts.adjustment if reduce_bias else parts.score
        step = np.linalg.solve(parts.information, score)
        moved = replace(fit, coefficients=fit.coefficients + step)
        # A step that makes a precision negative leaves the model; half of it may not.
        while (moved.precision <= 0).any():
            step = step / 2
            moved = replace(fit, coefficients=fit.coefficients + step)
        fit = moved
        size = float(np.abs(step / fit.coefficients).max())
        # A large precision is the difference of nearly equal numbers: its last digits never rest.
        if size <= _CLOSE or before <= size < _RESTLESS:
            return fit
        before = size
    raise UnsuitableSeries(
        f"beta regression did not settle in {_STEPS} steps; the shares may lie almost exactly on the line."
    )
