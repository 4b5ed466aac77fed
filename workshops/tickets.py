"""How does a right to answer come into the world? As a token that only its holder knows."""

import hashlib
import secrets

from workshops.models import Survey, SurveyTicket


def new_tokens(survey: Survey, count: int, *, from_wall: bool = False) -> list[str]:
    """Store the hashes of fresh tokens and return the tokens, which are nowhere else."""
    tokens = [secrets.token_urlsafe(15) for _place in range(count)]
    SurveyTicket.objects.bulk_create(
        SurveyTicket(survey=survey, token_sha256=hash_of(token), from_wall=from_wall)
        for token in tokens
    )
    return tokens


def hash_of(token: str) -> str:
    """Return what the portal keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
