"""Who may do what with jobs."""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_administrator, is_viewer
from convene.apps.jobs.models import Job


@rules.predicate
def has_asked(person: User, job: Job | None) -> bool:
    return job is not None and job.asked_by_id == person.pk


rules.add_perm("jobs.ask", is_viewer)
rules.add_perm("jobs.cancel", is_administrator | is_viewer & has_asked)
rules.add_perm("jobs.look_after", is_administrator)
