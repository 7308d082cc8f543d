"""What was found in a draft, as lines to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from talentstudy.codes import code_list, dimensions, label
from talentstudy.drafts.finding import VERDICTS, Finding
from talentstudy.wording import number, sentence

_FILE = "drafts"


def report(findings: Sequence[Finding], language: str = "en") -> list[str]:
    """One line per number in the order of the text, and how many there are of each verdict.

    A line names paragraph and line, the number as printed and the verdict; then indicator, country and period,
    the value held, dataset, vintage, id and key, or why nothing can be said.
    """
    counted = Counter(one.verdict for one in findings)
    counts = {verdict: number(counted[verdict], language, 0) for verdict in VERDICTS}
    return [
        *(_line(one, language) for one in findings),
        sentence(_FILE, "summary", language, numbers=number(len(findings), language, 0), **counts),
    ]


def _line(one: Finding, language: str) -> str:
    verdict = sentence(_FILE, one.verdict, language)
    place = {"paragraph": str(one.paragraph), "line": str(one.line)}
    begin = sentence(_FILE, "line", language, printed=one.printed, verdict=verdict, **place)
    if not one.indicator:
        return f"{begin} ({sentence(_FILE, one.reason, language)})"
    quoted = _quoted(one, language)
    told = quoted if one.verdict != "unknown" else sentence(_FILE, "perhaps", language, quoted=quoted)
    if one.also:
        key = "other_period" if one.reason == "other_period" else "also"
        told += f"; {sentence(_FILE, key, language, period=one.also)}"
    return f"{begin}; {told}"


def _quoted(one: Finding, language: str) -> str:
    codes = [_label(dim, code, language) for dim, code in (one.codes or {}).items() if code not in {"T", "TOTAL"}]
    where = ", ".join(part for part in (*codes, label("geo", one.geo, language), one.period) if part)
    return sentence(
        _FILE,
        "quotes",
        language,
        indicator=label("indicator", one.indicator, language),
        where=where,
        value=_value(one, language),
        dataset=one.dataset,
        vintage=one.vintage,
        address=f"{one.indicator} {one.key}",
    )


def _label(dimension: str, code: str, language: str) -> str:
    held = dimension in dimensions() and code in code_list(dimension)
    return label(dimension, code, language) if held else code


def _value(one: Finding, language: str) -> str:
    """The value in the indicator's unit; in the sense of the text as well, where that is another number."""
    value = " – ".join(_printed(part, language) for part in one.value.split(" to ")) or "–"
    unit = label("unit", one.unit, language)
    told = f"{value} {unit}"
    if one.computed is None or not one.derived:
        return told
    return sentence(_FILE, "as_said", language, value=told, computed=_printed(f"{one.computed:.12g}", language))


def _printed(digits: str, language: str) -> str:
    """A number as held, its decimals kept, and the sign of a bound before it."""
    plain = digits.lstrip("≤≥")
    return digits[: len(digits) - len(plain)] + number(float(plain), language, len(plain.partition(".")[2]))
