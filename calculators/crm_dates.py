"""crm: dates as exports write them. Whether the day or the month comes first, a whole column decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

EARLIEST, LATEST = 1950, 2150
"""Years beyond which a date is a mistake."""
CENTURY_TURNS = 70
"""Two digits from here on are years of the twentieth century."""
MOST_KNOWN = 20_000
"""How many texts a reader remembers."""

_TIME = r"(?:[T ,]\s*\d{1,2}[:h.]\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}})\.?{_TIME}")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|º|\.)?[\s./-]*(?:de\s+)?([^\W\d_]{{3,}})\.?,?[\s./-]*(?:de\s+)?(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"([^\W\d_]{{3,}})\.?[\s./-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[\s./-]+(\d{{4}}){_TIME}", re.IGNORECASE
)
_TIMED = re.compile(r"[\d./-]{10}[T ]\d{1,2}[:h.]\d{2}.*")
"""Ten signs for the day, then the time: as most exports have it."""
_MERIDIEM = re.compile(r"\d\s*[ap]\.?\s?m\b", re.IGNORECASE)
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan gen ene",
            "feb fev",
            "mar mär",
            "apr abr avr",
            "may mai mag",
            "jun giu",
            "jul lug",
            "aug ago",
            "sep set",
            "oct out ott okt",
            "nov",
            "dec dez dic déc",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months by their first three letters, as English, Portuguese and their neighbours have them."""


@dataclass(frozen=True, slots=True)
class DateStyle:
    """``day_first``: 03/04 is in April; ``assumed``: nothing told, and for some date it makes a difference."""

    day_first: bool
    assumed: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often a column's dates can be read in one order only, and what else points to one."""

    day_first: int
    month_first: int
    doubtful: int
    points: int
    meridiem: bool


def evidence(texts: Iterable[str]) -> Evidence:
    """Collect what the dates of a column tell about their order."""
    day_first = month_first = doubtful = points = 0
    meridiem = False
    for text in texts:
        match = _NUMERIC.fullmatch(text)
        if not match:
            continue
        first, second = int(match[1]), int(match[3])
        months = 12
        day_first += first > months >= second
        month_first += second > months >= first
        doubtful += first <= months and second <= months and first != second
        points += match[2] == "."
        meridiem = meridiem or bool(_MERIDIEM.search(text))
    return Evidence(day_first, month_first, doubtful, points, meridiem)


def date_styles(columns: Sequence[Evidence]) -> tuple[DateStyle, ...]:
    """Decide the order of each column: by its own dates, else by those of the others, else by how they are written.

    Points between the numbers and no other sign mean that the day is first, a.m. and p.m. that the month is. Where
    nothing tells, the day is first.
    """
    day_first = sum(column.day_first for column in columns)
    month_first = sum(column.month_first for column in columns)
    meridiem = any(column.meridiem for column in columns)
    styles: list[DateStyle] = []
    for column in columns:
        if column.day_first != column.month_first:
            styles.append(DateStyle(column.day_first > column.month_first, assumed=False))
        elif day_first != month_first:
            styles.append(DateStyle(day_first > month_first, assumed=False))
        else:
            told = column.points > 0 or meridiem
            styles.append(DateStyle(column.points > 0 or not meridiem, assumed=column.doubtful > 0 and not told))
    return tuple(styles)


class DateReader:
    """Reads the dates of one column; what was read once is remembered, since dates repeat."""

    def __init__(self, style: DateStyle) -> None:
        self._style = style
        self._known: dict[str, date | None] = {}
        self._days: dict[str, date | None] = {}

    def read(self, text: str) -> date | None:
        """Return the day, whatever the time; ``None`` where the text is no date in the order of its column."""
        if text not in self._known:
            day = self._day(text)
            if len(self._known) < MOST_KNOWN:
                self._known[text] = day
            return day
        return self._known[text]

    def _day(self, text: str) -> date | None:
        """Read a date that has not been met yet; its day may have been, with another time."""
        if not _TIMED.fullmatch(text):
            return _read(text, self._style)
        day = text[:10]
        if day not in self._days:
            self._days[day] = _read(day, self._style)
        return self._days[day]


def _read(text: str, style: DateStyle) -> date | None:
    if match := _ISO.fullmatch(text):
        return _date(match[1], match[3], match[4])
    if match := _NUMERIC.fullmatch(text):
        day, month = (match[1], match[3]) if style.day_first else (match[3], match[1])
        return _date(match[4], month, day)
    if match := _COMPACT.fullmatch(text):
        return _date(match[1], match[2], match[3])
    if match := _DAY_MONTH.fullmatch(text):
        return _date(match[3], _MONTHS.get(match[2][:3].casefold()), match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return _date(match[3], _MONTHS.get(match[1][:3].casefold()), match[2])
    return None


def _date(year: str, month: str | int | None, day: str) -> date | None:
    whole_year = int(year)
    if len(year) == 2:  # noqa: PLR2004  # 24 is 2024
        whole_year += 1900 if whole_year >= CENTURY_TURNS else 2000
    if not EARLIEST <= whole_year <= LATEST or month is None:
        return None
    try:
        return date(whole_year, int(month), int(day))
    except ValueError:
        return None
