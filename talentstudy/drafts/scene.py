"""A paragraph as a number sees it: what is named near it, and how near."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

from talentstudy.drafts.blocks import Paragraph
from talentstudy.drafts.mentions import Mention, mentions
from talentstudy.drafts.terms import Span, folded, found, terms

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
# Words between a number and a name of which another number takes the place, or a comma.
_PAST_NUMBER, _PAST_COMMA, _PAST_BRACKET = 6, 2, 3
_JOINED = re.compile(r"^[\s)]*(?:\w+\s+){0,3}$")


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
    def plain(self) -> str:
        """The text folded."""
        return folded(self.text)

    @cached_property
    def _words(self) -> list[int]:
        return [place.start() for place in re.finditer(r"\w+", self.plain)]

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
        return _by_name(found(self.plain, terms("concept", self.language)))

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
            if self.sentence_of(span.start) == at and not self.is_taken(span, number)
        ]
        return max((1.0 - min(self.distance(span, number), 20) / 20 for span in own), default=0.0)

    def _reach(self, span: Span, number: Mention) -> float:
        """The weight of a span by its sentence; within the sentence, by its distance in words."""
        back = self.sentence_of(number.start) - self.sentence_of(span.start)
        if back > 0:
            if back == 1 and self.goes_on(number):
                return _GONE_ON
            weights = _EARLIER_OF_FEW if self.is_brief(number) else _EARLIER
            return weights[min(back, len(weights)) - 1]
        if back < 0:
            return _LATER
        return 1.0 - min(self.distance(span, number), 24) / 80

    def names(self, names: Sequence[str]) -> bool:
        """Whether the paragraph, its heading or the one before writes one of the names."""
        where = f"{self.heading}\n{self.before}\n{self.plain}".lower()
        return any(re.search(rf"(?<!\w){re.escape(folded(name).lower())}(?!\w)", where) for name in names)

    def is_taken(self, span: Span, number: Mention) -> bool:
        """Whether a name stands right behind another number: '25 % of men' says nothing of the 37 before it."""
        if 0 <= number.start - span.end <= 2:
            return False
        others = [one for one in self.numbers if one is not number and one.end <= span.start]
        return bool(others) and ")" not in (gap := self.text[others[-1].end : span.start]) and bool(_JOINED.match(gap))

    def goes_on(self, number: Mention) -> bool:
        """Whether the number's sentence goes on about the last one: 'This is 5 %', 'From 5 % in 2023 to'."""
        begins = folded(self.sentence_text(number.start)).lstrip(" *")
        spoken = terms("time", self.language)
        if spoken["goes_on"].match(begins) or spoken["that"].search(begins):
            return True
        first = spoken["from"].match(begins)
        return bool(first and re.match(r"\W*\d", begins[first.end() :]))

    def is_brief(self, number: Mention) -> bool:
        """Whether the number's sentence has so few words that it lives on those before."""
        return len(re.findall(r"\w{2,}", self.sentence_text(number.start))) <= _FEW

    def between(self, span: Span, number: Mention) -> int:
        """How many other numbers stand between a name and a number."""
        first, last = min(span.end, number.end), max(span.start, number.start)
        return sum(first <= one.start < last for one in self.numbers if one is not number)

    def distance(self, span: Span, number: Mention) -> float:
        """Words between a name and a number; more where a comma, a bracket or another number lies between."""
        first, last = (span.end, number.start) if span.start < number.start else (number.end, span.start)
        if first >= last:
            return 0.0
        between = self.text[first:last]
        words = bisect_left(self._words, last) - bisect_left(self._words, first)
        others = self.between(span, number)
        is_after = span.start >= number.end
        if is_after and not others and _JOINED.match(between) and ")" not in between:
            # '79,5 % van de mannen': what follows at once belongs to the number.
            return 0.4 * words
        brackets = between.count(")") if is_after else between.count(")") * 0.5
        return (
            words + _PAST_NUMBER * others + _PAST_COMMA * len(re.findall(r"[,;:–]", between)) + _PAST_BRACKET * brackets
        )


def _by_name(spans: Sequence[Span]) -> Mapping[str, Sequence[Span]]:
    told: dict[str, list[Span]] = {}
    for span in spans:
        told.setdefault(span.name, []).append(span)
    return told
