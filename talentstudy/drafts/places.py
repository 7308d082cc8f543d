"""Which codes a paragraph names for a number: countries, sexes, sectors, and how surely each belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from talentstudy.codes import code_list
from talentstudy.drafts.mentions import Mention
from talentstudy.drafts.scene import Scene
from talentstudy.drafts.terms import Span, code_terms, folded, found, terms

# What a code weighs that is named in an earlier sentence, only above, or only in a later one.
EARLIER, ABOVE, LATER = 0.4, 0.3, 0.2


@dataclass(frozen=True)
class Place:
    """A name and how strongly it belongs to a number: 1 beside it, less further off, 0.5 and below elsewhere."""

    name: str
    weight: float
    near: bool


def codes_of(scene: Scene, dimension: str, number: Mention) -> tuple[Place, ...]:
    """The codes of a dimension that are named, each once, the strongest first."""
    spans = _spans(scene, dimension)
    at = scene.sentence_of(number.start)
    beside = {span.name for span in spans if scene.sentence_of(span.start) == at}
    places: dict[str, Place] = {}
    for span in spans:
        is_near = scene.sentence_of(span.start) == at and (len(beside) == 1 or not scene.between(span, number))
        is_near = is_near and not scene.is_taken(span, number)
        place = Place(span.name, _hold(scene, span, number), is_near)
        if span.name not in places or places[span.name].weight < place.weight:
            places[span.name] = place
    if not beside and spans and (scene.is_brief(number) or scene.goes_on(number)):
        # What the last sentence that names one was about is still spoken of.
        last = [span for span in spans if span.start < number.start][-1:]
        for span in last:
            places[span.name] = Place(span.name, EARLIER, True)
    for text in (scene.before, scene.heading):
        for span in found(text, code_terms(dimension, scene.language)):
            places.setdefault(span.name, Place(span.name, ABOVE, False))
    return tuple(sorted(places.values(), key=lambda place: -place.weight))


def _spans(scene: Scene, dimension: str) -> tuple[Span, ...]:
    """Where codes are named; the name of a producer is no place: the European Commission, view.brussels."""
    named = [
        place
        for name in sorted({one for code in code_list("provider").values() for one in code.labels.values()})
        for place in re.finditer(re.escape(folded(name)), scene.plain, re.IGNORECASE)
    ]
    spans = _longest(found(scene.plain, code_terms(dimension, scene.language)))
    return tuple(one for one in spans if not any(place.start() <= one.start < place.end() for place in named))


def _hold(scene: Scene, span: Span, number: Mention) -> float:
    back = scene.sentence_of(number.start) - scene.sentence_of(span.start)
    if back:
        return EARLIER if back > 0 else LATER
    held = 1.0 - min(scene.distance(span, number), 24) / 40
    return held * (0.4 if _is_yardstick(scene, span) else 1.0)


def _is_yardstick(scene: Scene, span: Span) -> bool:
    """Whether a name only stands there to be compared with: 'above the European average'."""
    cues = terms("time", scene.language)["than"]
    return any(place.end() >= span.start - 1 and place.start() < span.start for place in cues.finditer(scene.plain))


def _longest(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Of names inside each other the longest: 'Wallonia and Brussels' is neither of the two."""
    return tuple(
        one
        for one in spans
        if not any(
            other.start <= one.start and one.end <= other.end and (other.end - other.start) > (one.end - one.start)
            for other in spans
        )
    )
