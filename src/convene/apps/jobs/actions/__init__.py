"""Every way in which a job changes: asked for, cancelled, done, failed, taken over."""

from convene.apps.jobs.actions.asking import Ended, UnderWay, ask, cancel
from convene.apps.jobs.actions.ending import Broken, GaveUp, break_off, fail, give_back, succeed
from convene.apps.jobs.actions.working import (
    Context,
    TakenAway,
    beat,
    claim,
    do,
    enlist,
    here,
    leave,
    take_over,
)

__all__ = [
    "Broken",
    "Context",
    "Ended",
    "GaveUp",
    "TakenAway",
    "UnderWay",
    "ask",
    "beat",
    "break_off",
    "cancel",
    "claim",
    "do",
    "enlist",
    "fail",
    "give_back",
    "here",
    "leave",
    "succeed",
    "take_over",
]
