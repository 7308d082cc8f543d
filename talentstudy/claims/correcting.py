"""What a text would have to say where a claim does not hold, its numbers computed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from talentstudy import wording
from talentstudy.claims.naming import computed_text, lacking, others_text, parts_of, series_name
from talentstudy.claims.quantities import FILE, claimed, seen
from talentstudy.claims.records import FAILING
from talentstudy.claims.verdict import Verdict
from talentstudy.codes import label
from talentstudy.wording import sentence

_SENTENCES = Path(wording.__file__).parent / "sentences"


@cache
def own_sentences(edition: str) -> Mapping[str, Mapping[str, str]]:
    """The corrected sentences written for claims of an edition, by rule and claim; none where it has no such file."""
    path = _SENTENCES / f"{FILE}_{edition}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def correction(verdict: Verdict, edition: str, language: str) -> str:
    """The corrected sentence; '' for a claim that holds or could not be computed.

    The edition's own sentence for the claim comes first, if it was written for the rule that decided and the numbers
    it names are there; then one that fits the rule. A judgement without a sentence of its own has none: its reason says
    what is wrong.
    """
    if verdict.verdict not in FAILING:
        return ""
    template = own_sentences(edition).get(f"{verdict.rule.replace(' ', '_')}_{verdict.claim}")
    parts = parts_of(verdict, language)
    if template and not lacking(template[language], parts):
        return template[language].format(**parts)
    if verdict.repeats is not None:
        return correction(verdict.repeats, edition, language)
    return _by_rule(verdict, language)


def _by_rule(verdict: Verdict, language: str) -> str:
    printed = claimed(verdict.of, language) or verdict.claim
    if verdict.rule == "relation":
        return sentence(FILE, "correct_relation", language, printed=printed, others=others_text(verdict, language))
    if verdict.rule == "trend" and verdict.since is not None:
        last, after = verdict.since.address.ends
        return sentence(
            FILE,
            "correct_trend",
            language,
            title=label("indicator", verdict.since.address.indicator, language),
            last=last,
            next=after,
            since=seen(verdict.since, language, verdict.of, signed=True),
        )
    if verdict.rule in {"edition year", "target year"} and verdict.observed is not None:
        return sentence(FILE, "correct_year", language, printed=printed, data=verdict.observed.address.period)
    now = verdict.since or verdict.observed
    if verdict.rule == "judgement" or now is None:
        return ""
    shown = seen(now, language, verdict.of) if verdict.since else computed_text(verdict, language)
    return sentence(FILE, "correct_value", language, series=series_name(now, language), computed=shown)
