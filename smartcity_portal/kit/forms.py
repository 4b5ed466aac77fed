"""How does every form look and speak? One helper for crispy, one set of widgets, one way to show errors."""

import re
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit import formats


def house_helper(*, method: str = "post") -> FormHelper:
    """Make the helper of all forms: fields only; the page writes <form>, the CSRF token and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_method = method
    return helper


class PortalFormMixin:
    """Gives a form the house helper, native date fields and "(may be left empty)" on what is optional.

    Put it before forms.Form or forms.ModelForm. Required is the rule; the exception is written.
    """

    form_method = "post"
    optional_word = _("(may be left empty)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = house_helper(method=self.form_method)
        for field in self.fields.values():  # type: ignore[attr-defined]
            self._dress(field)

    def _dress(self, field: forms.Field) -> None:
        if type(field.widget) in NATIVE:
            field.widget = NATIVE[type(field.widget)](attrs=field.widget.attrs)
        if (
            self.form_method == "post"
            and not field.required
            and field.label
            and not _speaks_for_itself(field)
        ):
            field.label = f"{field.label} {self.optional_word}"


class FilterFormMixin(PortalFormMixin):
    """The same for the GET form above a list: nothing is required there, so nothing needs saying."""

    form_method = "get"


class DayInput(forms.DateInput):
    """A native date field; the browser writes the date as its reader expects it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A native time field."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.DateTimeInput):
    """A native date and time field, in the current zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class RupiahInput(forms.TextInput):
    """A line for an amount of rupiah, shown with the dots people write."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, int | Decimal):
            return formats.number(value, 0)
        return super().format_value(value)


class RupiahField(forms.IntegerField):
    """Whole rupiah, typed as 1250000000, 1.250.000.000 or Rp1.250.000.000."""

    widget = RupiahInput
    default_error_messages = {
        "invalid": _("Write the amount in digits, such as 1250000000 or 1.250.000.000."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, **kwargs})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            typed = value.strip().removeprefix("Rp").strip()
            grouped = re.fullmatch(r"\d{1,3}([.,\s])\d{3}(\1\d{3})*", typed)
            value = re.sub(r"\D", "", typed) if grouped else typed
        return super().to_python(value)


NATIVE = {forms.DateInput: DayInput, forms.TimeInput: ClockInput, forms.DateTimeInput: MomentInput}


def _speaks_for_itself(field: forms.Field) -> bool:
    ticks = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.HiddenInput)
    return isinstance(field.widget, ticks) or field.disabled
