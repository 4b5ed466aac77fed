"""Which queues are there, and which worker looks into which of them first?

A worker looks into its queues in the order in which they are named, each time it is free. So what
somebody waits for at the screen overtakes everything, and a book that is begun is finished before
the next one begins: fifty books come out one after the other and not all of them at the end.
"""

PREVIEWS = "previews"  # one chapter to look at: seconds, somebody is waiting for it
ERRANDS = "celery"  # mails, checks, lists, documents
BEGUN = "begun"  # the pieces of books that are begun, and putting them together
OUTPUTS = "outputs"  # manuscripts, presentations, workbooks
BOOKS = "books"  # books and volumes that nobody has begun yet

WORKER = (PREVIEWS, ERRANDS)
PRESS = (PREVIEWS, BEGUN, OUTPUTS, BOOKS)


def named(queues: tuple[str, ...]) -> str:
    """Return queues as a worker is told about them."""
    return ",".join(queues)
