"""A draft is checked against data alone: the ledger of claims is neither imported nor opened."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DRAFTS = sorted((ROOT / "talentstudy" / "drafts").glob("*.py"))
LEDGER = {"claims.csv", "relations.csv", "judgements.csv", "checks.csv", "quotations.csv"}

WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, details: opened.append(str(details[0])) if event == "open" else None)
from talentstudy.drafts import check_draft, report
found = check_draft(sys.argv[1], language="nl")
assert [one.verdict for one in found] == ["agrees"], found
report(found, "nl")
print(sorted({path for path in opened if path.endswith(".csv")}))
print(sorted(name for name in sys.modules if name.startswith("talentstudy.claims")))
"""


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_no_module_names_the_ledger(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        module = getattr(node, "module", None) or ""
        assert not any(f"{module}.{name}".startswith("talentstudy.claims") for name in names)
        assert not any(name.startswith("talentstudy.claims") for name in names)
    assert not any(name in text for name in LEDGER)


def test_a_draft_is_checked_without_opening_the_ledger(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("In 2023 telde België 272.600 IT-specialisten.", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", WATCHED, str(draft)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    files, modules = told.stdout.strip().splitlines()
    assert modules == "[]"
    assert not any(name in files for name in LEDGER)
    # The hook does see what is opened.
    assert "terms.csv" in files
