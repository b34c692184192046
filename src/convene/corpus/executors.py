"""Where the work of a load or a build is done: in this process, in processes of this machine, or on
a Dask cluster.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, parent_process
from multiprocessing.context import ForkServerContext, ForkServerProcess
from types import ModuleType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
CLUSTER_WAIT = 15
"""Seconds that a cluster may take to answer."""
PRELOADED = ["convene.corpus.loads", "convene.feeds.ready"]
"""What every worker would spend half a second on importing; imported once, in the process that
workers are forked from.
"""


class NoCluster(Exception):
    """Why no cluster answers, in one plain sentence."""


class Here(Executor):
    """Does each piece of work at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it and return what came of it."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result is told
            done.set_exception(error)
        return done


class Worker(ForkServerProcess):
    """A process that does not import again what this one was started with: of the command and its
    arguments a worker needs nothing.
    """

    def start(self) -> None:
        """Start it. Nothing that is submitted may be defined in the program's own first module."""
        first = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = first


class Workers(ForkServerContext):
    """Where the workers of this machine come from."""

    Process = Worker


@contextmanager
def opened(cluster: str | None = None, workers: int | None = None) -> Iterator[Executor]:
    """Give an executor and close it in the end: a cluster by its address, otherwise processes, one
    a core unless told.

    Raises NoCluster when no cluster answers at the address. A cluster must see the same disk.
    """
    if cluster:
        with _cluster(cluster) as executor:
            yield executor
    elif (count := workers or _cores()) == 1:
        yield Here()
    else:
        _start()
        executor = ProcessPoolExecutor(count, mp_context=Workers(), initializer=_serve)
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)  # stopped half-way, nothing more is begun


def _cores() -> int:
    """Return how many cores this process may use, where the system tells (Linux does), otherwise
    how many there are.
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start() -> None:
    """Start what workers come from so that it, and they from their first instant, leave Ctrl-C to
    this process.
    """
    if threading.current_thread() is not threading.main_thread():
        return  # only the main thread may say what a signal does
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.set_forkserver_preload(PRELOADED)
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


def _serve() -> None:
    """Let a worker end with the process that it works for, however that ends, and leave Ctrl-C to
    that process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End this process as soon as the one that started it has ended."""
    if parent := parent_process():
        parent.join()
    os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # local: an extra that most installations do without
    except ImportError as error:
        raise NoCluster(
            "--cluster needs Dask, which is not installed here: run `./run cluster` once, or "
            "install convene[cluster], here and where the workers run"
        ) from error
    try:
        made = {"timeout": CLUSTER_WAIT, "set_as_default": False}
        client = Client(address, **made)  # type: ignore[no-untyped-call]  # Dask has no types
    except (OSError, ValueError) as error:
        raise NoCluster(
            f"No cluster answers at {address}; check the address, or leave --cluster out"
        ) from error
    with client:
        executor = client.get_executor()  # type: ignore[no-untyped-call]  # Dask has no types
        with executor:
            yield executor
