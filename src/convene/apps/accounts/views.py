"""The pages about people and their accounts."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from convene.apps.accounts import actions, forms, queries
from convene.apps.accounts.access import person, requires
from convene.apps.accounts.models import Invitation, User
from convene.ground import trail
from convene.ground.sheets import Refusal, Refusals, explain, press, sheet

SIGNED_IN_BY = "allauth.account.auth_backends.AuthenticationBackend"
HISTORY_SHOWN = 50
REDIRECTED = 302
REFUSALS: Refusals = {
    actions.AddressTaken: Refusal(
        gettext_lazy("Someone else already uses this address."), field="email"
    ),
    actions.LastAdministrator: Refusal(
        lambda why: [
            _("%(person)s is the last administrator. Make someone else an administrator first.")
            % {"person": why.user}
        ],
        field="role",
    ),
    actions.LooksAlike: Refusal(
        lambda why: [
            _(
                "The name of %(person)s (%(address)s) looks the same, and files would not tell them apart. Ask one of them to add an initial or where they work."
            )
            % {"person": why.other, "address": why.other.email}
        ],
        field="role",
    ),
}
UNCLEAR: Refusals = {
    actions.LooksAlike: Refusal(
        gettext_lazy(
            "Somebody here has a name that looks the same, and files would not tell you apart. Add what does: an initial, or where you work."
        ),
        field="name",
    ),
    actions.HiddenLetters: Refusal(
        gettext_lazy("The name has signs that nobody sees. Type it anew."), field="name"
    ),
    actions.MixedAlphabets: Refusal(
        gettext_lazy("Write each word of the name in letters of one alphabet."), field="name"
    ),
}
manages_people = requires("accounts.manage_people")


@manages_people
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, and the invitations still open."""
    waiting = queries.open_invitations(at=timezone.now())
    return render(
        request, "accounts/people.html", {"people": queries.people(), "invitations": waiting}
    )


@never_cache
@manages_people
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation and show its link, this once."""
    form = forms.Invite(request.POST or None)
    if form.is_valid():
        try:
            token = actions.invite(**form.cleaned_data, by=person(request), at=timezone.now())
            return _show_link(
                request,
                path=reverse("accounts:join", args=[token]),
                whom=form.cleaned_data["email"],
            )
        except actions.AddressTaken:
            form.add_error("email", _("Someone with this address already has an account."))
    return render(request, "accounts/invite.html", {"form": form})


@require_POST
@manages_people
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an invitation worthless."""
    invitation = get_object_or_404(Invitation, pk=pk)
    return press(
        request,
        lambda: actions.revoke(invitation, by=person(request), at=timezone.now()),
        done=_("The invitation for %(address)s no longer works.") % {"address": invitation},
        to=reverse("accounts:people"),
        refusals={},
    )


@manages_people
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they may do, and every change to their account."""
    return render(request, "accounts/one.html", _about(pk))


@require_POST
@manages_people
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person another role."""
    form = forms.ChangeRole(request.POST)
    about = _about(pk, role=form)
    return sheet(
        request,
        form,
        lambda: actions.change_role(about["person"], **form.cleaned_data, by=person(request)),
        done=lambda user: (
            _("%(person)s now has the role: %(role)s.")
            % {"person": user, "role": user.get_role_display()}
        ),
        to=reverse("accounts:one", args=[pk]),
        refusals=REFUSALS,
        template="accounts/one.html",
        **about,
    )


@require_POST
@manages_people
def correct_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the address a person signs in with."""
    form = forms.CorrectAddress(request.POST)
    about = _about(pk, address=form)
    return sheet(
        request,
        form,
        lambda: actions.correct_address(about["person"], **form.cleaned_data, by=person(request)),
        done=lambda user: (
            _("%(person)s now signs in with %(address)s.") % {"person": user, "address": user.email}
        ),
        to=reverse("accounts:one", args=[pk]),
        refusals=REFUSALS,
        template="accounts/one.html",
        **about,
    )


@require_POST
@manages_people
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """End a person's access."""
    return _press(request, pk, actions.deactivate, done=_("%(person)s can no longer sign in."))


