"""How does mail leave, and what runs in the background, when?"""

import os

from smartcity_portal.settings.environment import *

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
# A child that is slow to begin is not dead: four seconds are few where others compute as well.
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0.1, "interval_step": 0.2}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "smartcity_portal.kit.schedule:Scheduler"
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
