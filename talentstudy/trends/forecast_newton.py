"""Maximum likelihood of covariances that are linear in a few variances, many series at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentstudy.trends.series import Floats, Integers

_TOLERANCE = 1e-10
_MOST_STEPS = 60


@dataclass(frozen=True, eq=False)
class Part:
    """One Gaussian log-likelihood of a sum: ``sign`` times that of ``data`` (m, N).

    Its covariance is ``base`` (N, N) plus the variances times ``kernels`` (k, N, N).
    """

    sign: float
    data: Floats
    base: Floats
    kernels: Floats

    def rows(self, keep: Integers) -> Part:
        """The part for some of the series."""
        return Part(self.sign, self.data[keep], self.base, self.kernels)


def _covariance(part: Part, variances: Floats) -> Floats:
    return part.base + np.tensordot(variances, part.kernels, axes=1)


def part_likelihood(part: Part, variances: Floats) -> Floats:
    """(m,) the part's log-likelihood at ``variances`` (m, k); minus infinity where the covariance is singular."""
    covariance = _covariance(part, variances)
    sign, logdet = np.linalg.slogdet(covariance)
    good = (sign > 0) & np.isfinite(logdet)
    covariance[~good] = np.eye(covariance.shape[1])
    solved = np.linalg.solve(covariance, part.data[:, :, None])[:, :, 0]
    value = -0.5 * (part.data.shape[1] * np.log(2 * np.pi) + logdet + (part.data * solved).sum(axis=1))
    return np.asarray(np.where(good, part.sign * value, -np.inf))


def part_derivatives(part: Part, variances: Floats) -> tuple[Floats, Floats, Floats]:
    """Gradient (m, k), Hessian and expected information (m, k, k) of the part at ``variances``."""
    inverse = np.linalg.inv(_covariance(part, variances))
    solved = np.einsum("mij,mj->mi", inverse, part.data)
    turned = np.stack([inverse @ kernel for kernel in part.kernels], axis=1)
    moved = np.einsum("kij,mj->mki", part.kernels, solved)
    count = len(part.kernels)
    trace = np.einsum("mkii->mk", turned)
    gradient = 0.5 * ((moved * solved[:, None]).sum(axis=2) - trace)
    flat = turned.reshape(len(turned), count, -1)
    swapped = np.swapaxes(turned, 2, 3).reshape(len(turned), count, -1)
    information = 0.5 * flat @ np.swapaxes(swapped, 1, 2)
    curvature = (moved @ inverse) @ np.swapaxes(moved, 1, 2)
    return part.sign * gradient, part.sign * (information - curvature), part.sign * information


def _direction(gradient: Floats, hessian: Floats, information: Floats, variances: Floats) -> Floats:
    """An ascent direction that no bound blocks: a variance at zero that would fall is held there."""
    held = (variances <= 0) & (gradient <= 0)
    for _ in range(variances.shape[1]):
        result = _uphill(gradient, hessian, information, held)
        blocked = (variances <= 0) & (result < 0)
        if not blocked.any():
            break
        held = held | blocked
    return result


def _uphill(gradient: Floats, hessian: Floats, information: Floats, held: NDArray[np.bool_]) -> Floats:
    """Newton's direction where the curvature allows, else scoring, else the gradient."""
    pair = held[:, :, None] | held[:, None, :]
    identity = np.eye(gradient.shape[1])
    target = np.where(held, 0.0, gradient)
    result = np.zeros_like(gradient)
    todo = np.ones(len(gradient), dtype=bool)
    for matrix in (-hessian, information, np.abs(information) * identity):
        if not todo.any():
            break
        # Variances may differ by ten powers of ten: to the scale of each one's own curvature first.
        diagonal = np.abs(np.einsum("mii->mi", matrix[todo]))
        scale = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
        bounded = np.where(pair[todo], identity, matrix[todo] * scale[:, :, None] * scale[:, None, :])
        values, vectors = np.linalg.eigh(bounded)
        good = values[:, 0] > 1e-11
        safe = np.where(good[:, None], values, 1.0)
        step = scale * np.einsum("mij,mj->mi", vectors, np.einsum("mji,mj->mi", vectors, scale * target[todo]) / safe)
        rows = np.flatnonzero(todo)[good]
        result[rows] = np.where(held[rows], 0.0, step[good])
        todo[rows] = False
    result[todo] = target[todo]
    return result


def maximise(parts: list[Part], start: Floats) -> tuple[Floats, Floats]:
    """Climb from ``start`` (m, k) to a maximum over variances not below zero; returns it and its height (m,)."""
    variances = start.copy()
    height = np.asarray(sum(part_likelihood(part, variances) for part in parts))
    active: Integers = np.arange(len(start))
    for _ in range(_MOST_STEPS):
        mine = [part.rows(active) for part in parts]
        pieces = [part_derivatives(part, variances[active]) for part in mine]
        gradient, hessian, information = (np.sum([piece[at] for piece in pieces], axis=0) for at in range(3))
        direction = _direction(gradient, hessian, information, variances[active])
        gain = (gradient * direction).sum(axis=1)
        rising = gain > _TOLERANCE
        if not rising.any():
            break
        active, direction = active[rising], direction[rising]
        mine = [part.rows(np.flatnonzero(rising)) for part in mine]
        moved = _line_search(mine, variances, height, active, direction)
        active = active[moved]
        if not len(active):
            break
    return variances, height


def _line_search(parts: list[Part], variances: Floats, height: Floats, active: Integers, direction: Floats) -> Floats:
    """Move the active rows uphill in place, never past a bound; returns which moved (m,)."""
    here = variances[active]
    with np.errstate(divide="ignore", invalid="ignore"):
        bound = np.where(direction < 0, -here / direction, np.inf).min(axis=1)
    length = np.minimum(1.0, bound)
    moved = np.zeros(len(active), dtype=bool)
    waiting = np.arange(len(active))
    for _ in range(30):
        trial = here[waiting] + length[waiting, None] * direction[waiting]
        at_bound = length[waiting] >= bound[waiting]
        trial = np.where((trial < 1e-14 * trial.max(axis=1, keepdims=True)) & at_bound[:, None], 0.0, trial)
        trial = np.maximum(trial, 0.0)
        value = np.asarray(sum(part_likelihood(part.rows(waiting), trial) for part in parts))
        better = value > height[active[waiting]]
        rows = waiting[better]
        variances[active[rows]], height[active[rows]] = trial[better], value[better]
        moved[rows] = True
        waiting = waiting[~better]
        length[waiting] *= 0.5
        if not len(waiting):
            break
    return moved
