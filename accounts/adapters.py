"""How does the portal differ from allauth's defaults? Accounts come from invitations only."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up unasked."""

    def is_open_for_signup(self, request) -> bool:
        return False
