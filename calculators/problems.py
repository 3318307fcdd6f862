"""What can be wrong with a calculator's input, and how the command line says it. Pages say it in their own words."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from calculators.exact import decimal_text
from calculators.fields import NUMBER


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is refused: the code that programs read and the sentence that the command line prints.

    ``on_page``: a reader can cause it by what is typed, so pages have their own words for it
    (``calculator.error.<reason>``).
    """

    code: str
    message: str
    on_page: bool = True


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        "required": Reason("required", "This value is missing: add it."),
        "not_a_number": Reason("not_a_number", "This is not a finite number: give a number without quotation marks."),
        "not_an_integer": Reason("not_an_integer", "This is not a whole number: give one."),
        "at_least": Reason("out_of_range", "This is too small: give {limit} or more."),
        "above": Reason("out_of_range", "This is too small: give more than {limit}."),
        "at_most": Reason("out_of_range", "This is too large: give {limit} or less."),
        "below": Reason("out_of_range", "This is too large: give less than {limit}."),
        "too_fine": Reason("out_of_range", "This number has too many digits: round it."),
        "too_few": Reason("out_of_range", "The list is too short: give at least {limit}."),
        "too_many": Reason("out_of_range", "The list is too long: give at most {limit}."),
        "too_long": Reason("out_of_range", "This text is too long: use at most {limit} characters."),
        "not_decreasing": Reason("not_decreasing", "This is more than the {limit} before it: give that or less."),
        "shares_short": Reason("out_of_range", "The shares add up to less than 1: {limit} is missing."),
        "shares_over": Reason("out_of_range", "The shares add up to more than 1: take {limit} away."),
        "csv_empty": Reason("bad_csv", "The file is empty: export the deals again."),
        "csv_not_text": Reason("bad_csv", "This is a workbook or another file that is no text: save it as CSV."),
        "csv_one_column": Reason(
            "bad_csv", "There is one column only: put commas, semicolons or tabs between the columns."
        ),
        "csv_no_columns": Reason("bad_csv", "No column is known: say in mapping which column holds what."),
        "csv_no_rows": Reason("bad_csv", "There is a header without rows: export the deals again."),
        "no_such_column": Reason("bad_csv", "There is no such column in the file: choose one that is there."),
        "duplicate": Reason("duplicate", "This is given twice: keep one or rename it."),
        "not_an_option": Reason("out_of_range", "There is no such option: choose one that is there.", on_page=False),
        "unknown_question": Reason("unknown_field", "There is no such question: remove the answer.", on_page=False),
        "unasked": Reason("required", "No question belongs to this: add one, or remove it.", on_page=False),
        "unknown_field": Reason("unknown_field", "There is no such field here: remove it.", on_page=False),
        "not_on_last": Reason("unknown_field", "The last one has no such field: remove it.", on_page=False),
        "not_text": Reason("bad_json", "This is not a text: put it in quotation marks.", on_page=False),
        "not_a_list": Reason("bad_json", "This is not a list: put it in square brackets.", on_page=False),
        "not_an_object": Reason("bad_json", "This is not an object: put its fields in curly brackets.", on_page=False),
        "bad_json": Reason("bad_json", "This is not JSON ({detail}): correct the text.", on_page=False),
        "unreadable": Reason("bad_json", "The file cannot be read ({detail}): name another.", on_page=False),
        "unknown_calculator": Reason(
            "unknown_calculator", "There is no calculator {detail}: choose one of {known}.", on_page=False
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``field``: path such as ``stages[1].rate``, empty for the whole; ``reason``: key of ``REASONS``; ``limit`` with its
    ``unit``: the bound that was passed; ``details``: texts for the command line.
    """

    field: str
    reason: str
    limit: Fraction | int | None = None
    unit: str = NUMBER
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the contract, such as ``out_of_range``."""
        return REASONS[self.reason].code

    @property
    def message(self) -> str:
        """The sentence of the command line."""
        limit = "" if self.limit is None else decimal_text(Fraction(self.limit))
        return REASONS[self.reason].message.format(limit=limit, **self.details)


class InvalidInputError(ValueError):
    """Input was refused; ``problems`` holds all that is wrong with it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.field or 'input'}: {problem.message}" for problem in problems))
        self.problems = problems
