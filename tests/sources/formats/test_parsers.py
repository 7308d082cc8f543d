import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentstudy.sources.formats.blocks import Field, Layout, Unread
from talentstudy.sources.formats.parsers import parser_for

LAYOUT = Layout((Field("geo"), Field("left", "skip"), Field("value", "number"), Field("flag")), ",", (":", "NaN"), True)


def texts(parser, part, name: str) -> list[str]:
    known = parser.texts(name)
    return ["" if code < 0 else known[code] for code in part[name]]


def test_text_becomes_codes_and_numbers_numbers(with_polars: bool) -> None:
    parser = parser_for(LAYOUT, with_polars=with_polars)
    part = parser.parse(b'BE,x,5.1,b\nNL,y,:,\n"F,R",z,NaN,e\nBE,,,"b"\n')
    assert texts(parser, part, "geo") == ["BE", "NL", "F,R", "BE"]
    assert texts(parser, part, "flag") == ["b", "", "e", "b"]
    assert np.array_equal(part["value"], [5.1, np.nan, np.nan, np.nan], equal_nan=True)
    assert "left" not in part


def test_codes_hold_from_block_to_block(with_polars: bool) -> None:
    parser = parser_for(LAYOUT, with_polars=with_polars)
    first = parser.parse(b"BE,,1,b\nNL,,2,\n")
    second = parser.parse(b"FR,,1,e\nBE,,2,b\n")
    assert texts(parser, first, "geo") + texts(parser, second, "geo") == ["BE", "NL", "FR", "BE"]
    code = parser.encode("geo", ["FR"])[0]
    assert parser.texts("geo")[code] == "FR"
    new = parser.encode("geo", ["LU"])[0]
    assert parser.texts("geo")[new] == "LU"


@pytest.mark.parametrize(
    "block",
    [
        b"BE,x,5.1\n",
        b"BE,x,5.1,b\nNL,x\n",
        b"BE,x,5.1,b,more\n",
        b'BE,x,5.1,b\nNL,x,5.1,"b,c,d"\nFR\n',
        b"BE,x,n/a,b\n",
        b"BE,x,inf,b\n",
        b"BE,x,-Infinity,b\n",
        b"BE,x,5.1 b,b\n",
        b"BE,x,0x1A,b\n",
        b"BE,x,\xff,b\n",
    ],
)
def test_what_is_ragged_or_no_number_is_left_to_the_careful_reader(with_polars: bool, block: bytes) -> None:
    with pytest.raises(Unread):
        parser_for(LAYOUT, with_polars=with_polars).parse(block)


def test_a_decimal_comma_is_read_where_it_is_asked_for(with_polars: bool) -> None:
    layout = Layout((Field("geo"), Field("value", "number")), ";", (), decimal=",")
    part = parser_for(layout, with_polars=with_polars).parse(b"BE;5,25\n")
    assert part["value"].tolist() == [5.25]


def test_several_separators_become_one(with_polars: bool) -> None:
    layout = Layout(
        (Field("a"), Field("b"), Field("v", "number"), Field("f")), " ", (":",), table=bytes.maketrans(b"\t,", b"  ")
    )
    parser = parser_for(layout, with_polars=with_polars)
    part = parser.parse(b"A,BE\t1.5 b\r\nA,NL\t: \r\n")
    assert texts(parser, part, "b") == ["BE", "NL"]
    assert texts(parser, part, "f") == ["b", ""]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=64), min_size=1, max_size=30))
def test_every_decimal_is_read_to_the_last_bit_by_both(values: list[float]) -> None:
    pytest.importorskip("polars")
    layout = Layout((Field("value", "number"), Field("flag")), ",", ())
    block = "".join(f"{value!r},x\n" for value in values).encode()
    for with_polars in (True, False):
        assert parser_for(layout, with_polars=with_polars).parse(block)["value"].tolist() == values


def test_the_quicker_parser_is_taken_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert type(parser_for(LAYOUT)).__name__ == "_Pandas"
