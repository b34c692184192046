"""How long the pages of an alliance, the portfolio and a focal point's page take where there are
5,000 alliances with 200,000 promises and 600,000 entries, on the engine that DATABASE_URL names.

CONVENE_BENCH_ALLIANCES says another number of alliances: with 50 it takes seconds.
"""

import os
import sys
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from tests.bench.figures import Figure, percentile
from tests.bench.server import serving

if TYPE_CHECKING:
    from tests.bench.many import Installation

ALLIANCES = 5_000
ROUNDS = 10
OF_ALLIANCE, OF_ALL, OF_PARTNER = 150, 300, 100
"""Milliseconds."""


class Page(NamedTuple):
    """A page as somebody opens it, and the milliseconds that it may take."""

    name: str
    who: str
    path: str
    limit: float


def measure() -> list[Figure]:
    with serving():
        from tests.bench.many import fill  # local: the server has set Django up

        began = perf_counter()
        there = fill(int(os.environ.get("CONVENE_BENCH_ALLIANCES", ALLIANCES)))
        _state(there)
        took = perf_counter() - began
        counted = f"{there.promises:,} promises, {there.entries:,} entries"
        print(f"{counted}, written in {took:.0f} s", file=sys.stderr, flush=True)
        return [_measured(page, there) for page in pages(there)]


def _state(there: "Installation") -> None:
    """Issue a statement to the two partners whose pages are opened."""
    from datetime import date  # local: as below
    from uuid import uuid4

    from convene.apps.statements.actions import issue  # local: Django is set up only now
    from convene.apps.workshop.models import Partner

    for partner in (there.partner_of_usual, there.partner_of_largest):
        of = Partner.objects.get(pk=partner)
        period: Any = {"since": date(2025, 3, 2), "until": date(2026, 11, 30)}
        issue(of, id=uuid4(), by=there.people.editor, **period)


def pages(there: "Installation") -> list[Page]:
    """Return the pages that are held to a limit, of an alliance like most and of the largest."""
    kinds = (
        ("like most", there.usual, there.partner_of_usual),
        ("the largest", there.largest, there.partner_of_largest),
    )
    return [
        Page("portfolio", "reader", "/alliances/", OF_ALL),
        Page("portfolio, of one country", "reader", "/alliances/?country=ZM", OF_ALL),
        Page("portfolio, by partner", "reader", "/alliances/?partner=works+12", OF_ALL),
        Page("portfolio, page 9", "reader", "/alliances/?page=9", OF_ALL),
        Page("portfolio of somebody's own", "owner", "/alliances/", OF_ALL),
        Page("own alliances", "owner", "/drafts/", OF_ALLIANCE),
        *(page for kind in kinds for page in _of(*kind)),
    ]


def _of(name: str, alliance: UUID, partner: UUID) -> list[Page]:
    from convene.apps.ledger.models import Contribution  # local: Django is set up only now
    from convene.apps.statements.models import Statement

    promise = Contribution.objects.filter(alliance=alliance, state="part_delivered").first()
    statement = Statement.objects.filter(partner=partner).first()
    assert promise is not None
    assert statement is not None
    here = f"/drafts/{alliance}/"
    paths = {
        "front page": here,
        "promises": f"{here}promises/",
        "a promise": f"{here}promises/{promise.pk}/",
        "leverage": f"{here}promises/leverage/",
        "partners": f"{here}members/",
        "a partner": f"{here}members/{partner}/",
        "checks": f"{here}checks/",
        "risks": f"{here}risks/",
        "tasks": f"{here}tasks/",
        "statements": f"{here}statements/",
        "a statement": f"/partner/{partner}/statements/{statement.pk}/",
    }
    own = Page(f"focal point's page, {name}", "focal", f"/partner/{partner}/", OF_PARTNER)
    return [*(Page(f"{what}, {name}", "owner", to, OF_ALLIANCE) for what, to in paths.items()), own]


def _measured(page: Page, there: "Installation") -> Figure:
    from django.db import connection  # local: Django is set up only now
    from django.test import Client

    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(getattr(there.people, page.who))
    asked = list[str]()

    def count(ask: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return ask(sql, *rest)

    with connection.execute_wrapper(count):
        answer = browser.get(page.path)
    assert answer.status_code == 200, f"{page.path} answered {answer.status_code}"
    waits, busy = list[float](), list[float]()
    for _ in range(ROUNDS):
        began, worked = perf_counter(), process_time()
        browser.get(page.path)
        waits.append((perf_counter() - began) * 1000)
        busy.append((process_time() - worked) * 1000)
    told = f"p50 {percentile(waits, 0.5):.0f}, busy {percentile(busy, 0.5):.0f} ms"
    print(
        f"{page.name}: {told}, {len(asked)} queries, {len(answer.content) // 1000} kB",
        file=sys.stderr,
        flush=True,
    )
    return Figure(f"{page.name}: p95", percentile(waits, 0.95), "ms", page.limit)
