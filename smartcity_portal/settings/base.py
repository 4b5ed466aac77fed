"""How is the portal configured? Embedded defaults for a laptop; the environment for production.

PORTAL_ENV=production refuses to start without its secrets. What is asked of people, storage,
browsers and workers stands in the files beside this one.
"""

import os

import dj_database_url
from django.utils.translation import gettext_lazy as _

from smartcity_portal.settings.background import *
from smartcity_portal.settings.environment import *
from smartcity_portal.settings.people import *
from smartcity_portal.settings.security import *
from smartcity_portal.settings.storage import *

SECRET_KEY = secret("SECRET_KEY", "demo-only-" + "0123456789abcdef" * 4)
DEBUG = False
ALLOWED_HOSTS = env_list(
    "ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver"
)
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
PORTAL_DEMO = env_flag("PORTAL_DEMO", default=not PRODUCTION)
# The demo stands at one day, so that what waits has waited for days and not for years.
PORTAL_TODAY = os.environ.get("PORTAL_TODAY", "2022-09-05" if PORTAL_DEMO else "")
PORTAL_URL = os.environ.get("PORTAL_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "smartcity_portal.kit.static_files.ServedFilesConfig",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "django_celery_results",
    "django_celery_beat",
    "django_prose_editor",
    "csp",
    "health_check",
    "js_lib_bootstrap5",
    "rules.apps.AutodiscoverRulesConfig",
    "smartcity_portal.kit",
    "smartcity_portal",
    "accounts",
    "programs",
    "masterplans",
    "commitments",
    "ratings",
    "workshops",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.SignsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "programs.middleware.RelationsMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.RateLimitMiddleware",
]

ROOT_URLCONF = "smartcity_portal.urls"
WSGI_APPLICATION = "smartcity_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "smartcity_portal.dashboards.context.shell",
            ],
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(PORTAL_VAR / "portal.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": PORTAL_VAR / "cache",
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "pyhanko": {"level": "ERROR"},
        # Addresses of signing services carry who signs.
        "urllib3": {"level": "WARNING"},
        "pyhanko_certvalidator": {"level": "ERROR"},
    },
}
