"""What can be asked of the attendance of a bimtek before its stage closes?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.lines import Asked, Item, Line
from workshops.requirements.registry import requirement


@requirement(
    gettext_lazy(
        "At least {minimum} people, and {share} percent of the roster, are recorded as present at the bimtek."
    )
)
def attendance_recorded(asked: Asked, minimum: int = 1, share: int = 0) -> Line:
    present, expected = asked.facts.attendance.get((asked.enrolment.pk, asked.stage), (0, 0))
    words = {"present": present, "minimum": minimum, "expected": expected, "share": share}
    text = (
        _(
            "Attendance: %(present)d of %(expected)d people present; asked are %(minimum)d and %(share)d %%"
        )
        if share
        else _("Attendance: %(present)d people present; asked are %(minimum)d")
    ) % words
    page = asked.door("workshops:attendance_detail", number=str(asked.stage))
    if present >= minimum and present * 100 >= share * expected:
        return Line("attendance_recorded", text, True, target=page)
    workshop = asked.facts.workshops.get((asked.enrolment.pk, asked.stage))
    if not present:
        sentence = _("Nobody has been recorded as present")
    elif present < minimum:
        sentence = _("%(count)d people are missing") % {"count": minimum - present}
    else:
        sentence = _("The share of those present is %(percent)d %%") % {
            "percent": present * 100 // expected
        }
    since = asked.later_of(workshop.last_day if workshop and workshop.held else None)
    item = Item(sentence, asked.coordinator, since, page)
    return Line("attendance_recorded", text, False, [item], target=page)
