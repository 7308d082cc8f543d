"""The method notes and decisions as pages: Markdown of docs/ as sanitised HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

from talentstudy.documents.words import plain, slug
from talentstudy.errors import PublishError

_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "caption"),
    *("strong", "em", "code", "pre", "blockquote", "hr", "a", "br", "div"),
}
_ATTRIBUTES = {"a": {"href"}, "th": {"scope"}, "div": {"tabindex", "role", "class", "aria-label"}}
_LINK = re.compile(r'href="(?!https?://|#)([^"]*)"')


@dataclass(frozen=True)
class Note:
    """A text of docs/: its page, its title, its HTML from the first heading below the title on."""

    slug: str
    title: str
    html: str
    decision: bool = False


def note_paths(home: Path) -> list[Path]:
    """The files of the method notes, then of the decisions, in the order of their names."""
    folder = home / "docs"
    return [*sorted(folder.glob("*.md")), *sorted((folder / "decisions").glob("*.md"))]


def read_notes(home: Path) -> list[Note]:
    """The method notes, then the decisions."""
    folder = home / "docs"
    paths = note_paths(home)
    slugs = {path.relative_to(folder).as_posix(): _page(path) for path in paths}
    return [_note(path, folder, slugs) for path in paths]


def _note(path: Path, folder: Path, slugs: dict[str, str]) -> Note:
    name = path.relative_to(folder).as_posix()
    tokens = _markdown().parse(path.read_text(encoding="utf-8"))
    if not tokens or tokens[0].type != "heading_open":
        raise PublishError(f"docs/{name} has no title: its first line is to be a heading of level 1.")
    title = plain(tokens[1])
    html = str(_markdown().renderer.render(tokens[3:], _markdown().options, {}))
    return Note(slugs[name], title, _linked(_scrolling(_clean(html)), name, slugs), name.startswith("decisions/"))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _clean(html: str) -> str:
    import nh3

    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)


def _scrolling(html: str) -> str:
    """Tables and code that scroll by themselves, reached by keyboard; head cells with scope."""
    html = html.replace("<th>", '<th scope="col">')
    html = re.sub(r"<table>", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>', html)
    html = html.replace("</table>", "</table></div>")
    return html.replace("<pre>", '<pre tabindex="0" role="group" aria-label="Code">')


def _linked(html: str, name: str, slugs: dict[str, str]) -> str:
    """Links among the notes lead to their pages; one to a file that is no page becomes its text."""
    folder = Path(name).parent

    def led(found: re.Match[str]) -> str:
        target = (folder / found[1].partition("#")[0]).as_posix()
        parts: list[str] = []
        for part in target.split("/"):
            if part == ".." and parts:
                parts.pop()
            elif part not in {".", ".."}:
                parts.append(part)
        page = slugs.get("/".join(parts))
        return f'href="{page}.html"' if page else 'href=""'

    return re.sub(r'<a href="">(.*?)</a>', r"\1", _LINK.sub(led, html), flags=re.DOTALL)


def _page(path: Path) -> str:
    return f"{'decision' if path.parent.name == 'decisions' else 'method'}-{slug(path.stem)}"
