"""In which order is a book made? Chapters, what stands behind them, what stands before them, then one file."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from masterplans.pdf import citations, front
from masterplans.pdf.annex_pages import annex_markups
from masterplans.pdf.assembly import Assembly, Sheet
from masterplans.pdf.attachments import attachments
from masterplans.pdf.chapter import ChapterMarkup, with_references
from masterplans.pdf.content import BookContent
from masterplans.pdf.foresight import Foresight
from masterplans.pdf.furniture import Furniture, furniture
from masterplans.pdf.gathering import Gathering
from masterplans.pdf.hands import Hands
from masterplans.pdf.imposition import (
    Leaf,
    after_leaves,
    back_leaves,
    body_leaves,
    front_leaves,
    page_numbers,
)
from masterplans.pdf.kept_markup import KeptMarkup
from masterplans.pdf.metadata import Facts
from masterplans.pdf.parts import Layout, Part, PartStore
from masterplans.pdf.release import press_fingerprint
from masterplans.pdf.setting import Task, failed, in_reading_order, print_all, tasks_of
from smartcity_portal.kit.pdf import Limits, PdfError

Progress = Callable[[int, int], None]
HandOut = Callable[[Sequence[Task], PartStore], None]
OWN_LIMITS = Limits(pages=4000, rows=40_000)  # front matter and stamps grow with the book


@dataclass(frozen=True)
class BuiltBook:
    """A finished file and what building it took."""

    path: Path
    pages: int
    printed: tuple[str, ...]
    problems: tuple[str, ...]
    text_hash: str

    def read(self) -> bytes:
        return self.path.read_bytes()


class Build:
    """One book on its way; `printed` names the documents that had to be printed."""

    def __init__(
        self,
        content: BookContent,
        store: PartStore,
        progress: Progress,
        limits: Limits | None,
        workers: int,
    ) -> None:
        self.content, self.store, self.progress = content, store, progress
        self.limits = limits
        self.hand_out: HandOut | None = None
        self.hands = Hands(workers)
        self.gathered: Gathering | None = None
        self.printed: list[str] = []
        self.places: dict[str, str] = {}
        self.layouts: dict[str, Layout] = {}
        self.parts: dict[str, tuple[Layout, int, str]] = {}

    def run(self, only: int | None = None) -> BuiltBook:
        """Print what is missing and put the book together, or `only` the chapter of this number."""
        with self.hands:
            return self._whole_book() if only is None else self._one_chapter(only)

    def _whole_book(self) -> BuiltBook:
        cover, back = front.cover(self.content), front.back(self.content)
        self._begin(cover, back)
        chapters = self._markup()
        annexes = annex_markups(self.content, self.store)
        works = front.works(self.content, chapters)
        said = [*(chapter.body for chapter in [*chapters, *annexes]), works.html if works else ""]
        self.text_hash = hashlib.sha256("".join(said).encode()).hexdigest()
        opening = front.opening(self.content, self.text_hash)
        self._print_chapters(chapters, opening)
        body = body_leaves(chapters, self.layouts, self._dividers(chapters))
        if works is not None:
            self._print(works, _("Bibliography"))
            body += after_leaves(works.name, self.layouts[works.name], len(body) + 1)
        for annex in annexes:
            self._print(front.annex(self.content, annex), f"{annex.name} {annex.title}")
        body += body_leaves(annexes, self.layouts, first=len(body) + 1)
        closing = front.colophon(self.content, self.text_hash, len(body))
        stamps = furniture(self.content, [*chapters, *annexes], self._shapes(body))
        pages = page_numbers(body, self.layouts)
        lists = front.lists(self.content, [*chapters, *annexes], pages)
        self._begin(lists, stamps.heads, closing)
        self._print(cover, _("Cover"))
        self._print(opening, _("Front matter"))
        leading, entries = self._front(chapters, annexes, lists, pages)
        self._print(closing, _("Colophon"))
        self._print(back, _("Back cover"))
        leaves = [*leading, *body, *back_leaves(len(body) + 1, self.layouts["colophon"])]
        books = self.content.books
        outline = front.outline(entries, chapters, works is not None, books, annexes)
        self.places = front.places(outline, [*chapters, *annexes])
        sheets = self._sheets(leaves, stamps)
        self.hands.let_go()
        path = self._assemble(sheets, stamps, outline)
        problems = tuple(
            f"{self._called(chapter)}: {problem}"
            for chapter in chapters
            for problem in chapter.problems
        )
        return BuiltBook(path, len(leaves), tuple(self.printed), problems, self.text_hash)

    def _called(self, chapter: ChapterMarkup) -> str:
        book = next((b.code for b in self.content.books if b.number == chapter.book), "")
        return f"{book} {chapter.name}".strip()

    def _dividers(self, chapters: Sequence[ChapterMarkup]) -> dict[int, str]:
        """Print the title page of every book of a volume; returns its part by the book's number."""
        found = {}
        for book in self.content.books:
            part = front.divider(self.content, book, chapters)
            self._print(part, f"{book.code} {book.title}")
            found[book.number] = part.name
        return found

    def _one_chapter(self, number: int) -> BuiltBook:
        """Print one chapter as it will stand in the book, from page 1."""
        chapters = [chapter for chapter in self._markup() if chapter.number == number]
        self.text_hash = hashlib.sha256("".join(c.body for c in chapters).encode()).hexdigest()
        self._print_chapters(chapters)
        body = body_leaves(chapters, self.layouts)
        stamps = furniture(self.content, chapters, self._shapes(body))
        outline = front.chapter_outline(chapters)
        self.places = front.places(outline, chapters)
        path = self._assemble(self._sheets(body, stamps), stamps, outline)
        problems = tuple(problem for chapter in chapters for problem in chapter.problems)
        return BuiltBook(path, len(body), tuple(self.printed), problems, self.text_hash)

    def _markup(self) -> list[ChapterMarkup]:
        found = []
        kept = KeptMarkup(self.content, citations.names_of(self.content.sources), self.store)
        for chapter in self.content.chapters:
            try:
                found.append(kept.of(chapter))
            except PdfError as error:
                raise failed(chapter.number, chapter.title, error) from error
        books = {book.number: book.code for book in self.content.books}
        return with_references(found, self.content.elsewhere, books)

    def _print_chapters(self, chapters: Sequence[ChapterMarkup], *beside: Part) -> None:
        """Take what is printed already and print the rest; `beside` are parts that need no chapter."""
        missing = []
        tasks = tasks_of(chapters, self.content.language, self.content.brand)
        for task in tasks:
            layout = task.way.known(self.store)
            if layout is None:
                missing.append(task)
            else:
                self.layouts[task.piece.name] = layout
        done = len(tasks) - len(missing)
        self.progress(done, len(tasks))
        if self.hand_out and len(missing) > 1:
            self.hand_out(missing, self.store)
        if missing and len(tasks) > 1:
            self.hands.ask()
        jobs = print_all(missing, self.store, self.limits, self.hands)
        foresight = Foresight(self.content.full_title, self.store)
        if missing:
            self._begin(*beside)
            foresight.begin(missing, self.hands, self.limits)
        self._gather(tasks)
        for task, layout in jobs:
            self.layouts[task.piece.name] = layout
            self.printed.append(task.piece.name)
            foresight.note(task)
            self._gather(tasks)
            done += 1
            self.progress(done, len(tasks))

    def _gather(self, tasks: Sequence[Task]) -> None:
        """Take the pieces that are printed, in their order, and read them while helpers print others.

        The order decides about the bytes of the book; so it never depends on what was missing.
        """
        for task in in_reading_order(tasks):
            name = task.piece.name
            if name in self.parts:
                continue
            if name not in self.layouts:
                break
            self.parts[name] = self.layouts[name], task.way.at_ease.slot, task.chapter.title
            if self.hands.are_here:
                self.gathered = self.gathered or Gathering()
                self.gathered.take(name, *self.parts[name])

    def _front(
        self,
        chapters: Sequence[ChapterMarkup],
        annexes: Sequence[ChapterMarkup],
        lists: Part | None,
        pages: Mapping[str, str],
    ) -> tuple[list[Leaf], list[front.Entry]]:
        """Contents and lists. The contents give the page of the lists behind them: their own
        length is known after they were set once, and hardly ever surprises."""
        told = [
            *front.chapter_entries(chapters, pages, self.content.books),
            *front.back_entries(pages),
            *front.chapter_entries(annexes, pages),
        ]
        names = ["opening", "contents"]
        if lists is not None:
            self._print(lists, _("Lists of tables, figures and abbreviations"))
            names.append("lists")
        guess = 1 + len(told) // 30
        while True:
            self.layouts["contents"] = Layout(Path(), [(0, 0)] * guess, {"isi": 0})
            leaves = front_leaves([(name, self.layouts[name]) for name in names])
            known = page_numbers(leaves, {name: self.layouts[name] for name in names})
            entries = front.front_entries(self.content, known)
            self._print(front.contents(self.content, [*entries, *told]), _("Contents"))
            if self.layouts["contents"].pages == guess:
                return leaves, entries
            guess = self.layouts["contents"].pages

    def _begin(self, *parts: Part | None) -> None:
        """Let helpers print what will be wanted soon; whoever wants it first waits for it."""
        missing = [part for part in parts if part is not None and self.store.get(part) is None]
        if len(missing) > 1:
            self.hands.ask()
        if self.hands.are_here:
            for part in missing:
                self.hands.begin(partial(self.store.print, part, OWN_LIMITS))
                self.printed.append(part.name)

    def _print(self, part: Part, title: str) -> None:
        layout = self.store.get(part)
        if layout is None:
            layout = self.store.print(part, OWN_LIMITS)
            if part.name not in self.printed:
                self.printed.append(part.name)
        self.layouts[part.name] = layout
        self.parts[part.name] = (layout, part.slot, title)

    def _sheets(self, leaves: Sequence[Leaf], stamps: Furniture) -> list[Sheet]:
        self._print(stamps.heads, "")
        if stamps.marks is not None:
            self._print(stamps.marks, "")
        return [
            Sheet(leaf, stamps.stamps(leaf, wide), stamps.background(leaf, wide))
            for leaf, wide in self._shapes(leaves)
        ]

    def _shapes(self, leaves: Sequence[Leaf]) -> list[tuple[Leaf, bool]]:
        """Say of each leaf whether it lies across."""
        sizes = (
            (0, 0) if leaf.part is None else self.layouts[leaf.part].sizes[leaf.page]
            for leaf in leaves
        )
        return [(leaf, width > height) for leaf, (width, height) in zip(leaves, sizes, strict=True)]

    def _assemble(self, sheets: Sequence[Sheet], stamps: Furniture, outline: Any) -> Path:
        bound = {sheet.leaf.part for sheet in sheets}
        parts = {name: part for name, part in self.parts.items() if name in bound}
        furnished = {"heads": self.layouts["heads"]}
        if stamps.marks is not None:
            furnished["marks"] = self.layouts["marks"]
        facts = Facts(
            f"{self.content.code} {self.content.full_title}",
            self.content.publisher,
            self.content.language,
            "Portal Smart City",
        )
        digest = hashlib.sha256(press_fingerprint().encode())
        named = [(name, layout.path.name) for name, (layout, _slot, _title) in parts.items()]
        named += [(name, layout.path.name) for name, layout in furnished.items()]
        attached = attachments(self.content.records)
        told = [(file.name, hashlib.sha256(file.content).hexdigest()) for file in attached]
        digest.update(
            repr((named, sheets, outline, facts, told, self.content.brand.primary)).encode()
        )
        target = self.store.path_of(digest.hexdigest())
        with self.store.lock(digest.hexdigest()):
            if not target.exists():
                colour = self.content.brand.primary
                assembly = Assembly(
                    parts, furnished, facts, attached, colour, self.places, self.gathered
                )
                self.store.write(target, lambda aside: assembly.write(sheets, outline, aside))
        return target
