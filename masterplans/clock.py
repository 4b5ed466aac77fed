"""What happens by itself in masterplans? Doors opened by Celery beat."""

from celery import shared_task
from django.conf import settings

from masterplans.pdf import housekeeping
from masterplans.services import checks, due, word_imports


@shared_task
def sweep_book_cache() -> int:
    """Take away printed parts that nobody uses; return how many files went."""
    swept = housekeeping.sweep(
        settings.BOOK_CACHE,
        days=settings.BOOK_CACHE_DAYS,
        most=settings.BOOK_CACHE_MEGABYTES * 1_000_000,
    )
    return swept.removed


@shared_task
def remind_of_due_sections() -> int:
    """Remind writers of sections that are due; return how many people were told."""
    return due.remind()


@shared_task
def sweep_checks() -> int:
    """Send runs of the checks again that were lost; return how many."""
    return checks.sweep()


@shared_task
def forget_word_imports() -> int:
    """Forget what was read from Word documents about which nobody decided for a week."""
    return word_imports.forget()
