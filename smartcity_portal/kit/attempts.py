"""How does a page try a service and say what came of it? Refusals become sentences, input stays."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest

from smartcity_portal.kit.machine import Blocked


def attempt(request: HttpRequest, act: Callable[[], Any], *, done: str = "") -> bool:
    """Call `act` and say `done`, or say why it was not possible; return whether it was."""
    try:
        act()
    except (Blocked, ValidationError) as refused:
        for reason in reasons_of(refused):
            messages.error(request, reason)
        return False
    if done:
        messages.success(request, done)
    return True


def attempt_form(
    request: HttpRequest, form: forms.BaseForm, act: Callable[[], Any], *, done: str = ""
) -> bool:
    """The same for a form: reasons stand at its fields or above them, and what was typed is kept."""
    if not form.is_valid():
        return False
    try:
        act()
    except Blocked as blocked:
        for reason in blocked.reasons:
            form.add_error(None, reason)
        return False
    except ValidationError as refused:
        _place(form, refused)
        return False
    if done:
        messages.success(request, done)
    return True


def reasons_of(refused: Blocked | ValidationError) -> list[str]:
    """Return the sentences of a refusal."""
    return refused.reasons if isinstance(refused, Blocked) else refused.messages


def _place(form: forms.BaseForm, refused: ValidationError) -> None:
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        field = name if name in form.fields and name != NON_FIELD_ERRORS else None
        for error in errors:
            form.add_error(field, error)
