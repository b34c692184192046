"""Who has which part in an alliance, for whom and since when; and what each part allows, whichever
door an action is called through.
"""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from convene.apps.accounts.models import Event, Role
from convene.apps.registry import actions as registry
from convene.apps.workshop import actions, rules
from convene.apps.workshop.models import Alliance, Part
from convene.apps.workshop.queries import drafts, history
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import OPEN_TENDERS, draft_of, edits_too, person

pytestmark = pytest.mark.django_db
BY_HAND = actions.Proposed(name="Quill and Sons")


def parts(alliance):
    return [
        (str(part.person), part.kind, part.until is None)
        for part in Part.objects.filter(alliance=alliance)
    ]


def test_whoever_begins_a_draft_is_its_owner():
    olga = person("Olga")
    alliance = draft_of(olga)
    assert parts(alliance) == [("Olga", "owner", True)]
    assert alliance.owner == olga
    assert alliance.parts.get().since == alliance.created_at.date()


def test_a_part_that_is_changed_or_ended_stays_to_be_read():
    olga, rita = person("Olga"), person("Rita")
    alliance = draft_of(olga)
    actions.share(alliance, person=rita, may_edit=False, by=olga)
    actions.share(alliance, person=rita, may_edit=True, by=olga)
    actions.share(alliance, person=rita, may_edit=True, by=olga)
    assert [str(part) for part in alliance.shared_with] == ["Open tenders in Paraguay · Rita"]
    actions.unshare(alliance, person=rita, by=olga)
    actions.unshare(alliance, person=olga, by=olga)
    assert parts(alliance) == [
        ("Olga", "owner", True),
        ("Rita", "reader", False),
        ("Rita", "builder", False),
    ]
    assert not drafts.visible(rita).exists()


def test_a_focal_point_acts_for_a_partner_and_does_not_read_the_draft():
    olga, femi, giver = person("Olga"), person("Femi"), organisation("Blue River Bank")
    alliance = draft_of(olga)
    part = actions.give_part(
        alliance, person=femi, kind=Part.Kind.FOCAL_POINT, organisation=giver, by=olga
    )
    assert (part.organisation, part.by) == (giver, olga)
    assert history.history(alliance)[0].what == "Named Femi a partner's focal point."
    assert not femi.has_perm("workshop.view_alliance", alliance)
    assert not drafts.visible(femi).exists()


def test_a_focal_point_may_edit_besides_and_loses_both_parts_at_once():
    olga, femi = person("Olga"), person("Femi")
    alliance = draft_of(olga)
    actions.give_part(alliance, person=femi, kind=Part.Kind.FOCAL_POINT, by=olga)
    actions.share(alliance, person=femi, may_edit=True, by=olga)
    assert femi.has_perm("workshop.change_alliance", alliance)
    actions.unshare(alliance, person=femi, by=olga)
    assert not femi.has_perm("workshop.view_alliance", alliance)


def test_a_rule_can_ask_whether_somebody_is_of_the_giving_partner():
    olga, femi, ada = person("Olga"), person("Femi"), person("Ada", Role.ADMINISTRATOR)
    parent = organisation("River Holding", by=olga)
    giver = organisation("Blue River Bank", by=olga, parent=parent.pk)
    alliance = draft_of(olga)
    partner = actions.add(alliance, replace(BY_HAND, organisation=giver), by=olga)
    part = actions.give_part(
        alliance, person=femi, kind=Part.Kind.FOCAL_POINT, organisation=giver, by=olga
    )
    assert not rules.is_of_partner(femi, partner)
    assert not rules.is_of_whom_they_act_for(femi, part)
    registry.join(femi, organisation=giver, since=date(2020, 1, 1), by=ada)
    assert rules.is_of_partner(femi, partner)
    assert rules.is_of_whom_they_act_for(femi, part)
    assert not rules.is_of_partner(olga, partner)
    registry.join(olga, organisation=parent, since=date(2020, 1, 1), by=ada)
    assert not rules.is_of_partner(olga, partner)
    assert rules.speaks_for_partner(olga, partner)
    assert not rules.is_of_partner(femi, actions.add(alliance, BY_HAND, by=olga))


def test_what_somebody_changes_for_an_organisation_says_so():
    olga, femi, giver = person("Olga"), person("Femi"), organisation("Blue River Bank")
    alliance = draft_of(olga)
    actions.give_part(alliance, person=femi, kind=Part.Kind.BUILDER, organisation=giver, by=olga)
    mine = replace(OPEN_TENDERS, title="Femi's")
    actions.save(alliance, shown=OPEN_TENDERS, mine=mine, by=femi)
    candidate = actions.add(alliance, BY_HAND, by=femi)
    actions.dismiss(alliance, candidate.pk, reason="No.", by=olga)
    told = Event.objects.filter(subject__startswith="workshop.").values_list("code", "behalf")
    assert list(told) == [
        ("workshop.started", None),
        *[("workshop.task_added", None)] * len(OPEN_TENDERS.tasks),
        ("workshop.let_edit", None),
        ("workshop.edited", giver.pk),
        ("workshop.candidate_added", giver.pk),
        ("workshop.candidate_dismissed", None),
    ]


def test_a_viewer_begins_no_draft_through_an_action_either():
    with pytest.raises(PermissionDenied):
        draft_of(person("Vera", Role.VIEWER))
    assert not Alliance.objects.exists()


def test_what_somebody_saw_as_it_still_is_needs_no_comparing():
    olga = person("Olga")
    alliance = draft_of(olga)
    unread = replace(OPEN_TENDERS, title="Nobody could read what the page showed")
    mine = replace(OPEN_TENDERS, title="Mine")
    saved = actions.save(alliance, seen=1, shown=unread, mine=mine, by=olga)
    assert (saved.draft, saved.version) == (mine, 2)


def test_what_others_wrote_since_the_version_that_was_seen_is_kept():
    olga = person("Olga")
    alliance = draft_of(olga)
    edith = edits_too(alliance)
    place = replace(OPEN_TENDERS, place="Encarnación")
    actions.save(alliance, seen=1, shown=OPEN_TENDERS, mine=place, by=olga)
    notes = replace(OPEN_TENDERS, notes="Met the chamber.")
    saved = actions.save(alliance, seen=1, shown=OPEN_TENDERS, mine=notes, by=edith)
    assert saved.draft == replace(place, notes="Met the chamber.")
    with pytest.raises(actions.Clashed) as clashed:
        actions.save(
            alliance, seen=1, shown=OPEN_TENDERS, mine=replace(notes, place="Luque"), by=edith
        )
    assert clashed.value.version == 3
