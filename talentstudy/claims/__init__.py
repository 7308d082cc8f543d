"""Printed numbers against computed ones: the ledger of an edition, and a verdict on each of its claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talentstudy.claims.sheets import Claims
    from talentstudy.claims.verdict import Verdict
    from talentstudy.pipeline import Pipeline

# Where a pipeline keeps them: they are the same for every country, language and chapter.
_KEPT = ("verdicts",)


def decided(pipeline: Pipeline) -> Mapping[str, Verdict]:
    """The verdict on every claim of a pipeline's edition, by claim; none where nothing printed is written down.

    Raises LedgerError for a ledger that cannot be true.
    """
    from talentstudy.claims.ledger import has_ledger, read_ledger
    from talentstudy.claims.verdicts import verdicts

    edition = pipeline.edition
    if _KEPT not in pipeline.kept:
        pipeline.kept[_KEPT] = verdicts(pipeline, read_ledger(edition)) if has_ledger(edition) else {}
    found: Mapping[str, Verdict] = pipeline.kept[_KEPT]
    return found


def claims_of(pipeline: Pipeline, language: str, chapter: int | str | None = None) -> Claims:
    """The claims of an edition or of one chapter with their verdicts, as a notebook shows them."""
    from talentstudy.claims.sheets import Claims

    number = None if chapter is None else int(chapter)
    found = tuple(one for one in decided(pipeline).values() if number in {None, one.of.chapter})
    return Claims(found, pipeline.edition.name, language, number, pipeline)


def explained(pipeline: Pipeline, claim: str, language: str) -> list[str]:
    """The whole chain of one claim, a line each: said, decided, why, evidence, references, correction.

    Raises UnknownName with the nearest claims.
    """
    from talentstudy.claims.lines import chain
    from talentstudy.errors import UnknownName

    found = decided(pipeline)
    if claim not in found:
        raise UnknownName(f"claim of edition {pipeline.edition.name}", claim, list(found))
    return chain(found[claim], pipeline.edition.name, language, pipeline)
