"""Do a certificate and a sheet name the same person? Titles differ; the name does not."""

import re
import unicodedata

TITLES = {
    *("dr", "drs", "dra", "ir", "prof", "hj", "h", "kh", "apt", "ns", "drg", "drh", "letkol"),
    *("kolonel", "kompol", "akbp", "akp", "brigjen", "contoh", "bapak", "ibu", "sdr"),
}


def same_person(certified: str, printed: str) -> bool:
    """Compare two names without titles, marks and letter case; one short name must fit whole."""
    one, two = plain(certified), plain(printed)
    if not one or not two:
        return False
    few, many = sorted((one, two), key=len)
    if len(few) == 1 < len(many):
        return False
    return all(_among(word, many) for word in few)


def plain(name: str) -> list[str]:
    """The words of a name: what stands behind a comma or in brackets, and titles, left out."""
    name = re.sub(r"\(.*?\)", " ", name).split(",")[0]
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9'-]+\.?", name)
    return [word.rstrip(".") for word in words if word.rstrip(".") not in TITLES]


def _among(word: str, words: list[str]) -> bool:
    """The word itself, or one of the two is the other's initial."""
    return any(
        word == other or (1 in {len(word), len(other)} and word[0] == other[0]) for other in words
    )
