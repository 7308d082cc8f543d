"""What a verdict rests on, line by line: printed number, observations with their origin, relations, judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentstudy.claims.correcting import correction
from talentstudy.claims.explaining import explanation, verdict_text
from talentstudy.claims.observed import Observed
from talentstudy.claims.quantities import FILE, seen
from talentstudy.claims.resting import resting_on
from talentstudy.claims.verdict import Verdict
from talentstudy.codes import label
from talentstudy.provenance import citation, source_line
from talentstudy.wording import sentence

if TYPE_CHECKING:
    from talentstudy.pipeline import Pipeline


def evidence_lines(verdict: Verdict, language: str, pipeline: Pipeline | None = None) -> list[str]:
    """One line per piece of evidence, in the reader's language; never none.

    With a ``pipeline`` each observation is followed by its source as a figure prints it.
    """
    claim = verdict.of
    printed = claim.printed or "–"
    lines = [sentence(FILE, "line_printed", language, printed=printed, line=str(claim.report_line))]
    origin = verdict.repeats or verdict
    for role, one in origin.observations:
        lines.append(_observation(one, role, origin, language))
        if pipeline is not None:
            lines.append(sentence(FILE, "line_source", language, source=source_line(pipeline, [one.source], language)))
    for outcome in verdict.relations:
        relation = outcome.relation
        key = "line_relation_holds" if outcome.holds else "line_relation_broken"
        claims = ", ".join(dict.fromkeys(relation.claims))
        lines.append(sentence(FILE, key, language, relation=relation.relation, claims=claims))
    if verdict.judgement is not None:
        aspect = sentence(FILE, f"aspect_{verdict.judgement.aspect}", language)
        lines.append(
            sentence(
                FILE, "line_judgement", language, aspect=aspect, source=resting_on(verdict.judgement.source, language)
            )
        )
    return lines


def _observation(one: Observed, role: str, verdict: Verdict, language: str) -> str:
    return sentence(
        FILE,
        "line_observation",
        language,
        indicator=one.address.indicator,
        codes=str(one.address).replace(";", " "),
        value=seen(one, language, verdict.of),
        unit=label("unit", one.unit, language),
        role=sentence(FILE, f"role_{role.replace(' ', '_')}", language),
    )


def chain(verdict: Verdict, edition: str, language: str, pipeline: Pipeline) -> list[str]:
    """The whole chain of a claim: what is said, what was decided and why, the evidence, full references, correction."""
    claim = verdict.of
    lines = [
        f"{claim.claim}  {claim.paraphrase[language]}",
        sentence(FILE, "line_verdict", language, verdict=verdict_text(verdict, language)),
        explanation(verdict, language),
        *evidence_lines(verdict, language),
    ]
    sources = [one.source for _, one in (verdict.repeats or verdict).observations]
    lines += [sentence(FILE, "line_source", language, source=one) for one in citation(pipeline, sources, language)]
    if corrected := correction(verdict, edition, language):
        lines.append(sentence(FILE, "line_correction", language, correction=corrected))
    return lines
