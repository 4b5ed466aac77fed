"""Who must sign in with a second factor, and has it been set up? Other floors name the reasons."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from accounts.models import User

Reason = Callable[[User], Any]
REASONS: list[Reason] = []


def register(reason: Reason) -> Reason:
    """Register a function that returns a lazy sentence when this person needs a second factor."""
    REASONS.append(reason)
    return reason


def reason_for(user: User) -> Any:
    """Return the first sentence that applies to `user`; empty when none does."""
    return next((sentence for reason in REASONS if (sentence := reason(user))), "")


def is_missing(user: User) -> bool:
    """Say whether the portal asks this person for a second factor that is not set up yet."""
    return bool(settings.SECOND_FACTOR_REQUIRED and reason_for(user) and not is_mfa_enabled(user))
