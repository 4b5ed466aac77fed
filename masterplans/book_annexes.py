"""Which decrees and agreements stand behind a plan? Bound into its volume, with the files that are kept."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.annexes import Annex, AnnexTable, Enclosure, annex
from programs.models import Body, Enrolment, Memorandum
from smartcity_portal.kit.formats import day

NOTHING = "–"


@annex("programs.decrees", gettext_lazy("Decrees and agreements"), order=10)
def decrees(enrolment: Enrolment) -> Annex | None:
    """The memorandum of understanding and the decrees that formed the local bodies."""
    memorandum = Memorandum.objects.filter(enrolment=enrolment).first()
    bodies = list(Body.objects.filter(enrolment=enrolment))
    rows = [*_memorandum_row(memorandum), *(_body_row(body) for body in bodies)]
    if not rows:
        return None
    tables = [
        AnnexTable(
            _("Decrees and agreements on which the plan rests"),
            (_("Document"), _("Number"), _("Date"), _("About")),
            (26, 28, 16, 30),
            tuple(rows),
            source=_("register of the portal."),
        )
    ]
    tables += [_members(body) for body in bodies if body.members.strip()]
    return Annex(
        _("Decrees and agreements"),
        _("Numbers and dates as the region has registered them."),
        tuple(tables),
        files=tuple(_files(memorandum)),
    )


def _memorandum_row(memorandum: Memorandum | None) -> list[tuple[str, ...]]:
    if memorandum is None or not memorandum.signed_on:
        return []
    numbers = filter(None, [memorandum.number_ministry, memorandum.number_region])
    return [
        (
            memorandum.title,
            "; ".join(numbers) or NOTHING,
            day(memorandum.signed_on),
            _("Ministry and region build the smart city together"),
        )
    ]


def _body_row(body: Body) -> tuple[str, ...]:
    when = day(body.decreed_on) if body.decreed_on else NOTHING
    about = _("Forms the %(body)s") % {"body": body.get_kind_display()}
    return (_("Decree of the head of region"), _decree(body), when, about)


def _decree(body: Body) -> str:
    """The number of a decree, marked when it is invented."""
    mark = _("(example)")
    return f"{body.decree} {mark}" if body.is_example and mark not in body.decree else body.decree


def _members(body: Body) -> AnnexTable:
    lines = [line.strip() for line in body.members.splitlines() if line.strip()]
    return AnnexTable(
        _("Members of the %(body)s") % {"body": body.get_kind_display()},
        (_("No."), _("Member")),
        (8, 92),
        tuple((str(number), line) for number, line in enumerate(lines, start=1)),
        source=f"{_decree(body)}.",
    )


def _files(memorandum: Memorandum | None) -> list[Enclosure]:
    if memorandum is None or not memorandum.file_sha256:
        return []
    told = (
        _("Signed on %(day)s.") % {"day": day(memorandum.signed_on)} if memorandum.signed_on else ""
    )
    return [Enclosure(memorandum.title, memorandum.file_sha256, told)]


@annex("masterplans.quick_wins", gettext_lazy("Quick-win profiles"), order=40)
def quick_win_profiles(enrolment: Enrolment) -> Annex | None:
    """One page for every quick win that was chosen; left out where a chapter shows them already."""
    return Annex(
        _("Quick-win profiles"),
        _("Problem, answer, steps and risks of every quick win."),
        blocks=("quick_win_profiles",),
    )
