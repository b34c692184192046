"""What slows down whoever tries links that are none: each wrong one counts for the address it comes
from.
"""

from allauth.core.internal.ratelimit import RateLimitUsage, consume
from django.http import HttpRequest

APP, ACTION = "convene.apps.declarations", "wrong_link"
ADDRESS = "10/m/ip"


def count(request: HttpRequest) -> RateLimitUsage | None:
    """Count a try until its link turns out to be one; None where there have been too many."""
    return consume(request, app=APP, action=ACTION, config={ACTION: ADDRESS}, limit_get=True)
