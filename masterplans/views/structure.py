"""How does a coordinator arrange books, chapters and sections, and what do the others see of it?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans import progress
from masterplans.models import Book, Chapter, Masterplan, Section
from masterplans.section_forms import AskedForm, TargetForm
from masterplans.services import chapter_outlines, dividing, outlines, owners
from masterplans.structure_forms import (
    ChapterTitleForm,
    NewChapterForm,
    OwnersForm,
    TitleForm,
)
from masterplans.views.books import visible_book
from masterplans.views.chapter_addresses import visible_chapter
from masterplans.views.plans import plan_crumbs, visible_plan
from masterplans.views.sections import visible_section
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural

STEPS = ("up", "down", "in", "out")


@login_required
def plan_structure(request: HttpRequest, slug: str) -> HttpResponse:
    return _plan_page(request, visible_plan(request, slug))


def _plan_page(request: HttpRequest, plan: Masterplan, **forms: Any) -> HttpResponse:
    user = request.user
    may_arrange = user.has_perm("masterplans.arrange_plan", plan)
    chapters: dict[int, list[Any]] = {}
    for chapter in progress.with_turns(Chapter.objects.filter(book__plan=plan).with_names()):
        chapters.setdefault(chapter.book_id, []).append(chapter)
    sections: dict[int, list[Any]] = {}
    for section in progress.with_states(
        Section.objects.filter(chapter__book__plan=plan).for_states()
    ):
        sections.setdefault(section.chapter_id, []).append(section)
    removed: dict[int, list[Chapter]] = {}
    if may_arrange:
        for chapter in Chapter.every.filter(book__plan=plan).exclude(removed_at=None):
            removed.setdefault(chapter.book_id, []).append(chapter)
    books = [
        {
            "book": book,
            "chapters": [
                {
                    "chapter": row,
                    "sections": sections.get(row.pk, []),
                    "locked": outlines.why_not_arranged(row),
                    "title_form": forms.get("rename")
                    if forms.get("pk") == row.pk
                    else ChapterTitleForm(chapter=row)
                    if may_arrange
                    else None,
                    "open": forms.get("pk") == row.pk,
                    "first": place == 0,
                    "last": place == len(chapters.get(book.pk, [])) - 1,
                }
                for place, row in enumerate(chapters.get(book.pk, []))
            ],
            "removed": removed.get(book.pk, []),
            "add": (forms["add"] if forms.get("book") == book.pk else NewChapterForm(book=book))
            if may_arrange
            else None,
        }
        for book in plan.books.all()
    ]
    context = {
        "plan": plan,
        "crumbs": plan_crumbs(plan, _("Structure")),
        "books": books,
        "may_arrange": may_arrange,
    }
    return render(request, "masterplans/plan_structure.html", context, status=422 if forms else 200)


@login_required
@require_POST
def chapter_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    book = visible_book(request, slug, number)
    form = NewChapterForm(request.POST, book=book)
    _require(request, "masterplans.arrange_book", book)
    if attempt_form(
        request,
        form,
        lambda: chapter_outlines.add(book, title=form.cleaned_data["title"], by=request.user),
        done=_("The chapter was added. Add its sections."),
    ):
        return _to_structure(book)
    return _plan_page(request, book.plan, add=form, book=book.pk)


@login_required
@require_POST
def chapter_rename(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    form = ChapterTitleForm(request.POST, chapter=chapter)
    _require(request, "masterplans.arrange_chapter", chapter)
    if attempt_form(
        request,
        form,
        lambda: chapter_outlines.rename(chapter, by=request.user, **form.cleaned_data),
        done=_("Changed."),
    ):
        return _to_structure(chapter.book, f"bab-{chapter.pk}")
    return _plan_page(request, chapter.plan, rename=form, pk=chapter.pk)


@login_required
@require_POST
def chapter_move(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    step = "up" if request.POST.get("step") == "up" else "down"
    attempt(request, lambda: chapter_outlines.move(chapter, step, by=request.user))
    return _to_structure(chapter.book, f"bab-{chapter.pk}")


@login_required
@require_POST
def chapter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    done = _("%(chapter)s was removed. It can be put back below.") % {"chapter": chapter.label}
    attempt(request, lambda: chapter_outlines.remove(chapter, by=request.user), done=done)
    return _to_structure(chapter.book)


@login_required
@require_POST
def chapter_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Chapter.every.visible_to(request.user).with_names()
    chapter = get_object_or_404(rows, pk=pk)
    done = _("%(chapter)s is back, as the last one of its book.") % {"chapter": chapter.title}
    attempt(request, lambda: chapter_outlines.put_back(chapter, by=request.user), done=done)
    return _to_structure(chapter.book, f"bab-{chapter.pk}")


@login_required
def chapter_outline(request: HttpRequest, pk: int) -> HttpResponse:
    """The tree of one chapter, arranged by buttons, keys or dragging; a POST adds a section."""
    chapter = visible_chapter(request, pk)
    _require(request, "masterplans.arrange_chapter", chapter)
    form = TitleForm(request.POST or None)
    if request.method == "POST":
        after = chapter.sections.filter(pk=_number(request, "after")).first()

        made: list[Section] = []

        def add() -> None:
            title = form.cleaned_data["title"]
            made.append(outlines.add(chapter, title=title, after=after, by=request.user))

        if attempt_form(request, form, add, done=_("The section was added.")):
            return _to_outline(made[0])
    rows = chapter.sections.all().for_states().with_owners()
    context = {
        "chapter": chapter,
        "plan": chapter.plan,
        "crumbs": outline_crumbs(chapter, _("Sections of the chapter")),
        "sections": progress.with_states(rows),
        "removed": list(outlines.chapter_removed(chapter)),
        "locked": outlines.why_not_arranged(chapter),
        "form": form,
        "steps": [
            {"step": step, "icon": icon, "label": label} for step, (icon, label) in _steps().items()
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "masterplans/chapter_outline.html", context, status=status)


@login_required
@require_POST
def section_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step, or go before the section on which this one was dropped."""
    section = visible_section(request, pk)
    step = request.POST.get("step", "")
    other = Section.objects.filter(chapter=section.chapter, pk=_number(request, "before")).first()

    def move() -> None:
        if step in STEPS:
            outlines.move(section, step, by=request.user)
        elif other:
            outlines.place_before(section, other, by=request.user)
        else:
            _require(request, "masterplans.arrange_chapter", section.chapter)

    attempt(request, move)
    return _to_outline(section)


