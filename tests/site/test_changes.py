"""What moved since the last edition."""

from types import SimpleNamespace
from typing import Any

from talentstudy.site import changes
from talentstudy.site.changes import body_of, edition_before
from talentstudy.vintages import page


def test_the_edition_before_is_the_nearest_earlier_one() -> None:
    assert edition_before("2025") == ""
    assert edition_before("2026") == "2025"


def test_the_report_loses_its_frame_and_its_tables_scroll(monkeypatch) -> None:
    whole = (
        "<html><body>\n<main>\n<h1>2025 and 2026</h1>\n<h2>Impact</h2>"
        "<table><caption>Indicators</caption><tbody><tr><td>1</td></tr></tbody></table>\n</main>\n</body></html>"
    )
    monkeypatch.setattr(page, "page", lambda *_: whole)
    body = body_of(SimpleNamespace(), "en")  # type: ignore[arg-type]
    assert body.startswith("<h2>Impact</h2>")
    assert 'tabindex="0" role="group" aria-label="Scrollable table"><table><caption>Indicators' in body
    assert body.endswith("</table></div>")
    assert "<h1" not in body


def test_two_editions_are_compared_the_older_first(monkeypatch) -> None:
    asked: dict[str, Any] = {}

    def compare(sides, pinning, reader):
        asked.update(sides=sides, pinning=pinning, geo=reader.geo, peers=reader.peers)
        return "found"

    monkeypatch.setattr("talentstudy.vintages.comparing.compare", compare)
    changes.compared(SimpleNamespace(), "2025", "2026", "NL", "en")  # type: ignore[arg-type]
    assert (asked["sides"], asked["geo"]) == (["2025", "2026"], "NL")
    assert "NL" not in asked["peers"]
    assert "BE" in asked["peers"]