@require_POST
@manages_people
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person sign in again."""
    return _press(request, pk, actions.reactivate, done=_("%(person)s can sign in again."))


@require_POST
@never_cache
@manages_people
def new_password_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link with which a person chooses a new password, and show it, this once."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    return _show_link(
        request, path=actions.new_password_link(user, by=person(request)), whom=user.name, user=user
    )


@require_POST
@manages_people
def remove_second_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Help a person who lost the phone or key they sign in with."""
    done = _("%(person)s no longer has a second step.")
    return _press(request, pk, actions.remove_second_step, done=done)


@never_cache
@sensitive_post_parameters("password")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Make an account from an invitation, and sign its owner in."""
    invitation = queries.invitation(token, at=timezone.now())
    if invitation is None or request.user.is_authenticated:
        return render(
            request,
            "accounts/cannot_join.html",
            status=200 if request.user.is_authenticated else 410,
        )
    form = forms.Join(request.POST or None, invitation=invitation)
    if form.is_valid():
        try:
            user = actions.accept(invitation, **form.cleaned_data, at=timezone.now())
            login(request, user, backend=SIGNED_IN_BY)
            record_authentication(request, user, method="password", reauthenticated=True)
            messages.success(
                request, _("Welcome, %(person)s. Your account is ready.") % {"person": user}
            )
            return redirect(settings.LOGIN_REDIRECT_URL)
        except actions.AddressTaken:
            form.add_error("email", _("Someone with this address already has an account."))
        except tuple(UNCLEAR) as why:
            explain(form, why, UNCLEAR)
        except actions.LinkClosed:
            return render(request, "accounts/cannot_join.html", status=410)
    return render(request, "accounts/join.html", {"form": form, "invitation": invitation})


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """What a person says about themselves."""
    user = person(request)
    form = forms.Profile(
        request.POST or None,
        initial={"name": user.name, "language": user.language, "time_zone": user.time_zone},
    )
    response = sheet(
        request,
        form,
        lambda: actions.update_profile(user, **form.cleaned_data, by=user),
        done=_("Your profile is saved."),
        to=reverse("accounts:profile"),
        refusals=UNCLEAR,
        template="accounts/profile.html",
    )
    if response.status_code == REDIRECTED:
        response.delete_cookie(
            settings.LANGUAGE_COOKIE_NAME
        )  # or the language last chosen in this browser would still win
    return response


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def my_address(request: HttpRequest) -> HttpResponse:
    """Let a person change the address they sign in with, once they have shown their password
    again.
    """
    user, form = person(request), forms.MyAddress(request.POST or None)
    return sheet(
        request,
        form,
        lambda: actions.correct_address(user, **form.cleaned_data, by=user),
        done=lambda user: _("You now sign in with %(address)s.") % {"address": user.email},
        to=reverse("accounts:profile"),
        refusals=REFUSALS,
        template="accounts/my_address.html",
    )


def _about(pk: int, **typed: forms.ChangeRole | forms.CorrectAddress) -> dict[str, Any]:
    """Return what the page of a person shows, with what somebody typed there."""
    user = get_object_or_404(queries.people(), pk=pk)
    return {
        "person": user,
        "role": forms.ChangeRole(initial={"role": user.role}),
        "address": forms.CorrectAddress(initial={"email": user.email}),
        "lines": trail.lines(user)[:HISTORY_SHOWN],
        **typed,
    }


def _press(request: HttpRequest, pk: int, act: Callable[..., User], *, done: str) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return press(
        request,
        lambda: act(user, by=person(request)),
        done=done % {"person": user},
        to=reverse("accounts:one", args=[pk]),
        refusals=REFUSALS,
    )


def _show_link(
    request: HttpRequest, *, path: str, whom: str, user: User | None = None
) -> HttpResponse:
    context = {
        "link": request.build_absolute_uri(path),
        "whom": whom,
        "person": user,
        "days": actions.LINK_LASTS.days,
    }
    return render(request, "accounts/link.html", context)