@login_required
@require_POST
def section_remove(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk)
    done = _("“%(title)s” was removed. It can be put back below.") % {"title": section.title}
    attempt(request, lambda: outlines.remove(section, by=request.user), done=done)
    return redirect("masterplans:chapter_outline", pk=section.chapter_id)


@login_required
@require_POST
def section_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Section.every.visible_to(request.user).with_names()
    section = get_object_or_404(rows, pk=pk, chapter__removed_at=None)
    done = _("“%(title)s” is back.") % {"title": section.title}
    attempt(request, lambda: outlines.put_back(section, by=request.user), done=done)
    return _to_outline(section)


@login_required
def section_settings(request: HttpRequest, pk: int) -> HttpResponse:
    """What one section asks for, who writes it until when, and in which chapter it stands."""
    section = visible_section(request, pk)
    _require(request, "masterplans.arrange_chapter", section.chapter)
    part = request.POST.get("part", "") if request.method == "POST" else ""
    asked = AskedForm(request.POST if part == "asked" else None, section=section)
    owning = OwnersForm(request.POST if part == "owners" else None, section=section)
    target = TargetForm(request.POST if part == "target" else None, section=section)
    acts = {
        "asked": (asked, lambda: outlines.describe(section, by=request.user, **asked.cleaned_data)),
        "owners": (owning, lambda: owners.own(section, owning.owners, by=request.user)),
        "target": (
            target,
            lambda: outlines.give_to(section, target.cleaned_data["chapter"], by=request.user),
        ),
    }
    if part in acts:
        form, act = acts[part]
        if attempt_form(request, form, act, done=_("Saved.")):
            section.refresh_from_db()
            return redirect("masterplans:section_settings", pk=section.pk)
    context = {
        "section": section,
        "chapter": section.chapter,
        "crumbs": outline_crumbs(section.chapter, section.number),
        "asked": asked,
        "owning": owning,
        "target": target,
        "locked": outlines.why_not_arranged(section.chapter),
        "next": dividing.next_of(list(section.chapter.sections.all()), section),
    }
    status = 422 if part else 200
    return render(request, "masterplans/section_settings.html", context, status=status)


def _steps() -> dict[str, tuple[str, str]]:
    return {
        "up": ("arrow-up", _("Up")),
        "down": ("arrow-down", _("Down")),
        "out": ("arrow-left", _("Out, one level higher")),
        "in": ("arrow-right", _("In, below the section before")),
    }


def outline_crumbs(chapter: Chapter, last: str) -> list[dict[str, str]]:
    """Return the way to a page below the tree of a chapter."""
    structure = reverse("masterplans:plan_structure", kwargs={"slug": chapter.plan.enrolment.slug})
    outline = reverse("masterplans:chapter_outline", kwargs={"pk": chapter.pk})
    *first, _last = plan_crumbs(chapter.plan, "")
    return [
        *first,
        {"label": _("Structure"), "url": structure},
        {"label": _("Chapter %(number)s") % {"number": chapter.number}, "url": outline},
        {"label": last, "url": ""},
    ]


def _to_structure(book: Book, anchor: str = "") -> HttpResponse:
    url = reverse("masterplans:plan_structure", kwargs={"slug": book.plan.enrolment.slug})
    return redirect(f"{url}#{anchor or f'buku-{book.number}'}")


def _to_outline(section: Section) -> HttpResponse:
    url = reverse("masterplans:chapter_outline", kwargs={"pk": section.chapter_id})
    return redirect(f"{url}#bagian-{section.pk}")


def _require(request: HttpRequest, permission: str, obj: Any) -> None:
    if not request.user.has_perm(permission, obj):
        raise PermissionDenied(permission)


def _number(request: HttpRequest, name: str) -> int:
    return natural(request.POST.get(name)) or 0
