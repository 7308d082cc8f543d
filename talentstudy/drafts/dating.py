"""Which year a number is about, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from talentstudy.drafts.mentions import Mention, years
from talentstudy.drafts.places import Place
from talentstudy.drafts.scene import Scene
from talentstudy.drafts.terms import Span, folded, terms


def years_of(scene: Scene, number: Mention) -> tuple[Place, ...]:
    """The years a number may be about, the likeliest first; ``near`` where the sentence says so."""
    if (before := _year_before(scene, number)) is not None:
        return (before,)
    places: dict[str, Place] = {}
    claimed = _claimed(scene)
    for start, end, year in years(scene.text):
        span = Span(year, start, end)
        if _is_since(scene, span):
            continue
        if claimed.get(start) is number:
            place = Place(year, 1.0, True)
        elif scene.sentence_of(start) == scene.sentence_of(number.start):
            held = 0.9 - min(scene.distance(span, number), 24) / 60
            is_ours = start not in claimed and _is_dated(scene, span)
            place = Place(year, held if is_ours else held * 0.5, is_ours)
        elif scene.sentence_of(start) < scene.sentence_of(number.start):
            place = Place(year, 0.45, False)
        else:
            continue
        if year not in places or places[year].weight < place.weight:
            places[year] = place
        if place.weight == 1.0:
            return (place,)
    if _looks_back(scene, number):
        named = {year for _, _, year in years(scene.before)}
        for year in named:
            places.setdefault(year, Place(year, 0.45, len(named) == 1))
    # A number that has a year of its own has no other.
    own = [place for place in places.values() if place.near]
    return tuple(sorted(own or places.values(), key=lambda place: -place.weight))


def _year_before(scene: Scene, number: Mention) -> Place | None:
    """The year before the one last named, where a sentence without one says so: 'a year earlier it was'."""
    at = scene.sentence_of(number.start)
    own = [start for start, _, _ in years(scene.text) if scene.sentence_of(start) == at]
    if own or not terms("time", scene.language)["year_before"].search(folded(scene.sentence_text(number.start))):
        return None
    named = [year for start, _, year in years(scene.text) if start < number.start]
    return Place(str(int(named[-1]) - 1), 0.9, True) if named else None


def _claimed(scene: Scene) -> Mapping[int, Mention]:
    """The years that stand right behind a number, by where they begin: '5,4 % in 2023'."""
    at = terms("time", scene.language)["at"]
    told = {}
    for start, _, _ in years(scene.text):
        before = [one for one in scene.numbers if one.end <= start]
        if before:
            between = folded(scene.text[before[-1].end : start])
            if len(between.split()) <= 3 and at.search(between) and not re.search(r"[,;.(]", between):
                told[start] = before[-1]
    return told


def _is_since(scene: Scene, span: Span) -> bool:
    return bool(re.search(rf"(?:{terms('time', scene.language)['since'].pattern})\s*$", scene.plain[: span.start]))


def _is_dated(scene: Scene, span: Span) -> bool:
    """Whether a year stands as one, and not as the end of a title: 'in 2024', not 'Future of Jobs 2025'."""
    last = re.findall(r"\S+", scene.plain[: span.start].rstrip(" ("))[-1:]
    if not last or not last[0][:1].isupper():
        return True
    spoken = terms("time", scene.language)
    return any(spoken[one].fullmatch(last[0]) for one in ("at", "by", "month"))


def _looks_back(scene: Scene, number: Mention) -> bool:
    """Whether the sentence says that it goes on about the same: 'volgens diezelfde studie'."""
    return bool(terms("time", scene.language)["same"].search(folded(scene.sentence_text(number.start))))
