"""What does a view behind login_required receive? A request whose user is a person."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """For annotations of views that only signed-in people reach."""

    user: User
