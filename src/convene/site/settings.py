"""Settings: everything an operator may choose is an environment variable that starts with CONVENE_,
or DATABASE_URL.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from convene import disk
from convene.site import logs

HERE = Path(__file__).parent
DATA = disk.make(disk.data())


def _secret_key() -> str:
    """Return this installation's secret, made on first use and readable by its owner only."""
    file = DATA / "secret.key"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return file.read_text()


SECRET_KEY = os.environ.get("CONVENE_SECRET_KEY") or _secret_key()
DEBUG = os.environ.get("CONVENE_DEBUG") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("CONVENE_HOSTS", "").split()]
BEHIND_HTTPS = os.environ.get("CONVENE_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "simple_history",
    "rules",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "convene.ground",
    "django_tasks",
    "django_tasks_db",
    "convene.apps.accounts",
    "convene.apps.retention",
    "convene.apps.jobs",
    "convene.apps.guide",
    "convene.apps.registry",
    "convene.apps.declarations",
    "convene.apps.evidence",
    "convene.apps.inbox",
    "convene.apps.vetting",
    "convene.apps.finder",
    "convene.apps.workshop",
    "convene.apps.ledger",
    "convene.apps.risks",
    "convene.apps.asking",
    "convene.apps.practice",
    "convene.apps.agreements",
    "convene.apps.bookkeeping",
    "convene.apps.chasing",
    "convene.apps.statements",
    "convene.apps.partnering",
    "convene.apps.portfolio",
    "convene.apps.digest",
    "convene.site.apps.SiteConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "convene.site.requests.numbered",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "convene.site.requests.LinesAsKept",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "convene.apps.accounts.middleware.kept_nowhere",
    "convene.apps.accounts.middleware.personal_settings",
    "django.contrib.messages.middleware.MessageMiddleware",
    "convene.apps.accounts.middleware.SecondStepFirst",
    "convene.apps.accounts.middleware.PartnersStay",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "convene.apps.accounts.middleware.words_stay",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "convene.site.requests.ways_said",
]
ROOT_URLCONF = "convene.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "convene.site.stages.stage",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
WSGI_APPLICATION = "convene.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA / 'convene.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    if DATABASES["default"]["NAME"] == str(DATA / "convene.sqlite3"):
        (DATA / "convene.sqlite3").touch(
            mode=0o600
        )  # its owner's alone, and so are the journals that SQLite puts beside it
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;",
    }

AUTH_USER_MODEL = "accounts.User"
TRAIL_MODEL = "accounts.Event"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workshop:drafts"
LOGOUT_REDIRECT_URL = "home"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French"))]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = os.environ.get("CONVENE_TIME_ZONE", "UTC")
FORMAT_MODULE_PATH = "convene.site.formats"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {
        "BACKEND": "convene.ground.storing.Whole",
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
FILE_UPLOAD_TEMP_DIR = disk.make(DATA / "cache" / "uploads")
"""Where a file lies while it comes in; what a killed server left there, the next one removes."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = os.environ.get("CONVENE_ORIGINS", "").split()

LOGGING = logs.config(os.environ.get("CONVENE_LOG_LEVEL", ""))
METRICS_TOKEN = os.environ.get("CONVENE_METRICS_TOKEN", "")

TASKS = {
    "default": {
        "BACKEND": "convene.apps.jobs.actions.asking.Backend",
        "QUEUES": ["long", "quick"],
    }
}

# Accounts
ACCOUNT_ADAPTER = "convene.apps.accounts.adapter.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation already came from someone who knows the person
ACCOUNT_REAUTHENTICATION_REQUIRED = True
CACHES = {  # in files, because all workers together count the attempts to sign in
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Parts of public pages that depend on the address and the language alone; each worker keeps
    # its own.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 1500},
    },
}
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = (
    1 if BEHIND_HTTPS else 0
)  # so that the limits on signing in count people, not the proxy
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = (
    True  # an installation without e-mail can't verify addresses, yet needs second steps
)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
SECOND_STEP = os.environ.get("CONVENE_SECOND_STEP", "")
"""Whether it is compulsory for approvers and administrators: `on`, `off`, or as the installation
began.
"""
MFA_FORMS = {
    "authenticate": "convene.apps.accounts.forms.Code",
    "reauthenticate": "convene.apps.accounts.forms.CodeAgain",
}
MFA_TOTP_ISSUER = "Convene"
MFA_TOTP_TOLERANCE = 1  # phones' clocks drift
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # addresses are unique by constraint, whatever their case

DECLARATION_DAYS = max(1, int(os.environ.get("CONVENE_DECLARATION_DAYS") or 30))
"""Days for which a partner's link to its own declaration works."""

_mail = urlsplit(
    os.environ.get("CONVENE_EMAIL_URL", "")
)  # smtp://name:password@host:587 (STARTTLS) or smtps://…:465
CAN_SEND_MAIL = bool(_mail.hostname)
EMAIL_BACKEND = (
    "convene.apps.jobs.tasks.Outbox"
    if CAN_SEND_MAIL
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_BACKEND_OF_WORKERS = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _mail.hostname or ""
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = bool(_mail.username) and not EMAIL_USE_SSL
EMAIL_PORT = _mail.port or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("CONVENE_EMAIL_FROM", "convene@localhost")
