"""May this person write a record? By their own right, or by one that a floor above gives for one act."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models


@dataclass(frozen=True)
class Mandate:
    """A permission on an object of a floor above that lets a person write one part of the plan.

    Whoever hands it over has made sure that the record belongs to that part.
    """

    permission: str
    subject: models.Model


def require(permission: str, record: Any, *, by: Any, mandate: Mandate | None = None) -> None:
    """Raise PermissionDenied unless `by` has the permission, or holds the mandate."""
    if by.has_perm(permission, record):
        return
    if mandate and by.has_perm(mandate.permission, mandate.subject):
        return
    raise PermissionDenied(permission)


class Stale(Exception):
    """Somebody changed the row after it was read; nothing was overwritten. `theirs` is the row as it stands."""

    def __init__(self, theirs: Any) -> None:
        self.theirs = theirs
        super().__init__(f"{theirs._meta.label}:{theirs.pk} changed meanwhile")
