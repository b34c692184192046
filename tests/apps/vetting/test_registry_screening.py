"""The whole registry held against the lists: with a case and without, only what changed, and whole
after a kill.
"""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.inbox.actions import close
from convene.apps.inbox.models import Alert
from convene.apps.jobs import actions as jobs
from convene.apps.jobs.actions.working import SILENT_HERE
from convene.apps.jobs.models import Job, Worker
from convene.apps.registry.models import Identifier, Organisation
from convene.apps.vetting import actions
from convene.apps.vetting.models import CaseAlert, Look, Screening
from convene.apps.vetting.tasks import night as night_job
from convene.core.watchlists import Entry
from convene.corpus.watchlists.loading import load
from convene.feeds import watchlists
from tests.apps.registry.people import address
from tests.apps.vetting.people import at_desk_of, opened, partner, person
from tests.corpus.watchlists.lists import NULL, SHARED, needs_shared, ofac, take_in
from tests.terminal import convene

pytestmark = pytest.mark.django_db
HEAD = "id,name,aliases,schema,country,programme,reason\n"
BANK = "7,Blue River Bank,,organisation,PY,Ours,Left a bill unpaid\n"
SHIP = "8,Golden Anchor Shipping,,organisation,LR,Ours,Broke a contract\n"
MILL = "9,Quern and Sons Mill,,organisation,PY,Ours,Broke a contract\n"

WORDS = [
    a + b
    for a in ("quor", "bel", "zam", "fip", "dro", "lux", "nev", "tuk")
    for b in ("alda", "imo", "ette", "ogu", "undi")
]


@pytest.fixture(autouse=True)
def own_lists(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))


def serve(tmp_path, rows: str, *, day: int) -> None:
    file = tmp_path / f"own-{day}.csv"
    file.write_text(HEAD + rows)
    at = datetime(2026, 11, day, tzinfo=UTC)
    load(
        [file],
        form="csv",
        list="own",
        at=at,
        day=date(2026, 11, day),
        force=True,
        progress=lambda *_: None,
    )


def night(*, everything: bool = False) -> tuple[int, int, int]:
    """Return how many organisations were looked at, of how many, and how many alerts are new."""
    done = actions.night(today=timezone.localdate(), everything=everything)
    return done.looked, done.of, done.alerts


def test_an_organisation_without_a_case_is_told_of_on_its_page_and_in_the_inbox(builder, tmp_path):
    serve(tmp_path, BANK, day=1)
    bank, _mill = partner(), partner("Quern and Sons Mill")
    assert night() == (2, 2, 1)
    assert [
        (alert.organisation, alert.found["name"]) for alert in Alert.objects.filter(in_case=None)
    ] == [(bank, "Blue River Bank")]
    desk = at_desk_of(builder)
    page = desk.get(reverse("vetting:organisation", args=[bank.pk])).content.decode()
    assert "open a case" in page
    assert "Blue River Bank" in page
    assert "There is no case to decide it in." in desk.get(reverse("inbox:inbox")).content.decode()


def test_only_whom_a_change_concerns_is_looked_at_again(builder, tmp_path):
    serve(tmp_path, SHIP, day=1)
    bank, mill = partner(), partner("Quern and Sons Mill")
    assert night() == (2, 2, 0)
    assert night() == (0, 2, 0)
    serve(tmp_path, SHIP + MILL, day=2)
    assert night() == (1, 2, 1)
    assert (
        Look.objects.get(organisation=mill).looked_at
        > Look.objects.get(organisation=bank).looked_at
    )
    assert {one["date"] for look in Look.objects.all() for one in look.lists} == {"2026-11-02"}
    assert night() == (0, 2, 0)
    Organisation.objects.filter(pk=bank.pk).update(country="LR")
    assert night() == (1, 2, 0)


