"""How does a page try a service and say what came of it?"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from smartcity_portal.kit.machine import Blocked


def attempt(request: HttpRequest, act: Callable[[], Any], *, done: str) -> bool:
    """Call `act` and say `done`, or say why it was not possible; return whether it was."""
    try:
        act()
    except (Blocked, ValidationError) as refused:
        for reason in reasons_of(refused):
            messages.error(request, reason)
        return False
    messages.success(request, done)
    return True


def attempt_form(
    request: HttpRequest, form: forms.BaseForm, act: Callable[[], Any], *, done: str
) -> bool:
    """The same for a form: reasons stand above its fields, and what was typed is kept."""
    if not form.is_valid():
        return False
    try:
        act()
    except (Blocked, ValidationError) as refused:
        for reason in reasons_of(refused):
            form.add_error(None, reason)
        return False
    messages.success(request, done)
    return True


def reasons_of(refused: Blocked | ValidationError) -> list[str]:
    return refused.reasons if isinstance(refused, Blocked) else refused.messages
