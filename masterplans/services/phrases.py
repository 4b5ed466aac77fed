"""How does a phrasebook grow? One's own phrases, and those that the ministry shares."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans.models import Comment, Phrase


@transaction.atomic
def add(
    text: str, *, category: str = "", shared: bool = False, is_example: bool = False, by: Any
) -> Phrase:
    """Add a phrase of one's own, or one that everybody may use."""
    needed = "masterplans.share_phrase" if shared else "masterplans.use_phrases"
    if not by.has_perm(needed):
        raise PermissionDenied(needed)
    phrase = Phrase(
        owner=None if shared else by, category=category, text=_plain(text), is_example=is_example
    )
    _check(phrase)
    phrase.save()
    history.record("masterplans.phrase.add", phrase, by=by)
    return phrase


@transaction.atomic
def change(phrase: Phrase, *, text: str, category: str, by: Any) -> Phrase:
    """Write a phrase anew; remarks already made with it keep their words."""
    phrase = Phrase.objects.select_for_update().get(pk=phrase.pk)
    if not by.has_perm("masterplans.change_phrase", phrase):
        raise PermissionDenied("masterplans.change_phrase")
    phrase.text, phrase.category = _plain(text), category
    _check(phrase)
    phrase.save()
    history.record("masterplans.phrase.change", phrase, by=by)
    return phrase


@transaction.atomic
def remove(phrase: Phrase, *, by: Any) -> None:
    """Take a phrase out of the book; remarks made with it stay."""
    phrase = Phrase.objects.select_for_update().get(pk=phrase.pk)
    if not by.has_perm("masterplans.change_phrase", phrase):
        raise PermissionDenied("masterplans.change_phrase")
    history.record("masterplans.phrase.remove", phrase, by=by)
    phrase.delete()


def keep(comment: Comment, *, by: Any) -> Phrase:
    """Make a phrase of one's own remark; the same words are kept once."""
    if comment.by_id != by.pk:
        raise PermissionDenied("masterplans.use_phrases")
    text = _plain(comment.text)
    known = Phrase.objects.usable_by(by).filter(text=text).first()
    return known or add(text, category=comment.category, by=by)


def _plain(text: str) -> str:
    words = text.strip()
    if not words:
        raise ValidationError({"text": _("Write what you want to say.")})
    return words


def _check(phrase: Phrase) -> None:
    phrase.full_clean(exclude=["owner"])
    same = Phrase.objects.filter(owner=phrase.owner_id, text=phrase.text).exclude(pk=phrase.pk)
    if same.exists():
        raise ValidationError({"text": _("This phrase is in the book already.")})
