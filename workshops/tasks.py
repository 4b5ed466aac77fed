"""Which doors lead from this floor to the workers? Each takes a number and may run twice."""

from celery import shared_task

from workshops import mailer


@shared_task
def mail_letter(recipient_pk: int) -> None:
    """Mail the letter to the recipient with this number, once."""
    mailer.mail_letter_once(recipient_pk)
