"""Is it really this person, right now? A fresh proof before every signature.

The secret is compared and dropped: it is not stored, logged or passed on.
"""

import datetime as dt
import time
from dataclasses import dataclass

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from smartcity_portal.kit.machine import Blocked

TRIES, WINDOW = 5, 600
FRESH = dt.timedelta(minutes=5)
CODE_SECONDS, CODES_BACK = 30, 1


@dataclass(frozen=True)
class Proof:
    """That `user_pk` has just shown who they are, and how: "totp", "password" or "demo"."""

    user_pk: int
    method: str
    at: dt.datetime

    def holds_for(self, user: User) -> bool:
        """A proof serves its own person, for a few minutes."""
        return self.user_pk == user.pk and timezone.now() - self.at < FRESH


def method_of(user: User) -> str:
    """Say how this person proves who they are: by code where they have one, else by password."""
    if _totp(user) is not None:
        return "totp"
    return "password" if user.has_usable_password() else ""


@sensitive_variables("secret")
def confirm(user: User, secret: str) -> Proof:
    """Compare the secret; Blocked when it is wrong or was tried too often."""
    method = method_of(user)
    if not method:
        raise Blocked([_("Your account has no password yet. Set one in your account, then sign.")])
    key = f"sign-proof:{user.pk}"
    cache.add(key, 0, WINDOW)
    if cache.incr(key) > TRIES:
        raise Blocked([_("Too many attempts. Nothing was signed; try again in ten minutes.")])
    if not _is_right(user, method, secret):
        raise Blocked([_wrong(method)])
    cache.delete(key)
    return Proof(user.pk, method, timezone.now())


def vouch_for_demo(user: User) -> Proof:
    """Let the demo's own data be signed without anybody at the keyboard; nowhere else."""
    if not settings.PORTAL_DEMO:
        raise PermissionDenied("demo only")
    return Proof(user.pk, "demo", timezone.now())


@sensitive_variables("secret")
def _is_right(user: User, method: str, secret: str) -> bool:
    if method == "password":
        return user.check_password(secret)
    totp = _totp(user)
    return totp is not None and _code_holds(totp, secret.replace(" ", ""))


@sensitive_variables()
def _code_holds(totp: Authenticator, code: str) -> bool:
    """The code shown now, or the one before: whoever types at its end still has to draw and press.

    Each serves once; it is remembered for longer than it could be shown again.
    """
    step, key = int(time.time()) // CODE_SECONDS, decrypt(totp.data["secret"])
    expected = [format_hotp_value(hotp_value(key, step - back)) for back in range(CODES_BACK + 1)]
    if not any(compare_user_code(actual=code, expected=each) for each in expected):
        return False
    used = TOTP(totp)._get_used_cache_key(code)
    return cache.add(used, "y", timeout=CODE_SECONDS * (CODES_BACK + 2))


def _wrong(method: str) -> str:
    if method == "totp":
        return _(
            "The code is wrong or was used already. Nothing was signed; wait for the next one."
        )
    return _("The password is wrong. Nothing was signed.")


def _totp(user: User) -> Authenticator | None:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
