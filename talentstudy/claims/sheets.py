"""The ledger as a reader meets it: a table with heads a screen reader can follow, evidence claim by claim, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from talentstudy.claims.correcting import correction
from talentstudy.claims.explaining import explanation, verdict_text
from talentstudy.claims.lines import evidence_lines
from talentstudy.claims.naming import computed_text, printed_text
from talentstudy.claims.quantities import FILE
from talentstudy.claims.records import FAILING, VERDICTS
from talentstudy.claims.resting import resting_on
from talentstudy.claims.verdict import Verdict
from talentstudy.displaying import Displayed, Part, table_part
from talentstudy.finding import Prose
from talentstudy.wording import sentence

if TYPE_CHECKING:
    from talentstudy.pipeline import Pipeline


@dataclass(frozen=True, eq=False)
class ClaimTable(Displayed):
    """A table of text; its HTML names each column and row, and what the table is."""

    table: pd.DataFrame
    caption: str

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return f"{self.caption}\n{self.table.to_string(index=False)}"

    def _repr_html_(self) -> str:
        heads = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in self.table.columns)
        rows = "".join(_row([str(cell) for cell in row]) for row in self.table.itertuples(index=False))
        return f"<table><caption>{escape(self.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _parts(self) -> Sequence[Part]:
        return [table_part(self.table, self.caption)]


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in others)}</tr>'


@dataclass(frozen=True, eq=False)
class Claims(Displayed):
    """The claims of an edition, or of one of its chapters, with their verdicts, in one language.

    ``table`` has one row per claim; ``counts`` one per verdict; ``evidence`` says what each verdict rests on and what a
    corrected text would say; ``judgements`` lists the verdicts that a person gave.
    """

    verdicts: tuple[Verdict, ...]
    edition: str
    language: str
    chapter: int | None = None
    pipeline: Pipeline | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.verdicts)

    def __getitem__(self, claim: str) -> Verdict:
        from talentstudy.errors import UnknownName

        found = {one.claim: one for one in self.verdicts}
        if claim not in found:
            raise UnknownName("claim", claim, found)
        return found[claim]

    @property
    def table(self) -> pd.DataFrame:
        """One row of text per claim: what is said, printed, computed, decided, and why."""
        return _table(
            ["claim", "statement", "printed", "computed", "verdict", "why"],
            (
                [
                    one.claim,
                    one.of.paraphrase[self.language],
                    printed_text(one, self.language),
                    computed_text(one, self.language),
                    verdict_text(one, self.language),
                    explanation(one, self.language),
                ]
                for one in self.verdicts
            ),
            self.language,
        )

    @property
    def counts(self) -> ClaimTable:
        """How many claims each verdict was given to, and how many of them by judgement."""
        rows = [
            [
                sentence(FILE, f"verdict_{verdict.replace(' ', '_')}", self.language),
                str(sum(one.verdict == verdict for one in self.verdicts)),
                str(sum(one.verdict == verdict and one.judged for one in self.verdicts)),
            ]
            for verdict in VERDICTS
        ]
        table = _table(["verdict", "count", "judged"], rows, self.language)
        return ClaimTable(table, sentence(FILE, "caption_counts", self.language))

    @property
    def judgements(self) -> ClaimTable:
        """Every verdict that a person gave, with reason and source."""
        rows = [
            [
                one.claim,
                verdict_text(one, self.language),
                explanation(one, self.language),
                resting_on(one.judgement.source, self.language),
            ]
            for one in self.verdicts
            if one.judgement is not None and one.rule == "judgement"
        ]
        table = _table(["claim", "verdict", "why", "source"], rows, self.language)
        return ClaimTable(table, sentence(FILE, "caption_judgements", self.language))

    @property
    def summary(self) -> Prose:
        """How many agree, do not hold, and cannot be computed, in a sentence."""
        given = [one.verdict for one in self.verdicts]
        if not given:
            return Prose(self.caption)
        counted = {
            "total": len(given),
            "agrees": given.count("agrees"),
            "failing": sum(one in FAILING for one in given),
            "open": given.count("not computed"),
            "judged": sum(one.judged for one in self.verdicts),
        }
        return Prose(sentence(FILE, "summary", self.language, **{key: str(count) for key, count in counted.items()}))

    @property
    def evidence(self) -> Evidence:
        """Each claim with what its verdict rests on and, where it does not hold, the corrected sentence."""
        return Evidence(self)

    @property
    def caption(self) -> str:
        """What the table is."""
        if not self.verdicts:
            key = "no_ledger" if self.chapter is None else "no_claims"
            return sentence(FILE, key, self.language, edition=self.edition)
        if self.chapter is None:
            return sentence(FILE, "caption_all", self.language)
        return sentence(FILE, "caption_chapter", self.language, chapter=str(self.chapter))

    def __repr__(self) -> str:
        return repr(ClaimTable(self.table, self.caption)) if self.verdicts else self.caption

    def _repr_html_(self) -> str:
        if not self.verdicts:
            return f"<p>{escape(self.caption)}</p>"
        return ClaimTable(self.table, self.caption)._repr_html_()

    def _parts(self) -> Sequence[Part]:
        if not self.verdicts:
            return [{"kind": "prose", "text": self.caption}]
        return [table_part(self.table, self.caption)]


@dataclass(frozen=True, eq=False)
class Evidence(Displayed):
    """Claims one below the other, by chapter, each with its evidence."""

    claims: Claims

    def _entries(self) -> Iterable[tuple[Verdict, list[str], str]]:
        language = self.claims.language
        for one in self.claims.verdicts:
            lines = evidence_lines(one, language, self.claims.pipeline)
            yield one, lines, correction(one, self.claims.edition, language)

    def __repr__(self) -> str:
        told = []
        for one, lines, corrected in self._entries():
            told.append(f"{one.claim}  {one.of.paraphrase[self.claims.language]}")
            told += [f"  {line}" for line in (explanation(one, self.claims.language), *lines)]
            told += [f"  {self._corrected(corrected)}"] if corrected else []
        return "\n".join(told) or self.claims.caption

    def _repr_html_(self) -> str:
        parts, chapter = [], -1
        for one, lines, corrected in self._entries():
            if one.of.chapter != chapter:
                chapter = one.of.chapter
                parts.append(f"<h3>{escape(self._heading(chapter))}</h3>")
            parts.append(self._entry(one, lines, corrected))
        return "".join(parts) or f"<p>{escape(self.claims.caption)}</p>"

    def _parts(self) -> Sequence[Part]:
        entries = [
            {
                "id": one.claim,
                "chapter": one.of.chapter,
                "heading": self._heading(one.of.chapter),
                "verdict": one.verdict,
                "decided": verdict_text(one, self.claims.language),
                "printed": printed_text(one, self.claims.language),
                "computed": computed_text(one, self.claims.language),
                "title": f"{one.claim} · {verdict_text(one, self.claims.language)}",
                "statement": one.of.paraphrase[self.claims.language],
                "why": explanation(one, self.claims.language),
                "lines": lines,
                "correction": self._corrected(corrected) if corrected else "",
            }
            for one, lines, corrected in self._entries()
        ]
        return [{"kind": "evidence", "entries": entries}]

    def _entry(self, one: Verdict, lines: Sequence[str], corrected: str) -> str:
        language = self.claims.language
        shown = "".join(f"<li>{escape(line)}</li>" for line in lines)
        better = f"<p><strong>{escape(self._corrected(corrected))}</strong></p>" if corrected else ""
        return (
            f"<section><h4>{escape(one.claim)} · {escape(verdict_text(one, language))}</h4>"
            f"<p>{escape(one.of.paraphrase[language])}</p><p>{escape(explanation(one, language))}</p>"
            f"<ul>{shown}</ul>{better}</section>"
        )

    def _corrected(self, corrected: str) -> str:
        return sentence(FILE, "line_correction", self.claims.language, correction=corrected)

    def _heading(self, chapter: int) -> str:
        key = "heading_chapter" if chapter else "heading_front"
        return sentence(FILE, key, self.claims.language, **({"chapter": str(chapter)} if chapter else {}))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], language: str) -> pd.DataFrame:
    heads = [sentence(FILE, f"column_{column}", language) for column in columns]
    return pd.DataFrame(list(rows), columns=heads, dtype="str")
