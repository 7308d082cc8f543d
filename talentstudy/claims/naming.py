"""How numbers, observations and other claims are named in a sentence about a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from talentstudy.claims.observed import Observed
from talentstudy.claims.quantities import FILE, claimed, quantity, seen
from talentstudy.claims.records import CHANGES
from talentstudy.claims.soundness import DATASET
from talentstudy.claims.verdict import Verdict
from talentstudy.codes import dimensions, label
from talentstudy.errors import LedgerError
from talentstudy.figures.values import period_text
from talentstudy.wording import listing, sentence

# The code of 'all of them' says nothing a reader would miss.
_WHOLE = frozenset({"T", "TOTAL", ""})
_UNSAID = frozenset({"geo", "time_period", "unit", "measure"})


def printed_text(verdict: Verdict, language: str) -> str:
    """The number printed, in the reader's language; what the words claim where there is none."""
    claim = verdict.of
    if claim.value is not None:
        return claimed(claim, language)
    return claim.printed


def computed_text(verdict: Verdict, language: str) -> str:
    """The number computed again, or its bounds; '' where there is none."""
    if verdict.repeats is not None:
        return computed_text(verdict.repeats, language)
    if verdict.observed is not None:
        return seen(verdict.observed, language, verdict.of)
    if verdict.computed is None:
        return ""
    claim = verdict.of
    return quantity(verdict.computed, claim.unit, max(claim.decimals or 0, 0), language, kind=claim.kind)


def series_name(observed: Observed, language: str) -> str:
    """What an observation is called: title, codes, country, period."""
    address = observed.address
    name = address.indicator.removeprefix(DATASET)
    title = label("dataset" if address.indicator.startswith(DATASET) else "indicator", name, language)
    codes = [
        label(dim, code, language)
        for dim, code in address.key.items()
        if dim not in _UNSAID and code not in _WHOLE and dim in dimensions()
    ]
    if address.geo:
        codes.append(label("geo", address.geo, language))
    if address.period and address.measure not in CHANGES:
        codes.append(period_text(address.period, language))
    parts = {"title": title, "codes": ", ".join(codes)}
    if address.measure in {"value", "opposite"}:
        return sentence(FILE, "series", language, **parts)
    if address.measure == "complement":
        return sentence(FILE, "series_complement", language, series=sentence(FILE, "series", language, **parts))
    if address.measure in CHANGES:
        parts |= dict(zip(("first", "last"), address.ends, strict=True))
    return sentence(FILE, f"series_{address.measure}", language, **parts)


def others_text(verdict: Verdict, language: str) -> str:
    """The other claims of the relation that decided: '10.000 (C1-26)'."""
    assert verdict.outcome is not None
    named = []
    for name in verdict.outcome.others(verdict.claim):
        shown = claimed(verdict.others[name], language)
        named.append(sentence(FILE, "named", language, printed=shown, claim=name) if shown else name)
    return listing(named, language)


def parts_of(verdict: Verdict, language: str) -> Mapping[str, str]:
    """What a text about a verdict may name: printed, computed, period, ratio, series, then, since, stated, others."""
    parts = {"printed": claimed(verdict.of, language), "computed": computed_text(verdict, language)}
    shown = verdict.judged_on or verdict.shown
    if shown is not None:
        parts["computed"] = seen(shown, language, verdict.of)
        parts["period"] = period_text(shown.address.period, language) if shown.address.period else ""
    if verdict.ratio is not None:
        parts["ratio"] = quantity(verdict.ratio, "RT", 0 if verdict.ratio >= 2 else 1, language)
    for name, one in (("then", verdict.stated), ("since", verdict.since), ("series", verdict.observed)):
        if one is not None:
            parts[name] = seen(one, language, verdict.of)
            parts[f"{name}_period"] = one.address.ends[-1]
    if verdict.of.address is not None:
        parts["stated"] = verdict.of.address.ends[-1]
    if verdict.outcome is not None:
        parts["others"] = others_text(verdict, language)
        # The first claim of a relation is the one that the others should have said again.
        first = verdict.outcome.relation.claims[0]
        parts["instead"] = claimed(verdict.others[first], language) if first in verdict.others else parts["printed"]
    return parts


def lacking(template: str, parts: Mapping[str, str]) -> list[str]:
    """What a text names and the parts do not hold."""
    return sorted({name for _, name, _, _ in Formatter().parse(template) if name} - set(parts))


def filled(template: str, verdict: Verdict, language: str) -> str:
    """A text of the ledger with its numbers; LedgerError names what the verdict cannot give."""
    parts = parts_of(verdict, language)
    if missing := lacking(template, parts):
        raise LedgerError(
            f"a text on claim {verdict.claim} needs {', '.join(missing)}, which its verdict ({verdict.rule}) does not "
            f"give (there: {', '.join(sorted(parts))}). Correct the text, or name the observation."
        )
    return template.format(**parts)
