"""May this person do that? One question at the door of services that have no state machine."""

from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import User


def require(name: str, obj: Any, *, by: User | None) -> None:
    """Raise PermissionDenied unless `by` may; None is the portal itself, loading its own data."""
    if by is not None and not by.has_perm(name, obj):
        raise PermissionDenied(name)
