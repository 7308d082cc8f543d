"""The sources of an edition: every dataset it pins."""

from __future__ import annotations

from dataclasses import dataclass

from talentstudy.codes import code_list, label
from talentstudy.editions import Edition
from talentstudy.store import Home
from talentstudy.wording import listing


@dataclass(frozen=True)
class Held:
    """One dataset as an edition reads it."""

    dataset: str
    title: str
    provider: str
    vintages: str
    newest: str
    url: str
    terms: str
    # Terms that no list of labels knows stand as the file words them.
    english: bool


def datasets_of(home: Home, edition: Edition, language: str) -> list[Held]:
    """The datasets pinned, by provider; ``newest`` is the newest vintage held if that is none of those pinned."""
    pinned: dict[str, dict[str, None]] = {}
    for pin in edition.pins:
        pinned.setdefault(pin.dataset, {})[pin.vintage] = None
    found = [_held(home, name, list(vintages), language) for name, vintages in pinned.items()]
    return sorted(found, key=lambda one: (one.provider.casefold(), one.dataset))


def _held(home: Home, dataset: str, vintages: list[str], language: str) -> Held:
    facts = home.origin(dataset, max(vintages)).facts
    title = str(facts["title"])
    terms = next((one for one in code_list("terms").values() if one.label("en") == facts["licence"]), None)
    newest = home.vintages(dataset)[-1]
    return Held(
        dataset=dataset,
        title=label("dataset", dataset, language) if title.startswith("(") else title,
        provider=label("provider", str(facts["provider"]), language),
        vintages=listing(sorted(vintages), language),
        newest="" if newest <= max(vintages) else newest,
        url=str(facts["url"]) if str(facts["url"]).startswith(("http://", "https://")) else "",
        terms=terms.label(language) if terms else str(facts["licence"]),
        english=terms is None,
    )
