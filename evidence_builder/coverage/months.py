"""Months as specifications count them: the same day, so many months earlier."""

from __future__ import annotations

from datetime import date


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    if year < 1:
        return date.min
    import calendar  # few portfolios have a limit of age

    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
