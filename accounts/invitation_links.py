"""What is the secret in an invitation's link? It follows from the row and the portal's key."""

import hashlib

from django.utils.crypto import salted_hmac

from accounts.models import Invitation


def token_of(invitation: Invitation) -> str:
    """Return the token of the newest link; it changes when the invitation is sent again."""
    value = f"{invitation.pk}:{invitation.email}:{invitation.expires_at.timestamp():.6f}"
    return salted_hmac("accounts.invitation", value, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
