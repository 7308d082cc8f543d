"""What several verbs take and print alike."""

import pytest

from talentstudy.cli.options import print_json


def test_json_keeps_letters_as_people_read_them(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"title": "België"})
    assert capsys.readouterr().out == '{\n "title": "België"\n}\n'