@needs_shared
def test_a_night_after_a_real_change_finds_what_a_look_at_everybody_finds(builder):
    old, new = (entries_of(SHARED / "sanctions" / f"ofac-{day}") for day in ("2019-01", "2021-07"))
    fates = {
        "added": [id for id in new if id not in old],
        "removed": [id for id in old if id not in new],
        "changed": [id for id in new if id in old and new[id] != old[id]],
        "kept": [id for id in new if id in old and new[id] == old[id]],
    }
    dice = Random(2026)
    for ids in fates.values():
        for id in dice.sample(sorted(ids), 20):
            partner(
                " ".join(dice.sample(words := (new.get(id) or old[id]).name.split(), len(words)))
            )
    for n, word in enumerate(WORDS):
        partner(f"{word} {WORDS[-n]} Foundation")

    take_in(SHARED / "sanctions" / "ofac-2019-01", form="ofac")
    assert night()[:2] == (120, 120)
    take_in(SHARED / "sanctions" / "ofac-2021-07", form="ofac", day=1)
    before = told()
    with transaction.atomic():
        assert night(everything=True)[0] == 120
        everything = told() - before
        transaction.set_rollback(True)
    looked, of, alerts = night()

    assert (told() - before, alerts) == (everything, len(everything))
    assert {kind for _, kind, *_ in everything} == {"new_hit", "changed", "delisted"}
    assert 50 < looked < of


def entries_of(folder: Path) -> dict[str, Entry]:
    """Return the organisations of a snapshot of OFAC's list by their number, but for those that it
    knows by one word only.
    """
    ((name, files),) = watchlists.lists_in([folder], form="ofac").items()
    read = watchlists.read(
        files, form="ofac", list=name, telling=watchlists.Telling(aside=lambda _: None)
    )
    return {
        entry.id: entry for entry in read if entry.schema == "organisation" and " " in entry.name
    }


def told() -> set[tuple[str, str, str, str]]:
    return {
        (str(one.organisation), one.kind, one.about, one.found["entry"])
        for one in Alert.objects.select_related("organisation")
    }


@pytest.mark.parametrize(("scheme", "value"), [("PY-RUC", "80012345-6"), ("XI-LEI", "zz 99887766")])
def test_a_number_brings_up_an_entry_whatever_its_name(builder, tmp_path, scheme, value):
    remarks = "Tax ID No. 80012345-6 (Paraguay); Registration Number ZZ99887766 (Paraguay)."
    take_in(
        ofac(
            tmp_path / "ofac",
            sdn=[(1, "SNORKWELL MARITIME", NULL, "FICTION", remarks)],
            alt=[],
            add=[],
        ),
        form="ofac",
    )
    bank = partner()
    assert night() == (1, 1, 0)
    Identifier.objects.create(organisation=bank, scheme="GB-COH", value="01234567")
    Identifier.objects.create(organisation=bank, scheme=scheme, value=value)
    assert night() == (1, 1, 1)
    assert "They carry the same identifier." in Alert.objects.get().found["why"]


def test_an_entry_that_was_told_of_is_asked_again_only_when_it_changes(reviewer, tmp_path):
    serve(tmp_path, BANK, day=1)
    partner()
    assert night() == (1, 1, 1)
    close([Alert.objects.get()], reason="Another bank.", by=person("Rosa", Role.REVIEWER))
    serve(tmp_path, BANK + SHIP, day=2)
    assert night() == (0, 1, 0)
    serve(tmp_path, BANK.replace("a bill", "two bills") + SHIP, day=3)
    assert night() == (1, 1, 1)
    serve(tmp_path, SHIP, day=4)
    assert night()[2] >= 1
    assert [one.kind for one in Alert.objects.order_by("at", "pk")][:2] == ["found", "changed"]
    assert {one.kind for one in Alert.objects.all()} == {"found", "changed", "delisted"}
    assert night() == (0, 1, 0)


def test_opening_a_case_takes_the_alerts_with_it(builder, tmp_path):
    serve(tmp_path, BANK, day=1)
    bank = partner()
    night()
    case = actions.screen(opened(by=builder, of=bank), by=builder)
    assert [(found.case, found.hit) for found in CaseAlert.objects.all()] == [
        (case, case.hits.get())
    ]
    assert night(everything=True) == (1, 1, 0)


def test_what_was_decided_in_an_earlier_case_is_not_told_again(
    builder, reviewer, approver, tmp_path
):
    serve(tmp_path, BANK, day=1)
    case = actions.screen(opened(by=builder), by=builder)
    actions.decide_hit(
        case.hits.get(),
        state="false_positive",
        reason="A bank of that name elsewhere.",
        by=reviewer,
    )
    type(case).objects.filter(pk=case.pk).update(
        state="deferred", reason="Later.", decided_at=timezone.now()
    )
    assert night() == (1, 1, 0)


