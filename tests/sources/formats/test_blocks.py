import threading

import numpy as np
import pytest

from talentstudy.sources.formats.blocks import Arrays, Field, Layout, Unread, as_parsed, parsed


def test_a_field_is_coded_by_its_own_texts_or_by_shared_ones() -> None:
    assert Field("geo").lexicon == "geo"
    assert Field("flag 3", shared="obs_flag").lexicon == "obs_flag"


def test_a_layout_reads_what_is_not_skipped() -> None:
    layout = Layout((Field("a"), Field("b", "skip"), Field("c", "number")), ",", (":",))
    assert [one.name for one in layout.read] == ["a", "c"]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_blocks_come_back_in_their_order_and_few_at_once(workers: int) -> None:
    taken: list[int] = []
    given: list[int] = []
    most: list[int] = []

    def blocks():
        for number in range(40):
            taken.append(number)
            most.append(len(taken) - len(given))
            yield b"%d" % number

    given.extend(int(part["n"][0]) for part in parsed(blocks(), lambda block: {"n": np.array([int(block)])}, workers))
    assert given == list(range(40))
    assert max(most) <= workers + 2


def test_what_a_block_raises_reaches_the_caller() -> None:
    def parse(block: bytes) -> Arrays:
        raise ZeroDivisionError(block.decode())

    with pytest.raises(ZeroDivisionError, match="one"):
        [*parsed([b"one"] * 9, parse, 2)]
    assert threading.active_count() < 20


def test_what_the_parser_cannot_read_is_read_carefully() -> None:
    class Quick:
        workers = 1

        def parse(self, block: bytes) -> Arrays:
            if b"?" in block:
                raise Unread("a question")
            return {"found": np.array([0])}

        def encode(self, lexicon, texts):
            return np.zeros(0)

        def texts(self, lexicon):
            return []

    parts = as_parsed([b"a", b"?", b"b"], Quick(), lambda block: {"found": np.array([1])})
    assert [int(part["found"][0]) for part in parts] == [0, 1, 0]
