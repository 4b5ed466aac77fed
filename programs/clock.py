"""What does the portal do by itself about offices? It hands over those whose new term begins today."""

from celery import shared_task

from programs.services import handovers


@shared_task
def begin_terms() -> int:
    """Hand over offices whose new term was written down in advance."""
    return handovers.begin_terms()
