"""Which stage of the work a page belongs to: the bar at the top marks it."""

from django.http import HttpRequest

STAGES = {
    "guide": "learn",
    "countries": "learn",
    "finder": "find",
    "registry": "vet",
    "inbox": "vet",
    "digest": "vet",
    "vetting": "vet",
    "workshop": "design",
    "ledger": "design",
    "risks": "design",
    "asking": "design",
    "practice": "design",
    "agreements": "design",
    "bookkeeping": "design",
    "chasing": "design",
    "statements": "design",
    "portfolio": "design",
    "partnering": "mine",
}
"""By the name that the addresses of an app carry; pages of other apps belong to none."""


def stage(request: HttpRequest) -> dict[str, str]:
    """Tell every template the stage of the page that was asked for."""
    return {
        "stage": STAGES.get(request.resolver_match.app_name if request.resolver_match else "", "")
    }
