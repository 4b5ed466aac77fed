"""Where do remarks stand after a text was saved? They follow their passages; none is dropped."""

from collections.abc import Callable
from functools import cached_property

from masterplans import passages
from masterplans.models import Comment, Section
from masterplans.passages import Passage

ENOUGH_AROUND = 12
STORED = ("standing", "position", "lost", "prefix", "suffix")


def follow(section: Section, before: str) -> list[Comment]:
    """Let the remarks on a section follow from the text `before` to its text now.

    A passage that is gone is marked as lost with its old words; when the words come back, it is
    found again. Returns the remarks that were lost by this save.
    """
    if before == section.html:
        return []
    comments = list(section.comments.anchored().order_by("pk"))
    if not comments:
        return []
    move = Move.between(before, section.html)
    lost, moved = [], []
    for comment in comments:
        stood = [getattr(comment, name) for name in STORED]
        was_lost = comment.lost
        found = move.of(comment)
        place(comment, move.new, found)
        if stood != [getattr(comment, name) for name in STORED]:
            moved.append(comment)
        if comment.lost and not was_lost:
            lost.append(comment)
    if moved:
        Comment.objects.bulk_update(moved, STORED)
    return lost


def place(comment: Comment, text: str, found: Passage | None) -> None:
    """Put a remark, in memory, on a passage of the flat text; without one it is lost."""
    comment.lost = found is None
    if found is None:
        comment.position = None
        return
    comment.position, comment.standing = found.start, found.words
    comment.prefix, comment.suffix = passages.around(text, found)


class Move:
    """A text before and after a save, read flat; the old one and the difference once, if ever."""

    def __init__(self, new: str, read_old: Callable[[], str]) -> None:
        self.new, self._read_old = new, read_old
        self._changes: passages.Changes | None = None

    @classmethod
    def between(cls, old: str, new: str) -> "Move":
        """Take both texts as HTML."""
        return cls(passages.words_of(new), lambda: passages.words_of(old))

    @cached_property
    def old(self) -> str:
        return self._read_old()

    def of(self, comment: Comment) -> Passage | None:
        """Return the passage of a remark in the new text."""
        words = comment.standing or comment.quote
        return (
            self._word_for_word(comment, words)
            or self._word_for_word(comment, comment.quote)
            or self._followed(comment, words)
        )

    def _word_for_word(self, comment: Comment, words: str) -> Passage | None:
        """Find the same words, unless they are so short that they may be others' words."""
        found = passages.find(
            self.new,
            words,
            prefix=comment.prefix,
            suffix=comment.suffix,
            near=comment.position,
        )
        if found is None or len(words) >= passages.ENOUGH_LETTERS:
            return found
        if self.old.count(words) == 1 == self.new.count(words):
            return found
        around = passages.likeness_around(self.new, found, comment.prefix, comment.suffix)
        return found if around >= min(ENOUGH_AROUND, len(comment.prefix + comment.suffix)) else None

    def _followed(self, comment: Comment, words: str) -> Passage | None:
        if comment.position is None:
            return None
        if self._changes is None:
            self._changes = passages.changes(self.old, self.new)
        was = Passage(comment.position, comment.position + len(words), words)
        return passages.follow(self._changes, self.new, was)
