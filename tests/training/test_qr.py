"""QR codes: the picture is the matrix, and a reader finds the text in it."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calculators.test_pyodide import node
from tests.qr_reader import read_qr, without_border
from tests.training.modules import LIBRARIES, call

Rows = list[list[bool]]


def drawn(path: str, size: int) -> Rows:
    """The modules that a path of bars covers."""
    rows = [[False] * size for _ in range(size)]
    for bar in path.split("z")[:-1]:
        start, _, rest = bar.removeprefix("M").partition("h")
        x, y = map(int, start.split())
        width, _, back = rest.partition("v1h")
        assert int(back) == -int(width)
        for place in range(x, x + int(width)):
            assert not rows[y][place]
            rows[y][place] = True
    return rows


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
@settings(max_examples=60, deadline=None)
def test_the_outline_covers_the_dark_modules(rows: Rows) -> None:
    assert drawn(call("training/qr.js", "outline", rows), len(rows)) == rows


@pytest.mark.parametrize(
    "text", ["a", "https://example.com/é/مريم", "https://example.com/#assignment=" + "aB3-_" * 230]
)
def test_the_encoder_says_what_it_was_given(text: str) -> None:
    script = (
        f"import {{ encode }} from {json.dumps((LIBRARIES / 'uqr/dist/index.mjs').as_uri())};"
        f"process.stdout.write(JSON.stringify(encode({json.dumps(text)}, {{ ecc: 'M', border: 4 }})));"
    )
    ran = subprocess.run([node(), "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    rows: Rows = json.loads(ran.stdout)["data"]
    assert not any(cell for row in (*rows[:4], *rows[-4:]) for cell in row)
    assert read_qr(without_border(rows)) == text
