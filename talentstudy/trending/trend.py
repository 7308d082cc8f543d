"""The trend of one series, as a notebook asks for it: every model by name, fitted when asked for, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from talentstudy.chapters import ANNEXES
from talentstudy.codes import label
from talentstudy.errors import StudyError, TooShort, UnknownName
from talentstudy.figures.values import is_percent
from talentstudy.finding import FILE, Finding, Picture, answered
from talentstudy.indicators.standing import EU
from talentstudy.trending import tables
from talentstudy.trending.comparisons import compared, compared_sexes, convergence, distance_in_time
from talentstudy.trending.pictures import draw_trend, pictures_of
from talentstudy.trending.series import is_count, named, pick, series_from, series_name, vintages_of, worded
from talentstudy.trending.targets import Goal, damped_text, goal_of, horizon_of
from talentstudy.trends import MODELS
from talentstudy.wording import sentence

if TYPE_CHECKING:
    from talentstudy.pipeline import Pipeline
    from talentstudy.trends.series import AnnualSeries

# The change the report looks back on: the last ten annual points.
DECADE = 10
# What can be drawn, and the finding it is drawn from.
PICTURES = {
    "trend": "growth",
    "forecast": "forecast",
    "sensitivity": "sensitivity",
    "joinpoint": "joinpoint",
    "breaks": "breaks",
    "comparison": "comparison",
    "sexes": "sexes",
    "convergence": "convergence",
}


@dataclass(frozen=True, eq=False)
class Trend:
    """The trend of one indicator in one country: each attribute a model's finding, computed when asked for.

    ``series`` what the models read, after the window and the breaks asked for; a model that refuses gives its
    reason as text. Shares are fitted in percentage points a year, amounts in percent a year.
    """

    name: str
    indicator: str
    geo: str
    language: str
    series: AnnualSeries
    rows: pd.DataFrame = field(repr=False)
    pipeline: Pipeline = field(repr=False)

    @property
    def scale(self) -> str:
        """The scale of the fit: "log" for amounts above zero, whose growth is told in percent; else "linear"."""
        return "log" if is_count(self.series.unit) and bool((self.series.values > 0).all()) else "linear"

    @cached_property
    def growth(self) -> Finding:
        """One slope over all segments with its interval, and each segment's own as a point estimate."""

        def fitted() -> Finding:
            pooled = MODELS["growth"].fit(self._worded, scale=self.scale)
            text, also = pooled.summary(self.language), tuple[Any, ...]()
            if self.series.breaks:
                try:
                    own = MODELS["growth"].fit(self._worded, scale=self.scale, slopes="per segment")
                    text, also = f"{text} {own.summary(self.language)}", (own,)
                except TooShort:
                    # Segments too many for a slope each still share one.
                    pass
            return Finding(self._heading("growth"), text, tables.growth(pooled, self.language), pooled, also=also)

        return self._asked("growth", fitted)

    @cached_property
    def decomposition(self) -> Finding:
        """The change over the last ten annual points, split twice: by bookkeeping and by the model."""

        def fitted() -> Finding:
            years = [int(year) for year in self.series.years[-DECADE:]]
            observed = MODELS["observed decomposition"].fit(self._worded, years[0], years[-1])
            growth = MODELS["growth"].fit(self._worded, scale=self.scale)
            model = MODELS["model decomposition"].fit(growth, years[0], years[-1])
            text = f"{observed.summary(self.language)} {model.summary(self.language)}"
            table = tables.decomposition(observed, model, self.language)
            return Finding(self._heading("decomposition"), text, table, model, also=(observed,))

        return self._asked("decomposition", fitted)

    @cached_property
    def joinpoint(self) -> Finding:
        """Where the trend turns, beside the jumps at the breaks; the number of turns by permutation test."""

        def fitted() -> Finding:
            found = MODELS["joinpoint"].fit(self._worded, scale=self.scale, selection="permutation")
            text = f"{found.summary(self.language)} {sentence(FILE, 'joinpoint_caution', self.language)}"
            return Finding(self._heading("joinpoint"), text, tables.joinpoint(found, self.language), found)

        return self._asked("joinpoint", fitted)

    @cached_property
    def share(self) -> Finding:
        """A share on the logit scale, told in percentage points: cannot leave 0 to 100 %."""

        def fitted() -> Finding:
            found = MODELS["share"].fit(self.series)
            return Finding(
                self._heading("share"), found.summary(self.language), tables.share(found, self.language), found
            )

        return self._asked("share", fitted)

    @cached_property
    def breaks(self) -> Finding:
        """Breaks dated from the numbers alone, against those flagged."""

        def fitted() -> Finding:
            found = MODELS["breaks"].fit(self.series)
            table = tables.found_breaks(found, self.language)
            text, also = found.summary(self.language), tuple[Any, ...]()
            try:
                silent = MODELS["silent breaks"].fit(self.series)
                text, also = f"{text} {silent.summary(self.language)}", (silent,)
            except StudyError:
                # Segments too short for a further jump: what the first search found stands by itself.
                pass
            return Finding(self._heading("breaks"), text, table, found, also=also)

        return self._asked("breaks", fitted)

    @cached_property
    def forecast(self) -> Finding:
        """The years to the end of the Digital Decade, jumps at breaks taken out."""

        def fitted() -> Finding:
            ahead = max(1, horizon_of(self.pipeline) - int(self.series.years[-1]))
            found = MODELS["forecast"].fit(self.series, ahead, after="bridged", scale=self._ahead_scale)
            table = tables.forecast(found, self.language)
            return Finding(self._heading("forecast"), found.summary(self.language), table, found)

        return self._asked("forecast", fitted)

    @cached_property
    def comparison(self) -> Finding:
        """Against the European Union, the Union against the edition's own country; see ``compare``."""
        return self.compare(self._reference)

    def compare(self, geo: str) -> Finding:
        """Whether this trend and another country's run parallel, over their common years."""
        return compared(self, geo)

    @cached_property
    def sexes(self) -> Finding:
        """Whether the numbers of women and men grow alike, from the dataset by sex."""
        return compared_sexes(self)

    @cached_property
    def convergence(self) -> Finding:
        """Whether the 27 come closer over the last ten annual points, and how their trends scatter."""
        years = self.series.years[-DECADE:]
        return self._asked("convergence", lambda: convergence(self, (int(years[0]), int(years[-1]))))

    def target(self, wanted: str | float = "digital decade", year: int | None = None) -> Finding:
        """The chance to reach a goal, and the pace it takes.

        ``wanted``: "digital decade" (the EU's number of ICT specialists, for a country its part pro rata to
        employment), "parity", or a value in the unit of the series; ``year`` the end of the Digital Decade if not given.
        """

        def fitted() -> Finding:
            goal = self._goal(wanted, year)
            found = MODELS["target"].fit(self.series, goal.value, goal.year, paths=goal.paths, scale=self._ahead_scale)
            beside = damped_text(found, self._ahead_scale, self.language)
            text = " ".join(one for one in (goal.told, found.summary(self.language), beside) if one)
            return Finding(self._heading("target"), text, tables.target(found, self.language), found, also=(goal,))

        return self._asked("target", fitted)

    def time_distance(self, reference: str = "") -> Finding:
        """How many years ago another was where this country is: the EU if none is given, "leader" for the highest member state."""
        return distance_in_time(self, reference or self._reference)

    @cached_property
    def sensitivity(self) -> Finding:
        """The trend under every combination of vintage, window, treatment of breaks and model."""

        def fitted() -> Finding:
            first, last = int(self.series.years[0]), int(self.series.years[-1])
            held = {
                vintage: series_from(rows, name=self.series.name)
                for vintage, rows in vintages_of(self.pipeline, self.indicator, self.geo).items()
            }
            windows = [(year, last) for year in (first, *self.series.breaks[:-1])]
            found = MODELS["sensitivity"].fit(held, windows=windows, models=self._models)
            text = f"{tables.base_text(found, self.language)} {found.summary(self.language)}"
            table = tables.sensitivity(found, self.language, self.series.unit)
            return Finding(self._heading("sensitivity"), text, table, found)

        return self._asked("sensitivity", fitted)

    def draw(self, what: str = "trend", *, target: str | float | None = None) -> Picture | Finding:
        """A picture by the name of its finding: "trend" (fit, jumps, interval), "forecast" (fan, and a target if given), …

        The same as ``draw`` of that finding; PICTURES lists the names. With a target the fan is that of ``target``, whose
        pace is not damped. Where there is nothing to draw, the model's reason instead.
        """
        if what not in PICTURES:
            raise UnknownName("picture of a trend", what, PICTURES)
        finding: Finding = getattr(self, PICTURES[what])
        if what != "forecast" or target is None:
            return finding.draw()
        aimed = self.target(target)
        if not aimed.refused:
            return aimed.draw()
        # Without a law behind it a target is set against the forecast's points alone.
        return finding if finding.refused else draw_trend(self, finding, what, self._goal(target, None))

    @property
    def title(self) -> str:
        """Indicator and country, in words."""
        return self.series.name

    @property
    def _worded(self) -> AnnualSeries:
        return worded(self.series, self.language)

    @property
    def _reference(self) -> str:
        return self.pipeline.edition.geo if self.geo == EU else EU

    @property
    def _bounded(self) -> bool:
        """Whether values lie between 0 and 100 %."""
        return is_percent(self.series.unit) and self.series.unit != "PCH"

    @property
    def _ahead_scale(self) -> str:
        return "auto" if is_count(self.series.unit) or self._bounded else "level"

    @property
    def _models(self) -> tuple[str, ...]:
        if self._bounded:
            return ("linear", "log", "fractional logit", "beta")
        return ("log", "linear") if self.scale == "log" else ("linear",)

    def _heading(self, key: str) -> str:
        return sentence(FILE, f"heading_{key}", self.language, place=label("geo", self.geo, self.language, short=True))

    def _goal(self, wanted: str | float, year: int | None) -> Goal:
        return goal_of(self.pipeline, self.indicator, self.geo, wanted, year, self.language)

    def _asked(self, key: str, fitted: Callable[[], Finding]) -> Finding:
        found = answered(self._heading(key), self.series, self.language, fitted)
        # What compares draws what it compared; the others draw this trend.
        return replace(found, pictures=found.pictures or pictures_of(self, key, found))

    def __repr__(self) -> str:
        return f"{self.title}\n{self.growth!r}"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<h2>{escape(self.title)}</h2>{self.growth._repr_html_()}"


