"""Real workers, in processes of their own: what they do when killed, stopped, cancelled or two."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import Job, Worker
from convene.site.beside import Beside
from tests.apps.jobs import kinds
from tests.apps.registry.people import address

pytestmark = [
    pytest.mark.disaster,
    pytest.mark.django_db(transaction=True),
]
ROOT = Path(__file__).parents[2]
PATIENCE = 180
"""Seconds until a slow machine must have got there."""
IMPATIENT = """
from convene.site import set_up
set_up()
import os, sys
from convene.apps.jobs.actions import working
from convene.site import worker
from tests.apps.jobs import kinds
working.SILENT, worker.BEAT, worker.STEP, worker.LAST_WORDS = 3, 0.5, 0.1, 3.0
parent = os.getppid() if "tied" in sys.argv else None
worker.work(parent=parent)
"""
"""A worker in a hurry: seconds where others take a minute."""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": address(),
        "CONVENE_DATA": str(tmp_path),
        "CONVENE_RESCREEN_AT": "off",
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "src"))),
    }


@contextmanager
def at_work(environ: dict[str, str], *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-c", IMPATIENT, *words], env=environ, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, [seen(job) for job in Job.objects.all()]
        time.sleep(0.05)


def seen(job: Job) -> tuple[str, int, str]:
    fresh = Job.objects.get(pk=job.pk)
    return queries.state(fresh), fresh.failures, fresh.last_error


def is_over(job: Job) -> bool:
    return queries.state(Job.objects.get(pk=job.pk)) in ("done", "failed", "cancelled")


def processes(file: str) -> list[str]:
    """Return the processes that wrote into a file, in the order of their first line."""
    return list(dict.fromkeys(line.rpartition(" ")[2] for line in kinds.lines(file)))


def is_alive(process: str) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_worker_killed_in_the_middle_takes_its_job_with_it_and_another_goes_on(environ, tmp_path):
    file = str(tmp_path / "steps")
    job = actions.ask(kinds.count, file=file, to=100)
    with at_work(environ) as first:
        wait_until(lambda: len(kinds.lines(file)) >= 5)
        first.send_signal(signal.SIGKILL)
        first.wait()
    wait_until(lambda: not is_alive(processes(file)[0]))
    stopped_at = len(kinds.lines(file))
    assert 5 <= stopped_at < 100
    assert seen(job) == ("running", 0, "")
    with at_work(environ):
        wait_until(lambda: is_over(job))
    assert seen(job) == ("done", 1, "The worker ended in the middle of it.")
    steps = [int(line.partition(" ")[0]) for line in kinds.lines(file)]
    assert steps == list(range(100))
    assert len(processes(file)) == 2


def test_a_job_whose_process_is_killed_is_begun_again_by_the_same_worker(environ, tmp_path):
    file = str(tmp_path / "steps")
    job = actions.ask(kinds.count, file=file, to=60)
    with at_work(environ) as worker:
        wait_until(lambda: len(kinds.lines(file)) >= 5)
        os.kill(int(processes(file)[0]), signal.SIGKILL)
        wait_until(lambda: is_over(job))
        assert worker.poll() is None
    assert seen(job) == ("done", 1, "Its process ended in the middle of it.")
    assert [int(line.partition(" ")[0]) for line in kinds.lines(file)] == list(range(60))


def test_what_may_not_be_begun_twice_fails_when_its_worker_is_killed(environ, tmp_path):
    file = str(tmp_path / "steps")
    job = actions.ask(kinds.count_once, file=file, to=100)
    with at_work(environ) as first:
        wait_until(lambda: len(kinds.lines(file)) >= 5)
        first.kill()
        first.wait()
    with at_work(environ):
        wait_until(lambda: is_over(job))
    assert seen(job) == ("failed", 1, "The worker ended in the middle of it.")
    assert len(processes(file)) == 1


def test_a_job_is_cancelled_in_the_middle_and_the_worker_goes_on(environ, tmp_path):
    file, marks = str(tmp_path / "steps"), str(tmp_path / "marks")
    job = actions.ask(kinds.count, file=file, to=10_000)
    with at_work(environ):
        wait_until(lambda: Job.objects.get(pk=job.pk).done >= 5)
        actions.cancel(job)
        wait_until(lambda: is_over(job))
        assert seen(job) == ("cancelled", 1, "It was cancelled.")
        assert not is_alive(processes(file)[0])
        next_one = actions.ask(kinds.mark, file=marks, text="went on")
        wait_until(lambda: is_over(next_one))
    assert kinds.lines(marks) == ["went on"]


def test_a_job_that_will_not_end_is_killed(environ, tmp_path):
    file = str(tmp_path / "steps")
    job = actions.ask(kinds.refuse_to_end, file=file)
    with at_work(environ):
        wait_until(lambda: kinds.lines(file))
        actions.cancel(job)
        wait_until(lambda: is_over(job))
    assert seen(job) == ("cancelled", 1, "It was cancelled.")
    assert kinds.lines(file)[1:] == ["told to end"]


def test_a_job_that_takes_longer_than_it_may_is_stopped(environ, tmp_path):
    file = str(tmp_path / "steps")
    job = actions.ask(kinds.count_in_a_second, file=file, to=10_000)
    with at_work(environ):
        wait_until(lambda: is_over(job))
    assert seen(job) == ("failed", 1, "It took longer than it may.")
    assert len(kinds.lines(file)) < 1000


def test_a_worker_that_is_stopped_in_order_gives_its_job_back(environ, tmp_path):
    file = str(tmp_path / "steps")
    job = actions.ask(kinds.count, file=file, to=60)
    with at_work(environ) as first:
        wait_until(lambda: len(kinds.lines(file)) >= 5)
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=PATIENCE) == 0
    assert seen(job) == ("waiting", 0, "")
    assert not Worker.objects.exists()
    with at_work(environ):
        wait_until(lambda: is_over(job))
    assert seen(job) == ("done", 0, "")
    assert [int(line.partition(" ")[0]) for line in kinds.lines(file)] == list(range(60))


def test_two_workers_never_do_one_job_twice(environ, tmp_path):
    marks = str(tmp_path / "marks")
    with at_work(environ), at_work(environ):
        wait_until(lambda: Worker.objects.count() == 2)
        jobs = [actions.ask(kinds.mark, file=marks, text=str(number)) for number in range(40)]
        wait_until(lambda: all(is_over(job) for job in jobs))
    assert sorted(map(int, kinds.lines(marks))) == list(range(40))
    assert {seen(job) for job in jobs} == {("done", 0, "")}
    names = {name for job in Job.objects.all() for name in job.row.worker_ids}
    assert len(names) == 2


def test_a_mail_does_not_wait_for_a_long_job(environ, tmp_path):
    file, marks = str(tmp_path / "steps"), str(tmp_path / "marks")
    long = actions.ask(kinds.count, file=file, to=10_000)
    with at_work(environ):
        wait_until(lambda: kinds.lines(file))
        quick = actions.ask(kinds.mark, file=marks, text="quick")
        wait_until(lambda: is_over(quick))
        assert queries.state(Job.objects.get(pk=long.pk)) == "running"


def test_a_worker_that_sleeps_too_long_finds_its_job_taken_and_stops(environ, tmp_path):
    file = str(tmp_path / "steps")
    job = actions.ask(kinds.count, file=file, to=200)
    with at_work(environ) as sleeper:
        wait_until(lambda: len(kinds.lines(file)) >= 5)
        sleeper.send_signal(signal.SIGSTOP)
        os.kill(int(processes(file)[0]), signal.SIGSTOP)
        with at_work(environ):
            wait_until(lambda: len(processes(file)) == 2)
            sleeper.send_signal(signal.SIGCONT)
            assert sleeper.wait(timeout=PATIENCE) == 1
            wait_until(lambda: is_over(job))
    assert seen(job) == ("done", 1, "The worker ended in the middle of it.")
    assert [int(line.partition(" ")[0]) for line in kinds.lines(file)] == list(range(200))


def test_a_worker_beside_the_pages_ends_with_them(environ):
    start = (sys.executable, "-c", IMPATIENT, "tied")
    pages = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess; subprocess.run({start!r}, check=False)"],
        env=environ,
        cwd=ROOT,
    )
    wait_until(lambda: Worker.objects.count() == 1)
    pages.kill()
    pages.wait()
    wait_until(lambda: not Worker.objects.exists())


def test_the_command_does_jobs_until_it_is_told_to_stop(environ):
    worker = subprocess.Popen([sys.executable, "-m", "convene.cli", "worker"], env=environ)
    wait_until(lambda: Worker.objects.count() == 1)
    worker.send_signal(signal.SIGINT)
    assert worker.wait(timeout=PATIENCE) == 0
    assert not Worker.objects.exists()


def test_a_worker_beside_the_pages_is_started_again_when_it_ends(tmp_path, monkeypatch):
    monkeypatch.setattr("convene.site.beside.AGAIN", 0.05)
    wrote = tmp_path / "wrote"
    write = f"open({str(wrote)!r}, 'a').write('x')"
    kept = Beside((sys.executable, "-c", write))
    kept.start()
    wait_until(lambda: wrote.exists() and wrote.read_text() == "xx")
    kept.stop()
