"""Where each app begins."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

from convene.site import health

handler500 = "convene.site.requests.failed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("readyz", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("language/", include("django.conf.urls.i18n")),
    path("account/", include("convene.apps.accounts.urls")),
    path("kept/", include("convene.apps.retention.urls")),
    path("jobs/", include("convene.apps.jobs.urls")),
    path("learn/", include("convene.apps.guide.urls")),
    path("countries/", include("convene.apps.guide.country_urls")),
    path("organisations/", include("convene.apps.registry.urls")),
    path("declare/", include("convene.apps.declarations.urls")),
    path("vetting/", include("convene.apps.inbox.urls")),
    path("vetting/", include("convene.apps.vetting.urls")),
    path("", include("convene.apps.finder.urls")),
    path("digest/", include("convene.apps.digest.urls")),
    path("alliances/", include("convene.apps.portfolio.urls")),
    path("drafts/", include("convene.apps.chasing.urls")),
    path("drafts/", include("convene.apps.risks.urls")),
    path("drafts/", include("convene.apps.asking.urls")),
    path("drafts/", include("convene.apps.practice.urls")),
    path("drafts/", include("convene.apps.agreements.urls")),
    path("", include("convene.apps.statements.urls")),
    path("partner/", include("convene.apps.partnering.urls")),
    path("drafts/", include("convene.apps.workshop.urls")),
    path("drafts/", include("convene.apps.ledger.urls")),
    path("drafts/", include("convene.apps.bookkeeping.urls")),
]
