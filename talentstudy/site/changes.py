"""What moved since the last edition, as the body of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talentstudy.editions import editions
from talentstudy.site.frame import say

if TYPE_CHECKING:
    from talentstudy.store import Home
    from talentstudy.vintages.comparing import Comparison


def edition_before(name: str) -> str:
    """The edition before another; '' for the first.

    >>> edition_before("2025")
    ''
    """
    earlier = [one for one in editions() if one < name]
    return earlier[-1] if earlier else ""


def compared(home: Home, older: str, newer: str, geo: str, language: str) -> Comparison:
    """Both editions side by side, with what their differences move; see ``talentstudy diff``."""
    from talentstudy.editions import read_edition
    from talentstudy.pipeline import Pipeline
    from talentstudy.selection import Focus
    from talentstudy.study import study_on
    from talentstudy.vintages.comparing import Reader, compare

    def told(side: Pipeline, name: str, focus: Focus, tongue: str) -> str:
        return str(study_on(side, focus, tongue).tell(name))

    line = read_edition(newer)
    peers = tuple(code for code in (*line.peers, line.geo) if code != geo)
    return compare([older, newer], older, Reader(home, geo, peers, language, told))


def body_of(found: Comparison, language: str) -> str:
    """The report as HTML without its frame; its tables scroll by themselves and are reached by keyboard."""
    from talentstudy.vintages.page import page

    body = page(found, language).partition("<main>\n")[2].partition("\n</main>")[0]
    rest = body.partition("</h1>\n")[2]
    opening = f'<div class="scroll" tabindex="0" role="group" aria-label="{say("table_scroll", language)}">'
    return rest.replace("<table>", f"{opening}<table>").replace("</table>", "</table></div>")
