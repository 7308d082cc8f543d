"""What there is: indicators, figures, datasets and editions, as rows to print or as JSON."""

from __future__ import annotations

from typing import Any

from talentstudy import results
from talentstudy.codes import label
from talentstudy.editions import Edition, editions, read_edition
from talentstudy.errors import UnknownName
from talentstudy.results import FORMATS
from talentstudy.store import Home

KINDS = ("indicators", "figures", "datasets", "editions", "assumptions")


def catalogue(kind: str, edition: Edition, home: Home, geo: str) -> list[dict[str, Any]]:
    """Rows of one kind, in the order of their registry."""
    if kind == "indicators":
        return _indicators()
    if kind == "figures":
        return _figures(edition, home, geo)
    if kind == "datasets":
        return _datasets(edition, home)
    if kind == "editions":
        return [_edition(name) for name in editions()]
    if kind == "assumptions":
        return _log(edition, home)
    raise UnknownName("list", kind, KINDS)


def _indicators() -> list[dict[str, Any]]:
    from talentstudy.indicators import INDICATORS

    return [
        {
            "id": name,
            "unit": line.unit,
            "dimensions": list(line.key),
            "title": {language: label("indicator", name, language) for language in ("nl", "fr", "en", "de")},
            "computed_from": list(line.inputs),
        }
        for name, line in INDICATORS.items()
    ]


def _figures(edition: Edition, home: Home, geo: str) -> list[dict[str, Any]]:
    """Every figure, with its state in the last run: drawn in every language, or not and why."""
    from talentstudy.chapters import CHAPTERS

    folders = {language: results.figure_folder(home, edition, geo, language) for language in edition.languages}
    indices = {
        language: results.read_json(folder / "index.json").get("figures", {}) for language, folder in folders.items()
    }
    rows = []
    for chapter in CHAPTERS.values():
        for figure in chapter.figures:
            found = {language: index[figure.id] for language, index in indices.items() if figure.id in index}
            files = [path for entry in found.values() for path in entry["files"] if (home.folder / path).exists()]
            complete = len(files) == len(FORMATS) * len(edition.languages)
            no_data = [entry["reason"] for entry in found.values() if entry["state"] == "no data"]
            if complete:
                state, reason = "drawn", ""
            elif no_data:
                state, reason = "no data", found.get("en", {}).get("reason", no_data[0])
            else:
                state, reason = "not run", "Run 'talentstudy run' for every language of the edition."
            rows.append(
                {
                    "id": figure.id,
                    "chapter": chapter.number,
                    "title": dict(figure.title),
                    "kind": figure.kind,
                    "state": state,
                    "reason": reason,
                    "sources": found.get("en", {}).get("sources", ""),
                    "files": files,
                }
            )
    return rows


def _datasets(edition: Edition, home: Home) -> list[dict[str, Any]]:
    rows = []
    for name in home.datasets():
        held = home.vintages(name)
        origin = home.origin(name, held[-1])
        pinned = [
            {"vintage": pin.vintage, "where": dict(pin.where), "until": pin.until}
            for pin in edition.pins
            if pin.dataset == name
        ]
        rows.append(
            {
                "id": name,
                "provider": origin.facts["provider"],
                "title": origin.facts["title"],
                "vintages": list(held),
                "pinned": pinned,
                "licence": origin.facts["licence"],
            }
        )
    return rows


def _log(edition: Edition, home: Home) -> list[dict[str, Any]]:
    """The log of assumptions, then that of the data the edition pins."""
    from talentstudy.assumptions import assumptions, data_log
    from talentstudy.wording import LANGUAGES

    return [
        *(
            {
                "id": one.name,
                "kind": "assumption",
                "quality": one.quality,
                "owner": one.owner,
                "review": one.review,
                "title": dict(one.statement),
                "reason": dict(one.reason),
                "where": one.where,
            }
            for one in assumptions()
        ),
        *(
            {
                "id": f"{one.dataset}@{one.vintage}",
                "kind": "dataset",
                "quality": one.quality,
                "owner": one.owner,
                "review": one.review,
                "title": {language: label("dataset", one.dataset, language) for language in LANGUAGES},
                "reason": {language: one.reason(language) for language in LANGUAGES},
                "where": home.origin(one.dataset, one.vintage).folder.relative_to(home.folder).as_posix(),
            }
            for one in data_log(edition, home)
        ),
    ]


def _edition(name: str) -> dict[str, Any]:
    edition = read_edition(name)
    return {
        "id": name,
        "title": edition.title,
        "as_of": edition.as_of,
        "state": edition.state,
        "geo": edition.geo,
        "languages": list(edition.languages),
    }


def codebook() -> str:
    """Every indicator as a Markdown table: id, title, unit, dimensions, what it is computed from."""
    head = (
        "# Codebook\n\n"
        "Every indicator of the study, made by `talentstudy list indicators --markdown`; a test keeps this page current. "
        "Units and dimensions are codes of `talentstudy/codes/`.\n\n"
        "| indicator | what it is | unit | dimensions | computed from |\n|---|---|---|---|---|\n"
    )
    return head + "".join(
        f"| `{row['id']}` | {row['title']['en']} | {row['unit']} | {', '.join(row['dimensions'])} "
        f"| {', '.join(f'`{one}`' for one in row['computed_from'])} |\n"
        for row in _indicators()
    )
