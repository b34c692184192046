"""A worker in a process beside the pages, started again whenever it ends."""

import os
import subprocess
import sys
import threading

AGAIN = 5.0
"""Seconds before a worker that ended is started again."""
LAST_WORDS = 15.0
"""Seconds it may take to end: longer than it gives the jobs that it does."""
WORK = "from convene.site import set_up; set_up(); from convene.site import worker; "


class Beside:
    """A thread that only starts a process and waits for it: killed with this one, the worker sees
    that its parent has gone.
    """

    def __init__(self, command: tuple[str, ...] | None = None) -> None:
        here = f"{WORK}worker.work(parent={os.getpid()})"
        self.command = command or (sys.executable, "-c", here)
        self._stopped = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        threading.Thread(target=self._go_on, name="worker", daemon=True).start()

    def stop(self) -> None:
        """Start it no more, and end it: what it does goes on another time."""
        self._stopped.set()
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(LAST_WORDS)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def _go_on(self) -> None:
        while not self._stopped.is_set():
            self._process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)
            self._process.wait()
            self._stopped.wait(AGAIN)
