"""Claims that a notebook shows with their evidence, read from its parts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from talentstudy.documents.blocks import ClaimChapter, ClaimEntry, ClaimsBlock
from talentstudy.errors import PublishError


def claims_of(part: Mapping[str, Any], anchor: str) -> ClaimsBlock:
    """The claims of a part; PublishError where one lacks what this version prints."""
    entries = [_entry(one) for one in part["entries"]]
    return ClaimsBlock(
        tuple(
            ClaimChapter(number, heading, f"{anchor}-{number}", tuple(held))
            for (number, heading), held in groupby(entries, key=lambda one: (one.chapter, one.heading))
        )
    )


def _entry(facts: Mapping[str, Any]) -> ClaimEntry:
    if missing := [name for name in ClaimEntry.__annotations__ if name not in facts]:
        raise PublishError(
            f"claim {facts.get('id', '')} of the annex has no {', '.join(missing)}: it was executed by an earlier "
            "version. Run it again: talentstudy run --annex c."
        )
    return ClaimEntry(**{**{name: facts[name] for name in ClaimEntry.__annotations__}, "lines": tuple(facts["lines"])})
