"""The one schema of what is deposited: every table and column, from registry, schemas and code lists.

Data Package, CSVW, SDMX-CSV, Parquet and codebook are all written from it; none says anything of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from talentstudy.chapters import CHAPTERS
from talentstudy.codes import dimensions, label
from talentstudy.errors import UnknownName
from talentstudy.indicators import INDICATORS
from talentstudy.schemas import INTERVAL, PERIOD, SOURCE
from talentstudy.wording import LANGUAGES, sentence

NUMBERS = frozenset({"obs_value", *INTERVAL})
# Words of a text panel, not codes.
_PANEL = frozenset({"item", "heading", "text"})
_PATTERNS = {"time_period": PERIOD, "obs_flag": "^[A-Za-z]*$", "source": SOURCE}
# Empty where there is nothing to say; everything else stands in every row.
_MAY_BE_EMPTY = NUMBERS | {"time_period", "obs_flag"} | _PANEL
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """One column: what it is called and means in each language, and what may stand in it.

    ``codes`` names the code list its cells come from ('' for none); a cell of ``obs_flag`` joins several letters of its
    list, so it has a ``pattern`` and no list to look up. ``number`` columns are decimal; all others are text.
    """

    name: str
    titles: Texts
    about: Texts
    codes: str = ""
    number: bool = False
    required: bool = False
    pattern: str = ""


@dataclass(frozen=True)
class Shape:
    """One table: its file, its columns, the columns that tell its rows apart, its unit ('' where rows have their own)."""

    name: str
    path: str
    titles: Texts
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    unit: str = ""
    kind: str = field(default="indicator")

    @property
    def code_lists(self) -> tuple[str, ...]:
        """The code lists its columns look up, each once."""
        return tuple(dict.fromkeys(column.codes for column in self.columns if column.codes))


def in_each_language(file: str, key: str, **parts: Texts | str) -> dict[str, str]:
    """A sentence in every language; parts may differ by language."""
    return {
        language: sentence(
            file,
            key,
            language,
            **{name: part if isinstance(part, str) else part[language] for name, part in parts.items()},
        )
        for language in LANGUAGES
    }


def indicator_shape(name: str) -> Shape:
    """The table of one indicator: its own dimensions, then the columns every indicator has.

    >>> indicator_shape("ict_women_share").unit, [one.name for one in indicator_shape("ict_women_share").columns]
    ('PC', ['geo', 'time_period', 'unit', 'obs_value', 'obs_flag', 'source'])
    """
    line = INDICATORS[name]
    bounds = INTERVAL if line.interval else ()
    names = (*line.dims, "geo", "time_period", "unit", "obs_value", *bounds, "obs_flag", "source")
    titles = {language: label("indicator", name, language) for language in LANGUAGES}
    key = (*line.key, "unit")
    return Shape(name, f"data/indicators/{name}.csv", titles, tuple(map(column, names)), key, line.unit)


def figure_shape(name: str, header: Sequence[str], language: str = "") -> Shape:
    """The rows behind a figure; ``language`` where they are words of one."""
    figures = {one.id: one for chapter in CHAPTERS.values() for one in chapter.figures}
    if name not in figures:
        raise UnknownName("figure", name, figures, "The run is older than the chapters; run the edition again.")
    folder = f"{language}/" if language else ""
    titles = in_each_language("deposit", "figure_rows", figure=name, title=figures[name].title)
    resource = f"{name.lower()}-{language}" if language else name.lower()
    return Shape(resource, f"data/figures/{folder}{name}.csv", titles, tuple(map(column, header)), kind="figure")


def code_list_shape(dimension: str) -> Shape:
    """A code list with its labels."""
    codes = Column("code", in_each_language("deposit", "column_code"), _about_code(dimension), required=True)
    labels = tuple(
        Column(
            language,
            in_each_language("deposit", "column_label", tongue=in_each_language("deposit", f"in_{language}")),
            in_each_language("deposit", "about_label"),
            required=True,
        )
        for language in LANGUAGES
    )
    titles = in_each_language("deposit", "code_list", title=_title(dimension))
    return Shape(f"codes-{dimension}", code_path(dimension), titles, (codes, *labels), ("code",), kind="codes")


def code_path(dimension: str) -> str:
    """Where a code list stands in a deposit."""
    return f"data/codes/{dimension}.csv"


def column(name: str) -> Column:
    """A column by its name, the same in every table that has it."""
    if "+" in name:
        parts = [_title(part) for part in name.split("+")]
        titles = {language: " + ".join(part[language] for part in parts) for language in LANGUAGES}
        about = in_each_language("deposit", "about_joined", columns=name.replace("+", ", "))
        return Column(name, titles, about, required=True)
    listed = name in dimensions() and name != "obs_flag"
    return Column(
        name,
        _title(name),
        _about(name),
        codes=name if listed else "",
        number=name in NUMBERS,
        required=name not in _MAY_BE_EMPTY,
        pattern=_PATTERNS.get(name, ""),
    )


def _title(name: str) -> dict[str, str]:
    return in_each_language("deposit", name) if name == "dataset" else in_each_language("site", f"dim_{name}")


def _about(name: str) -> dict[str, str]:
    if name in _PANEL:
        return in_each_language("deposit", "about_panel")
    if name == "obs_flag":
        return in_each_language("deposit", "about_obs_flag", list=code_path(name))
    if name == "source":
        return in_each_language("deposit", "about_source", list=code_path("dataset"))
    return _about_code(name) if name in dimensions() else in_each_language("deposit", f"about_{name}")


def _about_code(dimension: str) -> dict[str, str]:
    return in_each_language("deposit", "about_code", list=code_path(dimension))
