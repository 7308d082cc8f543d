"""The trend of one series, as a notebook asks for it: every model by name, fitted when asked for, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy import trend_tables as tables
from talentstudy.codes import label
from talentstudy.errors import EmptySelection, StudyError, TooShort, UnknownName
from talentstudy.figures.values import is_percent
from talentstudy.finding import FILE, Finding, Picture
from talentstudy.indicators.standing import EU
from talentstudy.trend_comparisons import convergence
from talentstudy.trend_pictures import draw_trend
from talentstudy.trend_series import by_sex, is_count, named, pick, series_from, series_name, vintages_of, worded
from talentstudy.trend_targets import Goal, goal_of, horizon_of
from talentstudy.trends import MODELS
from talentstudy.wording import listing, sentence

if TYPE_CHECKING:
    from talentstudy.pipeline import Pipeline
    from talentstudy.trends.series import AnnualSeries

# The change the report looks back on: the last ten annual points.
DECADE = 10
# The notebooks of the annexes, by letter.
ANNEXES = {"a": "annex_a_ict_workforce", "b": "annex_b_gender"}


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
        """ "log" for amounts above zero, whose growth is told in percent; else "linear"."""
        return "log" if is_count(self.series.unit) and bool((self.series.values > 0).all()) else "linear"

    @cached_property
    def growth(self) -> Finding:
        """One slope over all segments with its interval, and each segment's own as a point estimate."""

        def fitted() -> Finding:
            pooled = MODELS["growth"].fit(self._worded, scale=self.scale)
            text, also = pooled.summary(self.language), ()
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
            return Finding(self._heading("breaks"), found.summary(self.language), table, found)

        return self._asked("breaks", fitted)

    @cached_property
    def forecast(self) -> Finding:
        """The years to the end of the Digital Decade, jumps at breaks taken out."""

        def fitted() -> Finding:
            ahead = max(1, horizon_of(self.pipeline) - int(self.series.years[-1]))
            scale = "auto" if is_count(self.series.unit) or self._bounded else "level"
            found = MODELS["forecast"].fit(self.series, ahead, after="bridged", scale=scale)
            table = tables.forecast(found, self.language)
            return Finding(self._heading("forecast"), found.summary(self.language), table, found)

        return self._asked("forecast", fitted)

    @cached_property
    def comparison(self) -> Finding:
        """Against the European Union; see ``compare``."""
        return self.compare(EU)

    def compare(self, geo: str) -> Finding:
        """Whether this trend and another country's run parallel, over their common years."""
        first, second = (label("geo", one, self.language, short=True) for one in (self.geo, geo))
        heading = self._heading("comparison", first=first, second=second)
        if geo == self.geo:
            return Finding(heading, sentence(FILE, "itself", self.language, country=first))

        def fitted() -> Finding:
            found = MODELS["comparison"].fit(self._of(self.geo), self._of(geo), scale=self.scale)
            return Finding(heading, found.summary(self.language), None, found)

        return self._asked("comparison", fitted, heading)

    @cached_property
    def sexes(self) -> Finding:
        """Whether the numbers of women and men grow alike, from the dataset by sex."""
        heading = self._heading(
            "comparison", first=label("sex", "F", self.language), second=label("sex", "M", self.language)
        )

        def fitted() -> Finding:
            from dataclasses import replace

            pair = by_sex(self.pipeline, self.indicator, self.geo)
            both = [replace(one, name=label("sex", sex, self.language).lower()) for sex, one in pair.items()]
            found = MODELS["comparison"].fit(*both, scale="log")
            return Finding(heading, found.summary(self.language), None, found)

        return self._asked("comparison", fitted, heading)

    @cached_property
    def convergence(self) -> Finding:
        """Whether the 27 come closer over the last ten annual points, and how their trends scatter."""

        def fitted() -> Finding:
            years = self.series.years[-DECADE:]
            return convergence(
                self._members(), (int(years[0]), int(years[-1])), self.scale, self.series.unit, self.language
            )

        return self._asked("convergence", fitted)

    def target(self, wanted: str | float = "digital decade", year: int | None = None) -> Finding:
        """The chance to reach a goal, and the pace it takes.

        ``wanted``: "digital decade" (the EU's number of ICT specialists, for a country its part pro rata to
        employment), "parity", or a value in the unit of the series; ``year`` the end of the Digital Decade if not given.
        """

        def fitted() -> Finding:
            goal = self._goal(wanted, year)
            found = MODELS["target"].fit(self.series, goal.value, goal.year, paths=goal.paths, scale=self._target_scale)
            text = " ".join(one for one in (goal.told, found.summary(self.language)) if one)
            return Finding(self._heading("target"), text, tables.target(found, self.language), found, also=(goal,))

        return self._asked("target", fitted)

    def time_distance(self, reference: str = EU) -> Finding:
        """How many years ago another was where this country is; "leader" for the highest member state."""
        own = label("geo", self.geo, self.language, short=True)
        geo = reference if reference != "leader" else self._leader()
        other = label("geo", geo, self.language, short=True)
        heading = self._heading("time_distance", first=own, second=other)
        if geo == self.geo:
            key = "leads" if reference == "leader" else "itself"
            return Finding(heading, sentence(FILE, key, self.language, country=own))

        def fitted() -> Finding:
            found = MODELS["time distance"].fit(self._of(self.geo), self._of(geo))
            return Finding(heading, found.summary(self.language), None, found)

        return self._asked("time_distance", fitted, heading)

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
        """A picture: "trend" (fit, jumps, interval), "forecast" (fan, and a target if given) or "sensitivity".

        Where there is nothing to draw, the model's reason instead.
        """
        finding = {"forecast": self.forecast, "sensitivity": self.sensitivity}.get(what) or self.growth
        goal = None
        if what == "forecast" and target is not None:
            goal = self._goal(target, None)
        return finding if finding.refused else draw_trend(self, what, finding, goal)

    @property
    def title(self) -> str:
        """Indicator and country, in words."""
        return self.series.name

    @property
    def _worded(self) -> AnnualSeries:
        return worded(self.series, self.language)

    @property
    def _bounded(self) -> bool:
        """Whether values lie between 0 and 100 %."""
        return is_percent(self.series.unit) and self.series.unit != "PCH"

    @property
    def _target_scale(self) -> str:
        return "auto" if is_count(self.series.unit) or self._bounded else "level"

    @property
    def _models(self) -> tuple[str, ...]:
        if self._bounded:
            return ("linear", "log", "fractional logit", "beta")
        return ("log", "linear") if self.scale == "log" else ("linear",)

    def _heading(self, key: str, **parts: str) -> str:
        return sentence(FILE, f"heading_{key}", self.language, **parts)

    def _of(self, geo: str) -> AnnualSeries:
        """Another country's series, or its own, under the country's name alone."""
        rows = self.rows if geo == self.geo else pick(self.pipeline.indicator(self.indicator), self.indicator, geo)
        return series_from(rows, name=label("geo", geo, self.language, short=True))

    def _members(self) -> dict[str, AnnualSeries]:
        from talentstudy.codes import member_states

        rows = self.pipeline.indicator(self.indicator)
        held = [geo for geo in member_states() if rows.loc[rows["geo"] == geo, "obs_value"].notna().any()]
        return {geo: self._of(geo) for geo in held}

    def _leader(self) -> str:
        from talentstudy.trends.time_distance import leader

        members = self._members()
        first = leader(list(members.values()), int(self.series.years[-1]))
        return next(geo for geo, one in members.items() if one is first)

    def _goal(self, wanted: str | float, year: int | None) -> Goal:
        return goal_of(self.pipeline, self.indicator, self.geo, wanted, year, self.language)

    def _asked(self, key: str, fitted: Callable[[], Finding], heading: str = "") -> Finding:
        """The finding, or the reason why there is none."""
        try:
            return fitted()
        except StudyError as refusal:
            reason = _told(refusal, self.series, self.language)
            text = sentence(FILE, "refused", self.language, series=self.series.name, reason=reason)
            return Finding(heading or self._heading(key), text, reason=str(refusal))

    def __repr__(self) -> str:
        return f"{self.title}\n{self.growth!r}"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<h2>{escape(self.title)}</h2>{self.growth._repr_html_()}"


def _told(refusal: StudyError, series: AnnualSeries, language: str) -> str:
    """A refusal in the study's language; the message itself, in English, stays with the finding."""
    if isinstance(refusal, EmptySelection):
        return sentence(FILE, "no_target" if "target" in str(refusal) else "no_value", language)
    if not isinstance(refusal, TooShort):
        return sentence(FILE, "unsuitable", language)
    points, sizes = str(len(series)), [str(one) for one in series.segment_sizes]
    if len(sizes) == 1:
        return sentence(FILE, "short_whole", language, points=points)
    return sentence(FILE, "short", language, points=points, sizes=listing(sizes, language))


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
    if letter not in ANNEXES:
        raise UnknownName("annex", letter, ANNEXES)
    title, question = (sentence(FILE, f"annex_{letter}_{part}", language) for part in ("title", "question"))
    return f"# {title}\n\n*{question}*\n\n{label('geo', geo, language)} · {edition}"
