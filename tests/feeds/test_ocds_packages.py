"""Releases and records of open contracting, in packages wherever they stand: which are put
together, and in which order.
"""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from convene.feeds import FeedError, records
from convene.feeds.ocds import shapes
from convene.feeds.ocds.read import origin
from convene.feeds.ocds.shapes import merged
from tests.feeds.ocds_releases import LATER, PACKAGE, RELEASE, all_of, lot, packed, written


@pytest.mark.parametrize(
    "content",
    [
        {**PACKAGE, "releases": [RELEASE, LATER]},
        {**PACKAGE, "releases": [LATER, RELEASE]},
        {**PACKAGE, "records": [{"ocid": "ocds-000000-1", "releases": [RELEASE, LATER]}]},
        {
            **PACKAGE,
            "records": [
                {
                    "ocid": "ocds-000000-1",
                    "releases": [{"url": "https://x.example"}],
                    "compiledRelease": RELEASE | LATER,
                }
            ],
        },
        {"releases": [RELEASE], "ocid": "ocds-000000-1", "compiledRelease": RELEASE | LATER},
        RELEASE | LATER,
        [RELEASE, LATER],
        {**PACKAGE, "releases": [LATER, {"ocid": "ocds-000000-0"}, RELEASE]},
    ],
)
def test_every_shape_gives_one_process_with_its_contract(tmp_path: Path, content: Any):
    (found,), aside = all_of(written(tmp_path, content))

    assert [each.value for each in aside] == ["ocds-000000-0"] * len(aside)
    assert [
        (m.kind, m.value, m.receiver)
        for m in found.money
        if m.kind in {"commitment", "disbursement"}
    ] == [
        ("commitment", Decimal(851), 1),
        ("disbursement", Decimal(100), 1),
    ]
    assert (found.status, found.start, found.end) == ("2", date(2020, 6, 1), date(2021, 5, 31))
    assert found.updated == "2020-06-02T00:00:00Z"


OLDER: dict[str, Any] = {
    "date": "2020-01-01",
    "language": "en",
    "tender": {
        "title": "Pumps",
        "status": "active",
        "items": [{"id": 1, "unit": "box"}, {"id": 2}],
        "tags": ["a", "b"],
    },
    "awards": [{"id": "a1", "status": "pending", "value": {"amount": 5, "currency": "KES"}}],
}


@pytest.mark.parametrize(
    ("newer", "changed"),
    [
        ({"tender": {"status": "complete"}}, {"tender": {**OLDER["tender"], "status": "complete"}}),
        (
            {"tender": {"items": [{"id": "1", "unit": "bag"}, {"id": 3}]}},
            {
                "tender": {
                    **OLDER["tender"],
                    "items": [{"id": "1", "unit": "bag"}, {"id": 2}, {"id": 3}],
                }
            },
        ),
        (
            {"tender": {"items": [{"unit": "bag"}]}},
            {"tender": {**OLDER["tender"], "items": [*OLDER["tender"]["items"], {"unit": "bag"}]}},
        ),
        ({"tender": {"tags": ["c"]}}, {"tender": {**OLDER["tender"], "tags": ["c"]}}),
        (
            {"awards": [{"id": "a1", "value": {"amount": 7}}]},
            {
                "awards": [
                    {"id": "a1", "status": "pending", "value": {"amount": 7, "currency": "KES"}}
                ]
            },
        ),
        ({"awards": [], "tender": {}}, {}),
        ({"awards": None, "tender": None}, {}),
        ({"language": ""}, {"language": ""}),
    ],
)
def test_a_newer_release_changes_what_it_says_and_nothing_else(
    newer: dict[str, Any], changed: dict[str, Any]
):
    newer = {"date": "2020-02-01", **newer}

    assert merged([newer, OLDER]) == {**OLDER, "date": "2020-02-01", **changed}


def test_null_takes_a_text_away():
    assert merged([{**OLDER, "language": None, "date": "2020-02-01"}, OLDER]) == {
        each: OLDER[each] for each in ("tender", "awards")
    } | {"date": "2020-02-01"}


def test_nesting_without_end_is_put_together_without_following_it():
    deep: Any = {}
    for _ in range(5_000):
        deep = {"deeper": deep, "kept": 1}

    assert (
        merged([{"date": "1", "extra": deep}, {"date": "2", "extra": deep}])["extra"]["deeper"][
            "kept"
        ]
        == 1
    )


def test_releases_of_a_large_file_are_put_together_where_they_follow_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shapes, "TOGETHER", 100)
    apart = {**RELEASE, "ocid": "ocds-000000-2"}

    found, _ = all_of(written(tmp_path, {**PACKAGE, "releases": [RELEASE, LATER, apart, RELEASE]}))

    assert [(each.identifier, each.updated[:10]) for each in found] == [
        ("ocds-000000-1", "2020-06-02"),
        ("ocds-000000-2", "2020-05-01"),
        ("ocds-000000-1", "2020-05-01"),
    ]


def test_releases_one_a_line_are_read(tmp_path: Path):
    file = tmp_path / "contracts.jsonl"
    file.write_text(
        "\n".join(json.dumps({**RELEASE, "ocid": f"ocds-{number}"}) for number in range(3))
    )

    assert [found.identifier for found in all_of(file)[0]] == ["ocds-0", "ocds-1", "ocds-2"]


