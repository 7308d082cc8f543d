"""What stands behind the names of a study: rows of an indicator, and shelves whose names complete by tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from talentstudy.displaying import Displayed, Part, table_part
from talentstudy.errors import UnknownName

if TYPE_CHECKING:
    import pandas as pd

    from talentstudy.study import Study
    from talentstudy.trending.trend import Trend


@dataclass(frozen=True)
class IndicatorRows(Displayed):
    """The rows of one indicator, with what they measure and where they come from."""

    id: str
    title: str
    table: pd.DataFrame
    source: str

    @property
    def unit(self) -> str:
        """The unit's code."""
        return str(self.table["unit"].iloc[0])

    @property
    def flags(self) -> str:
        """The letters of all flags among the rows."""
        return "".join(sorted(set("".join(self.table["obs_flag"]))))

    def __repr__(self) -> str:
        span = f"{self.table['time_period'].min()} to {self.table['time_period'].max()}"
        places = self.table["geo"].nunique()
        return f"<{self.id}: {self.title} [{self.unit}], {len(self.table)} rows, {places} countries, {span}, flags '{self.flags}'>"

    def _repr_html_(self) -> str:
        shown = self.table.drop(columns="source")
        return f"<p><strong>{escape(self.title)}</strong></p>{shown.to_html(index=False, max_rows=20, na_rep='')}<p>{escape(self.source)}</p>"

    def _parts(self) -> Sequence[Part]:
        shown = self.table.drop(columns="source")
        # As many as a notebook shows; all of them stand in the indicator's file.
        ends = shown if len(shown) <= 20 else shown.iloc[[*range(10), *range(len(shown) - 10, len(shown))]]
        return [table_part(ends, self.title, [self.source])]


class Shelf:
    """Names that complete by tab, each giving what stands behind it."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def __getattr__(self, name: str) -> IndicatorRows:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._study.indicator(name)
        except UnknownName as unknown:
            # A tab completion and hasattr ask for an AttributeError.
            raise AttributeError(str(unknown)) from None

    def __dir__(self) -> Sequence[str]:
        from talentstudy.indicators import INDICATORS

        return list(INDICATORS)

    def __repr__(self) -> str:
        return f"<{len(self.__dir__())} indicators: {', '.join(self.__dir__())}>"


class TrendShelf:
    """Names of trends that complete by tab: ``study.trends.ict_women_share_be``."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def __getattr__(self, name: str) -> Trend:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._study.trend(name)
        except UnknownName as unknown:
            raise AttributeError(str(unknown)) from None

    def __dir__(self) -> Sequence[str]:
        from talentstudy.trending.series import trend_names

        return trend_names(self._study.geo)

    def __repr__(self) -> str:
        return f"<{len(self.__dir__())} trends: <indicator> for {self._study.geo}, <indicator>_<geo> for any country>"
