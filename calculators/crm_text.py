"""crm: from the bytes of a file to its text, piece by piece so that a long file can be left half read."""

from __future__ import annotations

import codecs
from collections.abc import Generator

# Named here, since codecs are otherwise imported when first used: a trimmed standard library must know them.
from encodings import cp1252, utf_8, utf_16_be, utf_16_le

PIECE = 1 << 20
"""Bytes decoded in one step."""

_PROBE = 4096
_MARKS: tuple[tuple[bytes, type[codecs.IncrementalDecoder]], ...] = (
    (codecs.BOM_UTF8, utf_8.IncrementalDecoder),
    (codecs.BOM_UTF16_LE, utf_16_le.IncrementalDecoder),
    (codecs.BOM_UTF16_BE, utf_16_be.IncrementalDecoder),
)


def decoded(data: bytes) -> Generator[float, None, str]:
    """Yield the share that is done; return the text without its byte order mark.

    Understood are UTF-8 and UTF-16, both with or without the mark. What is neither is read as Windows-1252, in which
    spreadsheets in Western Europe and Brazil save; that never fails.
    """
    decoder, start = _decoder_of(data)
    try:
        return (yield from _in_pieces(data, start, decoder("strict")))
    except UnicodeDecodeError:
        return (yield from _in_pieces(data, 0, cp1252.IncrementalDecoder("replace")))


def _in_pieces(data: bytes, start: int, decoder: codecs.IncrementalDecoder) -> Generator[float, None, str]:
    texts: list[str] = []
    for place in range(start, len(data), PIECE):
        end = place + PIECE
        texts.append(decoder.decode(data[place:end], final=end >= len(data)))
        yield min(end / len(data), 1.0)
    return "".join(texts)


def _decoder_of(data: bytes) -> tuple[type[codecs.IncrementalDecoder], int]:
    """Return the decoder and where the text starts."""
    for mark, decoder in _MARKS:
        if data.startswith(mark):
            return decoder, len(mark)
    # Delimiters and digits are ASCII in every language: in UTF-16 every other byte of theirs is 0.
    start = data[:_PROBE]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 6 > len(start) and min(even, odd) * 10 < max(even, odd):
        return (utf_16_le if odd > even else utf_16_be).IncrementalDecoder, 0
    return utf_8.IncrementalDecoder, 0
