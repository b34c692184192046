"""The columns of grants in a table: the titles of the 360Giving Data Standard, or its field names.

Titles: 360Giving Data Standard 1.4 (CC BY 4.0).
"""

import re
from collections.abc import Mapping
from typing import Any

from convene.core.writing import whole_number

OF_GRANT = {
    "identifier": "id",
    "url": "url",
    "last modified": "dateModified",
    "amount awarded": "amountAwarded",
    "amount disbursed": "amountDisbursed",
    "award date": "awardDate",
}
PARTS = {
    "funding org": "fundingOrganization",
    "recipient org": "recipientOrganization",
    "recipient ind": "recipientIndividual",
    "planned dates": "plannedDates",
    "actual dates": "actualDates",
    "beneficiary location": "beneficiaryLocation",
    "grant programme": "grantProgramme",
    "classifications": "classifications",
}
OF_PART = {
    "identifier": "id",
    "web address": "url",
    "country": "addressCountry",
    "start date": "startDate",
    "end date": "endDate",
    "country code": "countryCode",
    "last modified": "dateModified",
}
"""Titles of what a part holds that are not its field's name with spaces."""


def grant(values: Mapping[str, str]) -> dict[str, Any]:
    """Return a row as a grant of the JSON form: “Funding Org:0:Name”, or as the standard's fields
    have it “fundingOrganization/0/name”, is the name of its first funder.
    """
    made: dict[str, Any] = {}
    for column, cell in values.items():
        if cell:
            part, place, field = _path(column)
            if part:
                things = made.setdefault(part, {})
                things.setdefault(place, {})[field] = cell
            else:
                made[field] = cell
    return {
        key: [value[place] for place in sorted(value)] if isinstance(value, dict) else value
        for key, value in made.items()
    }


def _path(column: str) -> tuple[str, int, str]:
    """Return the part, which one of several it is, and the field that a column stands for."""
    first, *rest = (step.strip().casefold() for step in re.split("[:/]", column))
    if not rest:
        return "", 0, _field(first, OF_GRANT)
    place = whole_number(rest[0]) if len(rest) > 1 else None
    if place is not None:
        rest.pop(0)
    part = PARTS.get(first) or _NAMES.get(first, first)
    return part, place or 0, _field(":".join(rest), OF_PART)


def _field(title: str, known: Mapping[str, str]) -> str:
    return known.get(title) or _NAMES.get(title, title)


_NAMES = {name.casefold(): name for table in (OF_GRANT, PARTS, OF_PART) for name in table.values()}
"""Field names as the standard writes them, by their lower case."""
