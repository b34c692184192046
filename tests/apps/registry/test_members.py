"""People belong to organisations, from one day until another."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.accounts.rules import is_builder
from convene.apps.registry import actions, rules
from convene.apps.registry.models import Membership, Organisation
from convene.apps.registry.queries import members
from convene.core.organisations import Content
from convene.ground import trail
from convene.ground.undoing import Stands
from tests.apps.registry.people import organisation, person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MARCH, MAY, JULY = date(2026, 3, 1), date(2026, 5, 1), date(2026, 7, 1)


@pytest.fixture
def ada():
    return person("Ada", Role.ADMINISTRATOR)


@pytest.fixture
def vera():
    return person("Vera", Role.VIEWER)


def joined(who, to, *, by, since=MARCH, until=None):
    return actions.join(who, organisation=to, since=since, until=until, by=by)


@pytest.mark.parametrize(
    ("since", "until", "on", "belongs"),
    [
        (MARCH, None, MARCH - DAY, False),
        (MARCH, None, MARCH, True),
        (MARCH, None, JULY, True),
        (MARCH, MAY, MAY, True),
        (MARCH, MAY, MAY + DAY, False),
        (MARCH, MARCH, MARCH, True),
    ],
)
def test_both_days_count(ada, vera, since, until, on, belongs):
    bank = organisation(by=ada)
    joined(vera, bank, by=ada, since=since, until=until)

    assert members.is_of(vera, bank, on=on) is belongs
    assert members.organisations_of(vera, on=on) == ([bank] if belongs else [])
    assert members.is_of(ada, bank, on=on) is False


OVERLAPS = [
    # March to May stands: who joins from, until, and whether that is refused
    (MARCH, None, True),
    (MARCH - DAY, MARCH - DAY, False),
    (MARCH - DAY, MARCH, True),
    (MARCH - DAY, None, True),
    (date(2026, 4, 1), date(2026, 4, 2), True),
    (MAY, JULY, True),
    (MAY + DAY, None, False),
]


@pytest.mark.parametrize(("since", "until", "refused"), OVERLAPS)
def test_two_memberships_of_one_organisation_never_overlap(ada, vera, since, until, refused):
    bank = organisation(by=ada)
    first = joined(vera, bank, by=ada, until=MAY)
    if refused:
        with pytest.raises(Stands) as why:
            joined(vera, bank, by=ada, since=since, until=until)
        assert why.value.record == first
    else:
        joined(vera, bank, by=ada, since=since, until=until)
    joined(vera, organisation("Other Works", by=ada), by=ada, since=since, until=until)
    joined(ada, bank, by=ada, since=since, until=until)


@pytest.mark.parametrize(("since", "until", "refused"), OVERLAPS)
def test_the_database_refuses_what_overlaps(ada, vera, since, until, refused):
    bank, at = organisation(by=ada), timezone.now()
    joined(vera, bank, by=ada, until=MAY)
    other = joined(vera, bank, by=ada, since=date(2020, 1, 1), until=date(2020, 1, 2))
    ended = {"ended_by": ada, "ended_at": at} if until else {"ended_by": None, "ended_at": None}
    days = {"since": since, "until": until, **ended}

    def write():
        with transaction.atomic():
            Membership.objects.create(
                person=vera, organisation=bank, added_by=ada, added_at=at, **days
            )

    def change():
        with transaction.atomic():
            Membership.objects.filter(pk=other.pk).update(**days)

    if refused:
        with pytest.raises(DatabaseError, match="memberships_do_not_overlap_insert"):
            write()
        with pytest.raises(DatabaseError, match=r"do_not_overlap_update|stays_whose_it_was"):
            change()
    else:
        write()


@pytest.mark.parametrize(
    "lie",
    [
        {"until": MARCH - DAY},
        {"until": MAY, "ended_by": None},
        {"until": MAY, "ended_at": None},
        {"until": None},
        {"added_by": None},
    ],
)
def test_a_membership_cannot_be(ada, vera, lie):
    made = joined(vera, organisation(by=ada), by=ada, until=MAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=made.pk).update(**lie)


@pytest.mark.parametrize(
    ("ended", "said", "last"),
    [(None, MAY, MAY), (None, MARCH - DAY, MARCH), (JULY, MAY, MAY), (MAY, JULY, MAY)],
)
def test_somebody_leaves_never_before_they_came_nor_later_than_was_said(
    ada, vera, ended, said, last
):
    membership = joined(vera, organisation(by=ada), by=ada, until=ended)
    left = actions.leave(membership, until=said, by=ada)
    assert (left.until, left.ended_by) == (last, ada)


def test_each_step_is_on_the_trail_with_who_made_it(ada, vera):
    membership = joined(vera, organisation(by=ada), by=ada)
    actions.leave(membership, until=MAY, by=ada)
    assert [(line.code, line.by) for line in trail.lines(membership)] == [
        ("registry.left", "Ada"),
        ("registry.joined", "Ada"),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_say_who_belongs_where(ada, vera, role):
    bank, other = organisation(by=ada), person("Otto", role)
    membership = joined(vera, bank, by=ada)
    with pytest.raises(PermissionDenied):
        joined(other, bank, by=other)
    with pytest.raises(PermissionDenied):
        actions.leave(membership, until=MAY, by=other)


def merged(duplicate, kept):
    """Make two records one, as two people would."""
    paula = person(f"P{Organisation.objects.count()}{duplicate.pk}")
    rita = person(f"R{Organisation.objects.count()}{duplicate.pk}", Role.REVIEWER)
    merge = actions.propose_merge(duplicate, kept=kept, reason="Same.", by=paula)
    actions.confirm_merge(merge, by=rita)


def test_of_a_merged_record_the_one_that_goes_on_counts(ada, vera):
    bank, copy = organisation(by=ada), organisation("Azure River Savings", by=ada)
    joined(vera, copy, by=ada)
    merged(copy, bank)

    assert members.organisations_of(vera, on=MAY) == [bank]
    assert members.is_of(vera, Organisation.objects.get(pk=copy.pk), on=MAY)
    assert members.is_of(vera, bank, on=MAY)
    with pytest.raises(actions.IsMerged):
        joined(ada, copy, by=ada)


def family(ada, **parents):
    """Write down organisations by name, each below its parent; return them by name."""
    made: dict[str, Organisation] = {}
    for name, parent in parents.items():
        below = made[parent].pk if parent else None
        made[name] = organisation(Content(name=name, parent=below), by=ada)
    return made


VOICES = [
    # organisation, whose voice it has
    ("Holding", "Holding"),
    ("Bank", "Holding"),
    ("Branch", "Holding"),
    ("Insurer", "Holding"),
    ("Rival", "Rival"),
]


def test_organisations_under_one_parent_are_one_voice(ada):
    made = family(ada, Holding="", Bank="Holding", Branch="Bank", Insurer="Holding", Rival="")
    assert [(name, str(members.voice(each))) for name, each in made.items()] == VOICES


def test_a_merged_record_has_the_voice_of_the_one_that_goes_on(ada):
    made = family(ada, Holding="", Bank="Holding", Copy="", Child="Copy")
    merged(made["Copy"], made["Bank"])
    now = {each.pk: str(members.voice(each)) for each in Organisation.objects.all()}
    assert [now[made[name].pk] for name in ("Copy", "Child")] == ["Holding", "Holding"]


def test_those_who_belong_to_each_other_by_a_merge_are_one_voice(ada):
    made = family(ada, Top="", Middle="Top", Bottom="Middle", Other="Bottom")
    merged(made["Top"], made["Bottom"])
    voices = {members.voice(each) for each in Organisation.objects.all()}
    assert len(voices) == 1


@pytest.mark.parametrize(
    ("whose", "is_of", "speaks_for"),
    [
        ("Bank", True, True),
        ("Insurer", False, True),
        ("Holding", False, True),
        ("Rival", False, False),
    ],
)
def test_rules_of_any_app_ask_whether_a_person_is_of_the_partner_a_record_names(
    ada, vera, whose, is_of, speaks_for
):
    made = family(ada, Holding="", Bank="Holding", Insurer="Holding", Rival="")
    joined(vera, made["Bank"], by=ada, since=timezone.localdate())
    pledge = SimpleNamespace(giver=made[whose])

    assert rules.is_of(lambda record: record.giver).test(vera, pledge) is is_of
    assert rules.speaks_for(lambda record: record.giver).test(vera, pledge) is speaks_for


def test_a_record_that_names_nobody_is_nobodys(ada, vera):
    joined(vera, organisation(by=ada), by=ada, since=timezone.localdate())
    rule = rules.is_of(lambda record: record.giver)

    assert rule.test(vera, SimpleNamespace(giver=None)) is False
    assert rule.test(vera, None) is False
    assert (rule & is_builder).test(vera, None) is False


def test_whoever_left_is_of_it_no_longer(ada, vera):
    bank, today = organisation(by=ada), timezone.localdate()
    joined(vera, bank, by=ada, since=today - 9 * DAY, until=today - DAY)
    pledge = SimpleNamespace(giver=bank)

    assert rules.is_of(lambda record: record.giver).test(vera, pledge) is False
