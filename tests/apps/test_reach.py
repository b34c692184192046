"""Who reaches what: every address there is, walked by everybody in the table `reach.yaml`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.messages import WARNING, get_messages
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.apps import world
from tests.apps.registry.people import at_desk_of
from tests.corpus.open_data.conftest import _once

__all__ = ["_once"]
pytestmark = pytest.mark.django_db
TABLE = yaml.safe_load(Path(__file__).with_name("reach.yaml").read_text(encoding="utf-8"))
RULES: Mapping[str, Mapping[str, str]] = TABLE["rules"]
ROWS: Mapping[str, Mapping[str, str]] = TABLE["addresses"]
ASKED: Mapping[str, str] = TABLE["asked"]
SENT: Mapping[str, Mapping[str, str]] = TABLE["sent"]
PARTNERS = tuple(TABLE["partners reach"])
LED_HOME: Sequence[str] = TABLE["partners led home"]
NOT_NOW: Mapping[str, str] = TABLE["not now"]
WAYS = ("GET", "POST")
ANSWERS = {200: "open", 302: "open", 403: "refused", 404: "not there", 405: "no such way"}
ELSEWHERE = {
    "/account/login/": "sign in",
    "/account/reauthenticate/": "password again",
}


@dataclass(frozen=True, kw_only=True)
class World:
    desks: Mapping[str, Client]
    things: Mapping[str, object]


Address = tuple[str, str, tuple[str, ...]]
"""Its name, its pattern, and what the pattern asks for."""


def addresses(
    above: URLResolver, name: str = "", pattern: str = "", *keys: str
) -> Iterator[Address]:
    for page in above.url_patterns:
        known = (*keys, *(page.pattern.converters or page.pattern.regex.groupindex))
        if isinstance(page, URLResolver):
            space = f"{name}{page.namespace}:" if page.namespace else name
            yield from addresses(page, space, f"{pattern}{page.pattern}", *known)
        else:
            yield f"{name}{page.name}", f"{pattern}{page.pattern}", known


EVERY = list(addresses(get_resolver()))
walked = pytest.mark.parametrize(
    ("name", "keys"),
    [(name, keys) for name, _pattern, keys in EVERY],
    ids=[f"{name} {pattern}" for name, pattern, _keys in EVERY],
)


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is written meanwhile: everybody finds the same there."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker, _once: Path) -> Iterator[World]:
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        undone(),
    ):
        patch.setenv("CONVENE_DATA", str(_once))
        who = world.cast()
        things = world.things(who)
        desks = {name: at_desk_of(user) for name, user in who.named().items()}
        yield World(desks=desks, things=things)


@walked
def test_an_address_is_open_to_those_it_is_for(
    name: str, keys: tuple[str, ...], there: World
) -> None:
    assert name in ROWS, f"say in reach.yaml who may reach {name}"
    where = address(name, keys, there.things)
    found = {
        way: {who: said(desk, way, where, SENT.get(name)) for who, desk in there.desks.items()}
        for way in ROWS[name]
    }
    assert found == {way: everybody(rule, name) for way, rule in ROWS[name].items()}


@walked
def test_a_way_that_no_row_opens_is_closed(name: str, keys: tuple[str, ...], there: World) -> None:
    where = address(name, keys, there.things)
    closed = [way for way in WAYS if way not in ROWS[name]]
    found = {(way, who): said(there.desks[who], way, where) for way in closed for who in INSIDERS}
    assert {found[each] for each in found} <= {"no such way", "refused", "not there"}


INSIDERS = ("administrator", "owner")


def test_every_row_is_of_an_address():
    assert set(ROWS) == {name for name, _pattern, _keys in EVERY}
    assert {*NOT_NOW, *LED_HOME} <= set(ROWS)
    assert [part for part in PARTNERS if not any(row.startswith(part) for row in ROWS)] == []


def test_every_rule_is_used_and_says_it_of_everybody():
    used = {rule for row in ROWS.values() for rule in row.values()}
    assert used == set(RULES)
    assert {name for rule in RULES.values() for name in rule} - {"everybody else"} <= {*world.NAMES}


def everybody(rule: str, name: str) -> dict[str, str]:
    """Return how an address answers everybody; those it is open to may be told why not now."""
    said = RULES[rule]
    answers = {who: said.get(who, said.get("everybody else", "")) for who in world.NAMES}
    if name in LED_HOME:
        answers["partner"] = "sent on"
    elif not name.startswith(PARTNERS):
        answers["partner"] = "not there"
    opened = "told why not" if name in NOT_NOW else "open"
    return {who: opened if answer == "open" else answer for who, answer in answers.items()}


def said(desk: Client, way: str, where: str, sent: Mapping[str, str] | None = None) -> str:
    cache.clear()  # or whoever comes late would have tried to sign in too often
    desk = copy(desk)
    desk.cookies = deepcopy(desk.cookies)
    with undone():
        return told(desk.post(where, sent) if way == "POST" else desk.get(where), way)


def told(answer: Any, way: str) -> str:
    """Say how an answer goes. One that sends on with a word of warning did not do what was asked:
    it is no open door, whoever it sends on.
    """
    if answer.status_code == 302:
        where = next(
            (word for at, word in ELSEWHERE.items() if answer["Location"].startswith(at)), None
        )
        if where is None and warned(answer):
            return "told why not"
        return where or ("open" if way == "POST" else "sent on")
    return ANSWERS.get(answer.status_code, str(answer.status_code))


def warned(answer: Any) -> bool:
    return any(message.level >= WARNING for message in get_messages(answer.wsgi_request))


def address(name: str, keys: tuple[str, ...], things: Mapping[str, object]) -> str:
    app = name.partition(":")[0]
    given = {key: things.get(f"{name} {key}", things.get(f"{app} {key}")) for key in keys}
    return reverse(name, kwargs=given) + ASKED.get(name, "")
