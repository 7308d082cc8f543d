"""Why a verdict was given, in one sentence; in nl, fr, en and de."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from talentstudy.claims.naming import computed_text, filled, others_text, series_name
from talentstudy.claims.quantities import FILE, claimed, said, seen
from talentstudy.claims.verdict import Verdict
from talentstudy.codes import label
from talentstudy.figures.values import period_text
from talentstudy.wording import LANGUAGES, sentence


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


def _by_relation(verdict: Verdict, language: str) -> str:
    assert verdict.outcome is not None
    holds = verdict.verdict == "agrees"
    parts = {
        "printed": claimed(verdict.of, language) or verdict.claim,
        "computed": computed_text(verdict, language),
        "others": others_text(verdict, language),
    }
    if not parts["others"]:
        key = "why_counted" if holds else "why_miscounted"
    elif holds:
        key = "why_fits_relation" if verdict.computed is None else "why_agrees_relation"
    else:
        is_equal = verdict.outcome.relation.kind == "equal"
        key = "why_contradicts_equal" if is_equal else "why_contradicts_other"
    return sentence(FILE, key, language, **parts)


def _by_judgement(verdict: Verdict, language: str) -> str:
    assert verdict.judgement is not None
    reason = filled(verdict.judgement.reason[language], verdict, language)
    return sentence(FILE, "why_judgement", language, reason=reason)


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
