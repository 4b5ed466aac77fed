"""What may operators look up about sheets? Everything is read here; nothing is changed but patterns."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from commitments.models import Certificate, NumberSeries, Sheet, Signature


class ReadOnly(admin.ModelAdmin):
    """What services write, people read."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Sheet)
class SheetAdmin(ReadOnly):
    list_display = ("number", "enrolment", "state", "state_since")
    list_filter = ("state",)
    list_select_related = ("enrolment__region", "enrolment__cohort")


@admin.register(Signature)
class SignatureAdmin(ReadOnly):
    list_display = ("sheet", "field", "route", "at")
    list_select_related = ("sheet",)


@admin.register(Certificate)
class CertificateAdmin(ReadOnly):
    list_display = ("serial", "name", "kind", "made_at")


@admin.register(NumberSeries)
class NumberSeriesAdmin(admin.ModelAdmin):
    list_display = ("region", "year", "pattern", "last")
    readonly_fields = ("region", "year", "last")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
