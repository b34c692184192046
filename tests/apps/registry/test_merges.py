"""Two records that are one organisation."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.registry import actions, queries
from convene.apps.registry.models import Merge, Organisation
from convene.apps.registry.queries.duplicates import flagged
from convene.core.organisations import Content
from convene.ground import trail
from convene.ground.proposals import Settled, Waiting
from tests.apps.registry.people import BANK, address, at_desk_of, organisation, person

pytestmark = pytest.mark.django_db(transaction=True)


def proposed(*, by, duplicate="Azure River Savings", kept="Banco del Río Azul"):
    return actions.propose_merge(
        organisation(duplicate, by=by), kept=organisation(kept, by=by), reason="One address.", by=by
    )


def standing(merge):
    found = Merge.objects.get(pk=merge.pk)
    return found.state, found.duplicate.state, found.duplicate.merged_into


def test_a_proposal_changes_nothing():
    merge = proposed(by=person("Paula"))
    assert standing(merge) == ("proposed", "candidate", None)


def test_another_person_confirms_and_both_records_stay():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    merge = proposed(by=paula)
    assert (
        at_desk_of(rita).post(reverse("registry:confirm_merge", args=[merge.pk])).status_code == 302
    )
    assert standing(merge) == ("agreed", "merged", merge.kept)
    assert [name.text for name in queries.names_of(merge.kept)] == [
        "Banco del Río Azul",
        "Azure River Savings",
    ]
    page = at_desk_of(paula).get(reverse("registry:organisation", args=[merge.duplicate.pk]))
    assert (page.status_code, page.context["standing"]) == (200, merge.kept)
    assert reverse("registry:organisation", args=[merge.kept.pk]) in page.content.decode()


def test_nobody_confirms_their_own():
    paula = person("Paula", Role.ADMINISTRATOR)
    merge = proposed(by=paula)
    with pytest.raises(PermissionDenied):
        actions.confirm_merge(merge, by=paula)
    assert standing(merge) == ("proposed", "candidate", None)


def test_a_merge_is_taken_back_whole():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    merge = actions.confirm_merge(proposed(by=paula), by=rita)
    actions.split_merge(merge, reason="Two addresses.", by=rita)
    assert standing(merge) == ("undone", "candidate", None)
    assert [name.text for name in queries.names_of(merge.kept)] == ["Banco del Río Azul"]
    again = actions.propose_merge(
        merge.duplicate, kept=merge.kept, reason="One after all.", by=paula
    )
    assert standing(again)[0] == "proposed"


def test_a_dissolved_record_is_dissolved_again_after_a_split():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    old, kept = (
        organisation(Content(name="Old Works", state="dissolved"), by=paula),
        organisation(by=paula),
    )
    merge = actions.confirm_merge(
        actions.propose_merge(old, kept=kept, reason="Same.", by=paula), by=rita
    )
    actions.split_merge(merge, reason="Two.", by=rita)
    assert standing(merge) == ("undone", "dissolved", None)


def test_merges_follow_one_another():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    one, two, three = (
        organisation(name, by=paula) for name in ("Alba Works", "Zenith Mills", "Quarry Union")
    )
    for duplicate, kept in ((one, two), (two, three)):
        actions.confirm_merge(
            actions.propose_merge(duplicate, kept=kept, reason="Same.", by=paula), by=rita
        )
    one = Organisation.objects.get(pk=one.pk)
    assert queries.standing(one) == three
    assert queries.family(three) == [three.pk, two.pk, one.pk]


def test_a_merged_record_is_neither_merged_nor_changed():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    merge = actions.confirm_merge(proposed(by=paula), by=rita)
    other = organisation("Other Works", by=paula)
    for duplicate, kept in ((merge.duplicate, other), (other, merge.duplicate)):
        with pytest.raises(actions.IsMerged):
            actions.propose_merge(duplicate, kept=kept, reason="Same.", by=paula)
    ended = Organisation.objects.get(pk=merge.duplicate.pk)
    with pytest.raises(actions.IsMerged):
        actions.save(ended, BANK, seen=ended.version, by=paula)


def test_one_proposal_at_a_time_about_a_record():
    paula = person("Paula")
    merge = proposed(by=paula)
    with pytest.raises(Waiting):
        actions.propose_merge(
            merge.duplicate, kept=organisation("Other Works", by=paula), reason="Same.", by=paula
        )


def test_of_two_opposite_proposals_only_one_comes_true():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    there = proposed(by=paula)
    back = actions.propose_merge(
        there.kept, kept=there.duplicate, reason="The other way.", by=paula
    )
    actions.confirm_merge(there, by=rita)
    with pytest.raises(Settled):
        actions.confirm_merge(back, by=rita)
    assert standing(back)[0] == "proposed"


@pytest.mark.parametrize("decide", [actions.confirm_merge, actions.refuse_merge])
def test_a_decided_proposal_is_closed(decide):
    merge = actions.refuse_merge(proposed(by=person("Paula")), by=person("Rita", Role.REVIEWER))
    with pytest.raises(Settled):
        decide(merge, by=person("Ravi", Role.REVIEWER))


def test_only_a_merge_can_be_split():
    with pytest.raises(Settled):
        actions.split_merge(
            proposed(by=person("Paula")), reason="Two.", by=person("Rita", Role.REVIEWER)
        )


def test_history_of_both_says_who_decided():
    rita = person("Rita", Role.REVIEWER)
    merge = actions.confirm_merge(proposed(by=person("Paula")), by=rita)
    latest, other = trail.lines(merge.duplicate)[0], trail.lines(merge.kept)[0]
    assert (latest.by, other.by) == ("Rita", "Rita")
    assert other.what == "A record merged with this one was decided about."
    assert [line.code for line in trail.lines(merge)] == [
        "registry.merge_agreed",
        "registry.merge_proposed",
    ]
    assert [(change.label, change.before, change.after) for change in latest.changes] == [
        ("State", "Candidate", "Merged"),
        ("Merged into", "", "Banco del Río Azul"),
    ]


def test_risk_of_a_merged_record_is_risk_of_the_one_that_goes_on():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    risky, kept = (
        organisation(Content(name="Quarry Union", at_risk="high"), by=paula),
        organisation(by=paula),
    )
    assert (flagged(risky), flagged(kept)) == (True, False)
    actions.confirm_merge(
        actions.propose_merge(risky, kept=kept, reason="Same.", by=paula), by=rita
    )
    assert flagged(kept)


def test_children_stay_with_whoever_goes_on():
    paula, rita = person("Paula"), person("Rita", Role.REVIEWER)
    merge = proposed(by=paula)
    child = organisation(Content(name="Alba Works", parent=merge.duplicate.pk), by=paula)
    actions.confirm_merge(merge, by=rita)
    page = at_desk_of(rita).get(reverse("registry:organisation", args=[merge.kept.pk]))
    assert list(page.context["children"]) == [child]


def test_a_proposal_is_made_on_the_page_of_a_record():
    desk, bank, copy = at_desk_of(person("Paula")), organisation(), organisation("Banco Rio Azul")
    address = reverse("registry:propose", args=[copy.pk])
    assert [likeness.organisation for likeness in desk.get(address).context["likely"]] == [bank]
    assert (
        desk.post(
            address, {"other": str(bank.pk), "keep": "other", "reason": "One address."}
        ).status_code
        == 302
    )
    found = Merge.objects.get()
    assert (found.duplicate, found.kept, found.state) == (copy, bank, "proposed")
    assert (
        "There is a proposal"
        in desk.post(
            address, {"other": str(bank.pk), "keep": "other", "reason": "Again."}
        ).content.decode()
    )
    assert (
        desk.post(address, {"other": str(copy.pk), "keep": "this", "reason": "Itself."}).status_code
        == 200
    )


DECIDE = """
import sys
import django
django.setup()
from convene.apps.accounts.models import User
from convene.apps.registry import actions
from convene.apps.registry.models import Merge
from convene.ground.proposals import Settled
merge, by = Merge.objects.get(), User.objects.get(name=sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
try:
    getattr(actions, sys.argv[1])(merge, by=by)
    print("done")
except Settled:
    print("closed")
"""


def begin(*words):
    """Start another process on the same database."""
    outside = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "convene.site.settings",
        "DATABASE_URL": address(),
    }
    command = [sys.executable, "-c", DECIDE, *words]
    return subprocess.Popen(
        command,
        env=outside,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process):
    said, complaints = process.communicate(timeout=60)
    assert process.returncode == 0, complaints
    return said.split()[-1]


def test_of_two_who_decide_at_one_moment_one_does():
    merge = proposed(by=person("Paula"))
    person("Rita", Role.REVIEWER), person("Ravi", Role.REVIEWER)
    processes = [begin("confirm_merge", "Rita"), begin("refuse_merge", "Ravi")]
    for process in processes:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [end(process) for process in processes]
    assert sorted(said) == ["closed", "done"]
    assert standing(merge)[0] == ("agreed" if said[0] == "done" else "refused")