def open_trend(
    pipeline: Pipeline,
    name: str,
    geo: str,
    language: str,
    *,
    first: int | None = None,
    last: int | None = None,
    breaks: Iterable[int] | None = None,
) -> Trend:
    """The trend of a name, ``<indicator>`` for the country ``geo`` or ``<indicator>_<geo>``.

    ``first`` and ``last`` cut the window; ``breaks`` replace the years flagged.
    Raises UnknownName with the nearest names; EmptySelection where the country has no annual value.
    """
    indicator, place = named(name, geo)
    rows = pick(pipeline.indicator(indicator), indicator, place)
    called = series_name(indicator, place, str(rows["unit"].iloc[0]), language)
    series = series_from(rows, name=called, first=first, last=last, breaks=breaks)
    years = rows["time_period"].astype(int)
    held = rows[(years >= int(series.years[0])) & (years <= int(series.years[-1]))].reset_index(drop=True)
    return Trend(f"{indicator}_{place.lower()}", indicator, place, language, series, held, pipeline)


def annex_heading(letter: str, geo: str, edition: str, language: str) -> str:
    """Title and question of an annex, whom it is about and from which edition."""
    key = "_".join(ANNEXES[letter].split("_")[:2])
    title, question = (sentence(FILE, f"{key}_{part}", language) for part in ("title", "question"))
    return f"# {title}\n\n*{question}*\n\n{label('geo', geo, language)} · {edition}"
