"""Why a verdict was given, in one sentence, and what a corrected text would say; in nl, fr, en and de."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from talentstudy.claims.observed import Observed
from talentstudy.claims.quantities import FILE, claimed, quantity, said, seen
from talentstudy.claims.records import CHANGES
from talentstudy.claims.soundness import DATASET
from talentstudy.claims.verdict import Verdict
from talentstudy.codes import dimensions, label
from talentstudy.figures.values import period_text
from talentstudy.wording import LANGUAGES, listing, sentence

# The code of 'all of them' says nothing a reader would miss.
_WHOLE = frozenset({"T", "TOTAL", ""})
_UNSAID = frozenset({"geo", "time_period", "unit", "measure"})


def explanation(verdict: Verdict, language: str) -> str:
    """One sentence that says why, with the numbers it rests on."""
    return _WHY[verdict.rule](verdict, language)


def explanations(verdict: Verdict) -> Mapping[str, str]:
    """The sentence in every language."""
    return {language: explanation(verdict, language) for language in LANGUAGES}


def verdict_text(verdict: Verdict, language: str) -> str:
    """The verdict as a table prints it: what is labelled wrongly behind it, and whether a person decided."""
    text = sentence(FILE, f"verdict_{verdict.verdict.replace(' ', '_')}", language)
    if not verdict.aspect:
        return text
    aspect = sentence(FILE, f"aspect_{verdict.aspect}", language)
    return sentence(FILE, "judged" if verdict.judged else "labelled", language, verdict=text, aspect=aspect)


def printed_text(verdict: Verdict, language: str) -> str:
    """The number printed, in the reader's language; what the words claim where there is none."""
    claim = verdict.of
    if claim.value is not None:
        return claimed(claim, language)
    return claim.printed


def computed_text(verdict: Verdict, language: str) -> str:
    """The number computed; '' where there is none."""
    if verdict.shown is not None:
        return seen(verdict.shown, language, verdict.of)
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


def _by_series(verdict: Verdict, language: str) -> str:
    assert verdict.observed is not None
    return sentence(
        FILE,
        f"why_{verdict.verdict}_series",
        language,
        series=series_name(verdict.observed, language),
        printed=claimed(verdict.of, language),
        computed=computed_text(verdict, language),
    )


def _by_direction(verdict: Verdict, language: str) -> str:
    assert verdict.observed is not None
    return sentence(
        FILE,
        f"why_{verdict.verdict}_direction",
        language,
        series=series_name(verdict.observed, language),
        said=said(verdict.of, language),
        computed=computed_text(verdict, language),
    )


def _by_edition_year(verdict: Verdict, language: str) -> str:
    assert verdict.observed is not None
    assert verdict.of.address is not None
    parts = {
        "printed": claimed(verdict.of, language) or computed_text(verdict, language),
        "data": verdict.observed.address.period,
        "stated": verdict.of.address.period,
    }
    if verdict.stated is None or verdict.stated.missing:
        return sentence(FILE, "why_edition_year", language, **parts)
    return sentence(FILE, "why_edition_year_then", language, then=seen(verdict.stated, language, verdict.of), **parts)


def _by_target_year(verdict: Verdict, language: str) -> str:
    assert verdict.observed is not None
    assert verdict.of.address is not None
    return sentence(
        FILE,
        "why_target_year",
        language,
        printed=claimed(verdict.of, language),
        data=verdict.observed.address.period,
        stated=verdict.of.address.period,
    )


def _by_trend(verdict: Verdict, language: str) -> str:
    assert verdict.observed is not None
    assert verdict.since is not None
    first, last = verdict.observed.address.ends
    name = verdict.observed.address.indicator
    return sentence(
        FILE,
        "why_trend",
        language,
        title=label("indicator", name, language),
        first=first,
        last=last,
        next=verdict.since.address.ends[-1],
        observed=seen(verdict.observed, language, verdict.of, signed=True),
        since=seen(verdict.since, language, verdict.of, signed=True),
    )


def _by_vintage(verdict: Verdict, language: str) -> str:
    assert verdict.observed is not None
    assert verdict.since is not None
    return sentence(
        FILE,
        "why_vintage",
        language,
        series=series_name(verdict.observed, language),
        vintage=period_text(verdict.observed.vintage, language),
        later=period_text(verdict.since.vintage, language),
        observed=seen(verdict.observed, language, verdict.of),
        since=seen(verdict.since, language, verdict.of),
    )


def others_text(verdict: Verdict, language: str) -> str:
    """The other claims of the relation that decided: '10.000 (C1-26)'."""
    assert verdict.outcome is not None
    named = []
    for name in verdict.outcome.others(verdict.claim):
        shown = claimed(verdict.others[name], language)
        named.append(sentence(FILE, "named", language, printed=shown, claim=name) if shown else name)
    return listing(named, language)


def _by_relation(verdict: Verdict, language: str) -> str:
    assert verdict.outcome is not None
    printed = claimed(verdict.of, language)
    others = others_text(verdict, language)
    if verdict.verdict == "contradicts itself":
        key = "why_contradicts_equal" if verdict.outcome.relation.kind == "equal" else "why_contradicts_other"
        return sentence(FILE, key, language, printed=printed or verdict.claim, others=others)
    if not others:
        return sentence(FILE, "why_counted", language, computed=computed_text(verdict, language))
    if verdict.computed is not None:
        return sentence(FILE, "why_agrees_relation", language, others=others, computed=computed_text(verdict, language))
    return sentence(FILE, "why_fits_relation", language, printed=printed, others=others)


def _by_judgement(verdict: Verdict, language: str) -> str:
    assert verdict.judgement is not None
    reason = filled(verdict.judgement.reason[language], verdict, language)
    return sentence(FILE, "why_judgement", language, reason=reason)


def filled(template: str, verdict: Verdict, language: str) -> str:
    """A text of the ledger or of a correction with its numbers: printed, computed, period, ratio, then, since."""
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
    if verdict.outcome is not None:
        parts["others"] = others_text(verdict, language)
    return template.format(**parts)


def _by_repetition(verdict: Verdict, language: str) -> str:
    assert verdict.repeats is not None
    return sentence(
        FILE,
        "why_repetition",
        language,
        claim=verdict.repeats.claim,
        verdict=verdict_text(verdict.repeats, language),
    )


def _by_reason(verdict: Verdict, language: str) -> str:
    return sentence(FILE, f"why_{verdict.of.reason or 'no_open_source'}", language)


_WHY: Mapping[str, Callable[[Verdict, str], str]] = {
    "series": _by_series,
    "direction": _by_direction,
    "edition year": _by_edition_year,
    "target year": _by_target_year,
    "trend": _by_trend,
    "vintage": _by_vintage,
    "relation": _by_relation,
    "judgement": _by_judgement,
    "repetition": _by_repetition,
    "reason": _by_reason,
}
