"""A release, a contract and a package to read. Every buyer and supplier here is made up."""

import json
from pathlib import Path
from typing import Any

from convene.core.records import Activity, SetAside
from convene.feeds.ocds.read import read

RELEASE: dict[str, Any] = {
    "ocid": "ocds-000000-1",
    "id": "1-award",
    "date": "2020-05-01T00:00:00Z",
    "tag": ["award"],
    "language": "en",
    "parties": [
        {
            "id": "b1",
            "name": "Ministry of Wells",
            "roles": ["buyer"],
            "identifier": {"scheme": "KE-EXAMPLE", "id": "77"},
            "address": {"countryName": "Kenya"},
        },
        {
            "id": "s1",
            "name": "Pump Makers Ltd",
            "roles": ["supplier", "tenderer"],
            "identifier": {"scheme": "GB-COH", "id": "09999999"},
        },
    ],
    "buyer": {"id": "b1", "name": "Ministry of Wells"},
    "tender": {
        "title": "Pumps",
        "description": "<p>Ten pumps &amp; parts</p>",
        "status": "complete",
        "value": {"amount": 900, "currency": "KES"},
        "procuringEntity": {"id": "b1", "name": "Ministry of Wells"},
        "tenderers": [
            {"id": "s1", "name": "Pump Makers Ltd"},
            {"id": "s2", "name": "Other Pumps Ltd"},
        ],
        "items": [{"classification": {"scheme": "CPV", "id": "42122000", "description": "Pumps"}}],
    },
    "awards": [
        {
            "id": "a1",
            "status": "active",
            "date": "2020-04-30",
            "value": {"amount": 850.5, "currency": "KES"},
            "suppliers": [{"id": "s1", "name": "Pump Makers Ltd"}],
        },
        {
            "id": "a2",
            "status": "unsuccessful",
            "value": {"amount": 999, "currency": "KES"},
            "suppliers": [{"id": "s2", "name": "Other Pumps Ltd"}],
        },
    ],
}
CONTRACT = {
    "id": "c1",
    "awardID": "a1",
    "status": "active",
    "dateSigned": "2020-06-01",
    "period": {"startDate": "2020-06-01", "endDate": "2021-05-31"},
    "value": {"amount": 851, "currency": "KES"},
    "implementation": {
        "transactions": [{"date": "2020-07-01", "value": {"amount": 100, "currency": "KES"}}]
    },
}
LATER = {
    "ocid": "ocds-000000-1",
    "id": "1-contract",
    "date": "2020-06-02T00:00:00Z",
    "tag": ["contract"],
    "contracts": [CONTRACT],
}
PACKAGE = {
    "publisher": {"name": "Procurement Office"},
    "license": "https://licence.example/by",
    "publishedDate": "2020-07-01T00:00:00Z",
}


def written(folder: Path, content: Any) -> Path:
    file = folder / "contracts.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def all_of(file: Path) -> tuple[list[Activity], list[SetAside]]:
    aside: list[SetAside] = []
    return list(read(file, aside=aside.append)), aside


def lot(number: int, **more: Any) -> dict[str, Any]:
    award = {"id": "a", "value": {"amount": number * 10, "currency": "KES"}}
    return {"ocid": f"ocds-lot-{number}", "date": "2024-01-01", "awards": [award], **more}


def packed(*releases: Any) -> dict[str, Any]:
    return {"publisher": {"name": "Procurement Office"}, "releases": [*releases]}
