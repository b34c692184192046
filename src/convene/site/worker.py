"""What does the jobs: one process that claims them and watches over others, each of which does one.

A job may be killed at any moment, by whoever cancels it or by its time: its memory goes with its
process. The process that watches does little else, so its signs of life never wait for a job.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkProcess

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone

from convene.apps.finder import exports
from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import KINDS, LONG, QUICK, Job, Worker
from convene.core.jobs import Beat, Watch
from convene.core.reasons import gettext_noop
from convene.corpus.executors import end_with_parent
from convene.site import nightly

logger = logging.getLogger(__name__)
STEP = 1.0
"""Seconds between two looks at the table of jobs."""
BEAT = 10.0
"""Seconds between two signs of life, and between two looks at those of others."""
HOUR = 3600.0
LAST_WORDS = 10.0
"""Seconds a job may take to end once it is told to, before it is killed."""
KEPT_DAYS = 30
FILES_KEPT = timedelta(days=7)


CANCELLED = gettext_noop("It was cancelled.")
TOO_LONG = gettext_noop("It took longer than it may.")
STOPPED = gettext_noop("The worker was stopped.")
VANISHED = gettext_noop("Its process ended in the middle of it.")


class Stopped(KeyboardInterrupt):
    """The job is told to end; the engines of the corpus know this as Ctrl-C."""


@dataclass
class Hand:
    """A process at its one job, and why it was told to end, if it was."""

    job: Job
    process: ForkProcess
    until: float
    told: str = ""
    killed_at: float = 0.0


@dataclass
class Work:
    """What one worker process is at."""

    worker: Worker
    hands: dict[str, Hand] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)


def work(*, parent: int | None = None, stop: threading.Event | None = None) -> None:
    """Do jobs until told to stop; with `parent`, no longer than that process lives."""
    stop = stop or _stop_when_told()
    own = Work(actions.enlist())
    nightly.begin()
    every = [
        (BEAT, _beat),
        (BEAT, _watch),
        (BEAT, lambda _: nightly.keep()),
        (HOUR / 12, _forget),
        (24 * HOUR, _tidy),
        (STEP, _attend),
    ]
    due = dict.fromkeys(range(len(every)), 0.0)
    try:
        while not stop.is_set() and (parent is None or os.getppid() == parent):
            with _patient():
                for number, (seconds, look) in enumerate(every):
                    if time.monotonic() >= due[number]:
                        due[number] = time.monotonic() + seconds
                        look(own)
            stop.wait(STEP)
        _end(own)
    except actions.TakenAway:
        logger.exception("others held this worker for dead")
        sys.exit(1)
    finally:
        for hand in own.hands.values():
            hand.process.kill()  # whatever happened, nothing goes on that nobody watches


def _stop_when_told() -> threading.Event:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    return stopped


@contextmanager
def _patient() -> Iterator[None]:
    """Wait for a database that does not answer at this moment."""
    close_old_connections()
    try:
        yield
    except (InterfaceError, OperationalError) as error:
        logger.warning("the database does not answer", exc_info=error)
        connections.close_all()


def _beat(own: Work) -> None:
    actions.beat(own.worker)


def _watch(own: Work) -> None:
    """Take the jobs over of workers that have been silent for too long."""
    others = {worker.name: worker for worker in queries.workers() if worker.pk != own.worker.pk}
    beats = [Beat(name, worker.beat_at, worker.silent_for) for name, worker in others.items()]
    for name in own.watch.silent(beats, now=time.monotonic()):
        logger.warning("a worker is silent, its jobs are taken over", extra={"worker": name})
        actions.take_over(others[name])


def _tidy(own: Work) -> None:
    """Let go of what ended long ago."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0)
    exports.let_go(before=timezone.now() - FILES_KEPT)


def _forget(_: Work) -> None:
    """Let go of the sessions that are over, and of words that were kept for an hour."""
    call_command("clearsessions", verbosity=0)


def _attend(own: Work) -> None:
    """See to the job of each queue, and begin the next one where none is under way."""
    for queue in (QUICK, LONG):
        hand = own.hands.get(queue)
        if hand and _see_to(hand):
            del own.hands[queue]
        if queue not in own.hands and (job := actions.claim(own.worker, queue=queue)):
            own.hands[queue] = _begin(job, own.worker)


def _begin(job: Job, worker: Worker) -> Hand:
    lasts = KINDS[job.kind].terms.lasts.total_seconds() if job.kind in KINDS else HOUR
    connections.close_all()  # a database connection does not survive a fork
    process = get_context("fork").Process(target=_do, args=(job, worker))
    process.start()
    logger.info("a job begins", extra={"job": job.kind})
    return Hand(job, process, until=time.monotonic() + lasts)


def _do(job: Job, worker: Worker) -> None:
    """Do a job in a process of its own, which ends with the worker, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _raise_stopped)
    threading.Thread(target=end_with_parent, daemon=True).start()
    try:
        actions.do(job, worker=worker)
    except KeyboardInterrupt:
        logger.info("a job was stopped", extra={"job": job.kind})


def _raise_stopped(*_: object) -> None:
    raise Stopped


def _see_to(hand: Hand) -> bool:
    """Tell a job to end that is cancelled or takes too long; return whether its process is over."""
    if not hand.process.is_alive():
        _settle(hand)
        return True
    if not hand.told and queries.is_cancelled(hand.job):
        _tell(hand, CANCELLED)
    if not hand.told and time.monotonic() > hand.until:
        _tell(hand, TOO_LONG)
    if hand.told and time.monotonic() > hand.killed_at:
        hand.process.kill()
    return False


def _tell(hand: Hand, why: str) -> None:
    hand.told, hand.killed_at = why, time.monotonic() + LAST_WORDS
    hand.process.terminate()


def _settle(hand: Hand) -> None:
    """Keep how a try ended whose process did not say so itself."""
    actions.break_off(hand.job, hand.told or VANISHED)
    code = hand.process.exitcode
    logger.info("a job is over", extra={"job": hand.job.kind, "status": code})


def _end(own: Work) -> None:
    """Stop what may be begun again and give it back; let the rest finish, for a moment."""
    for hand in own.hands.values():
        if not hand.told and hand.job.kind in KINDS and KINDS[hand.job.kind].terms.repeatable:
            _tell(hand, STOPPED)
    until = time.monotonic() + LAST_WORDS
    for hand in own.hands.values():
        hand.process.join(max(0.0, until - time.monotonic()))
        hand.process.kill()
        hand.process.join()
        if hand.told == STOPPED:
            actions.give_back(hand.job)
        else:
            _settle(hand)
    actions.leave(own.worker)
