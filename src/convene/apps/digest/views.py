"""The page on which somebody asks for a digest, and the one on which they stop it without signing
in.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from convene.apps.accounts.access import person
from convene.apps.digest import actions
from convene.apps.digest.forms import WishForm
from convene.apps.digest.models import Digest
from convene.apps.digest.queries import writing
from convene.apps.digest.words import Every
from convene.ground.letters import SendsNoMail
from convene.ground.quietly import quietly
from convene.ground.sheets import Refusal, Refusals, sheet

REFUSALS: Refusals = {
    SendsNoMail: Refusal(gettext_lazy("This installation sends no mail, and so no digest."))
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def digest(request: HttpRequest) -> HttpResponse:
    """Ask how often, and show what it would say now and what became of the last one."""
    who, today = person(request), timezone.localdate()
    if not who.has_perm("digest.wish"):
        raise PermissionDenied(_("Only whoever has an inbox can have a digest."))
    wanted, site = writing.wish_of(who), request.build_absolute_uri("/").rstrip("/")
    every = wanted.every if wanted else Every.NEVER
    form = WishForm(request.POST or None, initial={"every": every})
    often = Every.WEEK if every == Every.NEVER else Every(every)
    return sheet(
        request,
        form,
        lambda: actions.wish(form.cleaned_data["every"], site=site, by=who),
        done=_("Saved."),
        to=reverse("digest:digest"),
        refusals=REFUSALS,
        template="digest/digest.html",
        sends=settings.CAN_SEND_MAIL,
        now=writing.wording(who, every=often, site=site, today=today),
        last=Digest.objects.filter(person=who).prefetch_related("sendings").last(),
    )


@quietly
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the digests of whoever the link was written to, once they press the button."""
    wanted = writing.by_token(token)
    if wanted is None:
        raise Http404
    if request.method == "POST":
        actions.stop(wanted)
        wanted.refresh_from_db()
    return render(request, "digest/stop.html", {"is_over": wanted.every == Every.NEVER})
