"""The page of what waits."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from convene.apps.accounts.access import person
from convene.apps.inbox import queries


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    sections = queries.sections(person(request), today=timezone.localdate())
    return render(request, "inbox/inbox.html", {"sections": sections})
