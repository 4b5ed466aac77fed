"""Which row does a name like "masterplans.chapter:42" mean, and may this person see it?"""

from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import User


def find(subject: str) -> Any:
    """Return the row that a subject names; None when it never was or is gone."""
    label, _, pk = subject.partition(":")
    try:
        model = apps.get_model(label)
        return model._default_manager.filter(pk=pk).first()
    except (LookupError, ValueError):
        return None


def find_visible(label: str, pk: str, user: User) -> Any:
    """Return the row when its history may be read by `user`, else None.

    A model answers by `history_visible_to` when its history is less public than its rows, else by
    `visible_to`; a model with neither keeps its history to itself.
    """
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    rows: models.QuerySet = model._default_manager.all()
    visible_to = getattr(rows, "history_visible_to", None) or getattr(rows, "visible_to", None)
    if visible_to is None:
        return None
    try:
        return visible_to(user).filter(pk=pk).first()
    except ValueError:
        return None
