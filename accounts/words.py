"""In which words are acts, notices and jobs told? Registries that each app fills at start.

A sentence or a part of a notice is a lazy string that may use the row's data as %(name)s.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class NoticeKind:
    """The words of one kind of notice, lazy."""

    title: Any
    body: Any
    reason: Any


@dataclass(frozen=True)
class NoticeWords:
    """The words of one notice in the reader's language."""

    title: str
    body: str
    reason: str


class Forgiving(dict):
    """Data for a sentence; what is missing shows as an empty word."""

    def __missing__(self, key: str) -> str:
        return ""


SENTENCES: dict[str, Any] = {}
NOTICE_KINDS: dict[str, NoticeKind] = {}
JOB_TITLES: dict[str, Any] = {}
RELATION_LABELS: dict[str, Any] = {}


def subject_of(obj: models.Model) -> str:
    """Name a row for history, notices and jobs, e.g. "masterplans.chapter:42"."""
    return f"{obj._meta.label_lower}:{obj.pk}"


def sentence_of(verb: str, data: dict[str, Any]) -> str:
    """Say an act in the active language; an unregistered verb speaks for itself."""
    sentence = SENTENCES.get(verb)
    return verb if sentence is None else str(sentence) % Forgiving(data)


def notice_words(kind_name: str, data: dict[str, Any]) -> NoticeWords:
    """Render a notice in the active language."""
    kind = NOTICE_KINDS.get(kind_name)
    if kind is None:
        return NoticeWords(kind_name, "", "")
    known = Forgiving(data)
    return NoticeWords(str(kind.title) % known, str(kind.body) % known, str(kind.reason) % known)
