"""Reads QR codes, as long as nothing is damaged: ISO/IEC 18004, modes of bytes only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from segno import consts

_LEVELS = {1: consts.ERROR_LEVEL_L, 0: consts.ERROR_LEVEL_M, 3: consts.ERROR_LEVEL_Q, 2: consts.ERROR_LEVEL_H}
_SHAPES: Mapping[int, Mapping[int | None, Sequence[tuple[int, int, int]]]] = vars(consts)["ECC"]
"""Number, size and data of the blocks, by version and level."""
_FORMAT_MASK = 0b101010000010010
_BYTES = 0b0100
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda x, y: (x + y) % 2,
    lambda _, y: y % 2,
    lambda x, _: x % 3,
    lambda x, y: (x + y) % 3,
    lambda x, y: (x // 3 + y // 2) % 2,
    lambda x, y: x * y % 2 + x * y % 3,
    lambda x, y: (x * y % 2 + x * y % 3) % 2,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2,
)

Rows = Sequence[Sequence[bool]]
"""Dark modules are true; there is no border."""


def read_qr(rows: Rows) -> str:
    """The text of a code."""
    size = len(rows)
    version = (size - 17) // 4
    level, mask = _format(rows)
    bits = [bool(rows[y][x]) ^ (_MASKS[mask](x, y) == 0) for x, y in _data_places(size, version)]
    stream = [int("".join(str(int(bit)) for bit in bits[at : at + 8]), 2) for at in range(0, len(bits) // 8 * 8, 8)]
    data = "".join(f"{byte:08b}" for byte in _in_order(stream, _SHAPES[version][level]))
    assert int(data[:4], 2) == _BYTES
    start = 4 + (8 if version < 10 else 16)
    length = int(data[4:start], 2)
    return bytes(int(data[at : at + 8], 2) for at in range(start, start + 8 * length, 8)).decode()


def read_picture(svg: str) -> str:
    """The text of a code that is drawn in bars, as inline SVG."""
    size = int(re.findall(r'viewBox="0 0 (\d+) \1"', svg)[0])
    rows = [[False] * size for _ in range(size)]
    (path,) = re.findall(r' d="([^"]+)"', svg)
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
    assert "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in bars) == path
    for x, y, width in bars:
        rows[int(y)][int(x) : int(x) + int(width)] = [True] * int(width)
    assert not any(any(row) for row in (*rows[:4], *rows[-4:]))
    return read_qr(without_border(rows))


def without_border(rows: Rows) -> list[list[bool]]:
    """The code alone, of a picture with any border."""
    dark = [y for y, row in enumerate(rows) if any(row)]
    first, last = dark[0], dark[-1] + 1
    return [[bool(module) for module in row[first:last]] for row in rows[first:last]]


def _format(rows: Rows) -> tuple[int, int]:
    """Level of error correction and number of the mask."""
    places = [*((8, y) for y in (0, 1, 2, 3, 4, 5, 7, 8)), *((x, 8) for x in (7, 5, 4, 3, 2, 1, 0))]
    bits = sum(bool(rows[y][x]) << number for number, (x, y) in enumerate(places)) ^ _FORMAT_MASK
    return _LEVELS[bits >> 13], bits >> 10 & 7


def _data_places(size: int, version: int) -> Iterator[tuple[int, int]]:
    """Columns and rows of the modules that hold data, in their order."""
    upwards = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if upwards else range(size):
            yield from ((x, y) for x in (right, right - 1) if not _is_pattern(x, y, size, version))
        upwards = not upwards


def _is_pattern(x: int, y: int, size: int, version: int) -> bool:
    corner = (x < 9 and y < 9) or (x >= size - 8 and y < 9) or (x < 9 and y >= size - 8)
    told = version >= 7 and ((size - 11 <= x and y < 6) or (size - 11 <= y and x < 6))
    centres = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    edge = size - 7
    aligned = any(
        abs(x - cx) < 3 and abs(y - cy) < 3
        for cx in centres
        for cy in centres
        if (cx, cy) not in ((6, 6), (6, edge), (edge, 6))
    )
    return corner or told or aligned or 6 in (x, y)


def _in_order(stream: list[int], shapes: Sequence[tuple[int, int, int]]) -> list[int]:
    """The bytes of data: blocks are written a byte of each in turn, and then their error correction."""
    sizes = [data for number, _, data in shapes for _ in range(number)]
    blocks: list[list[int]] = [[] for _ in sizes]
    source = iter(stream)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(source))
    return [byte for block in blocks for byte in block]
