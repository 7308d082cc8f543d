"""What a verdict rests on, as plain data."""

from __future__ import annotations

from typing import Any

from talentstudy.claims.observed import Observed
from talentstudy.claims.records import Judgement
from talentstudy.claims.relations import Outcome


def of_series(one: Observed, role: str) -> dict[str, Any]:
    """An observation, and the part it plays."""
    bounds = {} if one.low == one.high else {"lower": _finite(one.low), "upper": _finite(one.high)}
    return {
        "kind": "series" if one.official else "publication",
        "role": role,
        "indicator": one.address.indicator,
        "key": str(one.address),
        "measure": one.address.measure,
        "value": _finite(one.value),
        **bounds,
        "unit": one.unit,
        "flags": one.flags,
        "source": one.source,
    }


def _finite(value: float) -> float | None:
    return float(f"{value:.12g}") if abs(value) < float("inf") else None


def of_relation(one: Outcome) -> dict[str, Any]:
    """A relation between claims, and whether it holds."""
    relation = one.relation
    return {
        "kind": "relation",
        "relation": relation.relation,
        "type": relation.kind,
        "claims": list(relation.claims),
        "parameter": relation.parameter,
        "holds": one.holds,
        "computed": {claim: _finite(value) for claim, value in one.computed.items()},
    }


def of_judgement(one: Judgement, *, decides: bool) -> dict[str, Any]:
    """A judgement, and whether it decides or only stands beside a verdict that was computed."""
    return {
        "kind": "judgement",
        "decides": decides,
        "verdict": one.verdict,
        "aspect": one.aspect,
        "source": one.source,
    }
