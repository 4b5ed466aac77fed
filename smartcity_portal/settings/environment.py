"""What does the environment say, and where does the portal write? The one folder is PORTAL_VAR."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

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

# Civil days of the programme; a region shows its own zone.
TIME_ZONE = "Asia/Jakarta"
