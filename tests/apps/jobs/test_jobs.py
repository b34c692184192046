"""Jobs in the table: asked for, done, tried again, cancelled, taken over, one at a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from convene.apps.accounts.models import Role
from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import KINDS, LONG, QUICK, Job, Worker, kind
from tests.apps.jobs import kinds
from tests.apps.registry.people import person

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def worker() -> Worker:
    return actions.enlist()


def claimed(worker: Worker, *, queue: str = LONG) -> Job:
    job = actions.claim(worker, queue=queue)
    assert job is not None
    return job


def seen(job: Job) -> tuple[str, int, str]:
    """Return the state of a job, how often it failed, and why the last time."""
    fresh = Job.objects.get(pk=job.pk)
    return queries.state(fresh), fresh.failures, fresh.last_error


def due(job: Job) -> float:
    """Return in how many seconds a job begins."""
    return (Job.objects.get(pk=job.pk).row.run_after - NOW()).total_seconds()


def make_due(job: Job) -> None:
    row = Job.objects.get(pk=job.pk).row
    row.run_after = NOW()
    row.save()


def test_a_job_waits_is_claimed_once_is_done_and_forgets_what_it_was_asked_with(worker, tmp_path):
    job = actions.ask(kinds.mark, file=str(tmp_path / "marks"), text="Here.")
    assert seen(job) == ("waiting", 0, "")
    assert actions.claim(worker, queue=LONG) is None
    mine = claimed(worker, queue=QUICK)
    assert (mine, actions.claim(actions.enlist(), queue=QUICK)) == (job, None)
    assert seen(job) == ("running", 0, "")
    actions.do(mine, worker=worker)
    assert seen(job) == ("done", 0, "")
    assert kinds.lines(str(tmp_path / "marks")) == ["Here."]
    assert Job.objects.get(pk=job.pk).row.args_kwargs == {"args": [], "kwargs": {}}


def test_a_job_that_is_to_begin_later_is_not_claimed_before(worker):
    actions.ask(kinds.broken, at=NOW() + timedelta(hours=1))
    assert actions.claim(worker, queue=LONG) is None


def test_what_failed_is_tried_again_after_a_pause_and_no_more_often_than_its_kind_says(worker):
    job = actions.ask(kinds.broken)
    actions.do(claimed(worker), worker=worker)
    assert seen(job) == ("again", 1, "ValueError: The well is dry.")
    assert 0 < due(job) <= 1
    assert actions.claim(worker, queue=LONG) is None
    make_due(job)
    actions.do(claimed(worker), worker=worker)
    assert seen(job) == ("failed", 2, "ValueError: The well is dry.")
    assert "in broken" in Job.objects.get(pk=job.pk).row.traceback


def test_a_job_that_gives_up_is_not_tried_again(worker):
    job = actions.ask(kinds.hopeless)
    actions.do(claimed(worker), worker=worker)
    assert seen(job) == ("failed", 1, "The disk is full. Free some space.")


def test_a_job_of_a_kind_that_is_known_no_longer_fails_and_says_so(worker):
    job = actions.ask(kinds.broken)
    Job.objects.filter(pk=job.pk).update(kind="gone")
    actions.do(claimed(worker), worker=worker)
    assert seen(job) == ("failed", 1, "KeyError: 'gone'")


@pytest.mark.parametrize(("kind", "state"), [(kinds.count, "again"), (kinds.count_once, "failed")])
def test_the_jobs_of_a_dead_worker_are_begun_again_only_where_that_is_safe(worker, kind, state):
    job = actions.ask(kind, file="x", to=1)
    claimed(worker)
    actions.take_over(Worker.objects.get(pk=worker.pk))
    assert seen(job) == (state, 1, "The worker ended in the middle of it.")
    assert not Worker.objects.exists()


def test_a_worker_that_gives_a_sign_of_life_meanwhile_keeps_its_jobs(worker):
    job = actions.ask(kinds.broken)
    claimed(worker)
    stale = Worker.objects.get(pk=worker.pk)
    actions.beat(worker)
    actions.take_over(stale)
    assert seen(job) == ("running", 0, "")


def test_whoever_lost_a_job_is_told_so_and_cannot_end_it(worker):
    actions.ask(kinds.count, file="x", to=1)
    lost = claimed(worker)
    actions.take_over(Worker.objects.get(pk=worker.pk))
    with pytest.raises(actions.TakenAway):
        actions.beat(worker)
    with pytest.raises(actions.TakenAway):
        actions.Context(lost, worker).tell("Counting", 1, 2)
    make_due(lost)
    other = actions.enlist()
    claimed(other)
    actions.succeed(lost)
    actions.fail(lost, ValueError("too late"))
    actions.give_back(lost)
    assert seen(lost) == ("running", 1, "The worker ended in the middle of it.")


def test_an_orderly_stop_gives_a_job_back_and_is_no_failure(worker):
    job = actions.ask(kinds.count, file="x", to=1)
    actions.give_back(claimed(worker))
    assert seen(job) == ("waiting", 0, "")
    assert claimed(actions.enlist()) == job


def test_a_job_says_how_far_it_is(worker):
    job = actions.ask(kinds.alone)
    context = actions.Context(claimed(worker), worker)
    context.tell("Looking around", 1, 4)
    context.tell("Looking around", 2, 4)  # too soon after the first to be written
    line = queries.line(Job.objects.get(pk=job.pk))
    assert (line.title, line.job.doing, line.job.done, line.job.of, line.percent) == (
        "Look around",
        "Looking around",
        1,
        4,
        25,
    )
    context.tell("Looking around", 4, 4)
    assert queries.line(Job.objects.get(pk=job.pk)).percent == 100


def test_a_job_that_waits_is_cancelled_at_once_and_one_that_runs_is_marked(worker):
    administrator = person("Ada", Role.ADMINISTRATOR)
    waiting = actions.ask(kinds.broken, at=NOW() + timedelta(hours=1))
    actions.cancel(waiting, by=administrator)
    assert seen(waiting) == ("cancelled", 0, "")
    with pytest.raises(actions.Ended):
        actions.cancel(waiting, by=administrator)
    running = actions.ask(kinds.count, file="x", to=1)
    mine = claimed(worker)
    assert not queries.is_cancelled(mine)
    actions.cancel(running, by=administrator)
    assert (seen(running)[0], queries.is_cancelled(mine)) == ("stopping", True)
    actions.break_off(mine, "It was cancelled.")
    assert seen(running) == ("cancelled", 1, "It was cancelled.")


def test_only_whoever_looks_after_jobs_may_ask_for_one_or_cancel_that_of_another():
    builder, administrator = person("Bea"), person("Ada", Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        actions.ask(kinds.broken, by=builder)
    job = actions.ask(kinds.broken, by=administrator)
    assert job.asked_by == administrator
    with pytest.raises(PermissionDenied):
        actions.cancel(job, by=builder)
    Job.objects.filter(pk=job.pk).update(asked_by=builder)
    job.refresh_from_db()
    actions.cancel(job, by=builder)
    assert seen(job) == ("cancelled", 0, "")


def test_of_a_kind_of_which_there_is_one_at_a_time_the_database_refuses_a_second():
    actions.ask(kinds.alone)
    with pytest.raises(IntegrityError), transaction.atomic():
        kinds.alone.enqueue()
    assert Job.objects.count() == 1


def test_asked_for_again_the_one_that_waits_begins_sooner_never_later(worker):
    administrator = person("Ada", Role.ADMINISTRATOR)
    first = actions.ask(kinds.alone, at=NOW() + timedelta(hours=2))
    assert actions.ask(kinds.alone, at=NOW() + timedelta(hours=3)) == first
    assert 7190 < due(first) <= 7200
    sooner = actions.ask(kinds.alone, by=administrator)
    assert (sooner, sooner.asked_by) == (first, administrator)
    assert due(first) <= 0
    claimed(worker)
    with pytest.raises(actions.UnderWay):
        actions.ask(kinds.alone)


@pytest.mark.parametrize("ended", ["done", "failed", "cancelled"])
def test_however_the_one_ended_the_next_may_come(worker, ended):
    first = actions.ask(kinds.alone)
    if ended == "cancelled":
        actions.cancel(first)
    else:
        mine = claimed(worker)
        if ended == "done":
            actions.do(mine, worker=worker)
        else:
            actions.fail(mine, actions.GaveUp("No."))
    assert seen(first)[0] == ended
    assert actions.ask(kinds.alone) != first


def test_tried_again_it_is_still_the_only_one(worker):
    first = actions.ask(kinds.alone)
    actions.fail(claimed(worker), ValueError("x"))
    assert seen(first) == ("again", 1, "ValueError: x")
    assert actions.ask(kinds.alone) == first


def test_done_here_it_takes_the_place_of_the_one_that_waits():
    waiting = actions.ask(kinds.alone, at=NOW() + timedelta(hours=2))
    with actions.here(kinds.alone) as context:
        assert seen(waiting) == ("running", 0, "")
        with pytest.raises(actions.UnderWay), actions.here(kinds.alone):
            pass
        context.tell("Looking around", 1, 2)
    assert seen(waiting) == ("done", 0, "")
    assert not Worker.objects.exists()


def test_what_goes_wrong_here_is_kept_and_not_tried_again():
    with pytest.raises(ValueError, match="the rope broke"), actions.here(kinds.alone):
        raise ValueError("the rope broke")
    with pytest.raises(KeyboardInterrupt), actions.here(kinds.alone):
        raise KeyboardInterrupt
    assert sorted(seen(job) for job in Job.objects.all()) == [
        ("failed", 1, "It was stopped in a terminal."),
        ("failed", 1, "ValueError: the rope broke"),
    ]


def test_only_workers_that_take_jobs_count_as_alive():
    with actions.here(kinds.alone):
        assert queries.latest_worker() is None
    worker = actions.enlist()
    assert queries.latest_worker() == worker


def test_jobs_are_counted_by_kind_and_state(worker):
    actions.ask(kinds.broken)
    actions.ask(kinds.broken)
    actions.do(claimed(worker), worker=worker)
    assert queries.counts() == {("test.broken", "again"): 1, ("test.broken", "waiting"): 1}


def test_a_row_of_the_library_that_is_no_job_is_left_alone(worker):
    job = actions.ask(kinds.broken)
    row = job.row
    Job.objects.filter(pk=job.pk).delete()
    assert actions.claim(worker, queue=LONG) is None
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY


def test_a_code_is_taken_once():
    with pytest.raises(ValueError, match=r"test.count is a kind of job already"):
        kind("test.count", title="Count again", terms=kinds.SAFE)

    assert KINDS["test.count"] is kinds.count


def test_the_code_of_a_kind_begins_with_the_app_whose_tasks_declare_it():
    ours = {code: made.func.__module__ for code, made in KINDS.items() if code[:5] != "test."}

    assert ours == {
        "bookkeeping.rows": "convene.apps.bookkeeping.tasks",
        "chasing.reminder": "convene.apps.chasing.tasks",
        "digest.night": "convene.apps.digest.tasks",
        "digest.send": "convene.apps.digest.tasks",
        "finder.export": "convene.apps.finder.tasks",
        "jobs.mail": "convene.apps.jobs.tasks",
        "ledger.night": "convene.apps.ledger.tasks",
        "registry.build": "convene.apps.registry.tasks",
        "statements.notice": "convene.apps.statements.tasks",
        "vetting.letter": "convene.apps.vetting.tasks",
        "vetting.night": "convene.apps.vetting.tasks",
    }
