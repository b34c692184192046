"""When somebody has been asked so lately that whoever asks again should say why."""

from datetime import date, timedelta

LATELY = 31
"""Days within which one voice is not asked twice without a word on why (expert choice)."""


def around(day: date) -> tuple[date, date]:
    """Return the first and the last day that are too near to a day on which somebody is asked."""
    within = timedelta(days=LATELY)
    return max(day, date.min + within) - within, min(day, date.max - within) + within


def since(today: date) -> date:
    """Return the first day of what was lately."""
    return around(today)[0]
