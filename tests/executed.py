"""A study executed by hand: notebooks with the parts its objects leave, figures as files; small, and made at once."""

import base64
import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from pikepdf import Pdf

from talentstudy.chapters import ANNEXES, CHAPTERS
from talentstudy.displaying import MIME
from talentstudy.store import Home

ROOT = Path(__file__).parents[1]
LANGUAGES = ("nl", "fr", "en", "de")
CSV = (
    "geo,time_period,unit,obs_value,obs_flag,source,indicator\n"
    "BE,2023,PC,19.4,,isoc_sks_itsps@2025-05-14,ict_women_share\n"
    "BE,2024,PC,19.0,b,isoc_sks_itsps@2025-05-14,ict_women_share\n"
    "EU27_2020,2024,PC,,,isoc_sks_itsps@2025-05-14,ict_women_share\n"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="453.5pt" height="283.5pt" viewBox="0 0 453.5 283.5"><title>t</title></svg>\n'


def png(width: int = 4, height: int = 3) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pdf() -> bytes:
    """A page with a line on it, as large as the drawing."""
    with Pdf.new() as made, BytesIO() as buffer:
        page = made.add_blank_page(page_size=(453.5, 283.5))
        page.Contents = made.make_stream(b"0 0 m 453.5 283.5 l S")
        made.save(buffer, static_id=True)
        return buffer.getvalue()


def output(*parts: Mapping[str, Any], **forms: str) -> dict[str, Any]:
    """A cell's output: parts of the study's own, and other forms (``html``, ``markdown``, ``plain``, any mime type)."""
    data: dict[str, Any] = {f"text/{form}" if "/" not in form else form: text for form, text in forms.items()}
    if parts:
        data[MIME] = {"parts": list(parts)}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}


def prose(text: str) -> dict[str, Any]:
    return output({"kind": "prose", "text": text}, markdown=text)


def picture(
    name: str, *, alt: str = "Line chart: women among ICT specialists.", title: str = "Women"
) -> dict[str, Any]:
    part = {"kind": "figure", "id": name, "title": title, "alt": alt, "source": "Eurostat.", "description": ""}
    image = base64.b64encode(png()).decode()
    return output(part, html=f'<figure><img alt="{alt}" src="data:image/png;base64,{image}"></figure>')


def told(head: str, text: str, value: float) -> dict[str, Any]:
    """A paragraph with one computed number."""
    cell = {
        "indicator": "ict_women_share",
        "key": [["geo", "BE"], ["time_period", "2024"]],
        "unit": "PC",
        "value": value,
        "lower": None,
        "upper": None,
        "flag": "",
        "source": "isoc_sks_itsps@2025-05-14",
        "rows": 1,
    }
    number = {"text": text, "how": "value", "value": value, "unit": "PC", "cells": [cell]}
    words = f"It was \ue000\ue100{text}\ue001 <in> 2024."
    part = {"kind": "told", "head": head, "sentences": [words], "items": [], "numbers": [number]}
    return output({**part, "dropped": {}, "reason": ""})


def table(caption: str = "") -> dict[str, Any]:
    rows = [["Belgium", "19.0%"], ["Estonia", "–"]]
    return output({"kind": "table", "caption": caption, "columns": ["Country", "Value"], "rows": rows, "notes": []})


def cell(source: str, *outputs: Mapping[str, Any], tags: Iterable[str] = ()) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {"tags": list(tags)},
        "source": source,
        "outputs": list(outputs),
    }


def markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def study_cell() -> dict[str, Any]:
    part = {"kind": "study", "as_of": "2025-06-30", "vintages": {"isoc_sks_itsps": "2025-05-14"}}
    return cell("study = open_edition(EDITION, GEO, LANGUAGE)\nstudy", output(part, html="<p>study</p>"))


def notebook(*cells: Mapping[str, Any]) -> dict[str, Any]:
    """A notebook as it is after a run: a note for who opens it, the parameters, then ``cells``."""
    front = [markdown("# for who opens it"), cell("EDITION = 2025", tags=["parameters"])]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [*front, *cells]}


def write_notebook(home: Home, name: str, language: str, content: Mapping[str, Any], geo: str = "BE") -> Path:
    path = home.processed("2025") / "notebooks" / geo / language / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_figure(home: Home, name: str, language: str, geo: str = "BE") -> Path:
    folder = home.processed("2025") / "figures" / geo / language
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(SVG, encoding="utf-8")
    (folder / f"{name}.png").write_bytes(png())
    (folder / f"{name}.pdf").write_bytes(pdf())
    (folder / f"{name}.csv").write_text(CSV, encoding="utf-8")
    return folder


def entry(name: str, chapter: int, verdict: str, statement: str) -> dict[str, Any]:
    """One claim as the annex shows it."""
    return {
        "id": name,
        "chapter": chapter,
        "heading": f"Chapter {chapter}" if chapter else "Front",
        "verdict": verdict,
        "decided": verdict,
        "title": f"{name} · {verdict}",
        "statement": statement,
        "printed": "19%",
        "computed": "19.0%",
        "why": "Half a unit of the last decimal.",
        "lines": ["isoc_sks_itsps@2025-05-14 geo=BE"],
        "correction": "" if verdict == "agrees" else "It was 19.0%.",
    }


def chapter_notebook(number: str, title: str, figure: str) -> dict[str, Any]:
    return notebook(
        study_cell(),
        cell(f"study.heading({number})", prose(f"# {title}\n\n*Who is missing?*\n\nBelgium · 2025")),
        cell('study.section("women")', prose("## Women\n\nRead the **gaps**.")),
        cell(f'study.draw("{figure}")', picture(figure)),
        cell(f'study.tell("{figure}")', told(f"{figure} – Women.", "19.0%", 19.0)),
        cell('study.section("standing")', prose("## Standing")),
        cell("study.table(4)", table()),
    )


def annex_notebook(letter: str) -> dict[str, Any]:
    heading = cell(
        f'study.annex("{letter}")', prose(f"# Annex {letter.upper()} · On it\n\n*How fast?*\n\nBelgium · 2025")
    )
    if letter == "c":
        entries = [
            entry("C0-01", 0, "agrees", "Five themes."),
            entry("C4-02", 4, "differs", "Étudiants: a fifth are women."),
        ]
        return notebook(
            study_cell(), heading, cell("claims.evidence", output({"kind": "evidence", "entries": entries}))
        )
    finding = {"kind": "finding", "heading": "Trend", "text": "It rises.", "refused": False}
    numbers = table()["data"][MIME]["parts"][0]
    return notebook(
        study_cell(),
        heading,
        cell("workforce.growth", output({**finding, "table": numbers})),
        cell("workforce.draw()", picture("ict_specialists_count_be")),
    )


def executed_home(folder: Path, languages: Iterable[str] = LANGUAGES) -> Home:
    """The study's own raw files and notes, with results made by hand: six chapters and three annexes."""
    for name in ("data/raw", "docs", "notebooks"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(ROOT / name, target_is_directory=True)
    home = Home(folder)
    for language in languages:
        for number, chapter in CHAPTERS.items():
            figure = chapter.figures[0].id
            write_figure(home, figure, language)
            write_notebook(home, chapter.notebook, language, chapter_notebook(number, chapter.title[language], figure))
        for letter, name in ANNEXES.items():
            write_notebook(home, name, language, annex_notebook(letter))
    return home
