"""A paragraph as a number sees it: what is named near it, and how near."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from talentstudy.codes import code_list
from talentstudy.drafts.manuscript import Paragraph
from talentstudy.drafts.mentions import Mention, mentions, years
from talentstudy.drafts.terms import Span, code_terms, folded, found, terms

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)\]*\s]*\s+(?=[\"“‘(«*\[]*\s*[A-ZÀ-Ý\d])")
# 'ca. 5', 'Mio. Euro', 'p. 4': a full stop that ends no sentence.
_ABBREVIATED = re.compile(
    r"(?i)(?:\b(?:ca|bv|bijv|nr|art|mio|mrd|tsd|resp|incl|vgl|o\.a|m\.a\.w|z\.B|d\.h|e\.g|i\.e|\d))\.$"
)
# How much what stands in the same sentence, earlier, later or above counts.
_EARLIER = (0.66, 0.5, 0.4)
_LATER, _ABOVE, _BEFORE = 0.35, 0.4, 0.5
# A sentence that begins with 'this' goes on about the last one; one of few words cannot stand without those before.
_GONE_ON, _FEW = 0.85, 12
_EARLIER_OF_FEW = (0.8, 0.72, 0.66)
# What a country or another code weighs that is named in an earlier sentence, only above, or only in a later one.
EARLIER, ABOVE, LATER = 0.4, 0.3, 0.2
# Words between a number and a name of which another number takes the place, or a comma.
_PAST_NUMBER, _PAST_COMMA, _PAST_BRACKET = 6, 2, 3
_JOINED = re.compile(r"^[\s)]*(?:\w+\s+){0,3}$")


@dataclass(frozen=True)
class Place:
    """A name and how strongly it belongs to a number: 1 beside it, less further off, 0.5 and below elsewhere."""

    name: str
    weight: float
    near: bool


class Scene:
    """One paragraph with what it stands under and after, read in one language."""

    def __init__(self, paragraph: Paragraph, language: str, before: str = "") -> None:
        self.paragraph = paragraph
        self.language = language
        self.text = paragraph.text
        # What stood before is gone on about in a call-out, and where a paragraph says so.
        spoken, begins = terms("time", language), folded(self.text).lstrip(" *")
        goes_on = paragraph.short or spoken["same"].search(begins) or spoken["goes_on"].match(begins)
        self.before = folded(before) if goes_on else ""
        self.heading = folded(paragraph.heading)
        self.numbers = mentions(self.text, language)

    @cached_property
    def _plain(self) -> str:
        return folded(self.text)

    @cached_property
    def _words(self) -> list[int]:
        return [place.start() for place in re.finditer(r"\w+", self._plain)]

    @cached_property
    def _cuts(self) -> list[int]:
        """Where each sentence begins."""
        cuts = [
            place.end()
            for place in _SENTENCE.finditer(self.text)
            if not _ABBREVIATED.search(self.text[: place.start()])
        ]
        return [0, *cuts]

    def sentence_of(self, offset: int) -> int:
        """Which sentence an offset lies in, from nought."""
        return bisect_left(self._cuts, offset + 1) - 1

    def sentence_text(self, offset: int) -> str:
        """The sentence around an offset."""
        at = self.sentence_of(offset)
        end = self._cuts[at + 1] if at + 1 < len(self._cuts) else len(self.text)
        return self.text[self._cuts[at] : end].strip()

    @cached_property
    def _concepts(self) -> Mapping[str, Sequence[Span]]:
        return _by_name(found(self._plain, terms("concept", self.language)))

    @cached_property
    def _above(self) -> Mapping[str, float]:
        """What the heading and, for a call-out, the paragraph before speak of."""
        weights = dict.fromkeys((span.name for span in found(self.before, terms("concept", self.language))), _BEFORE)
        for span in found(self.heading, terms("concept", self.language)):
            weights[span.name] = max(_ABOVE, weights.get(span.name, 0.0))
        return weights

    def concept(self, name: str, number: Mention) -> float:
        """How strongly the paragraph speaks of a concept where the number stands: 0 to 1."""
        inside = max((self._reach(span, number) for span in self._concepts.get(name, ())), default=0.0)
        above = self._above.get(name, 0.0)
        begins = self.sentence_of(number.start) == 0 and not self.paragraph.short
        return max(inside, _EARLIER_OF_FEW[0] if above == _BEFORE and begins else above)

    def nearness(self, name: str, number: Mention) -> float:
        """How near a concept stands in the number's own sentence: 1 beside it, 0 elsewhere."""
        at = self.sentence_of(number.start)
        own = [
            span
            for span in self._concepts.get(name, ())
            if self.sentence_of(span.start) == at and not self._is_taken(span, number)
        ]
        return max((1.0 - min(self._distance(span, number), 20) / 20 for span in own), default=0.0)

    def _reach(self, span: Span, number: Mention) -> float:
        """The weight of a span by its sentence; within the sentence, by its distance in words."""
        back = self.sentence_of(number.start) - self.sentence_of(span.start)
        if back > 0:
            if back == 1 and self._goes_on(number):
                return _GONE_ON
            weights = _EARLIER_OF_FEW if self._is_brief(number) else _EARLIER
            return weights[min(back, len(weights)) - 1]
        if back < 0:
            return _LATER
        return 1.0 - min(self._distance(span, number), 24) / 80

    def names(self, names: Sequence[str]) -> bool:
        """Whether the paragraph, its heading or the one before writes one of the names."""
        where = f"{self.heading}\n{self.before}\n{self._plain}".lower()
        return any(re.search(rf"(?<!\w){re.escape(folded(name).lower())}(?!\w)", where) for name in names)

    def codes(self, dimension: str, number: Mention) -> tuple[Place, ...]:
        """The codes of a dimension that are named, each once, the strongest first."""
        spans = self._codes(dimension)
        at = self.sentence_of(number.start)
        beside = {span.name for span in spans if self.sentence_of(span.start) == at}
        places: dict[str, Place] = {}
        for span in spans:
            is_near = self.sentence_of(span.start) == at and (len(beside) == 1 or not self._between(span, number))
            is_near = is_near and not self._is_taken(span, number)
            place = Place(span.name, self._hold(span, number), is_near)
            if span.name not in places or places[span.name].weight < place.weight:
                places[span.name] = place
        if not beside and spans and (self._is_brief(number) or self._goes_on(number)):
            # What the last sentence that names one was about is still spoken of.
            last = [span for span in spans if span.start < number.start][-1:]
            for span in last:
                places[span.name] = Place(span.name, EARLIER, True)
        for text in (self.before, self.heading):
            for span in found(text, code_terms(dimension, self.language)):
                places.setdefault(span.name, Place(span.name, ABOVE, False))
        return tuple(sorted(places.values(), key=lambda place: -place.weight))

    def _codes(self, dimension: str) -> tuple[Span, ...]:
        """Where codes are named; the name of a producer is no place: the European Commission, view.brussels."""
        named = [
            place
            for name in sorted({one for code in code_list("provider").values() for one in code.labels.values()})
            for place in re.finditer(re.escape(folded(name)), self._plain, re.IGNORECASE)
        ]
        spans = _longest(found(self._plain, code_terms(dimension, self.language)))
        return tuple(one for one in spans if not any(place.start() <= one.start < place.end() for place in named))

    def _hold(self, span: Span, number: Mention) -> float:
        back = self.sentence_of(number.start) - self.sentence_of(span.start)
        if back:
            return EARLIER if back > 0 else LATER
        held = 1.0 - min(self._distance(span, number), 24) / 40
        return held * (0.4 if self._is_yardstick(span) else 1.0)

    def _is_taken(self, span: Span, number: Mention) -> bool:
        """Whether a name stands right behind another number: '25 % of men' says nothing of the 37 before it."""
        if 0 <= number.start - span.end <= 2:
            return False
        others = [one for one in self.numbers if one is not number and one.end <= span.start]
        return bool(others) and ")" not in (gap := self.text[others[-1].end : span.start]) and bool(_JOINED.match(gap))

    def _goes_on(self, number: Mention) -> bool:
        """Whether the number's sentence goes on about the last one: 'This is 5 %', 'From 5 % in 2023 to'."""
        begins = folded(self.sentence_text(number.start)).lstrip(" *")
        spoken = terms("time", self.language)
        if spoken["goes_on"].match(begins) or spoken["that"].search(begins):
            return True
        first = spoken["from"].match(begins)
        return bool(first and re.match(r"\W*\d", begins[first.end() :]))

    def _is_brief(self, number: Mention) -> bool:
        return len(re.findall(r"\w{2,}", self.sentence_text(number.start))) <= _FEW

    def _between(self, span: Span, number: Mention) -> int:
        """How many other numbers stand between a name and a number."""
        first, last = min(span.end, number.end), max(span.start, number.start)
        return sum(first <= one.start < last for one in self.numbers if one is not number)

    def _is_yardstick(self, span: Span) -> bool:
        """Whether a name only stands there to be compared with: 'above the European average'."""
        cues = terms("time", self.language)["than"]
        return any(place.end() >= span.start - 1 and place.start() < span.start for place in cues.finditer(self._plain))

    def _distance(self, span: Span, number: Mention) -> float:
        """Words between a name and a number; more where a comma, a bracket or another number lies between."""
        first, last = (span.end, number.start) if span.start < number.start else (number.end, span.start)
        if first >= last:
            return 0.0
        between = self.text[first:last]
        words = bisect_left(self._words, last) - bisect_left(self._words, first)
        others = self._between(span, number)
        is_after = span.start >= number.end
        if is_after and not others and _JOINED.match(between) and ")" not in between:
            # '79,5 % van de mannen': what follows at once belongs to the number.
            return 0.4 * words
        brackets = between.count(")") if is_after else between.count(")") * 0.5
        return (
            words + _PAST_NUMBER * others + _PAST_COMMA * len(re.findall(r"[,;:–]", between)) + _PAST_BRACKET * brackets
        )

    def years(self, number: Mention) -> tuple[Place, ...]:
        """The years a number may be about, the likeliest first; ``near`` where the sentence says so."""
        if (before := self._year_before(number)) is not None:
            return (before,)
        places: dict[str, Place] = {}
        claimed = self._claimed
        for start, end, year in years(self.text):
            span = Span(year, start, end)
            if self._is_since(span):
                continue
            if claimed.get(start) is number:
                place = Place(year, 1.0, True)
            elif self.sentence_of(start) == self.sentence_of(number.start):
                held = 0.9 - min(self._distance(span, number), 24) / 60
                is_ours = start not in claimed and self._is_dated(span)
                place = Place(year, held if is_ours else held * 0.5, is_ours)
            elif self.sentence_of(start) < self.sentence_of(number.start):
                place = Place(year, 0.45, False)
            else:
                continue
            if year not in places or places[year].weight < place.weight:
                places[year] = place
            if place.weight == 1.0:
                return (place,)
        if self._looks_back(number):
            named = {year for _, _, year in years(self.before)}
            for year in named:
                places.setdefault(year, Place(year, 0.45, len(named) == 1))
        # A number that has a year of its own has no other.
        own = [place for place in places.values() if place.near]
        return tuple(sorted(own or places.values(), key=lambda place: -place.weight))

    def _year_before(self, number: Mention) -> Place | None:
        """The year before the one last named, where a sentence without one says so: 'a year earlier it was'."""
        at = self.sentence_of(number.start)
        own = [start for start, _, _ in years(self.text) if self.sentence_of(start) == at]
        if own or not terms("time", self.language)["year_before"].search(folded(self.sentence_text(number.start))):
            return None
        named = [year for start, _, year in years(self.text) if start < number.start]
        return Place(str(int(named[-1]) - 1), 0.9, True) if named else None

    @cached_property
    def _claimed(self) -> Mapping[int, Mention]:
        """The years that stand right behind a number, by where they begin: '5,4 % in 2023'."""
        at = terms("time", self.language)["at"]
        told = {}
        for start, _, _ in years(self.text):
            before = [one for one in self.numbers if one.end <= start]
            if before:
                between = folded(self.text[before[-1].end : start])
                if len(between.split()) <= 3 and at.search(between) and not re.search(r"[,;.(]", between):
                    told[start] = before[-1]
        return told

    def _is_since(self, span: Span) -> bool:
        return bool(re.search(rf"(?:{terms('time', self.language)['since'].pattern})\s*$", self._plain[: span.start]))

    def _is_dated(self, span: Span) -> bool:
        """Whether a year stands as one, and not as the end of a title: 'in 2024', not 'Future of Jobs 2025'."""
        last = re.findall(r"\S+", self._plain[: span.start].rstrip(" ("))[-1:]
        if not last or not last[0][:1].isupper():
            return True
        spoken = terms("time", self.language)
        return any(spoken[one].fullmatch(last[0]) for one in ("at", "by", "month"))

    def _looks_back(self, number: Mention) -> bool:
        """Whether the sentence says that it goes on about the same: 'volgens diezelfde studie'."""
        return bool(terms("time", self.language)["same"].search(folded(self.sentence_text(number.start))))


def _by_name(spans: Sequence[Span]) -> Mapping[str, Sequence[Span]]:
    told: dict[str, list[Span]] = {}
    for span in spans:
        told.setdefault(span.name, []).append(span)
    return told


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
