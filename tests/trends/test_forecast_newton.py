import numpy as np
import pytest

from talentstudy.trends.forecast_newton import Part, maximise, part_derivatives, part_likelihood

STREAM = np.random.default_rng(2)
ROOT = STREAM.normal(size=(6, 6))
KERNELS = np.stack([np.eye(6), ROOT @ ROOT.T / 6])
PART = Part(1.0, STREAM.normal(size=(4, 6)), 0.1 * np.eye(6), KERNELS)
START = np.array([[0.7, 0.4]] * 4)


def test_derivatives_are_those_of_the_likelihood() -> None:
    gradient, hessian, _ = part_derivatives(PART, START)
    for at in range(2):
        step = np.zeros(2)
        step[at] = 1e-6
        slope = (part_likelihood(PART, START + step) - part_likelihood(PART, START - step)) / 2e-6
        assert gradient[:, at] == pytest.approx(slope, rel=1e-6)
        bend = (part_derivatives(PART, START + step)[0] - part_derivatives(PART, START - step)[0]) / 2e-6
        assert hessian[:, at] == pytest.approx(bend, rel=1e-5, abs=1e-7)


def test_the_top_is_flat_inside_and_falls_at_a_bound() -> None:
    found, height = maximise([PART], START)
    gradient, _, _ = part_derivatives(PART, found)
    inside = found > 0
    assert np.abs(np.where(inside, gradient, 0)).max() < 1e-4
    assert (np.where(inside, 0, gradient) <= 0).all()
    assert (height >= part_likelihood(PART, START)).all()


def test_one_variance_has_its_closed_form() -> None:
    single = Part(1.0, PART.data, np.zeros((6, 6)), np.eye(6)[None])
    found, _ = maximise([single], np.full((4, 1), 0.2))
    assert found[:, 0] == pytest.approx(np.mean(PART.data**2, axis=1), rel=1e-5)


def test_a_singular_covariance_has_no_likelihood() -> None:
    single = Part(1.0, PART.data, np.zeros((6, 6)), np.eye(6)[None])
    assert np.isneginf(part_likelihood(single, np.zeros((4, 1)))).all()
