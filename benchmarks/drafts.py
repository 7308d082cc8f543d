"""How many claims of a printed report the draft checker finds, against the ledger that was made by hand.

Run ``python benchmarks/drafts.py PATH``, PATH being the report's text, whose lines the ledger numbers. The checker reads
the text alone; the ledger is read here, to count. Three drafts are checked: the report itself; the ledger's paraphrases in
each language, those of one line of the report as one paragraph and the paragraphs shuffled; and every paraphrase by
itself, shuffled, where 'that is 5 % of them' has lost what it goes on about. Without PATH, or where there is no such file,
the first says so and the others are measured.

A hit is the right indicator, country, further codes, period and verdict. The ledger distinguishes more than the checker
can: a claim that is ``mislabelled`` counts as agreeing where the number is that of its own key (its population or wording
is wrong) and as differing where it is not (its year or country is wrong). ``strict`` counts no mislabelled claim as a hit.

The lexicon was written while looking at the report and at the paraphrases in nl and fr; those in en and de were
not looked at, and tell what it does on words it was not made for.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from talentstudy.claims.ledger import read_ledger
from talentstudy.claims.records import Claim
from talentstudy.claims.verdict import Verdict
from talentstudy.claims.verdicts import verdicts
from talentstudy.drafts import Finding, check_draft
from talentstudy.drafts.facts import Facts, open_facts
from talentstudy.wording import LANGUAGES

SEED = 2025
WANTED = 60.0
# What the ledger decides by the year a claim states.
_BY_YEAR = {"edition year", "target year"}


@dataclass(frozen=True)
class Wanted:
    """A claim that rests on a series: where it stands in a draft, and what the checker should say of it."""

    claim: Claim
    line: int
    verdict: str
    ledger: str

    @property
    def key(self) -> tuple[str, frozenset[tuple[str, str]]]:
        """Indicator and codes."""
        assert self.claim.address is not None
        return self.claim.address.indicator, frozenset(self.claim.address.key.items())


@dataclass(frozen=True)
class Score:
    """What one draft gave."""

    wanted: int
    numbers: int
    hits: int
    strict: int
    marked: int
    right: int
    wrong_differs: tuple[str, ...]
    missed: tuple[str, ...]

    def told(self, name: str) -> str:
        """One line of the table."""
        recall, spoken = 100 * self.hits / self.wanted, 100 * self.hits / max(self.numbers, 1)
        precision = 100 * self.right / max(self.marked, 1)
        return (
            f"| {name} | {self.wanted} | {self.numbers} | {self.hits} | {recall:.0f} % | {spoken:.0f} % | {self.strict} "
            f"| {self.marked} | {precision:.0f} % | {len(self.wrong_differs)} |"
        )


def expected(verdict: Verdict) -> str:
    """What the checker should say of a claim: does the number agree with the series at the key the claim states?"""
    if verdict.verdict in {"agrees", "superseded"}:
        return "agrees"
    if verdict.verdict == "mislabelled" and verdict.rule not in _BY_YEAR and verdict.observed is not None:
        low, high = verdict.of.interval
        value = verdict.observed.value
        return "agrees" if low <= value <= high else "differs"
    return "differs"


def scored(
    findings: Sequence[Finding], claims: Iterable[tuple[Claim, int]], found: Mapping[str, Verdict], *, verbose: bool
) -> Score:
    """The findings of one draft against the claims it holds, each claim with its line in the draft."""
    left = list(findings)
    of: dict[int, Wanted] = {}
    wanted = []
    agreed: dict[int, str] = {}
    for claim, line in claims:
        finding = _taken(left, claim, line)
        if finding is not None and found[claim.claim].verdict == "agrees":
            agreed[id(finding)] = claim.claim
        if claim.address is None:
            continue
        one = Wanted(claim, line, expected(found[claim.claim]), found[claim.claim].verdict)
        wanted.append(one)
        if finding is not None:
            of[id(finding)] = one
    hits = [of[id(one)] for one in findings if id(one) in of and _is_hit(one, of[id(one)])]
    marked = [one for one in findings if one.verdict != "unknown"]
    caught = {one.claim.claim for one in hits}
    if verbose:
        _print_marks(findings, of)
    return Score(
        len(wanted),
        sum(bool(one.claim.printed) for one in wanted),
        len(hits),
        sum(one.ledger != "mislabelled" for one in hits),
        len(marked),
        sum(id(one) in of and _is_hit(one, of[id(one)]) for one in marked),
        tuple(agreed[id(one)] for one in marked if one.verdict == "differs" and id(one) in agreed),
        tuple(one.claim.claim for one in wanted if one.claim.claim not in caught),
    )


def _taken(left: list[Finding], claim: Claim, line: int) -> Finding | None:
    """The first finding of a claim's line that says its number, taken out of those left."""
    for at, finding in enumerate(left):
        same = finding.claimed is not None and claim.value is not None and finding.claimed.value == claim.value
        if finding.line == line and same:
            return left.pop(at)
    return None


