"""How does a code look that people can read aloud and nobody guesses?"""

import secrets
from typing import Any

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PATTERN = "[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"


def new_code(model: Any) -> str:
    """Return a code such as "7KQ4-2MXD" that no row of `model` has."""
    while True:
        letters = "".join(secrets.choice(LETTERS) for _place in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        if not model.objects.filter(code=code).exists():
            return code
