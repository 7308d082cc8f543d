"""What a deposit says of itself as a whole: title, description, authors, sources and their terms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from talentstudy import __version__
from talentstudy.citations.work import Work, day_text
from talentstudy.citations.works import authors, dataset_work
from talentstudy.codes import label
from talentstudy.deposit.schema import in_each_language
from talentstudy.editions import Edition
from talentstudy.store import Home, Origin
from talentstudy.wording import LANGUAGES

KEYWORDS = ("official statistics", "ICT specialists", "digital skills", "break in series", "Belgium", "European Union")


@dataclass(frozen=True)
class About:
    """An edition as it is deposited for one country."""

    home: Home
    edition: Edition
    geo: str

    @property
    def name(self) -> str:
        """What files and packages of it are called."""
        return f"talentstudy-{self.edition.name}-{self.geo}"

    @property
    def version(self) -> str:
        """The version of the code."""
        return __version__

    @property
    def authors(self) -> str:
        """Who made it."""
        return authors()

    @cached_property
    def _country(self) -> dict[str, str]:
        return {language: label("geo", self.geo, language) for language in LANGUAGES}

    @property
    def titles(self) -> dict[str, str]:
        """Its title in each language."""
        return in_each_language("deposit", "title", edition=self.edition.name, geo=self._country)

    @property
    def descriptions(self) -> dict[str, str]:
        """What it holds, in each language."""
        days = {language: day_text(self.edition.as_of, language) for language in LANGUAGES}
        return in_each_language("deposit", "description", geo=self._country, day=days)

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Where every slice the edition pins comes from, each vintage once."""
        pairs = dict.fromkeys((pin.dataset, pin.vintage) for pin in self.edition.pins)
        return tuple(self.home.origin(*pair) for pair in pairs)

    @cached_property
    def sources(self) -> tuple[Work, ...]:
        """The datasets and publications behind it, as they are cited in English."""
        return tuple(dataset_work(origin, "en") for origin in self.origins)
