"""The codebook of a deposit: its tables and columns, one page per language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from talentstudy.codes import label
from talentstudy.deposit.about import About
from talentstudy.deposit.tables import Table
from talentstudy.wording import sentence


def codebook(about: About, tables: Sequence[Table], language: str) -> str:
    """Every table with its unit and key, then every column with its meaning, as Markdown."""

    def say(key: str) -> str:
        return sentence("deposit", key, language)

    rows = (
        (
            f"`{one.shape.path}`",
            one.shape.titles[language],
            label("unit", one.shape.unit, language) if one.shape.unit else "",
            ", ".join(one.shape.key),
        )
        for one in tables
    )
    columns = {column.name: column for one in tables if one.shape.kind != "codes" for column in one.shape.columns}
    meanings = ((f"`{name}`", one.titles[language], one.about[language]) for name, one in columns.items())
    parts = [
        f"# {say('codebook')}: {about.titles[language]}",
        about.descriptions[language],
        f"## {say('tables')}",
        _grid([say("head_file"), say("head_title"), say("head_unit"), say("head_key")], rows),
        f"## {say('columns')}",
        _grid([say("head_column"), say("head_title"), say("head_about")], meanings),
    ]
    return "\n\n".join(parts) + "\n"


def readme(about: About) -> str:
    """What a deposit is, in every language: its title and what it holds."""
    return (
        "\n\n".join(f"# {title}\n\n{about.descriptions[language]}" for language, title in about.titles.items()) + "\n"
    )


def terms(about: About) -> str:
    """The terms of use of each source, as its origin states them."""
    heads = [sentence("deposit", "terms", language) for language in ("nl", "fr", "en", "de")]
    rows = (
        (f"`{one.dataset}`", one.vintage, str(one.facts["producer"]), str(one.facts["licence"]))
        for one in about.origins
    )
    return f"# {' / '.join(heads)}\n\n" + _grid(["dataset", "vintage", "provider", "terms"], rows) + "\n"


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
