"""The time zones a person can choose from."""

from functools import cache
from zoneinfo import available_timezones


@cache
def zones() -> tuple[str, ...]:
    """Return the names of the world's places with a clock of their own, in order: `Africa/Abidjan`
    … `UTC`.
    """
    return tuple(
        sorted(zone for zone in available_timezones() if zone == "UTC" or _is_a_place(zone))
    )


def _is_a_place(zone: str) -> bool:
    """Leave out the aliases kept for old software: `Etc/GMT+5`, `SystemV/…`, `EST5EDT`."""
    return "/" in zone and zone.partition("/")[0] in PARTS_OF_THE_WORLD


PARTS_OF_THE_WORLD = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)
