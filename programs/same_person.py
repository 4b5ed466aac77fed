"""Do two names mean the same person? Titles, case and spaces aside.

An account says it for sure, an e-mail address nearly; a name alone is a reason to ask.
"""

import re
import unicodedata

TITLES = frozenset("prof dr drg drh drs dra ir h hj kh apt ns rd r rr ra st mt".split())
MARK = re.compile(r"\([^)]*\)")


def name_key(name: str) -> str:
    """Return what two spellings of one name share: no titles before, none after the comma."""
    plain = MARK.sub(" ", name)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    words = plain.split(",")[0].split()
    while len(words) > 1 and words[0].replace(".", "").lower() in TITLES:
        words.pop(0)
    return " ".join(re.sub(r"[^\w]", "", word) for word in words).lower().strip()


def same_email(first: str, second: str) -> bool:
    """Say whether both are given and mean the same mailbox."""
    return bool(first and second) and first.strip().lower() == second.strip().lower()
