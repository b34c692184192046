"""Jobs, the workers that do them, and the kinds there are."""

from convene.apps.jobs.models.jobs import Job, Worker
from convene.apps.jobs.models.kinds import KINDS, LONG, QUICK, Kind, kind

__all__ = ["KINDS", "LONG", "QUICK", "Job", "Kind", "Worker", "kind"]