def test_a_merged_record_is_looked_at_with_the_one_that_goes_on(builder, tmp_path):
    serve(tmp_path, BANK, day=1)
    bank, mill = partner(), partner("Quern and Sons Mill")
    Organisation.objects.filter(pk=bank.pk).update(state="merged", merged_into=mill)
    assert night() == (1, 1, 1)
    assert Alert.objects.get().organisation == mill


def test_two_never_look_at_once_and_a_dead_one_holds_nobody_up_for_long(builder, tmp_path):
    serve(tmp_path, BANK, day=1)
    partner()
    with jobs.here(night_job) as context:
        refused = convene("rescreen")
        assert (refused.returncode, refused.stderr) == (
            0,
            "Another process is looking at the registry at this moment; nothing was done here.\n",
        )
        jobs.take_over(Worker.objects.get())
        with pytest.raises(jobs.TakenAway):
            context.tell("Looking", 1, 1)
    assert "1 of 1 organisations" in convene("rescreen").stderr
    assert timedelta(minutes=1) < timedelta(seconds=SILENT_HERE) < timedelta(hours=1)


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_registry(
    builder, tmp_path, django_assert_max_num_queries
):
    serve(tmp_path, SHIP, day=1)
    for number in range(30):
        partner(f"Fictional Cooperative Number {number}")
    night()
    with django_assert_max_num_queries(25):
        assert night() == (0, 30, 0)


def test_the_command_says_what_it_did(builder, tmp_path):
    serve(tmp_path, BANK, day=1)
    partner()
    said = convene("rescreen")
    assert said.returncode == 0, said
    assert "1 of 1 organisations looked at; new alerts: 1; clearances ended: 0." in said.stderr


def test_the_whole_registry_is_screened_one_line_each(builder, tmp_path):
    import json  # local: only this reads lines

    serve(tmp_path, BANK, day=1)
    bank, mill = partner(), partner("Quern and Sons Mill")
    said = convene("screen", "--registry", "--json")
    lines = {line["id"]: line for line in (json.loads(line) for line in said.stdout.splitlines())}
    assert [match["entry"] for match in lines[str(bank.pk)]["matches"]] == ["7"]
    assert lines[str(mill.pk)]["matches"] == []
    assert Alert.objects.count() == 1


def test_a_name_and_the_registry_at_once_are_refused():
    assert convene("screen", "Blue River Bank", "--registry").returncode == 2
    assert convene("screen").returncode == 2


@pytest.mark.disaster
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_of_the_night_it_goes_on_without_loss_or_doubles(tmp_path):
    rows = "".join(
        f"{n},{WORDS[n % 40]}{n} Cooperative,,organisation,PY,Ours,Test\n" for n in range(160)
    )
    serve(tmp_path, rows, day=1)
    person("Wanda", Role.BUILDER)
    for n in range(160):
        partner(f"{WORDS[n % 40]}{n} Cooperative")
    environ = {**os.environ, "DATABASE_URL": address(), "CONVENE_DATA": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "convene.cli", "rescreen"],
        env=environ,
        cwd=Path(__file__).parents[3],
    )
    deadline = time.monotonic() + 120
    while Look.objects.count() < 20 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = Look.objects.count()
    assert 0 < before < 160
    (killed,) = Job.objects.filter(worker__isnull=False)
    assert killed.worker is not None
    jobs.take_over(killed.worker)
    killed.refresh_from_db()
    assert (killed.last_error, killed.alone) == (
        "The worker ended in the middle of it.",
        "vetting.night",
    )
    looked, of, _alerts = night()
    assert (looked, of, Look.objects.count()) == (160 - before, 160, 160)
    own = {(one.organisation_id, one.about) for one in Alert.objects.all()}
    assert len(own) == Alert.objects.count()
    told = {(one.organisation_id, one.about) for one in Alert.objects.all()}
    Alert.objects.all().delete()
    night(everything=True)
    assert {(one.organisation_id, one.about) for one in Alert.objects.all()} == told
    assert Screening.objects.count() == 0
