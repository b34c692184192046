"""Who may say that they have looked at an alert: whoever it is told to, and does the work."""

import rules

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import is_builder
from convene.apps.inbox.models import Alert
from convene.apps.inbox.queries import told


@rules.predicate
def is_told(person: User, alert: Alert | None) -> bool:
    return alert is not None and told(person).filter(pk=alert.pk).exists()


rules.add_perm("inbox.see_alert", is_builder & is_told)
