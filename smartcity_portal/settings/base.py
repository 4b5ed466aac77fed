"""How is the portal configured? Embedded defaults for a laptop; the environment for production.

PORTAL_ENV=production refuses to start without its secrets. PORTAL_VAR is the one folder
that the portal writes to.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PRODUCTION = os.environ.get("PORTAL_ENV", "demo") == "production"


def env_flag(name: str, *, default: bool) -> bool:
    """Read a yes/no environment variable: 1, true, yes and on mean yes."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    """Read a comma-separated environment variable."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret(name: str, demo_value: str) -> str:
    """Read a secret; only outside production may the demo value stand in."""
    value = os.environ.get(name, "")
    if not value and PRODUCTION:
        raise ImproperlyConfigured(f"{name} must be set in the environment in production.")
    return value or demo_value


PORTAL_VAR = Path(os.environ.get("PORTAL_VAR", BASE_DIR / "var"))
PORTAL_VAR.mkdir(parents=True, exist_ok=True)

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

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "public_home"

ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key", "reauthenticate": "10/m/user"}
USERSESSIONS_TRACK_ACTIVITY = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Portal Smart City"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# The demo may switch the second factor off; production may not forget it.
SECOND_FACTOR_REQUIRED = env_flag("SECOND_FACTOR_REQUIRED", default=PRODUCTION)
# Changing requests per minute: of one signed-in person, and of one address without a person.
POSTS_PER_MINUTE_PERSON = int(os.environ.get("POSTS_PER_MINUTE_PERSON", "240"))
POSTS_PER_MINUTE_ADDRESS = int(os.environ.get("POSTS_PER_MINUTE_ADDRESS", "60"))
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {}
if os.environ.get("OIDC_SERVER_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("OIDC_NAME", "SSO"),
                "client_id": secret("OIDC_CLIENT_ID", ""),
                "secret": secret("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": os.environ["OIDC_SERVER_URL"]},
            }
        ]
    }

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", PORTAL_VAR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "smartcity_portal.kit.static_files.ServedFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
MEDIA_ROOT = PORTAL_VAR / "media"
# The one folder that all machines of a portal have in common; everything else is each one's own.
PORTAL_STORAGE = Path(os.environ.get("PORTAL_STORAGE", PORTAL_VAR))
BLOB_ROOT = Path(os.environ.get("BLOB_ROOT", PORTAL_STORAGE / "blobs"))
BOOK_CACHE = Path(os.environ.get("BOOK_CACHE", PORTAL_STORAGE / "book-cache"))
BOOK_CACHE_DAYS = float(os.environ.get("BOOK_CACHE_DAYS", "30"))
BOOK_CACHE_MEGABYTES = int(os.environ.get("BOOK_CACHE_MEGABYTES", "4000"))
CA_ROOT = Path(os.environ.get("CA_ROOT", PORTAL_VAR / "ca"))
# Locks the keys in CA_ROOT; "manage.py make_ca" makes them once in production.
CA_PASSPHRASE = os.environ.get("CA_PASSPHRASE", "")
# Where the keys of the authority lie in a token (PKCS#11) instead; the PIN may be CA_PASSPHRASE.
CA_PKCS11_MODULE = os.environ.get("CA_PKCS11_MODULE", "")
CA_PKCS11_TOKEN = os.environ.get("CA_PKCS11_TOKEN", "")
CA_PKCS11_PIN = os.environ.get("CA_PKCS11_PIN", "")
# Roots of BSrE, one PEM file each: only a chain that ends in one of them is "certified".
BSRE_ROOTS = Path(os.environ.get("BSRE_ROOTS", PORTAL_VAR / "bsre-roots"))
# Where the local stand-in of BSrE keeps its throw-away authority; never trusted in production.
BSRE_SIMULATION = PORTAL_VAR / "bsre-simulation"
# Hosts inside the own network that a signing service may answer from.
SIGNING_HOSTS = env_list("SIGNING_HOSTS")
# For how many seconds a signature waits while another service signs the same sheet.
LEASE_PATIENCE = float(os.environ.get("LEASE_PATIENCE", "12"))

UPLOAD_MAX_BYTES = 20 * 1024 * 1024
IMAGE_MAX_BYTES = 10 * 1024 * 1024
IMAGE_MAX_PIXELS = 40_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env_flag("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/"]
if env_flag("BEHIND_PROXY", default=PRODUCTION):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Previews of documents are shown in frames of our own pages.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
CSRF_FAILURE_VIEW = "smartcity_portal.public.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = PORTAL_VAR / "mail"
if os.environ.get("EMAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["EMAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS", default=False)
    EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get(
    "DEFAULT_FROM_EMAIL", "Portal Smart City <portal@example.invalid>"
)

CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "folder://localhost")
CELERY_RESULT_BACKEND = "django-db"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_TRACK_STARTED = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0.1, "interval_step": 0.2}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "accounts.tasks.sweep_jobs", "schedule": 15.0},
    "forget-old-imports": {"task": "accounts.tasks.forget_old_imports", "schedule": 3600.0},
    "seal-history": {"task": "accounts.clock.seal_history", "schedule": 3600.0},
    "mail-unsent-notices": {"task": "accounts.tasks.mail_unsent_notices", "schedule": 60.0},
    "mail-unsent-letters": {"task": "programs.tasks.mail_unsent_pass_letters", "schedule": 60.0},
    "mail-unsent-invitations": {"task": "workshops.clock.mail_unsent_letters", "schedule": 60.0},
    "sweep-book-cache": {"task": "masterplans.clock.sweep_book_cache", "schedule": 3600.0},
    "forget-word-imports": {"task": "masterplans.clock.forget_word_imports", "schedule": 3600.0},
    "remind-of-due-sections": {
        "task": "masterplans.clock.remind_of_due_sections",
        "schedule": 6 * 3600.0,
    },
    "sweep-checks": {"task": "masterplans.clock.sweep_checks", "schedule": 30.0},
    "begin-terms": {"task": "programs.clock.begin_terms", "schedule": 1800.0},
    "remind-signatories": {
        "task": "commitments.clock.remind_signatories",
        "schedule": 6 * 3600.0,
    },
    "renew-revocation-lists": {
        "task": "commitments.clock.renew_revocation_lists",
        "schedule": 3600.0,
    },
    "sweep-attempts": {"task": "commitments.clock.sweep_attempts", "schedule": 60.0},
    "expire-sheets": {"task": "commitments.clock.expire_sheets", "schedule": 6 * 3600.0},
    "refresh-standings": {"task": "workshops.clock.refresh_standings", "schedule": 60.0},
    "forget-receipts": {"task": "workshops.clock.forget_receipts", "schedule": 86400.0},
    "close-evaluations": {"task": "workshops.clock.close_evaluations", "schedule": 1800.0},
}
if CELERY_BROKER_URL.startswith("folder:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "folder": str(PORTAL_VAR / "queue"),
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 1800,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        # A worker looks into its queues in the order in which they are named (kit/queues.py).
        "queue_order_strategy": "priority",
        # A page that sends a task is not held up by a broker that is away: one attempt.
        "max_retries": 0,
    }

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