def recorded(*releases: dict[str, Any]) -> dict[str, Any]:
    records = [{"ocid": release["ocid"], "releases": [release]} for release in releases]
    return {"publisher": {"name": "Procurement Office"}, "records": records}


def in_lines(*documents: Any) -> str:
    return "\n".join(map(json.dumps, documents)) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([packed(lot(1), lot(2)), packed(lot(3), lot(4))]),
        json.dumps([recorded(lot(1), lot(2)), recorded(lot(3), lot(4))]),
        json.dumps([packed(lot(1)), recorded(lot(2)), [lot(3), [packed(lot(4))]]]),
        json.dumps({"results": [packed(lot(1), lot(2))], "next": {"page": packed(lot(3), lot(4))}}),
        json.dumps(packed(lot(1), packed(lot(2), recorded(lot(3), lot(4))))),
        in_lines(packed(lot(1), lot(2)), packed(lot(3), lot(4))),
        in_lines(recorded(lot(1)), packed(lot(2)), lot(3), [lot(4)]),
        "\n\n" + in_lines(recorded(lot(1), lot(2)), recorded(lot(3), lot(4))),
    ],
)
def test_packages_are_read_wherever_they_stand(tmp_path: Path, text: str):
    file = tmp_path / "contracts.json"
    file.write_text(text)
    activities, aside = all_of(file)

    assert ([found.identifier for found in activities], aside) == (
        [f"ocds-lot-{number}" for number in (1, 2, 3, 4)],
        [],
    )
    assert [[money.value for money in found.money] for found in activities] == [
        [number * 10] for number in (1, 2, 3, 4)
    ]
    assert records.form_of(file) == "ocds"
    assert origin(file).publisher in {"Procurement Office", ""}


LOTS = st.integers(1, 6).map(lot)
FLAT = LOTS | st.lists(LOTS, max_size=3).map(lambda some: recorded(*some))
SOME = st.lists(FLAT, max_size=3)
DEEP = FLAT | SOME | SOME.map(lambda some: packed(*some))
SHAPES = DEEP | st.lists(DEEP, max_size=3).map(lambda some: packed(*some))


def lots(document: Any) -> set[str]:
    return set(re.findall(r"ocds-lot-\d", json.dumps(document)))


@settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(SHAPES, min_size=1, max_size=3))
def test_however_packages_stand_each_process_is_read_once_and_none_is_invented(
    tmp_path: Path, some: list[Any]
):
    assume(lots(some))
    file = written(tmp_path, some)
    activities, aside = all_of(file)

    assert sorted(found.identifier for found in activities) == sorted(lots(some))
    assert {money.value for found in activities for money in found.money} == {
        Decimal(name[-1]) * 10 for name in lots(some)
    }
    assert aside == []


def test_only_releases_of_one_process_are_put_together(tmp_path: Path):
    nameless = [{**lot(1), "ocid": ocid} for ocid in ("", " ", None)]
    other = {"ocid": "ocds-lot-1", "releases": [lot(1), lot(2)]}
    compiled = {"ocid": "ocds-lot-3", "compiledRelease": lot(4)}
    none_of_its_own = {"compiledRelease": lot(5)}

    _, aside = all_of(written(tmp_path, packed(*nameless)))
    activities, strange = all_of(written(tmp_path, {"records": [other, compiled, none_of_its_own]}))

    assert [each.reason for each in aside] == ["the release has no ocid"] * 3
    assert [found.identifier for found in activities] == ["ocds-lot-5"]
    assert [(each.record, each.reason, each.value) for each in strange] == [
        (1, "the record “ocds-lot-1” holds a release of another process", "ocds-lot-2"),
        (2, "the record “ocds-lot-3” holds a release of another process", "ocds-lot-4"),
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2024-01-02T01:00:00Z", "2024-01-01T23:00:00-05:00"),
        ("2024-01-01T10:00:00+09:00", "2024-01-01T05:00:00Z"),
        ("2024-01-02T00:30:00+14:00", "2024-01-01T12:00:00Z"),
        ("2024-01-01T00:00:00.25Z", "2024-01-01T00:00:00.5Z"),
        ("not a day", "1999-01-01"),
    ],
)
def test_the_newer_release_is_the_one_of_the_later_instant(earlier: str, later: str):
    both = [{"date": typed, "title": typed} for typed in (earlier, later)]

    assert merged(both)["title"] == merged(both[::-1])["title"] == later


@pytest.mark.parametrize("broken", [2, 3, 4])
def test_a_line_that_is_no_whole_json_is_refused_by_its_number(tmp_path: Path, broken: int):
    lines = [json.dumps({**RELEASE, "ocid": f"ocds-lot-{number}"}) for number in range(1, 5)]
    lines[broken - 1] = lines[broken - 1][:-40]
    file = tmp_path / "lines.json"
    file.write_text("\n".join(lines) + "\n")

    with pytest.raises(FeedError, match=f"^lines.json: line {broken}: "):
        all_of(file)
