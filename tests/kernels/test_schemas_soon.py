"""jsonschema is loaded without a grammar that no notebook needs, and checks by it all the same."""

import subprocess
import sys

import pytest

CHECK = """
import sys
import talentstudy.kernels
assert "jsonschema" in sys.modules
assert "lark" not in sys.modules
assert "rfc3987_syntax" not in sys.modules
from jsonschema import Draft202012Validator
check = Draft202012Validator({"format": "iri"}, format_checker=Draft202012Validator.FORMAT_CHECKER)
assert check.is_valid("https://example.org/é")
assert not check.is_valid("no address")
assert "lark" in sys.modules
"""


def test_the_grammar_is_built_when_something_is_checked_by_it() -> None:
    pytest.importorskip("rfc3987_syntax")
    told = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
