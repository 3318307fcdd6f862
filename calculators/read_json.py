"""Reading JSON without losing anything: numbers stay exact, repeated keys are noticed."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal, InvalidOperation

from calculators.problems import InvalidInputError, Problem

NOT_FINITE = object()
"""Stands for NaN and the infinities, which JSON does not have but Python reads."""


class JsonObject(dict[str, object]):
    """A JSON object; ``repeated`` are the keys that it gives more than once, of which the last value counts."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs)
        self.repeated = tuple(key for key, count in times.items() if count > 1)


def _number(text: str) -> object:
    try:
        value = Decimal(text)
    except InvalidOperation:  # the exponent has more digits than Decimal has room for
        return NOT_FINITE
    return value if value.is_finite() else NOT_FINITE


def read_json(data: bytes | str) -> object:
    """Return the value of a JSON text (bytes: UTF-8, with or without a byte order mark); numbers become ``Decimal``.

    Raises ``InvalidInputError`` with the reason ``bad_json``.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        value: object = json.loads(
            text,
            object_pairs_hook=JsonObject,
            parse_int=_number,
            parse_float=_number,
            parse_constant=lambda _: NOT_FINITE,
        )
    except UnicodeDecodeError as error:
        detail = f"byte {error.start + 1} is not UTF-8"
    except json.JSONDecodeError as error:
        detail = f"line {error.lineno}, column {error.colno}: {error.msg}"
    except RecursionError:
        detail = "it is nested too deeply"
    else:
        return value
    raise InvalidInputError(Problem("", "bad_json", details={"detail": detail}))
