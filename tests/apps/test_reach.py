"""Who reaches what: every address of these apps, walked by nobody, by people of each role, and by
the owner of a draft.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from convene.apps.accounts.models import Role, User
from convene.apps.registry import actions as registry
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.queries import history
from tests.apps.registry.people import at_desk_of, organisation, person, uploaded
from tests.apps.workshop.people import OPEN_TENDERS, draft_of
from tests.corpus.open_data.conftest import _once, serving
from tests.corpus.open_data.records import BANK, MINE, WELL

__all__ = ["_once", "serving"]
pytestmark = pytest.mark.django_db
APPS = ("guide", "countries", "registry", "finder", "workshop")
ROLES = (Role.VIEWER, Role.BUILDER, Role.REVIEWER, Role.ADMINISTRATOR)
WHO = ("nobody", *(role.value for role in ROLES))
IN, NO, GONE, YES = "asked to sign in", "refused", "not there", "open"
PUBLIC = (YES, YES, YES, YES, YES)
MEMBERS = (IN, YES, YES, YES, YES)
BUILDERS = (IN, NO, YES, YES, YES)
REVIEWERS = (IN, NO, NO, YES, YES)
ADMINISTRATORS = (IN, NO, NO, NO, YES)
DRAFT = (IN, GONE, GONE, GONE, GONE)
"""A draft of somebody else: not even known to exist, whatever one's role."""
RULES: Mapping[str, tuple[str, ...]] = {
    "GET guide:library": PUBLIC,
    "GET guide:search": PUBLIC,
    "GET guide:about": PUBLIC,
    "GET guide:collection": PUBLIC,
    "GET guide:record": PUBLIC,
    "GET countries:countries": PUBLIC,
    "GET countries:country": PUBLIC,
    "GET registry:organisations": MEMBERS,
    "GET registry:export": MEMBERS,
    "GET registry:organisation": MEMBERS,
    "GET registry:history": MEMBERS,
    "GET registry:merges": MEMBERS,
    "GET registry:merge": MEMBERS,
    "GET registry:create": BUILDERS,
    "POST registry:create": BUILDERS,
    "GET registry:edit": BUILDERS,
    "POST registry:edit": BUILDERS,
    "GET registry:import": BUILDERS,
    "POST registry:import": BUILDERS,
    "GET registry:preview": BUILDERS,
    "POST registry:confirm_import": BUILDERS,
    "POST registry:undo_import": BUILDERS,
    "GET registry:propose": BUILDERS,
    "POST registry:propose": BUILDERS,
    "POST registry:confirm_merge": REVIEWERS,
    "POST registry:refuse_merge": REVIEWERS,
    "POST registry:split_merge": REVIEWERS,
    "GET registry:people": BUILDERS,
    "GET registry:add_contact": BUILDERS,
    "POST registry:add_contact": BUILDERS,
    "POST registry:erase": BUILDERS,
    "GET registry:record_consent": BUILDERS,
    "POST registry:record_consent": BUILDERS,
    "POST registry:withdraw": BUILDERS,
    "GET finder:ask": PUBLIC,
    "POST finder:ask": PUBLIC,
    "POST finder:nearest": PUBLIC,
    "POST finder:so_far": PUBLIC,
    "GET finder:answer": PUBLIC,
    "GET finder:paper": PUBLIC,
    "GET finder:partners": MEMBERS,
    "GET finder:records": MEMBERS,
    "GET finder:suggest": MEMBERS,
    "GET finder:export": MEMBERS,
    "GET finder:loaded": MEMBERS,
    "GET finder:between": MEMBERS,
    "GET finder:organisation": MEMBERS,
    "GET finder:money": MEMBERS,
    "GET finder:activity": MEMBERS,
    "GET finder:same": MEMBERS,
    "POST finder:link": BUILDERS,
    "POST finder:bring_in": BUILDERS,
    "POST finder:unlink": BUILDERS,
    "POST finder:decide": BUILDERS,
    "POST finder:undo": BUILDERS,
    "GET workshop:drafts": MEMBERS,
    "GET workshop:create": BUILDERS,
    "POST workshop:create": BUILDERS,
    "GET workshop:template": ADMINISTRATORS,
    "POST workshop:template": ADMINISTRATORS,
    "POST workshop:default_template": ADMINISTRATORS,
    "GET workshop:template_file": ADMINISTRATORS,
    "GET workshop:draft": DRAFT,
    "GET workshop:edit": DRAFT,
    "POST workshop:edit": DRAFT,
    "POST workshop:autosave": DRAFT,
    "GET workshop:history": DRAFT,
    "POST workshop:restore_version": DRAFT,
    "POST workshop:duplicate": DRAFT,
    "POST workshop:archive": DRAFT,
    "POST workshop:unarchive": DRAFT,
    "GET workshop:share": DRAFT,
    "POST workshop:share": DRAFT,
    "POST workshop:unshare": DRAFT,
    "GET workshop:download": DRAFT,
    "GET workshop:partners": DRAFT,
    "GET workshop:partners_file": DRAFT,
    "POST workshop:add_partner": DRAFT,
    "POST workshop:add_partner_by_hand": DRAFT,
    "POST workshop:describe_partner": DRAFT,
    "POST workshop:dismiss_partner": DRAFT,
    "POST workshop:restore_partner": DRAFT,
}
"""Which way each address is open to nobody, a viewer, a builder, a reviewer, an administrator. What
is not named here is closed.
"""
ASKED = {
    "finder:answer": "?country=PY&challenge=procurement_opacity",
    "finder:paper": "?country=PY&challenge=procurement_opacity&model=M1",
    "finder:export": "?q=water",
    "finder:between": f"?a={WELL}&b={BANK}",
}
TYPED = {
    "workshop:create": {"title": "Open courts"},
    "workshop:add_partner": {"open_data_id": WELL},
}
"""What is sent where nothing would lead elsewhere."""


