"""Which documents will be laid out twice? Those that were last time; then both settings are begun at once.

A wrong guess costs a helper some work and changes nothing of what is printed.
"""

from collections.abc import Sequence
from functools import partial

from masterplans.pdf.hands import Hands
from masterplans.pdf.parts import Layout, PartStore
from masterplans.pdf.plain import key_of
from masterplans.pdf.setting import Setting, Task
from smartcity_portal.kit.pdf import Limits

PAGES = "pages_at_ease"


class Foresight:
    """What is kept of the last time that the documents of a `book` were printed."""

    def __init__(self, book: str, store: PartStore) -> None:
        self.book, self.store = book, store

    def begin(self, tasks: Sequence[Task], hands: Hands, limits: Limits | None) -> None:
        """Let helpers for whom there is nothing else print the snug settings that will be wanted."""
        idle = hands.count - len(tasks)
        for task in tasks[: max(idle, 0)]:
            told = self.store.recall(self._key(task))
            if told and told[PAGES]:
                hands.begin(partial(_print_snug, task.way, self.store, limits, told[PAGES]))

    def note(self, task: Task) -> None:
        """Keep whether a document that was just printed ended short, and on how many pages."""
        first = self.store.laid_out(task.way.at_ease)
        pages = first.pages if first and first.ends_short else 0
        key = self._key(task)
        if pages or self.store.recall(key):
            self.store.keep(key, {PAGES: pages})

    def _key(self, task: Task) -> str:
        return key_of("foresight", self.book, task.way.at_ease.slot, task.chapter.title)


def _print_snug(way: Setting, store: PartStore, limits: Limits | None, pages: int) -> Layout:
    """Print a document snug if that takes less than so many pages; else lay it out only."""
    return store.print(way.snug, limits, lambda snug: snug.pages < pages)
