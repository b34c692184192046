"""The pages about people and their accounts."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from convene.apps.accounts import actions, forms, queries
from convene.apps.accounts.access import person, requires
from convene.apps.accounts.models import Invitation, User
from convene.ground import trail

SIGNED_IN_BY = "allauth.account.auth_backends.AuthenticationBackend"
HISTORY_SHOWN = 50
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
    actions.revoke(invitation, by=person(request), at=timezone.now())
    messages.success(
        request, _("The invitation for %(address)s no longer works.") % {"address": invitation}
    )
    return redirect("accounts:people")


@manages_people
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what they may do, and every change to their account."""
    user = get_object_or_404(queries.people(), pk=pk)
    return _one(
        request,
        user,
        forms.ChangeRole(initial={"role": user.role}),
        forms.CorrectAddress(initial={"email": user.email}),
    )


@require_POST
@manages_people
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person another role."""
    user = get_object_or_404(queries.people(), pk=pk)
    form = forms.ChangeRole(request.POST)
    if form.is_valid():
        try:
            user = actions.change_role(user, role=form.cleaned_data["role"], by=person(request))
            messages.success(
                request,
                _("%(person)s now has the role: %(role)s.")
                % {"person": user, "role": user.get_role_display()},
            )
            return redirect("accounts:one", pk=pk)
        except actions.LastAdministrator:
            form.add_error("role", _last(user))
    return _one(request, user, form, forms.CorrectAddress(initial={"email": user.email}))


@require_POST
@manages_people
def correct_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the address a person signs in with."""
    user = get_object_or_404(queries.people(), pk=pk)
    form = forms.CorrectAddress(request.POST)
    if form.is_valid():
        try:
            user = actions.correct_address(
                user, email=form.cleaned_data["email"], by=person(request)
            )
            messages.success(
                request,
                _("%(person)s now signs in with %(address)s.")
                % {"person": user, "address": user.email},
            )
            return redirect("accounts:one", pk=pk)
        except actions.AddressTaken:
            form.add_error("email", _("Someone else already uses this address."))
    return _one(request, user, forms.ChangeRole(initial={"role": user.role}), form)


@require_POST
@manages_people
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """End a person's access."""
    user = get_object_or_404(User, pk=pk)
    try:
        actions.deactivate(user, by=person(request))
        messages.success(request, _("%(person)s can no longer sign in.") % {"person": user})
    except actions.LastAdministrator:
        messages.error(request, _last(user))
    return redirect("accounts:one", pk=pk)


@require_POST
@manages_people
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person sign in again."""
    user = actions.reactivate(get_object_or_404(User, pk=pk), by=person(request))
    messages.success(request, _("%(person)s can sign in again.") % {"person": user})
    return redirect("accounts:one", pk=pk)


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
    user = actions.remove_second_step(get_object_or_404(User, pk=pk), by=person(request))
    messages.success(
        request, _("%(person)s now signs in with the password alone.") % {"person": user}
    )
    return redirect("accounts:one", pk=pk)


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
            messages.success(
                request, _("Welcome, %(person)s. Your account is ready.") % {"person": user}
            )
            return redirect(settings.LOGIN_REDIRECT_URL)
        except actions.AddressTaken:
            form.add_error("email", _("Someone with this address already has an account."))
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
    if form.is_valid():
        actions.update_profile(user, **form.cleaned_data, by=user)
        messages.success(request, _("Your profile is saved."))
        response = redirect("accounts:profile")
        response.delete_cookie(
            settings.LANGUAGE_COOKIE_NAME
        )  # or the language last chosen in this browser would still win
        return response
    return render(request, "accounts/profile.html", {"form": form})


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def my_address(request: HttpRequest) -> HttpResponse:
    """Let a person change the address they sign in with,
    once they have shown their password again.
    """
    user = person(request)
    form = forms.MyAddress(request.POST or None)
    if form.is_valid():
        try:
            user = actions.correct_address(user, email=form.cleaned_data["email"], by=user)
            messages.success(
                request, _("You now sign in with %(address)s.") % {"address": user.email}
            )
            return redirect("accounts:profile")
        except actions.AddressTaken:
            form.add_error("email", _("Someone else already uses this address."))
    return render(request, "accounts/my_address.html", {"form": form})


def _one(
    request: HttpRequest, user: User, role: forms.ChangeRole, address: forms.CorrectAddress
) -> HttpResponse:
    context = {
        "person": user,
        "role": role,
        "address": address,
        "lines": trail.lines(user)[:HISTORY_SHOWN],
    }
    return render(request, "accounts/one.html", context)


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


def _last(user: User) -> str:
    return _("%(person)s is the last administrator. Make someone else an administrator first.") % {
        "person": user
    }