def pages() -> Iterator[tuple[str, URLPattern]]:
    for app in get_resolver().url_patterns:
        if isinstance(app, URLResolver) and app.namespace in APPS:
            yield from (
                (f"{app.namespace}:{page.name}", page)
                for page in app.url_patterns
                if isinstance(page, URLPattern)
            )


@pytest.mark.parametrize(
    ("name", "page"), list(pages()), ids=lambda value: str(getattr(value, "pattern", ""))
)
def test_an_address_is_open_to_those_it_is_for(name: str, page: URLPattern, serving: Path) -> None:
    owner = person("Olga")
    desks = [at_desk_of(None), *(at_desk_of(person(role.value, role)) for role in ROLES)]
    where = address(name, page, owner)
    ways = {way: RULES[f"{way} {name}"] for way in ("GET", "POST") if f"{way} {name}" in RULES}
    assert ways, f"say in RULES who may reach {name}"
    for way, rule in ways.items():
        assert dict(
            zip(WHO, [said(desk, way, where, TYPED.get(name)) for desk in desks], strict=True)
        ) == dict(zip(WHO, rule, strict=True))
        if rule is DRAFT:
            assert said(at_desk_of(owner), way, where, TYPED.get(name)) == YES
    for way in {"GET", "POST"} - ways.keys():
        assert YES not in [said(desk, way, where) for desk in (*desks, at_desk_of(owner))], (
            "a way that no rule opens"
        )


def test_every_rule_is_of_an_address() -> None:
    assert {rule.split()[1] for rule in RULES} == {name for name, _page in pages()}


def said(desk: Client, way: str, where: str, typed: dict[str, str] | None = None) -> str:
    answer = desk.post(where, typed) if way == "POST" else desk.get(where)
    if answer.status_code == 302 and answer["Location"].startswith("/account/login/"):
        return IN
    return {200: YES, 302: YES, 403: NO, 404: GONE, 405: "no such way"}[answer.status_code]


def address(name: str, page: URLPattern, owner: User) -> str:
    app, there = name.partition(":")[0], things(owner)
    given = {
        key: there.get(f"{name} {key}", there.get(f"{app} {key}"))
        for key in page.pattern.converters
    }
    return reverse(name, kwargs=given) + ASKED.get(name, "")


def things(owner: User) -> Mapping[str, object]:
    """Return what the addresses name: `app key`, or `app:page key` where one page means something
    else.
    """
    bank, copy = organisation(by=owner), organisation("Azure River Savings", by=owner)
    source = uploaded(owner, "name\nOther Works\n")
    merge = registry.propose_merge(copy, kept=bank, reason="One address.", by=owner)
    contact = registry.add_contact(
        bank,
        name="Josefa",
        channel="A door",
        consent="To be asked",
        keep_until=date(2030, 1, 1),
        by=owner,
    )
    consent = registry.record_consent(
        bank,
        subject="name",
        given_by="Josefa",
        given_on=date(2026, 1, 1),
        evidence="A letter",
        by=owner,
    )
    draft = draft_of(owner, replace(OPEN_TENDERS, country="AO"))
    return {
        "guide pack": "democracy",
        "guide name": "models",
        "guide id": "M1",
        "countries code": "AO",
        "registry pk": bank.pk,
        "registry format": "csv",
        **{
            f"registry:{name} pk": source.pk
            for name in ("preview", "confirm_import", "undo_import")
        },
        **{
            f"registry:{name} pk": merge.pk
            for name in ("merge", "confirm_merge", "refuse_merge", "split_merge")
        },
        "registry contact": contact.pk,
        "registry consent": consent.pk,
        "finder format": "csv",
        "finder:paper format": "html",
        "finder id": WELL,
        "finder build": "b1",
        "finder number": 0,
        "finder:unlink pk": registry.link(
            bank, open_data_id=MINE, name="Glitter Mining plc", by=owner
        ).pk,
        "finder:undo pk": registry.decide_sameness(
            {"a": "A", "b": "B"}, same=True, reason="One address.", by=owner
        ).pk,
        "workshop pk": draft.pk,
        "workshop candidate": workshop.add(
            draft, workshop.Proposed(name="Quill and Sons"), by=owner
        ).pk,
        "workshop version": history.latest(draft),
        "workshop which": "default",
        "workshop kind": "concept",
        "workshop format": "html",
        "workshop:partners_file format": "xlsx",
    }
