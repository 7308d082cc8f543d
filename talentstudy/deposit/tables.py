"""The tables of a run as they are deposited, each with its shape; a run that is missing or altered is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from talentstudy import results
from talentstudy.codes import code_list
from talentstudy.deposit.schema import Column, Shape, code_list_shape, figure_shape, indicator_shape
from talentstudy.editions import Edition
from talentstudy.errors import PublishError
from talentstudy.store import Home
from talentstudy.wording import LANGUAGES


@dataclass(frozen=True)
class Table:
    """One table: its shape and its CSV, byte for byte as it is deposited."""

    shape: Shape
    content: bytes

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The rows as text."""
        return list(csv.DictReader(io.StringIO(self.content.decode("utf-8"), newline="")))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns that tell rows apart; none where a cell of them is empty, which no primary key may be."""
        return self.shape.key if all(row[name] for row in self.rows for name in self.shape.key) else ()

    @property
    def looked_up(self) -> list[Column]:
        """The columns of which every code stands in its list.

        Where a figure draws indicators beside each other of which one lacks a dimension, its rows say TOTAL there, also
        where the list has no such code: that column is not looked up.
        """
        filled = {
            one.name
            for one in self.shape.columns
            if self.shape.kind == "figure" and one.codes and "TOTAL" not in code_list(one.codes)
            if any(row[one.name] == "TOTAL" for row in self.rows)
        }
        return [one for one in self.shape.columns if one.codes and one.name not in filled]


def tables_of_run(home: Home, edition: Edition, geo: str, languages: Sequence[str]) -> tuple[Table, ...]:
    """Indicators, the rows behind each figure, and the code lists they use.

    Raises PublishError where the edition was not run for the country and languages, or a file was altered since.
    """
    held = [*_indicators(home, edition), *_figures(home, edition, geo, languages)]
    # Flags and sources join several codes in one cell: their lists stand there to be read, not looked up.
    lists = {"obs_flag", "dataset", *(name for table in held for name in table.shape.code_lists)}
    return (*held, *(_code_list(name) for name in sorted(lists)))


def run_again(edition: Edition, geo: str, languages: Sequence[str]) -> str:
    """The command that makes what is missing."""
    chosen = " ".join(f"--language {language}" for language in languages)
    return f"'talentstudy run --edition {edition.name} --geo {geo} {chosen}'"


def manifest_of_run(home: Home, edition: Edition) -> dict[str, object]:
    """What the last run wrote down of itself; PublishError where there was none."""
    path = results.manifest_path(home, edition)
    manifest = results.read_json(path)
    if not manifest:
        again = run_again(edition, edition.geo, edition.languages)
        raise PublishError(f"edition {edition.name} was not run: {path} is not there. Run {again} first.")
    return manifest


def _indicators(home: Home, edition: Edition) -> Iterator[Table]:
    digests = manifest_of_run(home, edition)["indicators"]
    assert isinstance(digests, dict)
    for name, digest in digests.items():
        path = results.indicator_path(home, edition, name)
        if results.file_digest(path) != digest:
            raise PublishError(
                f"{path} is not what the last run wrote. Run {run_again(edition, edition.geo, edition.languages)} again."
            )
        yield Table(indicator_shape(name), path.read_bytes())


def _figures(home: Home, edition: Edition, geo: str, languages: Sequence[str]) -> Iterator[Table]:
    """The rows of every figure drawn: one file where all languages have the same, else one for each."""
    for name in _drawn(home, edition, geo, languages):
        held = {language: results.figure_folder(home, edition, geo, language) / f"{name}.csv" for language in languages}
        if gone := [language for language, path in held.items() if not path.exists()]:
            raise PublishError(
                f"figure {name} has no rows for {geo} in {', '.join(gone)}. {_first(edition, geo, gone)}"
            )
        contents = {language: path.read_bytes() for language, path in held.items()}
        header = next(iter(contents.values())).decode("utf-8").partition("\n")[0].strip().split(",")
        if len({*contents.values()}) == 1 and "text" not in header:
            yield Table(figure_shape(name, header), next(iter(contents.values())))
        else:
            for language, content in contents.items():
                yield Table(figure_shape(name, header, language), content)


def _drawn(home: Home, edition: Edition, geo: str, languages: Sequence[str]) -> list[str]:
    """The figures that the last run drew, in every language."""
    found: dict[str, None] = {}
    for language in languages:
        index = results.read_json(results.figure_folder(home, edition, geo, language) / "index.json")
        if not index.get("figures"):
            raise PublishError(
                f"no figures of edition {edition.name} for {geo} in {language}. {_first(edition, geo, [language])}"
            )
        found |= dict.fromkeys(name for name, one in index["figures"].items() if one["state"] == "drawn")
    return sorted(found)


def _first(edition: Edition, geo: str, languages: Sequence[str]) -> str:
    return f"Run {run_again(edition, geo, languages)} first."


def _code_list(dimension: str) -> Table:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", *LANGUAGES])
    writer.writerows(
        [one.code, *(one.labels[language] for language in LANGUAGES)] for one in code_list(dimension).values()
    )
    return Table(code_list_shape(dimension), text.getvalue().encode("utf-8"))
