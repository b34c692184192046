"""Who may claim an alert, and who may close it: whoever it is told to and does the work, and
reviewers whom the app that tells of it does not keep from judging.
"""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder, is_reviewer, is_viewer
from convene.apps.inbox.models import Alert
from convene.apps.inbox.queries import closable, told


@rules.predicate
def is_told(person: User, alert: Alert | None) -> bool:
    return alert is not None and told(person).filter(pk=alert.pk).exists()


@rules.predicate
def may_judge(person: User, alert: Alert | None) -> bool:
    """Without an alert, the role decides."""
    return alert is None or closable(person).filter(pk=alert.pk).exists()


rules.add_perm("inbox.claim_alert", is_builder & is_told)
rules.add_perm("inbox.close_alert", is_reviewer & may_judge)
rules.add_perm("inbox.own_feed", is_viewer)
