"""What may a superuser look after by hand? Whether an account is open; nothing of the programme."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts come from invitations and are closed, never deleted."""

    list_display = ["username", "name", "email", "is_active", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["username", "name", "email"]
    fields = ["username", "name", "email", "language", "is_active", "is_superuser", "is_staff"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
