"""Which observation a number most likely quotes: candidates, each with what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from talentstudy.drafts.comparing import agrees
from talentstudy.drafts.dating import years_of
from talentstudy.drafts.facts import Facts, Observation, kind_of
from talentstudy.drafts.mentions import Mention
from talentstudy.drafts.places import LATER, Place, codes_of
from talentstudy.drafts.scene import Scene
from talentstudy.drafts.terms import Rule, rules

# What is worth how much: found by writing down what a reader weighs, not by fitting to a text.
_HELP, _BAR, _PROVIDER, _CODE, _AGREES, _HELD = 0.3, 1.1, 0.6, 0.4, 0.8, 0.3
# Below this nothing is proposed; a concept that is not nearer than a heading counts against its indicator.
PROPOSED = 0.45
_INDIFFERENT = 0.42
# A number printed without its year is looked for among so many of the last periods.
_RECENT = 4
_WHOLE = {"T", "TOTAL"}


@dataclass(frozen=True)
class Candidate:
    """One observation a number may quote.

    ``score`` is for its indicator and codes, by the words alone; ``total`` adds country, period and value. ``computed`` is
    the observation in the sense of the number: the other part of the whole where the text speaks of men, the size of a
    loss where it speaks of one. ``stated`` says that the text itself dates the number, ``at_home`` that it names the
    country or the one the draft is about is meant, ``elsewhen`` that it dates the number otherwise.
    """

    observation: Observation
    score: float
    total: float
    computed: tuple[float, float]
    agrees: bool
    stated: bool
    at_home: bool
    elsewhen: bool
    derived: bool


def candidates(scene: Scene, number: Mention, facts: Facts, geo: str) -> tuple[Candidate, ...]:
    """All observations a number may quote, the likeliest first."""
    if number.claimed is None:
        return ()
    found = [one for rule in rules().values() for one in _of_rule(rule, scene, number, facts, geo)]
    return tuple(sorted(found, key=lambda one: (-one.total, one.observation.indicator, one.observation.period)))


def _of_rule(rule: Rule, scene: Scene, number: Mention, facts: Facts, geo: str) -> Iterator[Candidate]:
    score = _score(rule, scene, number, facts)
    if score < PROPOSED - _CODE - _PROVIDER:
        return
    held = facts.of(rule.indicator)
    # A ratio is printed without a unit, as a count is.
    alike = {"count", "ratio"} if number.kind == "count" else {number.kind}
    rows = [one for one in held if kind_of(one.unit) in alike]
    if number.kind == "rank" and not rows and held:
        rows = list(facts.ranks(rule.indicator))
    if not rows:
        return
    if scene.names([name for code in facts.providers(rule.indicator) for name in facts.producers[code]]):
        score += _PROVIDER
    sex = _sex(rule, scene, number)
    for chosen, named in _by_codes(rows, scene, number):
        told = score + _CODE * named
        if told >= PROPOSED:
            yield from _placed(chosen, told, scene, number, geo, other=bool(rule.sex) and sex not in {"", rule.sex})


def _score(rule: Rule, scene: Scene, number: Mention, facts: Facts) -> float:
    """What the words say: every need must be spoken of, and the nearer the better."""
    if not rule.needs:
        return -math.inf
    score = 0.0
    for group in rule.needs:
        weights = [_need(one, scene, number, facts) for one in group]
        if not max(weights):
            return -math.inf
        score += (max(weights) - _INDIFFERENT) / (1 - _INDIFFERENT)
    # The more a rule asks the more it can gain: its mean would make 'ICT' beat 'women in ICT'.
    needed = {one.rstrip("!") for group in rule.needs for one in group}
    score += sum(_HELP * scene.concept(one, number) for one in rule.helps)
    return score - sum(_BAR * scene.nearness(one, number) for one in rule.bars if one not in needed)


def _need(name: str, scene: Scene, number: Mention, facts: Facts) -> float:
    if name.startswith("@"):
        return 1.0 if scene.names(facts.producers[name[1:]]) else 0.0
    if name.endswith("!"):
        return scene.nearness(name[:-1], number)
    return scene.concept(name, number)


def _sex(rule: Rule, scene: Scene, number: Mention) -> str:
    """Whose share the number is, where the indicator is the share of one sex."""
    if not rule.sex:
        return ""
    places = codes_of(scene, "sex", number)
    return places[0].name if places else ""


def _by_codes(rows: list[Observation], scene: Scene, number: Mention) -> Iterator[tuple[list[Observation], float]]:
    """The rows under each likely choice of codes, and how many of its dimensions the text names."""
    chosen, named = rows, 0
    dims = list(rows[0].codes)
    for dim in dims:
        held = {one.codes[dim] for one in chosen}
        places = [place for place in codes_of(scene, dim, number) if place.name in held and place.near]
        if places:
            chosen = [one for one in chosen if one.codes[dim] == places[0].name]
            named += 1
        elif whole := held & _WHOLE:
            chosen = [one for one in chosen if one.codes[dim] in whole]
    if chosen:
        yield chosen, float(named)


def _placed(
    rows: list[Observation], score: float, scene: Scene, number: Mention, geo: str, *, other: bool
) -> Iterator[Candidate]:
    """Candidates by country and period."""
    for place in _countries(rows, scene, number, geo):
        series = [one for one in rows if one.geo == place.name]
        dated = years_of(scene, number)
        likely = [(one, year) for year in dated for one in series if year.name in one.years]
        if not likely:
            # Without a year of its own a number is of the last periods; with another one it is of none of them.
            weight = -0.6 if any(year.near for year in dated) else 0.0
            recent = sorted({one.period for one in series})[-_RECENT:]
            likely = [(one, Place("", weight, False)) for one in series if one.period in recent]
        for one, year in likely:
            yield _candidate(one, score, place, year, scene, number, other=other)


def _countries(rows: list[Observation], scene: Scene, number: Mention, geo: str) -> tuple[Place, ...]:
    """The countries the text names and the rows hold; else the draft's own, else the only one held."""
    held = {one.geo for one in rows}
    named = codes_of(scene, "geo", number)
    inside = [place for place in named if place.name in held]
    elsewhere = any(place.weight > 0.35 and place.name not in held for place in named)
    so_far = [place for place in named if place.weight > LATER]
    if len(so_far) == 1:
        # The only country the paragraph has spoken of so far is still meant.
        inside = [Place(place.name, place.weight, place in so_far) for place in inside]
    elif geo in held and not any(place.near for place in inside):
        inside.append(Place(geo, 0.1 if elsewhere else 0.35, not so_far))
    elif not inside and len(held) == 1:
        inside.append(Place(next(iter(held)), 0.2, False))
    return tuple(inside)


def _candidate(
    one: Observation, score: float, place: Place, year: Place, scene: Scene, number: Mention, *, other: bool
) -> Candidate:
    assert number.claimed is not None
    computed = _in_sense(one, scene, number, other=other)
    fits = agrees(number.claimed, computed, one.half)
    total = score + place.weight + year.weight + _AGREES * fits + _HELD * bool(year.name)
    return Candidate(
        one,
        score,
        # Of periods that fit alike, the later: years count a thousandth each.
        total + int(one.period[:4] or 0) / 1e6,
        computed,
        fits,
        stated=year.near,
        at_home=place.near,
        elsewhen=not year.name and year.weight < 0,
        derived=computed != (one.low, one.high),
    )


def _in_sense(one: Observation, scene: Scene, number: Mention, *, other: bool) -> tuple[float, float]:
    """The observation as the text would print it."""
    if other:
        return 100 - one.high, 100 - one.low
    falls = one.high < 0
    if falls and scene.concept("LOSS", number) > 0.7 and number.claimed is not None and number.claimed.value > 0:
        return -one.high, -one.low
    return one.low, one.high
