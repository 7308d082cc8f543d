"""The same number at another vintage held: what was right on its day and has been revised since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from talentstudy.claims.observed import Observed
from talentstudy.claims.observing import Observatory
from talentstudy.claims.records import Address
from talentstudy.editions import Pin
from talentstudy.errors import EmptySelection
from talentstudy.pipeline import Pipeline, cited
from talentstudy.sources import DATASETS


class Revisions:
    """Observations of an edition's numbers at every other vintage of the series they come from."""

    def __init__(self, sight: Observatory) -> None:
        self._sight = sight
        self._others: dict[tuple[str, str, str], Observatory] = {}

    def later(self, observed: Observed) -> Iterator[Observed]:
        """The number at each later vintage held, newest first."""
        yield from self._at(observed, later=True)

    def earlier(self, observed: Observed) -> Iterator[Observed]:
        """The number at each earlier vintage held, newest first."""
        yield from self._at(observed, later=False)

    def _at(self, observed: Observed, *, later: bool) -> Iterator[Observed]:
        pairs = cited([observed.source])
        # What is keyed from a publication was not revised by the next one, which counts anew.
        if len(pairs) != 1 or DATASETS[pairs[0][0]].keyed:
            return
        dataset, vintage = pairs[0]
        held = self._sight.pipeline.home.vintages(dataset)
        for other in reversed([one for one in held if (one > vintage if later else one < vintage)]):
            found = self._observed(observed.address, dataset, vintage, other)
            if found is not None and not found.missing:
                yield found

    def _observed(self, address: Address, dataset: str, vintage: str, other: str) -> Observed | None:
        key = (dataset, vintage, other)
        if key not in self._others:
            pipeline = self._sight.pipeline
            pins = tuple(_moved(pin, dataset, vintage, other) for pin in pipeline.edition.pins)
            self._others[key] = Observatory(Pipeline(replace(pipeline.edition, pins=pins), pipeline.home))
        try:
            return self._others[key].observe(address)
        except EmptySelection:
            # The other vintage does not hold this slice, or this period: it says nothing about the number.
            return None


def _moved(pin: Pin, dataset: str, vintage: str, other: str) -> Pin:
    is_meant = (pin.dataset, pin.vintage) == (dataset, vintage)
    return replace(pin, vintage=other, until="", because="") if is_meant else pin