def _is_hit(finding: Finding, wanted: Wanted) -> bool:
    key = frozenset({**(finding.codes or {}), "geo": finding.geo, "time_period": finding.period}.items())
    return (finding.indicator, key) == wanted.key and finding.verdict == wanted.verdict


def _print_marks(findings: Sequence[Finding], of: Mapping[int, Wanted]) -> None:
    for one in findings:
        if id(one) in of:
            state = "hit" if _is_hit(one, of[id(one)]) else f"MISSED, wanted {of[id(one)].verdict} {of[id(one)].key}"
        else:
            state = "no such claim" if one.verdict != "unknown" else ""
        print(f"  {one.line:>4} {one.printed:<20} {one.verdict:<8} {one.indicator} {one.key} {one.value}  {state}")


def drafts_of(claims: Iterable[Claim], language: str, *, together: bool) -> tuple[str, list[tuple[Claim, int]]]:
    """Paraphrases as a draft, shuffled: its text, and each claim with its line."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.report_line if together else claim.claim, []).append(claim)
    order = list(groups.values())
    random.Random(SEED).shuffle(order)
    text, placed = "", []
    for at, group in enumerate(order):
        text += " ".join(claim.paraphrase[language] for claim in group) + "\n\n"
        placed += [(claim, 2 * at + 1) for claim in group]
    return text, placed


def paraphrases(
    ledger: Sequence[Claim], language: str, found: Mapping[str, Verdict], facts: Facts, *, together: bool, verbose: bool
) -> Score:
    """The paraphrases of a language, checked as a draft."""
    text, placed = drafts_of(ledger, language, together=together)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.md"
        path.write_text(text, encoding="utf-8")
        return scored(check_draft(path, language=language, facts=facts), placed, found, verbose=verbose)


def main() -> None:
    """Check every draft and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("path", nargs="?", type=Path, help="the text of the report the ledger is about")
    parser.add_argument("--verbose", action="store_true", help="print every number with what was made of it")
    given = parser.parse_args()
    facts = open_facts()
    ledger = read_ledger(facts.pipeline.edition)
    claims = list(ledger.claims.values())
    found = verdicts(facts.pipeline, ledger)
    print(f"ledger: {len(claims)} claims; verdicts {dict(Counter(one.verdict for one in found.values()))}\n")
    scores: dict[str, Score] = {}
    if given.path is None or not given.path.is_file():
        print(f"the report's text is missing ({given.path or 'no PATH given'}): not measured on it.\n")
    else:
        lines = [(claim, claim.report_line) for claim in claims]
        checked = check_draft(given.path, language="nl", facts=facts)
        scores["report"] = scored(checked, lines, found, verbose=given.verbose)
    for language in LANGUAGES:
        for together, how in ((True, "paragraphs"), (False, "sentences")):
            name = f"paraphrases {language}, {how} shuffled"
            scores[name] = paraphrases(
                claims, language, found, facts, together=together, verbose=given.verbose and language in {"nl", "fr"}
            )
    print(
        "| draft | rest on a series | with a number | hits | recall | of numbers | strict | marked | precision | wrong differs |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, score in scores.items():
        print(score.told(name))
    print(f"\nwanted: recall of at least {WANTED:g} %, no wrong 'differs' ('differs' where the ledger says agrees)")
    for name, score in scores.items():
        if score.wrong_differs:
            print(f"wrong differs in {name}: {', '.join(score.wrong_differs)}")
        print(f"missed in {name}: {', '.join(score.missed)}")


if __name__ == "__main__":
    main()
