"""Who may say that they have looked at an alert, for everybody: a reviewer whom it is told to."""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_reviewer
from convene.apps.inbox.models import Alert
from convene.apps.inbox.queries import told


@rules.predicate
def is_told(person: User, alert: Alert | None) -> bool:
    return alert is not None and told(person).filter(pk=alert.pk).exists()


rules.add_perm("inbox.see_alert", is_reviewer & is_told)
